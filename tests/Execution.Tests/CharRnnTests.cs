using GraphDsl.Examples;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>The example that learns to write: what it reads, what it is measured by, and that it learns.</summary>
public class CharRnnTests
{
    [Fact]
    public void It_learns_and_its_file_gives_the_best_back()
    {
        string folder = Directory.CreateTempSubdirectory("GraphDsl-").FullName;
        try
        {
            var display = new Recorded();
            var result = Writing.Run(new Corpus(Sentences.Make(400)), new(Epochs: 3, LearningRate: 0.01, Samples: 2, Path.Combine(folder, "model.npz")), display);
            Assert.Equal(3, display.Lines.Count(line => line.StartsWith("epoch", StringComparison.Ordinal)));
            Assert.Contains(FormattableString.Invariant($"held out {result.Cost:f4},"), display.Lines[^1], StringComparison.Ordinal);
            Assert.InRange(result.Cost, 1, 2.8); // at first 3.2
            Assert.InRange(result.BigramCost, 1, 1.6);
            Assert.Equal((33, 33), display.Last);
            Assert.All(result.Samples, line => Assert.InRange(line.Length, 0, 200));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Lines_become_numbers_and_numbers_lines()
    {
        string[] text = [.. Enumerable.Repeat("abba", 400), "", "   ", new string('c', 250)];
        var corpus = new Corpus(text);
        Assert.Equal(4, corpus.Characters);
        Assert.Equal((362, 41), (corpus.Train.Lengths.Length, corpus.HeldOut.Lengths.Length));
        Assert.Equal((11, 1), (corpus.Train.Batches, corpus.HeldOut.Batches));
        int[] first = [.. corpus.Train.Characters.Elements()[..6]];
        Assert.Equal([0, 1, 2, 2, 1, 0], first);
        Assert.Equal("abba", corpus.Decode(first[1..]));
        Assert.Equal(5, corpus.Train.Lengths[0]);
        Assert.Equal([51, 101], corpus.Train.Lengths[^2..]); // the long line in three, of which one is held out
    }

    [Fact]
    public void A_short_text_is_refused() =>
        Assert.Contains("has 3 lines", Assert.Throws<DataFormatException>(() => new Corpus(["a", "b", "", "c"])).Message, StringComparison.Ordinal);

    /// <summary>After a come b and the end, as often; after b comes the end; a line begins with a.</summary>
    [Fact]
    public void Bigrams_are_counted()
    {
        var corpus = new Corpus(Enumerable.Range(0, 640).Select(line => line / 10 % 2 == 0 ? "a" : "ab"));
        Assert.Equal(64 * Math.Log(2) / (32 * 2 + 32 * 3), Bigrams.Cost(corpus.HeldOut, corpus.Characters), 12);
    }

    [Fact]
    public void Verbs_agree_with_their_nouns()
    {
        string[] sentences = [.. Sentences.Make(500)];
        Assert.Equal(sentences, Sentences.Make(500));
        Assert.Contains(sentences, s => s.Contains(" that ", StringComparison.Ordinal));
        Assert.All(sentences, s => Assert.DoesNotMatch("^the (\\w+ )?(cat|fox|owl|king|child) (sleep|sing|laugh|see|follow|fear)\\b", s));
        Assert.All(sentences, s => Assert.DoesNotMatch("^the (\\w+ )?(cats|foxes|owls|kings|children) (sleeps|sings|laughs|sees|follows|fears)\\b", s));
    }

    private sealed class Recorded : IDisplay
    {
        public List<string> Lines { get; } = [];

        public (long Done, long Of) Last { get; private set; }

        public void Line(string text) => Lines.Add(text);

        public void Progress(long done, long of) => Last = (done, of);
    }
}
