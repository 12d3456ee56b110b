using System.ComponentModel;
using System.Runtime.CompilerServices;
using ILGPU;

namespace GraphDsl.Ilgpu;

/// <summary>The elements that a thread of a launch takes: one, or every so many-th.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Threads
{
    /// <summary>The most threads that a group has: the size of memory that all of them share.</summary>
    public const int Most = 256;

    /// <summary>The first element of the thread.</summary>
    public static int First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Grid.IdxX * Group.DimX) + Group.IdxX;
    }

    /// <summary>The number of threads, from one element to the thread's next.</summary>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Grid.DimX * Group.DimX;
    }
}

/// <summary>What a result is where a check has failed: a NaN that arithmetic does not make.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Poison
{
    /// <summary>Its bits in single precision.</summary>
    public const int SingleBits = 0x7FC0DEAD;

    /// <summary>Its bits in double precision.</summary>
    public const long DoubleBits = 0x7FF80000DEADDEAD;

    /// <summary>The value, or poison where a check has failed.</summary>
    public static float Where(ArrayView<int> status, float value) => status[0] != 0 ? BitConverter.Int32BitsToSingle(SingleBits) : value;

    /// <inheritdoc cref="Where(ArrayView{int}, float)"/>
    public static double Where(ArrayView<int> status, double value) => status[0] != 0 ? BitConverter.Int64BitsToDouble(DoubleBits) : value;
}

/// <summary>Reports of checks in kernels.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Report
{
    /// <summary>Reports an index or label out of range: of several the one at the first position stays.</summary>
    public static void Failure(ArrayView<int> status, int check, int position, long found)
    {
        int at = 1 + (2 * check), code = int.MaxValue - position;
        status[0] = 1;
        if (Atomic.Max(ref status[at], code) < code) status[at + 1] = found > int.MaxValue ? int.MaxValue : found < int.MinValue ? int.MinValue : (int)found;
    }
}
