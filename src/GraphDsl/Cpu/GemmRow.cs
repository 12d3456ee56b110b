using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>The innermost loops of vector-matrix products.</summary>
internal static unsafe class GemmRow
{
    /// <summary>The most vectors that <c>Combine</c> carries at once.</summary>
    public const int MostVectors = 8;

    /// <summary>
    /// target[j] = sum over p of a[p * aStride] * b[p * bRow + j] for <paramref name="columns"/> columns, at most eight vectors. The last vector
    /// overlaps the one before it where the columns do not fill it.
    /// </summary>
    public static void Combine<V, T>(nint k, T* a, nint aStride, T* b, nint bRow, int columns, T* target)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        if (columns < V.Count)
        {
            Narrow<V, T>(k, a, aStride, b, bRow, columns, target);
            return;
        }
        int last = columns - V.Count;
        switch ((columns + V.Count - 1) / V.Count)
        {
            case 1: Combine<V, T, N1>(k, a, aStride, b, bRow, last, target); break;
            case 2: Combine<V, T, N2>(k, a, aStride, b, bRow, last, target); break;
            case 3: Combine<V, T, N3>(k, a, aStride, b, bRow, last, target); break;
            case 4: Combine<V, T, N4>(k, a, aStride, b, bRow, last, target); break;
            case 5: Combine<V, T, N5>(k, a, aStride, b, bRow, last, target); break;
            case 6: Combine<V, T, N6>(k, a, aStride, b, bRow, last, target); break;
            case 7: Combine<V, T, N7>(k, a, aStride, b, bRow, last, target); break;
            case 8: Combine<V, T, N8>(k, a, aStride, b, bRow, last, target); break;
            default: throw new ArgumentOutOfRangeException(nameof(columns));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Combine<V, T, TVectors>(nint k, T* a, nint aStride, T* b, nint bRow, int last, T* target)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TVectors : struct, IConstant
    {
        V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero, c4 = V.Zero, c5 = V.Zero, c6 = V.Zero, c7 = V.Zero;
        nint p = 0;
        if (TVectors.Value <= 4)
        {
            // Two steps of k at a time: one chain of few sums would wait for its own latency.
            V d0 = V.Zero, d1 = V.Zero, d2 = V.Zero, d3 = V.Zero;
            for (; p <= k - 2; p += 2)
            {
                V s = V.Broadcast(a[p * aStride]), t = V.Broadcast(a[(p + 1) * aStride]);
                T* row = b + (p * bRow), next = row + bRow;
                if (TVectors.Value > 0)
                {
                    c0 = V.FusedMultiplyAdd(s, V.Load(row + (TVectors.Value == 1 ? last : 0 * V.Count)), c0);
                    d0 = V.FusedMultiplyAdd(t, V.Load(next + (TVectors.Value == 1 ? last : 0 * V.Count)), d0);
                }
                if (TVectors.Value > 1)
                {
                    c1 = V.FusedMultiplyAdd(s, V.Load(row + (TVectors.Value == 2 ? last : 1 * V.Count)), c1);
                    d1 = V.FusedMultiplyAdd(t, V.Load(next + (TVectors.Value == 2 ? last : 1 * V.Count)), d1);
                }
                if (TVectors.Value > 2)
                {
                    c2 = V.FusedMultiplyAdd(s, V.Load(row + (TVectors.Value == 3 ? last : 2 * V.Count)), c2);
                    d2 = V.FusedMultiplyAdd(t, V.Load(next + (TVectors.Value == 3 ? last : 2 * V.Count)), d2);
                }
                if (TVectors.Value > 3)
                {
                    c3 = V.FusedMultiplyAdd(s, V.Load(row + (TVectors.Value == 4 ? last : 3 * V.Count)), c3);
                    d3 = V.FusedMultiplyAdd(t, V.Load(next + (TVectors.Value == 4 ? last : 3 * V.Count)), d3);
                }
            }
            c0 += d0;
            c1 += d1;
            c2 += d2;
            c3 += d3;
        }
        for (; p < k; p++)
        {
            var s = V.Broadcast(a[p * aStride]);
            T* row = b + (p * bRow);
            if (TVectors.Value > 0) c0 = V.FusedMultiplyAdd(s, V.Load(row + (TVectors.Value == 1 ? last : 0 * V.Count)), c0);
            if (TVectors.Value > 1) c1 = V.FusedMultiplyAdd(s, V.Load(row + (TVectors.Value == 2 ? last : 1 * V.Count)), c1);
            if (TVectors.Value > 2) c2 = V.FusedMultiplyAdd(s, V.Load(row + (TVectors.Value == 3 ? last : 2 * V.Count)), c2);
            if (TVectors.Value > 3) c3 = V.FusedMultiplyAdd(s, V.Load(row + (TVectors.Value == 4 ? last : 3 * V.Count)), c3);
            if (TVectors.Value > 4) c4 = V.FusedMultiplyAdd(s, V.Load(row + (TVectors.Value == 5 ? last : 4 * V.Count)), c4);
            if (TVectors.Value > 5) c5 = V.FusedMultiplyAdd(s, V.Load(row + (TVectors.Value == 6 ? last : 5 * V.Count)), c5);
            if (TVectors.Value > 6) c6 = V.FusedMultiplyAdd(s, V.Load(row + (TVectors.Value == 7 ? last : 6 * V.Count)), c6);
            if (TVectors.Value > 7) c7 = V.FusedMultiplyAdd(s, V.Load(row + last), c7);
        }
        if (TVectors.Value > 0) V.Store(c0, target + (TVectors.Value == 1 ? last : 0 * V.Count));
        if (TVectors.Value > 1) V.Store(c1, target + (TVectors.Value == 2 ? last : 1 * V.Count));
        if (TVectors.Value > 2) V.Store(c2, target + (TVectors.Value == 3 ? last : 2 * V.Count));
        if (TVectors.Value > 3) V.Store(c3, target + (TVectors.Value == 4 ? last : 3 * V.Count));
        if (TVectors.Value > 4) V.Store(c4, target + (TVectors.Value == 5 ? last : 4 * V.Count));
        if (TVectors.Value > 5) V.Store(c5, target + (TVectors.Value == 6 ? last : 5 * V.Count));
        if (TVectors.Value > 6) V.Store(c6, target + (TVectors.Value == 7 ? last : 6 * V.Count));
        if (TVectors.Value > 7) V.Store(c7, target + last);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<V, T>(nint k, T* a, nint aStride, T* b, nint bRow, int columns, T* target)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V c0 = V.Zero, c1 = V.Zero;
        nint p = 0;
        for (; p <= k - 2; p += 2)
        {
            T* row = b + (p * bRow);
            c0 = V.FusedMultiplyAdd(V.Broadcast(a[p * aStride]), V.Load(new ReadOnlySpan<T>(row, columns), 0, columns), c0);
            c1 = V.FusedMultiplyAdd(V.Broadcast(a[(p + 1) * aStride]), V.Load(new ReadOnlySpan<T>(row + bRow, columns), 0, columns), c1);
        }
        if (p < k) c0 = V.FusedMultiplyAdd(V.Broadcast(a[p * aStride]), V.Load(new ReadOnlySpan<T>(b + (p * bRow), columns), 0, columns), c0);
        V.Store(c0 + c1, new Span<T>(target, columns), 0, columns);
    }

    /// <summary>target[j] = sum over p of a[p] * b[j * bColumn + p].</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Dot<V, T>(nint k, T* a, T* b, nint bColumn, int columns, T* target)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        nint whole = k / V.Count * V.Count;
        int rest = (int)(k - whole);
        var tail = V.Load(new ReadOnlySpan<T>(a + whole, rest), 0, rest);
        int j = 0;
        for (; j <= columns - 4; j += 4)
        {
            T* b0 = b + (j * bColumn), b1 = b0 + bColumn, b2 = b1 + bColumn, b3 = b2 + bColumn;
            V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero, d0 = V.Zero, d1 = V.Zero, d2 = V.Zero, d3 = V.Zero;
            nint p = 0;
            for (; p <= whole - (2 * V.Count); p += 2 * V.Count)
            {
                V x = V.Load(a + p), y = V.Load(a + p + V.Count);
                c0 = V.FusedMultiplyAdd(x, V.Load(b0 + p), c0);
                c1 = V.FusedMultiplyAdd(x, V.Load(b1 + p), c1);
                c2 = V.FusedMultiplyAdd(x, V.Load(b2 + p), c2);
                c3 = V.FusedMultiplyAdd(x, V.Load(b3 + p), c3);
                d0 = V.FusedMultiplyAdd(y, V.Load(b0 + p + V.Count), d0);
                d1 = V.FusedMultiplyAdd(y, V.Load(b1 + p + V.Count), d1);
                d2 = V.FusedMultiplyAdd(y, V.Load(b2 + p + V.Count), d2);
                d3 = V.FusedMultiplyAdd(y, V.Load(b3 + p + V.Count), d3);
            }
            if (p < whole)
            {
                var x = V.Load(a + p);
                c0 = V.FusedMultiplyAdd(x, V.Load(b0 + p), c0);
                c1 = V.FusedMultiplyAdd(x, V.Load(b1 + p), c1);
                c2 = V.FusedMultiplyAdd(x, V.Load(b2 + p), c2);
                c3 = V.FusedMultiplyAdd(x, V.Load(b3 + p), c3);
            }
            if (rest > 0)
            {
                d0 = V.FusedMultiplyAdd(tail, V.Load(new ReadOnlySpan<T>(b0 + whole, rest), 0, rest), d0);
                d1 = V.FusedMultiplyAdd(tail, V.Load(new ReadOnlySpan<T>(b1 + whole, rest), 0, rest), d1);
                d2 = V.FusedMultiplyAdd(tail, V.Load(new ReadOnlySpan<T>(b2 + whole, rest), 0, rest), d2);
                d3 = V.FusedMultiplyAdd(tail, V.Load(new ReadOnlySpan<T>(b3 + whole, rest), 0, rest), d3);
            }
            V.StoreSums(c0 + d0, c1 + d1, c2 + d2, c3 + d3, target + j, 1);
        }
        for (; j < columns; j++)
        {
            T* row = b + (j * bColumn);
            V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero;
            nint p = 0;
            for (; p <= whole - (4 * V.Count); p += 4 * V.Count)
            {
                c0 = V.FusedMultiplyAdd(V.Load(a + p), V.Load(row + p), c0);
                c1 = V.FusedMultiplyAdd(V.Load(a + p + V.Count), V.Load(row + p + V.Count), c1);
                c2 = V.FusedMultiplyAdd(V.Load(a + p + (2 * V.Count)), V.Load(row + p + (2 * V.Count)), c2);
                c3 = V.FusedMultiplyAdd(V.Load(a + p + (3 * V.Count)), V.Load(row + p + (3 * V.Count)), c3);
            }
            for (; p < whole; p += V.Count) c0 = V.FusedMultiplyAdd(V.Load(a + p), V.Load(row + p), c0);
            if (rest > 0) c1 = V.FusedMultiplyAdd(tail, V.Load(new ReadOnlySpan<T>(row + whole, rest), 0, rest), c1);
            target[j] = V.ReduceSum(c0 + c1 + (c2 + c3));
        }
    }
}
