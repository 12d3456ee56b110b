using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>Rows picked by an index vector. Negative indexes count from the end.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Gather
{
    /// <summary>destination[i, :] = source[index[i], :].</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range; the message bears <paramref name="name"/>.</exception>
    public static void Rows<T, TIndex>(
        ReadOnlySpan<T> source, nint sourceRows, nint columns, ReadOnlySpan<TIndex> index, Span<T> destination, string name)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        int width = checked((int)columns);
        for (int i = 0; i < index.Length; i++)
        {
            nint row = RowIndex.Checked(index[i], sourceRows, i, name);
            source.Slice((int)(row * columns), width).CopyTo(destination.Slice(i * width, width));
        }
    }
}

/// <summary>Rows added at the places of an index vector.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Scatter
{
    /// <summary>destination[index[i], :] += source[i, :] for i in ascending order: repeated indexes accumulate, with the same bits every time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range; the message bears <paramref name="name"/>.</exception>
    public static void AddRows<T, TIndex>(
        Span<T> destination, nint destinationRows, nint columns, ReadOnlySpan<TIndex> index, ReadOnlySpan<T> source, string name)
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        int width = checked((int)columns);
        for (int i = 0; i < index.Length; i++)
        {
            nint row = RowIndex.Checked(index[i], destinationRows, i, name);
            var from = source.Slice(i * width, width);
            var to = destination.Slice((int)(row * columns), width);
            int j = 0;
            if (System.Numerics.Vector.IsHardwareAccelerated && System.Numerics.Vector<T>.IsSupported)
            {
                for (; j <= width - System.Numerics.Vector<T>.Count; j += System.Numerics.Vector<T>.Count)
                    (new System.Numerics.Vector<T>(to[j..]) + new System.Numerics.Vector<T>(from[j..])).CopyTo(to[j..]);
            }
            for (; j < width; j++) to[j] += from[j];
        }
    }
}

/// <summary>Bounds checks of row indexes.</summary>
internal static class RowIndex
{
    /// <summary>The row of a possibly negative index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Checked<TIndex>(TIndex index, nint rows, int position, string name) where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        long given = long.CreateTruncating(index), row = given < 0 ? given + rows : given;
        if ((ulong)row >= (ulong)rows) Throw(given, rows, position, name);
        return (nint)row;
    }

    private static void Throw(long index, nint rows, int position, string name)
        => throw new ArgumentOutOfRangeException(name, FormattableString.Invariant(
            $"Index {index} at position {position} of {name} is out of range: there are {rows} rows."));
}
