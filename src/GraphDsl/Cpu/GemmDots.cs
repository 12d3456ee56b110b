using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>
/// The innermost loops of products with few columns: the lanes of a vector lie along k, since the columns would fill no vector. Four rows
/// of A and up to six columns of B make the sums that are held in registers.
/// </summary>
internal static unsafe class GemmDots
{
    /// <summary>The rows of a tile.</summary>
    public const int Rows = 4;

    /// <summary>The most columns of a tile: 24 accumulators of 32.</summary>
    public const int MostColumns = 6;

    /// <summary>
    /// tile[i, j] = sum over p of a[min(i, rows - 1) * aRow + p] * b[j * bColumn + p], for four rows i; rows of the tile are
    /// <paramref name="tileRow"/> apart. Columns of b are filled up with zeros to whole vectors.
    /// </summary>
    public static void Run<V, T>(int rows, int columns, nint k, T* a, nint aRow, T* b, nint bColumn, T* tile, int tileRow)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        switch (columns)
        {
            case 1: Kernel<V, T, N1>(rows, k, a, aRow, b, bColumn, tile, tileRow); break;
            case 2: Kernel<V, T, N2>(rows, k, a, aRow, b, bColumn, tile, tileRow); break;
            case 3: Kernel<V, T, N3>(rows, k, a, aRow, b, bColumn, tile, tileRow); break;
            case 4: Kernel<V, T, N4>(rows, k, a, aRow, b, bColumn, tile, tileRow); break;
            case 5: Kernel<V, T, N5>(rows, k, a, aRow, b, bColumn, tile, tileRow); break;
            case 6: Kernel<V, T, N6>(rows, k, a, aRow, b, bColumn, tile, tileRow); break;
            default: throw new ArgumentOutOfRangeException(nameof(columns));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Kernel<V, T, TColumns>(int rows, nint k, T* a, nint aRow, T* b, nint bColumn, T* tile, int tileRow)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TColumns : struct, IConstant
    {
        V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero, c4 = V.Zero, c5 = V.Zero;
        V d0 = V.Zero, d1 = V.Zero, d2 = V.Zero, d3 = V.Zero, d4 = V.Zero, d5 = V.Zero;
        V e0 = V.Zero, e1 = V.Zero, e2 = V.Zero, e3 = V.Zero, e4 = V.Zero, e5 = V.Zero;
        V f0 = V.Zero, f1 = V.Zero, f2 = V.Zero, f3 = V.Zero, f4 = V.Zero, f5 = V.Zero;
        // Rows that are not there are the last one once more. The rows that come next are brought nearer meanwhile.
        nint ahead = Rows * aRow;
        T* a1 = rows > 1 ? a + aRow : a, a2 = rows > 2 ? a1 + aRow : a1, a3 = rows > 3 ? a2 + aRow : a2, b3 = b + (3 * bColumn);
        for (nint p = 0; p < k; p += V.Count)
        {
            V x, y, z, u;
            if (k - p >= V.Count)
            {
                x = V.Load(a + p);
                Element.Prefetch(a + p + ahead);
                y = V.Load(a1 + p);
                Element.Prefetch(a1 + p + ahead);
                z = V.Load(a2 + p);
                Element.Prefetch(a2 + p + ahead);
                u = V.Load(a3 + p);
                Element.Prefetch(a3 + p + ahead);
            }
            else
            {
                int lanes = (int)(k - p);
                x = V.Load(new ReadOnlySpan<T>(a + p, lanes), 0, lanes);
                y = V.Load(new ReadOnlySpan<T>(a1 + p, lanes), 0, lanes);
                z = V.Load(new ReadOnlySpan<T>(a2 + p, lanes), 0, lanes);
                u = V.Load(new ReadOnlySpan<T>(a3 + p, lanes), 0, lanes);
            }
            if (TColumns.Value > 0)
            {
                var w = V.Load(b + p);
                c0 = V.FusedMultiplyAdd(x, w, c0);
                d0 = V.FusedMultiplyAdd(y, w, d0);
                e0 = V.FusedMultiplyAdd(z, w, e0);
                f0 = V.FusedMultiplyAdd(u, w, f0);
            }
            if (TColumns.Value > 1)
            {
                var w = V.Load(b + bColumn + p);
                c1 = V.FusedMultiplyAdd(x, w, c1);
                d1 = V.FusedMultiplyAdd(y, w, d1);
                e1 = V.FusedMultiplyAdd(z, w, e1);
                f1 = V.FusedMultiplyAdd(u, w, f1);
            }
            if (TColumns.Value > 2)
            {
                var w = V.Load(b + (2 * bColumn) + p);
                c2 = V.FusedMultiplyAdd(x, w, c2);
                d2 = V.FusedMultiplyAdd(y, w, d2);
                e2 = V.FusedMultiplyAdd(z, w, e2);
                f2 = V.FusedMultiplyAdd(u, w, f2);
            }
            if (TColumns.Value > 3)
            {
                var w = V.Load(b3 + p);
                c3 = V.FusedMultiplyAdd(x, w, c3);
                d3 = V.FusedMultiplyAdd(y, w, d3);
                e3 = V.FusedMultiplyAdd(z, w, e3);
                f3 = V.FusedMultiplyAdd(u, w, f3);
            }
            if (TColumns.Value > 4)
            {
                var w = V.Load(b3 + bColumn + p);
                c4 = V.FusedMultiplyAdd(x, w, c4);
                d4 = V.FusedMultiplyAdd(y, w, d4);
                e4 = V.FusedMultiplyAdd(z, w, e4);
                f4 = V.FusedMultiplyAdd(u, w, f4);
            }
            if (TColumns.Value > 5)
            {
                var w = V.Load(b3 + (2 * bColumn) + p);
                c5 = V.FusedMultiplyAdd(x, w, c5);
                d5 = V.FusedMultiplyAdd(y, w, d5);
                e5 = V.FusedMultiplyAdd(z, w, e5);
                f5 = V.FusedMultiplyAdd(u, w, f5);
            }
        }
        if (TColumns.Value > 0) V.StoreSums(c0, d0, e0, f0, tile + 0, tileRow);
        if (TColumns.Value > 1) V.StoreSums(c1, d1, e1, f1, tile + 1, tileRow);
        if (TColumns.Value > 2) V.StoreSums(c2, d2, e2, f2, tile + 2, tileRow);
        if (TColumns.Value > 3) V.StoreSums(c3, d3, e3, f3, tile + 3, tileRow);
        if (TColumns.Value > 4) V.StoreSums(c4, d4, e4, f4, tile + 4, tileRow);
        if (TColumns.Value > 5) V.StoreSums(c5, d5, e5, f5, tile + 5, tileRow);
    }
}
