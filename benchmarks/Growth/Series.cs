using System.Diagnostics;

namespace GraphDsl.Benchmarks;

/// <summary>A model at more and more of something.</summary>
/// <param name="Name">What grows.</param>
/// <param name="Unit">What the time is divided by, in words.</param>
/// <param name="Sizes">The sizes, ascending, close enough together that neighbours are to cost about the same a unit.</param>
/// <param name="Units">The units of work at a size.</param>
/// <param name="Prepare">Makes the step to time.</param>
internal sealed record Series(string Name, string Unit, int[] Sizes, Func<int, double> Units, Func<int, Action> Prepare)
{
    private const int Rounds = 9;
    private const double RoundSeconds = 0.012;

    public static readonly Series[] All =
    [
        new("batch size", "example",
            [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 16, 17, 20, 24, 31, 32, 33, 48, 64, 65, 96, 128, 129, 192, 256, 384, 512, 768, 1024, 1536, 2048],
            size => size, size => Network.Of(size, 100, 100)),
        new("steps of a scan", "step",
            [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536],
            size => size, Recurrence.Of),
        new("layers", "layer", [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48], size => size, Depth.Of),
        new("width", "weight",
            [4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 17, 20, 24, 31, 32, 33, 40, 48, 63, 64, 65, 80, 96, 100, 127, 128, 129, 160, 192, 255, 256, 257, 320,
                384, 500, 512, 513, 640, 768, 1000, 1024, 1025, 1280, 1536, 2048],
            size => (double)size * size, size => Network.Of(32, size, size)),
    ];

    /// <summary>Seconds for each unit of work at a size: the least of several rounds.</summary>
    public double Measure(int size)
    {
        var step = Prepare(size);
        double seconds = Time(step, 1);
        for (int warm = 0; warm < 3; warm++) seconds = Math.Min(seconds, Time(step, 30));
        int steps = (int)Math.Clamp(RoundSeconds / seconds, 1, 1e6);
        for (int round = 0; round < Rounds; round++) seconds = Math.Min(seconds, Time(step, steps));
        return seconds / Units(size);
    }

    private static double Time(Action step, int steps)
    {
        long begun = Stopwatch.GetTimestamp();
        for (int i = 0; i < steps; i++) step();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds / steps;
    }
}
