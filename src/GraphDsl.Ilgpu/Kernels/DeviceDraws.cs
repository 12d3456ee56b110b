using System.ComponentModel;
using GraphDsl.Cpu;

namespace GraphDsl.Ilgpu;

/// <summary>Elements of random draws in kernels: the text of the CPU's, so that the numbers are the same.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DeviceDraws
{
    /// <summary>The key of the draws at a step of a loop.</summary>
    public static ulong Seed(ulong seed, ulong call, long step) => Draw.StepSeed(seed, call, step);

    /// <summary>An element of a draw over [0, 1) in single precision.</summary>
    public static float UniformSingle(ulong seed, ulong call, int ordinal, int element) => new Draw(seed, call, ordinal).UniformSingle(element);

    /// <summary>An element of a draw over [0, 1) in double precision.</summary>
    public static double UniformReal(ulong seed, ulong call, int ordinal, int element) => new Draw(seed, call, ordinal).UniformReal(element);

    /// <summary>An element of a normal draw in single precision.</summary>
    public static float NormalSingle(ulong seed, ulong call, int ordinal, int element) => new Draw(seed, call, ordinal).NormalSingle((long)element);

    /// <summary>An element of a normal draw in double precision.</summary>
    public static double NormalReal(ulong seed, ulong call, int ordinal, int element) => new Draw(seed, call, ordinal).NormalReal(element);

    /// <summary>How many of n trials of probability p succeed.</summary>
    public static long Binomial(ulong seed, ulong call, int ordinal, int element, long n, double p) => new Draw(seed, call, ordinal).Binomial(element, n, p);

    /// <summary>A number over [0, 1) for one trial of an element.</summary>
    public static double Trial(ulong seed, ulong call, int ordinal, int element, long trial) => new Draw(seed, call, ordinal).Block(element, trial).Real(0);

    /// <summary>A whole number from 0 to before a bound.</summary>
    public static long Whole(ulong seed, ulong call, int ordinal, int element, long bound) => new Draw(seed, call, ordinal).Whole(element, bound);
}
