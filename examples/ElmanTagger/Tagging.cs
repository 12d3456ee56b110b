using System.Diagnostics;

namespace GraphDsl.Examples;

/// <summary>What a run is to do.</summary>
/// <param name="Epochs">How often training goes over the sentences.</param>
/// <param name="LearningRate">How far a step goes at first.</param>
/// <param name="ModelFile">Takes the best model.</param>
internal sealed record TaggingSettings(int Epochs, double LearningRate, string ModelFile);

/// <summary>What came of a run.</summary>
/// <param name="F1">Of the sentences held out: the best model's, as its file gives it back.</param>
/// <param name="CountedF1">The same of labels by counting.</param>
/// <param name="Sample">A sentence held out, and the labels that the model gives it.</param>
internal sealed record TaggingResult(double F1, double CountedF1, (string Word, string Label)[] Sample);

/// <summary>The tutorial's training: sentence by sentence, a step each, and smaller ones when it no longer helps.</summary>
internal static class Tagging
{
    private const int Patience = 5;

    public static TaggingResult Run(TaggedCorpus corpus, TaggingSettings settings, IDisplay display)
    {
        var held = corpus.HeldOut.Text;
        double counted = SlotScore.F1(Right(held).Zip(SlotScore.ByCounting(corpus.Train.Text, held)));
        display.Line(FormattableString.Invariant($"{corpus.Train.Text.Length} sentences to train on, {held.Length} held out; by counting: F1 {counted * 100:f2} %"));
        Train(NewModel(corpus, settings), corpus, settings, display);

        // The best model comes back from its file, into one that has learnt nothing.
        var model = NewModel(corpus, settings);
        model.Load(settings.ModelFile);
        var sample = held[0].Select(word => word.Word).Zip(Labels(model, corpus, 0));
        return new(Evaluate(model, corpus), counted, [.. sample]);
    }

    private static void Train(ElmanTagger model, TaggedCorpus corpus, TaggingSettings settings, IDisplay display)
    {
        var order = new NumpyRandomState(345);
        var places = corpus.Train.Places;
        var clock = Stopwatch.StartNew();
        double best = double.NegativeInfinity;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            double sum = 0;
            int done = 0;
            foreach (long sentence in order.Permutation(places.Length))
            {
                sum += model.Train(places[sentence].Start, places[sentence].Length);
                model.Normalise();
                display.Progress((epoch - 1L) * places.Length + ++done, (long)settings.Epochs * places.Length);
            }

            double f1 = Evaluate(model, corpus);
            display.Line(FormattableString.Invariant($"epoch {epoch}: cost {sum / places.Length:f4}, held out F1 {f1 * 100:f2} %, {clock.Elapsed.TotalSeconds:f1} s"));
            if (f1 > best)
            {
                (best, bestEpoch) = (f1, epoch);
                model.Save(settings.ModelFile);
            }
            else if ((epoch - bestEpoch) % Patience == 0)
            {
                model.LearningRate /= 2;
            }
        }
    }

    private static double Evaluate(ElmanTagger model, TaggedCorpus corpus) =>
        SlotScore.F1(Right(corpus.HeldOut.Text).Select((right, sentence) => (right, Labels(model, corpus, sentence))));

    private static string[] Labels(ElmanTagger model, TaggedCorpus corpus, int sentence)
    {
        var (start, length) = corpus.HeldOut.Places[sentence];
        return [.. model.Classify(start, length).Select(corpus.Label)];
    }

    private static IEnumerable<string[]> Right(TaggedWord[][] sentences) =>
        sentences.Select(sentence => sentence.Select(word => word.Label).ToArray());

    private static ElmanTagger NewModel(TaggedCorpus corpus, TaggingSettings settings) => new(corpus.Words, corpus.LabelCount, new NumpyRandomState(345))
    {
        TrainWords = Shared.From(corpus.Train.Words, name: "train words"),
        TrainLabels = Shared.From(corpus.Train.Labels, name: "train labels"),
        HeldOutWords = Shared.From(corpus.HeldOut.Words, name: "words held out"),
        LearningRate = (floatX)settings.LearningRate,
    };
}
