using GraphDsl.Examples;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>The example that finds slots in sentences: what it reads, what it is measured by, and its network.</summary>
public class ElmanTaggerTests
{
    [Fact]
    public void Slots_count_only_as_a_whole()
    {
        string[] right = ["O", "B-to", "I-to", "O", "B-from"];
        Assert.Equal(1, SlotScore.F1([(right, right)]));
        // One of the two is found, and one that is not there; then the longer one with its end missing.
        Assert.Equal(0.5, SlotScore.F1([(right, ["O", "B-to", "I-to", "O", "B-to"])]));
        Assert.Equal(0.5, SlotScore.F1([(right, ["O", "B-to", "O", "O", "B-from"])]));
        Assert.Equal(2.0 / 3, SlotScore.F1([(right, ["O", "O", "O", "O", "B-from"])]), 12);
        Assert.Equal(0, SlotScore.F1([(right, ["O", "O", "O", "O", "O"])]));
        Assert.Equal(1, SlotScore.F1([(["O"], ["O"])]));
        Assert.Equal(0, SlotScore.F1([(["B-a", "I-a"], ["B-a", "B-a"])])); // two short ones are not the long one
    }

    [Fact]
    public void Labels_are_counted_by_pairs_and_else_by_words()
    {
        TaggedWord[][] train = [[new("to", "O"), new("york", "B-to")], [new("from", "O"), new("york", "B-from")], [new("york", "B-to")]];
        TaggedWord[][] sentences = [[new("from", ""), new("york", "")], [new("via", ""), new("york", "")]];
        Assert.Equal([["O", "B-from"], ["O", "B-to"]], SlotScore.ByCounting(train, sentences));
    }

    [Fact]
    public void Sentences_are_read_and_become_numbers()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "To O\nYork B-to\n\n\nfrom O\n\nto O\n\nto O\n\nto O\n\nvia\tO\nto O");
            var sentences = TaggedCorpus.Read(file).ToArray();
            Assert.Equal(["to York".ToLowerInvariant(), "from", "to", "to", "to", "via to"], sentences.Select(s => string.Join(' ', s.Select(w => w.Word))));
            var corpus = new TaggedCorpus(sentences);
            Assert.Equal((4, 2), (corpus.Words, corpus.LabelCount)); // outside, unknown, from, to
            Assert.Equal([(0, 1), (7, 1), (14, 1), (21, 1)], corpus.Train.Places);
            Assert.Equal([0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 3], corpus.Train.Words[..11]);
            Assert.Equal([0, 0, 0, 3, 1, 0, 0, 0], corpus.HeldOut.Words[..8]); // york is only held out
            Assert.Equal("B-to", corpus.Label(corpus.HeldOut.Labels[4]));
            File.WriteAllText(file, "to O\nnew york B-to\n");
            Assert.Contains("line 2", Assert.Throws<DataFormatException>(() => TaggedCorpus.Read(file).ToArray()).Message, StringComparison.Ordinal);
            Assert.Throws<DataFormatException>(() => new TaggedCorpus([]));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The cost, its fall along the gradient, and the labels, against the same network in plain loops.</summary>
    [Fact]
    public void The_network_is_the_tutorials()
    {
        var corpus = new TaggedCorpus(Requests.Make(20));
        var model = new ElmanTagger(corpus.Words, corpus.LabelCount, new NumpyRandomState(7))
        {
            TrainWords = Shared.From(corpus.Train.Words),
            TrainLabels = Shared.From(corpus.Train.Labels),
            HeldOutWords = Shared.From(corpus.Train.Words),
            LearningRate = 0,
        };
        model.Normalise();
        double[] rows = model.Embeddings.Doubles();
        for (int word = 0; word < corpus.Words; word++)
            Numbers.Near(1, rows.AsSpan(word * 50, 50).ToArray().Sum(x => x * x), Numbers.Tolerance(1e-5, 1e-12));
        foreach (var (start, length) in corpus.Train.Places[..3])
        {
            var (cost, labels) = Plain(model, corpus, start, length);
            Numbers.Near(cost, (double)model.Train(start, length), Numbers.Tolerance(1e-5, 1e-12));
            Assert.Equal(labels, model.Classify(start, length).Elements());
        }

        // A small step lowers the cost by the rate times the squared gradient.
        Shared<floatX>[] parameters = [model.Embeddings, model.Wx, model.Wh, model.W, model.Bh, model.B, model.H0];
        double[][] before = [.. parameters.Select(p => p.Doubles())];
        var (first, words) = corpus.Train.Places[0];
        const double rate = 1e-2;
        model.LearningRate = (floatX)rate;
        double old = model.Train(first, words);
        double squares = parameters.Zip(before, (p, was) => p.Doubles().Zip(was, (a, b) => (a - b) * (a - b)).Sum()).Sum() / (rate * rate);
        model.LearningRate = 0;
        Numbers.Near(old - (rate * squares), (double)model.Train(first, words), 0.03 * rate * squares);
        Assert.All(parameters.Zip(before), pair => Assert.NotEqual(pair.Second, pair.First.Doubles()));
    }

    private static (double Cost, long[] Labels) Plain(ElmanTagger model, TaggedCorpus corpus, int start, int length)
    {
        const int dimensions = 50, units = 100;
        int classes = corpus.LabelCount;
        double[] e = model.Embeddings.Doubles(), wx = model.Wx.Doubles(), wh = model.Wh.Doubles(), w = model.W.Doubles();
        double[] bh = model.Bh.Doubles(), b = model.B.Doubles(), h = model.H0.Doubles();
        double cost = 0;
        var labels = new long[length];
        for (int t = 0; t < length; t++)
        {
            double[] sums = [.. bh];
            for (int j = 0; j < units; j++)
            {
                for (int place = 0; place < ElmanTagger.Window; place++)
                    for (int d = 0; d < dimensions; d++)
                        sums[j] += e[(corpus.Train.Words[start + t + place] * dimensions) + d] * wx[(((place * dimensions) + d) * units) + j];
                for (int i = 0; i < units; i++) sums[j] += h[i] * wh[(i * units) + j];
            }

            h = [.. sums.Select(s => 1 / (1 + Math.Exp(-s)))];
            double[] z = [.. Enumerable.Range(0, classes).Select(c => b[c] + Enumerable.Range(0, units).Sum(j => h[j] * w[(j * classes) + c]))];
            labels[t] = Array.IndexOf(z, z.Max());
            cost += Math.Log(z.Sum(Math.Exp)) - z[corpus.Train.Labels[start + t + (ElmanTagger.Window / 2)]];
        }

        return (cost / length, labels);
    }
}
