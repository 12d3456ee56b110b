namespace GraphDsl.Examples;

/// <summary>How well slots are found: one counts only with its name and all its words right, as in <c>conlleval</c>.</summary>
internal static class SlotScore
{
    /// <summary>The harmonic mean of the share of the found slots that are right and of the right slots that are found.</summary>
    public static double F1(IEnumerable<(string[] Right, string[] Found)> sentences)
    {
        int right = 0, found = 0, both = 0;
        foreach (var sentence in sentences)
        {
            var slots = Slots(sentence.Right);
            var guesses = Slots(sentence.Found);
            right += slots.Count;
            found += guesses.Count;
            both += slots.Intersect(guesses).Count();
        }

        return right + found == 0 ? 1 : 2.0 * both / (right + found);
    }

    /// <summary>
    /// The labels of sentences by counting: the most frequent label of a word after the one before it, else of the word alone.
    /// </summary>
    public static IEnumerable<string[]> ByCounting(TaggedWord[][] train, TaggedWord[][] sentences)
    {
        var pairs = MostFrequent(train.SelectMany(Pairs));
        var words = MostFrequent(train.SelectMany(sentence => sentence).Select(word => (word.Word, word.Label)));
        return sentences.Select(sentence => Pairs(sentence)
            .Select(pair => pairs.GetValueOrDefault(pair.Key) ?? words.GetValueOrDefault(pair.Key.Word) ?? Requests.Nothing)
            .ToArray());
    }

    private static IEnumerable<((string Before, string Word) Key, string Label)> Pairs(TaggedWord[] sentence) =>
        sentence.Select((word, i) => ((i == 0 ? "" : sentence[i - 1].Word, word.Word), word.Label));

    private static Dictionary<TKey, string> MostFrequent<TKey>(IEnumerable<(TKey Key, string Label)> all) where TKey : notnull =>
        all.GroupBy(pair => pair.Key).ToDictionary(
            group => group.Key,
            group => group.GroupBy(pair => pair.Label).OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal).First().Key);

    // The slots of a sentence: name, first word, and the one behind the last.
    private static HashSet<(string Name, int First, int End)> Slots(string[] labels)
    {
        var slots = new HashSet<(string, int, int)>();
        for (int i = 0; i < labels.Length;)
        {
            int first = i++;
            if (labels[first] == Requests.Nothing) continue;
            string name = labels[first][2..];
            while (i < labels.Length && labels[i] == "I-" + name) i++;
            slots.Add((name, first, i));
        }

        return slots;
    }
}
