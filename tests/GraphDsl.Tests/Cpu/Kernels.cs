using System.Runtime.CompilerServices;
using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

/// <summary>Kernels as generated code would define them.</summary>
internal static class Kernels
{
    /// <summary>y = factor x + addend</summary>
    public readonly ref struct Affine<T>(ReadOnlySpan<T> x, Span<T> y, T factor, T addend) : IMapKernel<T>, IMap2Kernel<T> where T : unmanaged
    {
        private readonly ReadOnlySpan<T> x = x;
        private readonly Span<T> y = y;

        public nint Width { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<V>(nint i, int lanes) where V : struct, IVector<V, T>
            => V.Store((V.Broadcast(factor) * V.Load(x, i, lanes)) + V.Broadcast(addend), y, i, lanes);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<V>(nint row, nint column, int lanes) where V : struct, IVector<V, T> => Step<V>((row * Width) + column, lanes);
    }

    /// <summary>y = x + x, stored past the caches where y is larger than they are</summary>
    public readonly ref struct FarDouble<T>(ReadOnlySpan<T> x, Span<T> y) : IMapKernel<T> where T : unmanaged
    {
        private readonly ReadOnlySpan<T> x = x;
        private readonly Span<T> y = y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<V>(nint i, int lanes) where V : struct, IVector<V, T> => Far.Store(V.Load(x, i, lanes) + V.Load(x, i, lanes), y, i, lanes);
    }

    /// <summary>softmax of each row</summary>
    public readonly ref struct Softmax(ReadOnlySpan<float> x, Span<float> y, nint columns) : IRowKernel<float>
    {
        private readonly ReadOnlySpan<float> x = x;
        private readonly Span<float> y = y;

        public static nint Vectors(nint columns) => columns;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Block<V>(nint first, int lanes, scoped Span<float> memory) where V : struct, IVector<V, float>
        {
            RowTile.Load<V, float>(x, first * columns, columns, lanes, memory);
            var m = V.Load(memory, 0, V.Count);
            for (nint j = 1; j < columns; j++) m = V.Max(m, V.Load(memory, j * V.Count, V.Count));
            var s = V.Zero;
            for (nint j = 0; j < columns; j++)
            {
                var e = VectorMath.Exp<V, float>(V.Load(memory, j * V.Count, V.Count) - m);
                V.Store(e, memory, j * V.Count, V.Count);
                s += e;
            }
            for (nint j = 0; j < columns; j++) V.Store(V.Load(memory, j * V.Count, V.Count) / s, memory, j * V.Count, V.Count);
            RowTile.Store<V, float>(memory, y, first * columns, columns, lanes);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Row<V>(nint row) where V : struct, IVector<V, float>
        {
            nint start = row * columns, whole = columns / V.Count * V.Count, i = 0;
            int rest = (int)(columns - whole);
            var least = V.Broadcast(float.NegativeInfinity);
            var m = least;
            for (; i < whole; i += V.Count) m = V.Max(m, V.Load(x, start + i, V.Count));
            if (rest > 0) m = V.Max(m, V.KeepLanes(V.Load(x, start + i, rest), rest, least));
            m = V.Broadcast(V.ReduceMax(m));
            var s = V.Zero;
            for (i = 0; i < whole; i += V.Count)
            {
                var e = VectorMath.Exp<V, float>(V.Load(x, start + i, V.Count) - m);
                V.Store(e, y, start + i, V.Count);
                s += e;
            }
            if (rest > 0)
            {
                var e = VectorMath.Exp<V, float>(V.Load(x, start + i, rest) - m);
                V.Store(e, y, start + i, rest);
                s += V.KeepLanes(e, rest, V.Zero);
            }
            var r = V.Broadcast(1 / V.ReduceSum(s));
            for (i = 0; i < whole; i += V.Count) V.Store(V.Load(y, start + i, V.Count) * r, y, start + i, V.Count);
            if (rest > 0) V.Store(V.Load(y, start + i, rest) * r, y, start + i, rest);
        }
    }

    /// <summary>The elements themselves, with their totals stored.</summary>
    public readonly ref struct Elements<T>(ReadOnlySpan<T> x, Span<T> totals, nint width) : IReduceKernel<T>, IRowReduction<T>, IColumnReduction<T> where T : unmanaged
    {
        private readonly ReadOnlySpan<T> x = x;
        private readonly Span<T> totals = totals;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Eval<V>(nint i, int lanes) where V : struct, IVector<V, T> => V.Load(x, i, lanes);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Eval<V>(nint row, nint column, int lanes) where V : struct, IVector<V, T> => V.Load(x, (row * width) + column, lanes);

        public void StoreRow(T total, nint row) => totals[(int)row] = total;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void StoreColumns<V>(V total, nint column, int lanes) where V : struct, IVector<V, T> => V.Store(total, totals, column, lanes);
    }

    /// <summary>result = max(value + bias, 0)</summary>
    public readonly ref struct BiasRelu<T>(ReadOnlySpan<T> bias, Span<T> result, nint width) : IGemmEpilogue<T> where T : unmanaged
    {
        private readonly ReadOnlySpan<T> bias = bias;
        private readonly Span<T> result = result;

        public static bool IsNone => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<V>(nint row, nint column, int lanes, V value) where V : struct, IVector<V, T>
            => V.Store(V.Max(value + V.Load(bias, column, lanes), V.Zero), result, (row * width) + column, lanes);
    }
}
