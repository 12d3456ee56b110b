namespace GraphDsl.Examples;

/// <summary>What to expect of a character from the one before it alone, counted.</summary>
internal static class Bigrams
{
    /// <summary>
    /// The mean cost of a character of <paramref name="lines"/> in nats, by counts in these very lines: no other model of bigrams
    /// does better on them.
    /// </summary>
    public static double Cost(Lines lines, int characters)
    {
        var counts = new double[characters, characters];
        var totals = new double[characters];
        foreach (var (before, after) in lines.Pairs())
        {
            counts[before, after]++;
            totals[before]++;
        }

        double cost = 0;
        foreach (var (before, after) in lines.Pairs())
            cost -= Math.Log(counts[before, after] / totals[before]);
        return cost / totals.Sum();
    }
}
