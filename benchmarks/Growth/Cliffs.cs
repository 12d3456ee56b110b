namespace GraphDsl.Benchmarks;

/// <summary>
/// Finds sizes that cost too much: a unit of work takes more than <see cref="Factor"/> times what it takes at one of the
/// <see cref="Reach"/> sizes before. Small sizes may cost more than large ones, as what a call costs is shared by few units.
/// </summary>
internal static class Cliffs
{
    public const double Factor = 1.5;
    public const int Reach = 3;

    /// <summary>Of each cliff its number among the sizes.</summary>
    public static IEnumerable<int> In(IReadOnlyList<double> costs)
    {
        for (int i = 1; i < costs.Count; i++)
        {
            double least = double.PositiveInfinity;
            for (int before = Math.Max(0, i - Reach); before < i; before++) least = Math.Min(least, costs[before]);
            if (costs[i] > Factor * least) yield return i;
        }
    }
}
