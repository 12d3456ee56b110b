using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GraphDsl.Cpu;

/// <summary>
/// Indexing by integer tensors. The tensor is seen as <c>(size, block)</c>: blocks of elements that positions address.
/// Positions of several index tensors are combined into one beforehand. Large work is split over <see cref="CpuPool"/>; results do not depend on
/// how many threads there are.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Indexing
{
    /// <summary>How many positions ahead blocks are brought nearer.</summary>
    private const int Ahead = 8;

    /// <summary>The positions along one axis of the elements that are true, in row-major order.</summary>
    /// <param name="mask">The elements.</param>
    /// <param name="length">The size of the axis.</param>
    /// <param name="inner">The number of elements behind one position of the axis.</param>
    /// <param name="positions">As many places as elements are true.</param>
    public static void Nonzero(ReadOnlySpan<bool> mask, nint length, nint inner, Span<long> positions)
    {
        int next = 0;
        for (int i = 0; i < mask.Length; i++)
            if (mask[i]) positions[next++] = i / inner % length;
    }

    /// <summary>The flat positions of the elements that are true.</summary>
    public static void Nonzero(ReadOnlySpan<bool> mask, Span<long> positions)
    {
        int next = 0;
        for (int i = 0; i < mask.Length; i++)
            if (mask[i]) positions[next++] = i;
    }

    /// <summary>The number of elements that are true.</summary>
    public static long Count(ReadOnlySpan<bool> mask)
    {
        long count = 0;
        foreach (byte value in MemoryMarshal.AsBytes(mask)) count += value;
        return count;
    }
}
