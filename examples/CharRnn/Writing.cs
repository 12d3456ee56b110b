using System.Diagnostics;
using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>What a run is to do.</summary>
/// <param name="Epochs">How often training goes over the lines.</param>
/// <param name="LearningRate">The size of a step.</param>
/// <param name="Samples">How many lines to write in the end.</param>
/// <param name="ModelFile">Takes the best model.</param>
internal sealed record WritingSettings(int Epochs, double LearningRate, int Samples, string ModelFile);

/// <summary>What came of a run.</summary>
/// <param name="Cost">Of a character held out, in nats: the best model's, as its file gives it back.</param>
/// <param name="BigramCost">The least that a model of bigrams could reach on the same characters.</param>
/// <param name="Samples">Lines that the model wrote.</param>
internal sealed record WritingResult(double Cost, double BigramCost, string[] Samples);

/// <summary>Trains a model on a text, keeps the best in a file, and lets what the file holds write.</summary>
internal static class Writing
{
    private const int MostCharacters = 200;
    private const double Temperature = 0.7;

    public static WritingResult Run(Corpus corpus, WritingSettings settings, IDisplay display)
    {
        double bigrams = Bigrams.Cost(corpus.HeldOut, corpus.Characters);
        display.Line(FormattableString.Invariant($"{corpus.Train.Lengths.Length} lines to train on, {corpus.HeldOut.Lengths.Length} held out; bigrams: {bigrams:f4} nats a character"));
        Train(NewModel(corpus, settings), corpus, settings, display);

        // The best model comes back from its file, into one that has learnt nothing.
        var model = NewModel(corpus, settings);
        model.Load(settings.ModelFile);
        string[] samples = [.. Enumerable.Range(0, settings.Samples).Select(_ => corpus.Decode(Elements(model.Write(MostCharacters, (floatX)Temperature))))];
        return new(Evaluate(model, corpus), bigrams, samples);
    }

    private static void Train(CharRnn model, Corpus corpus, WritingSettings settings, IDisplay display)
    {
        var order = new NumpyRandomState(1234);
        var clock = Stopwatch.StartNew();
        int batches = corpus.Train.Batches;
        double best = double.PositiveInfinity;
        for (int epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            double sum = 0;
            int done = 0;
            foreach (long batch in Elements(order.Permutation(batches)))
            {
                sum += model.Train(batch);
                display.Progress((epoch - 1L) * batches + ++done, (long)settings.Epochs * batches);
            }

            double cost = Evaluate(model, corpus);
            display.Line(FormattableString.Invariant($"epoch {epoch}: {sum / batches:f4} nats a character, held out {cost:f4}, {clock.Elapsed.TotalSeconds:f1} s"));
            if (cost < best)
            {
                best = cost;
                model.Save(settings.ModelFile);
            }
        }
    }

    private static double Evaluate(CharRnn model, Corpus corpus)
    {
        double sum = 0, characters = 0;
        for (int batch = 0; batch < corpus.HeldOut.Batches; batch++)
        {
            var (cost, count) = model.Evaluate(batch);
            sum += cost;
            characters += count;
        }

        return sum / characters;
    }

    private static CharRnn NewModel(Corpus corpus, WritingSettings settings) => new(corpus.Characters, new NumpyRandomState(1234))
    {
        TrainLines = new(corpus.Train.Characters, borrow: true, name: "train lines"),
        TrainLengths = Shared.From(corpus.Train.Lengths, name: "train lengths"),
        HeldOutLines = new(corpus.HeldOut.Characters, borrow: true, name: "lines held out"),
        HeldOutLengths = Shared.From(corpus.HeldOut.Lengths, name: "lengths held out"),
        LearningRate = (floatX)settings.LearningRate,
    };

    private static T[] Elements<T>(Tensor<T> tensor)
    {
        var elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }
}
