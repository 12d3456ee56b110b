namespace GraphDsl.Benchmarks;

/// <summary>Labels for workloads whose speed does not depend on them.</summary>
internal static class Labels
{
    public static int[] Draw(int count, int classes) => [.. new NumpyRandomState(4).RandInt(0, classes, count).Select(label => (int)label)];
}
