namespace GraphDsl.Examples;

/// <summary>
/// Sentences of a small grammar, whose verbs agree with nouns that may stand far before them: no few characters tell what
/// comes next. The same seed always gives the same sentences.
/// </summary>
internal sealed class Sentences(long seed)
{
    // One, and many.
    private static readonly string[][] Nouns =
    [
        ["cat", "fox", "owl", "miller", "child", "wolf", "king", "robin"],
        ["cats", "foxes", "owls", "millers", "children", "wolves", "kings", "robins"],
    ];

    private static readonly string[][] Verbs =
    [
        ["sees", "follows", "likes", "teaches", "fears"],
        ["see", "follow", "like", "teach", "fear"],
    ];

    private static readonly string[][] Ends =
    [
        ["sleeps", "sings", "goes home", "laughs"],
        ["sleep", "sing", "go home", "laugh"],
    ];

    private static readonly string[] Adjectives = ["old", "young", "happy", "quiet", "clever", "grey"];

    private readonly NumpyRandomState random = new(seed);

    /// <summary>Makes so many.</summary>
    public static IEnumerable<string> Make(int count, long seed = 1234)
    {
        var grammar = new Sentences(seed);
        return Enumerable.Range(0, count).Select(_ => grammar.Sentence());
    }

    private string Sentence()
    {
        int number = Below(2);
        string subject = Subject(number, depth: 0);
        return subject + " " + (Below(2) == 0 ? Pick(Ends[number]) : Pick(Verbs[number]) + " " + Subject(Below(2), depth: 1)) + ".";
    }

    // "the old cats that fear the wolf"
    private string Subject(int number, int depth)
    {
        string noun = "the " + (Below(3) == 0 ? Pick(Adjectives) + " " : "") + Pick(Nouns[number]);
        return depth < 2 && Below(3) == 0 ? $"{noun} that {Pick(Verbs[number])} {Subject(Below(2), depth + 1)}" : noun;
    }

    private string Pick(string[] words) => words[Below(words.Length)];

    private int Below(int bound) => (int)random.RandInt(0, bound, 1)[0];
}
