using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Cpu;

/// <summary>
/// The innermost loops of matrix products: a tile of up to 12 rows and one or two vectors of columns is held in registers while k runs. The
/// number of rows is a constant to the JIT, so that each height becomes a kernel of its own from this one text.
/// </summary>
internal static unsafe class GemmTile
{
    /// <summary>The most rows that the registers hold: 24 accumulators of 32, or 12 of 16.</summary>
    public static int MostRows<V, T>() where V : struct, IVector<V, T> where T : unmanaged
        => X86Base.IsSupported && V.Count * sizeof(T) < 64 ? 6 : 12;

    /// <summary>
    /// tile[i, j] = sum over p of a[i * aRow + p * aColumn] * b[p * bRow + j], for rows i and <c>vectors</c> (1 or 2) vectors of columns j;
    /// rows of the tile are two vectors apart. Where <paramref name="ahead"/> is set, the columns beside those of b, which come next, are
    /// brought nearer.
    /// </summary>
    public static void Run<V, T>(int rows, int vectors, nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* tile, bool ahead = false)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        if (vectors == 2 && ahead)
        {
            if (aRow == 1) Pick<V, T, N2, N1, N1>(rows, k, a, aRow, aColumn, b, bRow, tile);
            else Pick<V, T, N2, N0, N1>(rows, k, a, aRow, aColumn, b, bRow, tile);
        }
        else if (vectors == 2)
        {
            if (aRow == 1) Pick<V, T, N2, N1, N0>(rows, k, a, aRow, aColumn, b, bRow, tile);
            else Pick<V, T, N2, N0, N0>(rows, k, a, aRow, aColumn, b, bRow, tile);
        }
        else
        {
            if (aRow == 1) Pick<V, T, N1, N1, N0>(rows, k, a, aRow, aColumn, b, bRow, tile);
            else Pick<V, T, N1, N0, N0>(rows, k, a, aRow, aColumn, b, bRow, tile);
        }
    }

    private static void Pick<V, T, TVectors, TUnitRow, TAhead>(int rows, nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* tile)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TVectors : struct, IConstant
        where TUnitRow : struct, IConstant
        where TAhead : struct, IConstant
    {
        switch (rows)
        {
            case 1: Kernel<V, T, N1, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            case 2: Kernel<V, T, N2, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            case 3: Kernel<V, T, N3, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            case 4: Kernel<V, T, N4, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            case 5: Kernel<V, T, N5, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            case 6: Kernel<V, T, N6, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            case 7: Kernel<V, T, N7, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            case 8: Kernel<V, T, N8, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            case 9: Kernel<V, T, N9, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            case 10: Kernel<V, T, N10, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            case 11: Kernel<V, T, N11, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            case 12: Kernel<V, T, N12, TVectors, TUnitRow, TAhead>(k, a, a, aRow, aColumn, b, bRow, tile); break;
            default: throw new ArgumentOutOfRangeException(nameof(rows));
        }
    }

    // For z see Step.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Kernel<V, T, TRows, TVectors, TUnitRow, TAhead>(nint k, T* a, T* z, nint aRow, nint aColumn, T* b, nint bRow, T* tile)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
        where TUnitRow : struct, IConstant
        where TAhead : struct, IConstant
    {
        V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero, c4 = V.Zero, c5 = V.Zero, c6 = V.Zero, c7 = V.Zero, c8 = V.Zero, c9 = V.Zero, c10 = V.Zero, c11 = V.Zero;
        V d0 = V.Zero, d1 = V.Zero, d2 = V.Zero, d3 = V.Zero, d4 = V.Zero, d5 = V.Zero, d6 = V.Zero, d7 = V.Zero, d8 = V.Zero, d9 = V.Zero, d10 = V.Zero, d11 = V.Zero;
        nint one = TUnitRow.Value == 1 ? 1 : aRow, two = 2 * one;
        for (nint p = 0; p < k; p++)
        {
            var x = V.Load(b);
            var y = TVectors.Value == 2 ? V.Load(b + V.Count) : V.Zero;
            if (TAhead.Value == 1)
            {
                Element.Prefetch(b + (2 * V.Count));
                Element.Prefetch(b + (3 * V.Count));
            }
            // Rows are reached from every third one, so that the addresses need few registers.
            T* a3 = a + (3 * one), a6 = a + (6 * one), a9 = a + (9 * one);
            T* z3 = z + (3 * one), z6 = z + (6 * one), z9 = z + (9 * one);
            if (TRows.Value > 0) Step<V, T, TVectors>(a, z, 0, x, y, ref c0, ref d0);
            if (TRows.Value > 1) Step<V, T, TVectors>(a, z, one, x, y, ref c1, ref d1);
            if (TRows.Value > 2) Step<V, T, TVectors>(a, z, two, x, y, ref c2, ref d2);
            if (TRows.Value > 3) Step<V, T, TVectors>(a3, z3, 0, x, y, ref c3, ref d3);
            if (TRows.Value > 4) Step<V, T, TVectors>(a3, z3, one, x, y, ref c4, ref d4);
            if (TRows.Value > 5) Step<V, T, TVectors>(a3, z3, two, x, y, ref c5, ref d5);
            if (TRows.Value > 6) Step<V, T, TVectors>(a6, z6, 0, x, y, ref c6, ref d6);
            if (TRows.Value > 7) Step<V, T, TVectors>(a6, z6, one, x, y, ref c7, ref d7);
            if (TRows.Value > 8) Step<V, T, TVectors>(a6, z6, two, x, y, ref c8, ref d8);
            if (TRows.Value > 9) Step<V, T, TVectors>(a9, z9, 0, x, y, ref c9, ref d9);
            if (TRows.Value > 10) Step<V, T, TVectors>(a9, z9, one, x, y, ref c10, ref d10);
            if (TRows.Value > 11) Step<V, T, TVectors>(a9, z9, two, x, y, ref c11, ref d11);
            a += aColumn;
            z += aColumn;
            b += bRow;
        }
        if (TRows.Value > 0) Put<V, T, TVectors>(c0, d0, tile + (0 * 2 * V.Count));
        if (TRows.Value > 1) Put<V, T, TVectors>(c1, d1, tile + (1 * 2 * V.Count));
        if (TRows.Value > 2) Put<V, T, TVectors>(c2, d2, tile + (2 * 2 * V.Count));
        if (TRows.Value > 3) Put<V, T, TVectors>(c3, d3, tile + (3 * 2 * V.Count));
        if (TRows.Value > 4) Put<V, T, TVectors>(c4, d4, tile + (4 * 2 * V.Count));
        if (TRows.Value > 5) Put<V, T, TVectors>(c5, d5, tile + (5 * 2 * V.Count));
        if (TRows.Value > 6) Put<V, T, TVectors>(c6, d6, tile + (6 * 2 * V.Count));
        if (TRows.Value > 7) Put<V, T, TVectors>(c7, d7, tile + (7 * 2 * V.Count));
        if (TRows.Value > 8) Put<V, T, TVectors>(c8, d8, tile + (8 * 2 * V.Count));
        if (TRows.Value > 9) Put<V, T, TVectors>(c9, d9, tile + (9 * 2 * V.Count));
        if (TRows.Value > 10) Put<V, T, TVectors>(c10, d10, tile + (10 * 2 * V.Count));
        if (TRows.Value > 11) Put<V, T, TVectors>(c11, d11, tile + (11 * 2 * V.Count));
    }

    /// <summary>
    /// Adds element <paramref name="i"/> times the vectors to the sums. With vectors of 512 bits each product broadcasts the element on its way from memory, since
    /// a broadcast of its own takes time of the units that multiply; so that the JIT does not make one for both, it must not know that
    /// <paramref name="again"/> is the same address.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step<V, T, TVectors>(T* elements, T* again, nint i, V x, V y, ref V first, ref V second)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TVectors : struct, IConstant
    {
        if (V.Count * sizeof(T) == 64)
        {
            first = V.FusedMultiplyAdd(elements + i, x, first);
            if (TVectors.Value == 2) second = V.FusedMultiplyAdd(again + i, y, second);
        }
        else
        {
            var s = V.Broadcast(elements[i]);
            first = V.FusedMultiplyAdd(s, x, first);
            if (TVectors.Value == 2) second = V.FusedMultiplyAdd(s, y, second);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<V, T, TVectors>(V first, V second, T* row)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TVectors : struct, IConstant
    {
        V.Store(first, row);
        if (TVectors.Value == 2) V.Store(second, row + V.Count);
    }
}
