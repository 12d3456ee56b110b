namespace GraphDsl.Examples;

/// <summary>
/// Requests of travellers, with what each word tells: where from, where to, on which day. Whether a town is where the journey begins
/// or where it ends is often said many words before its name. The same seed always gives the same requests.
/// </summary>
internal sealed class Requests(long seed)
{
    /// <summary>The label of words that tell nothing.</summary>
    public const string Nothing = "O";

    private static readonly string[] Towns =
    [
        "boston", "denver", "dallas", "atlanta", "seattle", "chicago", "phoenix", "new york", "new orleans", "san francisco", "san diego",
        "san jose", "kansas city", "salt lake city", "las vegas", "saint paul", "saint louis", "fort worth",
    ];

    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    private static readonly string[] Times = ["morning", "afternoon", "evening", "night"];
    private static readonly string[] Classes = ["first class", "business class", "economy"];
    private static readonly string[] Openings = ["show me", "i want", "list all the", "are there any", "what are the", "please find", "tell me about"];

    private readonly NumpyRandomState random = new(seed);
    private readonly List<(string Word, string Label)> words = [];

    /// <summary>Makes so many.</summary>
    public static IEnumerable<TaggedWord[]> Make(int count, long seed = 1234)
    {
        var requests = new Requests(seed);
        return Enumerable.Range(0, count).Select(_ => requests.Next());
    }

    private TaggedWord[] Next()
    {
        words.Clear();
        Say(Pick(Openings));
        if (Chance(3)) Say(Pick(Classes), "class");
        Say("flights");
        switch (random.RandInt(0, 6, 1)[0])
        {
            case 0: Stop("from", "from"); Stop("to", "to"); When("day"); break;
            case 1: Stop("to", "to"); When("day"); Stop("from", "from"); break;
            case 2: Stop("between", "from"); Stop("and", "to"); When("day"); break;
            case 3: Say("that leave"); When("from.day"); Stop("from", "from"); Say("and arrive"); When("to.day"); Stop("in", "to"); break;
            case 4: Say("that arrive"); When("to.day"); Stop("in", "to"); Say("and leave"); When("from.day"); Stop("from", "from"); break;
            default: Journey(); break;
        }

        return [.. words.Select(pair => new TaggedWord(pair.Word, pair.Label))];
    }

    // "for a journey which begins on monday in boston and ends in denver", or the end first.
    private void Journey()
    {
        (string Verb, string Slot) begin = ("begins", "from"), end = ("ends", "to");
        if (Chance(2)) (begin, end) = (end, begin);
        Say("for a journey which " + begin.Verb);
        When(begin.Slot + ".day");
        Stop("in", begin.Slot);
        Say("and " + end.Verb);
        When(end.Slot + ".day");
        Stop("in", end.Slot);
    }

    // Some stops leave the choice between two towns.
    private void Stop(string before, string slot)
    {
        Say(before);
        if (Chance(4)) Say("the city of");
        Say(Pick(Towns), slot);
        if (!Chance(5)) return;
        Say("or");
        Say(Pick(Towns), slot);
    }

    private void When(string slot)
    {
        if (Chance(3)) return;
        Say("on");
        if (Chance(3)) Say("the next");
        Say(Pick(Days), slot);
        if (Chance(2)) Say(Pick(Times), "time");
    }

    private void Say(string text, string? slot = null)
    {
        string start = "B-";
        foreach (string word in text.Split(' '))
        {
            words.Add((word, slot is null ? Nothing : start + slot));
            start = "I-";
        }
    }

    private string Pick(string[] from) => from[random.RandInt(0, from.Length, 1)[0]];

    private bool Chance(int oneOf) => random.RandInt(0, oneOf, 1)[0] == 0;
}
