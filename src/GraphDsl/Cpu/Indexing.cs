using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;
using GraphDsl.Runtime;

namespace GraphDsl.Cpu;

/// <summary>
/// Indexing by integer tensors. The tensor is seen as <c>(size, block)</c>: blocks of elements that positions address.
/// Positions of several index tensors are combined into one beforehand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Indexing
{
    /// <summary>
    /// Turns indices of one more axis into positions: <c>positions = positions * size + index</c>. Negative indices count from the end.
    /// </summary>
    /// <param name="index">The indices of the axis.</param>
    /// <param name="size">The size of the axis.</param>
    /// <param name="positions">The positions so far; undefined where <paramref name="isFirst"/>.</param>
    /// <param name="isFirst">True for the first axis.</param>
    /// <param name="site">The user's expression, for the error.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of the axis; the positions are then of no use.</exception>
    public static void Combine<TIndex>(ReadOnlySpan<TIndex> index, nint size, Span<long> positions, bool isFirst, string site)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (int i = 0; i < positions.Length; i++)
        {
            long own = long.CreateTruncating(index[i]);
            long wrapped = own < 0 ? own + size : own;
            if ((ulong)wrapped >= (ulong)size) Fail.Index(site, i, own, size);
            positions[i] = isFirst ? wrapped : (positions[i] * size) + wrapped;
        }
    }

    /// <summary>Copies the blocks at the positions.</summary>
    public static void Gather<TElement>(ReadOnlySpan<TElement> source, nint block, ReadOnlySpan<long> positions, Span<TElement> result)
        where TElement : unmanaged
    {
        if (block == 1)
        {
            for (int i = 0; i < positions.Length; i++) result[i] = source[(int)positions[i]];
            return;
        }
        int size = (int)block;
        for (int i = 0; i < positions.Length; i++)
            source.Slice((int)positions[i] * size, size).CopyTo(result.Slice(i * size, size));
    }

    /// <summary>Writes blocks to the positions; of several at one position the last stays.</summary>
    /// <param name="target">The tensor.</param>
    /// <param name="block">The elements of a block.</param>
    /// <param name="positions">Numbers of blocks.</param>
    /// <param name="values">One block a position, or a single block (or element) for all by <paramref name="valueStride"/> 0.</param>
    /// <param name="valueStride">The elements from one position's values to the next's.</param>
    /// <param name="elementStride">1, or 0 where one element fills a block.</param>
    public static void Set<TElement>(
        Span<TElement> target, nint block, ReadOnlySpan<long> positions, ReadOnlySpan<TElement> values, nint valueStride, nint elementStride)
        where TElement : unmanaged
    {
        for (int i = 0; i < positions.Length; i++)
        {
            var place = target.Slice((int)(positions[i] * block), (int)block);
            for (int k = 0; k < place.Length; k++) place[k] = values[(int)((i * valueStride) + (k * elementStride))];
        }
    }

    /// <summary>Adds blocks at the positions, in order: repeated positions accumulate, always in the same way.</summary>
    /// <inheritdoc cref="Set"/>
    public static void Add<TElement>(
        Span<TElement> target, nint block, ReadOnlySpan<long> positions, ReadOnlySpan<TElement> values, nint valueStride, nint elementStride)
        where TElement : unmanaged, INumberBase<TElement>
    {
        for (int i = 0; i < positions.Length; i++)
        {
            var place = target.Slice((int)(positions[i] * block), (int)block);
            for (int k = 0; k < place.Length; k++) place[k] += values[(int)((i * valueStride) + (k * elementStride))];
        }
    }

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
