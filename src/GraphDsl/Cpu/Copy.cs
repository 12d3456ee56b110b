using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphDsl.Cpu;

/// <summary>Copies between strided views and contiguous memory, for elements of any type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Copy
{
    /// <summary>
    /// Copies the view of <paramref name="source"/> with the given lengths and strides (in elements; they may be 0 or negative) that begins at
    /// <paramref name="offset"/> to <paramref name="destination"/> in row-major order.
    /// </summary>
    public static void Strided<T>(
        ReadOnlySpan<T> source, nint offset, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, Span<T> destination)
        where T : unmanaged
    {
        if (lengths.Length != strides.Length)
            throw new ArgumentException(FormattableString.Invariant($"There are {lengths.Length} lengths but {strides.Length} strides."), nameof(strides));
        nint count = 1, lowest = offset, highest = offset;
        for (int d = 0; d < lengths.Length; d++)
        {
            count *= lengths[d];
            if (lengths[d] > 1) (strides[d] < 0 ? ref lowest : ref highest) += (lengths[d] - 1) * strides[d];
        }
        if (count == 0) return;
        if (lowest < 0 || highest >= source.Length || count > destination.Length)
            throw new ArgumentException(FormattableString.Invariant(
                $"The view covers elements {lowest} to {highest} of {source.Length}, and its {count} elements go to {destination.Length}."), nameof(lengths));
        nint written = 0;
        Walk(ref Unsafe.Add(ref MemoryMarshal.GetReference(source), offset), lengths, strides, ref MemoryMarshal.GetReference(destination), ref written);
    }

    private static void Walk<T>(ref T source, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, ref T destination, ref nint written)
        where T : unmanaged
    {
        if (lengths.Length > 2)
        {
            for (nint i = 0; i < lengths[0]; i++)
                Walk(ref Unsafe.Add(ref source, i * strides[0]), lengths[1..], strides[1..], ref destination, ref written);
            return;
        }
        nint rows = lengths.Length == 2 ? lengths[0] : 1, rowStride = lengths.Length == 2 ? strides[0] : 0;
        nint columns = lengths.Length == 0 ? 1 : lengths[^1], columnStride = lengths.Length == 0 ? 1 : strides[^1];
        Rows(ref source, rows, rowStride, columns, columnStride, ref Unsafe.Add(ref destination, written));
        written += rows * columns;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<T>(ref T source, nint rows, nint rowStride, nint columns, nint columnStride, ref T destination)
        where T : unmanaged
    {
        // Blocks of both dimensions, so that a transpose uses each cache line it reads to the full.
        nint block = columnStride == 1 ? columns : 32;
        for (nint first = 0; first < columns; first += block)
        {
            nint last = Math.Min(columns, first + block);
            for (nint row = 0; row < rows; row++)
            {
                ref T from = ref Unsafe.Add(ref source, row * rowStride);
                ref T to = ref Unsafe.Add(ref destination, row * columns);
                if (columnStride == 1)
                {
                    MemoryMarshal.CreateReadOnlySpan(ref from, checked((int)columns)).CopyTo(MemoryMarshal.CreateSpan(ref to, (int)columns));
                }
                else
                {
                    for (nint j = first; j < last; j++) Unsafe.Add(ref to, j) = Unsafe.Add(ref from, j * columnStride);
                }
            }
        }
    }

    /// <summary>Sets every element.</summary>
    public static void Fill<T>(Span<T> destination, T value) where T : unmanaged => destination.Fill(value);
}
