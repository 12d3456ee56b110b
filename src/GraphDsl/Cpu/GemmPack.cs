using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>Copies parts of the operands of a matrix product into the order in which the tiles read them.</summary>
internal static unsafe class GemmPack
{
    /// <summary>
    /// A strip of B, at most two vectors wide: row after row, filled up with zeros to whole vectors.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Strip<V, T>(T* source, nint rowStride, nint columnStride, nint rows, int columns, T* target)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        int width = columns > V.Count ? 2 * V.Count : V.Count;
        if (columnStride == 1 && columns == 2 * V.Count)
        {
            for (nint p = 0; p < rows; p++, source += rowStride, target += width)
            {
                V.Store(V.Load(source), target);
                V.Store(V.Load(source + V.Count), target + V.Count);
            }
        }
        else if (columnStride == 1)
        {
            int whole = columns > V.Count ? V.Count : 0, lanes = columns - whole;
            for (nint p = 0; p < rows; p++, source += rowStride, target += width)
            {
                if (whole > 0) V.Store(V.Load(source), target);
                V.Store(V.Load(new ReadOnlySpan<T>(source + whole, lanes), 0, lanes), target + whole);
            }
        }
        else
        {
            Transpose(source, columnStride, rowStride, columns, rows, target, width);
            for (nint p = 0; p < rows && columns < width; p++)
                new Span<T>(target + (p * width) + columns, width - columns).Clear();
        }
    }

    /// <summary>A panel of A: column after column, <paramref name="rows"/> elements each.</summary>
    public static void Panel<T>(T* source, nint rowStride, nint columnStride, int rows, nint columns, T* target) where T : unmanaged
        => Transpose(source, rowStride, columnStride, rows, columns, target, rows);

    /// <summary>target[p * width + i] = source[i * rowStride + p * columnStride].</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<T>(T* source, nint rowStride, nint columnStride, int rows, nint columns, T* target, nint width) where T : unmanaged
    {
        if (rowStride == 1)
        {
            for (nint p = 0; p < columns; p++)
                for (int i = 0; i < rows; i++) target[(p * width) + i] = source[(p * columnStride) + i];
            return;
        }
        if (columnStride == 1)
        {
            Transposition.Run(source, rowStride, rows, columns, target, width);
            return;
        }
        for (int row = 0; row < rows; row++)
        {
            T* s = source + (row * rowStride), t = target + row;
            for (nint p = 0; p < columns; p++, t += width) *t = s[p * columnStride];
        }
    }
}
