using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

// Short rows: as many at once as a vector has lanes. Their elements are turned, so that lanes are rows and nothing is summed across lanes.
public static partial class Reduce
{
    /// <summary>Takes the narrowest vectors that hold all rows, or else the widest of the machine.</summary>
    private static void ShortRows<T, TOp, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IRowReduction<T>, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated && rows > Vector256<T>.Count) ShortRows<Vec512<T>, T, TOp, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector256.IsHardwareAccelerated && rows > Vector128<T>.Count) ShortRows<Vec256<T>, T, TOp, TKernel>(ref kernel, rows, columns, cost);
        else ShortRows<Vec128<T>, T, TOp, TKernel>(ref kernel, rows, columns, cost);
    }

    private static void ShortRows<V, T, TOp, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IRowReduction<T>, allows ref struct
    {
        nint block = Partition.Block(rows, (long)cost * columns, V.Count);
        if (block >= rows)
        {
            ShortRowRange<V, T, TOp, TKernel>(ref kernel, 0, rows, columns);
            return;
        }
        var local = kernel;
        var body = new ShortRowsBody<V, T, TOp, TKernel>(new(ref local), rows, columns, block);
        CpuPool.For(in body, Partition.Count(rows, block));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe void ShortRowRange<V, T, TOp, TKernel>(scoped ref TKernel shared, nint from, nint to, nint columns)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IRowReduction<T>, allows ref struct
    {
        var kernel = shared;
        int w = V.Count;
        T* rows = stackalloc T[V.Count * V.Count], turned = stackalloc T[V.Count * V.Count];
        for (nint first = from; first < to; first += w)
        {
            int count = (int)Math.Min(w, to - first);
            V even = TOp.Identity<V>(), odd = even;
            for (nint column = 0; column < columns; column += w)
            {
                int lanes = (int)Math.Min(w, columns - column);
                for (int k = 0; k < count; k++) V.Store(kernel.Eval<V>(first + k, column, lanes), rows + (k * w));
                Transposition.Run(rows, w, count, lanes, turned, w);
                for (int j = 0; j < lanes; j += 2) even = TOp.Combine(even, V.Load(turned + (j * w)));
                for (int j = 1; j < lanes; j += 2) odd = TOp.Combine(odd, V.Load(turned + (j * w)));
            }
            V.Store(TOp.Combine(even, odd), rows);
            for (int k = 0; k < count; k++) kernel.StoreRow(rows[k], first + k);
        }
    }

    private readonly ref struct ShortRowsBody<V, T, TOp, TKernel>(KernelAddress<TKernel> kernel, nint rows, nint columns, nint block) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IRowReduction<T>, allows ref struct
    {
        public void Run(int task)
            => ShortRowRange<V, T, TOp, TKernel>(ref kernel.Reference, task * block, Math.Min(rows, (task + 1) * block), columns);
    }
}
