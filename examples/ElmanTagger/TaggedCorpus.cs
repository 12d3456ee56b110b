using System.Globalization;

namespace GraphDsl.Examples;

/// <summary>A word and what it tells: <c>O</c>, or <c>B-</c> and <c>I-</c> with the name of a slot that begins or goes on there.</summary>
internal readonly record struct TaggedWord(string Word, string Label);

/// <summary>Sentences as numbers: those to train on, and every fifth, which is held out.</summary>
internal sealed class TaggedCorpus
{
    private const int HeldOutEvery = 5;
    private const int Outside = 0, Unknown = 1; // the word around sentences, and those that no sentence to train on has

    private readonly string[] labels;

    /// <summary>Takes sentences.</summary>
    /// <exception cref="DataFormatException">There are too few to train on some and hold some out.</exception>
    public TaggedCorpus(IEnumerable<TaggedWord[]> sentences)
    {
        TaggedWord[][] all = [.. sentences];
        if (all.Length < HeldOutEvery)
            throw new DataFormatException($"the text has {all.Length} sentences, of which at least {HeldOutEvery} are needed");
        TaggedWord[][] train = [.. all.Where((_, index) => index % HeldOutEvery != 0)];
        var words = Numbers(train.SelectMany(sentence => sentence).Select(word => word.Word), first: Unknown + 1);
        labels = [.. all.SelectMany(sentence => sentence).Select(word => word.Label).Distinct().Order(StringComparer.Ordinal)];
        Words = Unknown + 1 + words.Count;
        Train = Encode(train, words);
        HeldOut = Encode([.. all.Where((_, index) => index % HeldOutEvery == 0)], words);
    }

    /// <summary>How many words there are.</summary>
    public int Words { get; }

    /// <summary>How many labels there are.</summary>
    public int LabelCount => labels.Length;

    public TaggedSentences Train { get; }

    public TaggedSentences HeldOut { get; }

    /// <summary>The name of a label.</summary>
    public string Label(long number) => labels[number];

    /// <summary>Reads a file with a word and its label on a line, and an empty line after each sentence.</summary>
    /// <exception cref="DataFormatException">A line has something else.</exception>
    public static IEnumerable<TaggedWord[]> Read(string path)
    {
        var sentence = new List<TaggedWord>();
        int number = 0;
        foreach (string line in File.ReadLines(path).Append(""))
        {
            number++;
            string[] parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts is [var word, var label])
            {
                sentence.Add(new(word.ToLowerInvariant(), label));
                continue;
            }

            if (parts.Length > 0)
                throw new DataFormatException(string.Create(CultureInfo.InvariantCulture, $"line {number}: expected a word and its label, found {parts.Length} words"));
            if (sentence.Count > 0) yield return [.. sentence];
            sentence.Clear();
        }
    }

    private static Dictionary<string, int> Numbers(IEnumerable<string> names, int first) =>
        names.Distinct().Order(StringComparer.Ordinal).Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => first + pair.index);

    private TaggedSentences Encode(TaggedWord[][] sentences, Dictionary<string, int> known)
    {
        const int beside = ElmanTagger.Window / 2;
        var (words, numbers, places) = (new List<int>(), new List<int>(), new List<(int, int)>());
        var outside = Enumerable.Repeat(Outside, beside);
        foreach (var sentence in sentences)
        {
            places.Add((words.Count, sentence.Length));
            words.AddRange([.. outside, .. sentence.Select(word => known.GetValueOrDefault(word.Word, Unknown)), .. outside]);
            numbers.AddRange([.. outside, .. sentence.Select(word => Array.BinarySearch(labels, word.Label, StringComparer.Ordinal)), .. outside]);
        }

        return new(sentences, [.. words], [.. numbers], [.. places]);
    }
}

/// <summary>Sentences, and the same as numbers.</summary>
/// <param name="Text">The sentences.</param>
/// <param name="Words">Their words one after the other, each sentence with neighbours for its first and last.</param>
/// <param name="Labels">A label for each of them.</param>
/// <param name="Places">Where each sentence starts there, neighbours included, and how many words it has.</param>
internal sealed record TaggedSentences(TaggedWord[][] Text, int[] Words, int[] Labels, (int Start, int Length)[] Places);
