namespace GraphDsl.Cpu;

/// <summary>
/// How work is cut into tasks. The cut depends on the sizes and the cost alone, never on the number of threads.
/// Costs are in tenths of a nanosecond.
/// </summary>
internal static class Partition
{
    /// <summary>Below this total it is not worth waking threads: 40 microseconds.</summary>
    private const long WorthSplitting = 400_000;

    /// <summary>The least work of a task: 15 microseconds.</summary>
    private const long LeastTask = 150_000;

    /// <summary>More tasks do not spread the work any better.</summary>
    public const int MostTasks = 256;

    /// <summary>The length of a task's share of n items, a multiple of <paramref name="grain"/>; n where it is not worth splitting.</summary>
    public static nint Block(nint n, long cost, nint grain)
    {
        double total = (double)n * Math.Max(cost, 1);
        if (total < WorthSplitting) return Math.Max(n, 1);
        nint block = (nint)Math.Max(LeastTask / Math.Max(cost, 1), (n + MostTasks - 1) / MostTasks);
        return (Math.Max(block, 1) + grain - 1) / grain * grain;
    }

    /// <summary>The number of blocks that cover n items.</summary>
    public static int Count(nint n, nint block) => (int)((n + block - 1) / block);
}
