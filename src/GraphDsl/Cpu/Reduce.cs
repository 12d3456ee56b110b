using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

/// <summary>What is reduced: an expression over a line of elements. Its members are read only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IReduceKernel<T> where T : unmanaged
{
    /// <summary>Elements i .. i + lanes of the expression; what other lanes give is ignored. Mark it AggressiveInlining.</summary>
    V Eval<V>(nint i, int lanes) where V : struct, IVector<V, T>;
}

/// <summary>What is reduced along rows or columns. Its members are read only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IReduce2Kernel<T> where T : unmanaged
{
    /// <summary>Elements column .. column + lanes of a row of the expression; what other lanes give is ignored. Mark it AggressiveInlining.</summary>
    V Eval<V>(nint row, nint column, int lanes) where V : struct, IVector<V, T>;
}

/// <summary>A reduction of each row, and where its total goes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRowReduction<T> : IReduce2Kernel<T> where T : unmanaged
{
    /// <summary>Takes the total of a row.</summary>
    void StoreRow(T total, nint row);
}

/// <summary>A reduction of each column, and where its total goes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IColumnReduction<T> : IReduce2Kernel<T> where T : unmanaged
{
    /// <summary>Takes the totals of columns column .. column + lanes.</summary>
    void StoreColumns<V>(V total, nint column, int lanes) where V : struct, IVector<V, T>;
}

/// <summary>
/// Drivers of reductions: blocked, so that rounding errors grow with the logarithm of the length, and cut into tasks by the sizes alone, so
/// that results do not depend on the number of threads. For <c>cost</c> see <see cref="Map"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Reduce
{
    /// <summary>
    /// How many steps an accumulator takes before it is added to the total: about as many as there are such blocks then, since errors grow
    /// with the length of either chain.
    /// </summary>
    private static nint StepsOfBlock(nint steps) => Math.Max(64, (nint)Math.Sqrt(steps));

    /// <summary>Expressions up to this cost are read with eight accumulators, so that memory is the limit; others with two.</summary>
    private const int CheapCost = 2;

    /// <summary>Reduces elements 0 .. n to one number.</summary>
    public static T All<T, TOp, TKernel>(scoped ref TKernel kernel, nint n, int cost)
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IReduceKernel<T>, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated && n > Vector256<T>.Count) return All<Vec512<T>, T, TOp, TKernel>(ref kernel, n, cost);
        if (Vector256.IsHardwareAccelerated && n > Vector128<T>.Count) return All<Vec256<T>, T, TOp, TKernel>(ref kernel, n, cost);
        if (Vector128.IsHardwareAccelerated && n > 1) return All<Vec128<T>, T, TOp, TKernel>(ref kernel, n, cost);
        return All<Scalar1<T>, T, TOp, TKernel>(ref kernel, n, cost);
    }

    /// <summary>Reduces each row over the columns; <see cref="IRowReduction{T}.StoreRow"/> gets the totals.</summary>
    public static void Rows<T, TOp, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IRowReduction<T>, allows ref struct
    {
        if (rows <= 0) return;
        if (Cpu.Rows.AreTurned(rows, columns)) ShortRows<T, TOp, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector512.IsHardwareAccelerated && columns > Vector256<T>.Count) Rows<Vec512<T>, T, TOp, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector256.IsHardwareAccelerated && columns > Vector128<T>.Count) Rows<Vec256<T>, T, TOp, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector128.IsHardwareAccelerated && columns > 1) Rows<Vec128<T>, T, TOp, TKernel>(ref kernel, rows, columns, cost);
        else Rows<Scalar1<T>, T, TOp, TKernel>(ref kernel, rows, columns, cost);
    }

    private static T All<V, T, TOp, TKernel>(scoped ref TKernel kernel, nint n, int cost)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IReduceKernel<T>, allows ref struct
    {
        nint block = Partition.Block(n, cost, 64);
        bool isFar = cost <= CheapCost && Far.Is<T>(n);
        if (block >= n) return Part<V, T, TOp, TKernel>(ref kernel, 0, n, cost, isFar);
        Span<T> partials = stackalloc T[Partition.MostTasks];
        partials = partials[..Partition.Count(n, block)];
        var local = kernel;
        var body = new Body<V, T, TOp, TKernel>(new(ref local), partials, n, block, cost, isFar);
        CpuPool.For(in body, partials.Length);
        return Pairwise<T, TOp>(partials);
    }

    private static void Rows<V, T, TOp, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IRowReduction<T>, allows ref struct
    {
        nint block = Partition.Block(rows, (long)cost * Math.Max(columns, V.Count), 1);
        if (block >= rows)
        {
            RowRange<V, T, TOp, TKernel>(ref kernel, 0, rows, columns, cost);
        }
        else if (rows < 16 && Partition.Block(columns, cost, 64) < columns)
        {
            // Few rows so long that each is cut along its length.
            for (nint row = 0; row < rows; row++)
            {
                var line = new RowLine<T, TKernel>(kernel, row);
                kernel.StoreRow(All<V, T, TOp, RowLine<T, TKernel>>(ref line, columns, cost), row);
            }
        }
        else
        {
            var local = kernel;
            var body = new RowsBody<V, T, TOp, TKernel>(new(ref local), rows, columns, block, cost);
            CpuPool.For(in body, Partition.Count(rows, block));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RowRange<V, T, TOp, TKernel>(scoped ref TKernel kernel, nint from, nint to, nint columns, int cost)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IRowReduction<T>, allows ref struct
    {
        for (nint row = from; row < to; row++)
        {
            var line = new RowLine<T, TKernel>(kernel, row);
            kernel.StoreRow(Line<V, T, TOp, RowLine<T, TKernel>>(ref line, 0, columns, cost), row);
        }
    }

    private static T Part<V, T, TOp, TKernel>(scoped ref TKernel kernel, nint from, nint to, int cost, bool isFar)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IReduceKernel<T>, allows ref struct
        => isFar ? FarLine<V, T, TOp, TKernel>(ref kernel, from, to) : Line<V, T, TOp, TKernel>(ref kernel, from, to, cost);

    private static T Line<V, T, TOp, TKernel>(scoped ref TKernel kernel, nint from, nint to, int cost)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IReduceKernel<T>, allows ref struct
        => cost <= CheapCost && to - from >= 16 * V.Count
            ? CheapLine<V, T, TOp, TKernel>(ref kernel, from, to)
            : CostlyLine<V, T, TOp, TKernel>(ref kernel, from, to);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T CheapLine<V, T, TOp, TKernel>(scoped ref TKernel shared, nint from, nint to)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IReduceKernel<T>, allows ref struct
    {
        var kernel = shared;
        int w = V.Count;
        var total = TOp.Identity<V>();
        nint i = from, block = 8 * w * StepsOfBlock((to - from) / (8 * w));
        while (to - i >= 8 * w)
        {
            nint end = Math.Min(to, i + block);
            V a = TOp.Identity<V>(), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
            for (; i <= end - (8 * w); i += 8 * w)
            {
                a = TOp.Combine(a, kernel.Eval<V>(i, V.Count));
                b = TOp.Combine(b, kernel.Eval<V>(i + w, V.Count));
                c = TOp.Combine(c, kernel.Eval<V>(i + (2 * w), V.Count));
                d = TOp.Combine(d, kernel.Eval<V>(i + (3 * w), V.Count));
                e = TOp.Combine(e, kernel.Eval<V>(i + (4 * w), V.Count));
                f = TOp.Combine(f, kernel.Eval<V>(i + (5 * w), V.Count));
                g = TOp.Combine(g, kernel.Eval<V>(i + (6 * w), V.Count));
                h = TOp.Combine(h, kernel.Eval<V>(i + (7 * w), V.Count));
            }
            a = TOp.Combine(TOp.Combine(a, e), TOp.Combine(c, g));
            b = TOp.Combine(TOp.Combine(b, f), TOp.Combine(d, h));
            total = TOp.Combine(total, TOp.Combine(a, b));
        }
        for (; i <= to - w; i += w) total = TOp.Combine(total, kernel.Eval<V>(i, V.Count));
        return Finish<V, T, TOp, TKernel>(ref shared, total, i, (int)(to - i));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T CostlyLine<V, T, TOp, TKernel>(scoped ref TKernel shared, nint from, nint to)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IReduceKernel<T>, allows ref struct
    {
        var kernel = shared;
        int w = V.Count;
        var total = TOp.Identity<V>();
        nint i = from, block = 2 * w * StepsOfBlock((to - from) / (2 * w));
        while (to - i >= 2 * w)
        {
            nint end = Math.Min(to, i + block);
            V a = TOp.Identity<V>(), b = a;
            for (; i <= end - (2 * w); i += 2 * w)
            {
                a = TOp.Combine(a, kernel.Eval<V>(i, V.Count));
                b = TOp.Combine(b, kernel.Eval<V>(i + w, V.Count));
            }
            total = TOp.Combine(total, TOp.Combine(a, b));
        }
        for (; i <= to - w; i += w) total = TOp.Combine(total, kernel.Eval<V>(i, V.Count));
        return Finish<V, T, TOp, TKernel>(ref shared, total, i, (int)(to - i));
    }

    // Apart from the loops, so that their methods stay within what the JIT inlines and keeps in registers.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T Finish<V, T, TOp, TKernel>(scoped ref TKernel kernel, V total, nint i, int lanes)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IReduceKernel<T>, allows ref struct
    {
        if (lanes > 0) total = TOp.Combine(total, V.KeepLanes(kernel.Eval<V>(i, lanes), lanes, TOp.Identity<V>()));
        return TOp.Across(total);
    }

    /// <summary>Combines the first half with the second until one is left.</summary>
    private static T Pairwise<T, TOp>(Span<T> values)
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
    {
        for (int count = values.Length; count > 1;)
        {
            int half = (count + 1) / 2;
            for (int i = 0; i + half < count; i++)
                values[i] = TOp.Combine(new Scalar1<T>(values[i]), new Scalar1<T>(values[i + half])).Value;
            count = half;
        }
        return values[0];
    }

    private readonly ref struct RowLine<T, TKernel>(TKernel kernel, nint row) : IReduceKernel<T>
        where T : unmanaged
        where TKernel : struct, IRowReduction<T>, allows ref struct
    {
        private readonly TKernel kernel = kernel;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Eval<V>(nint i, int lanes) where V : struct, IVector<V, T> => kernel.Eval<V>(row, i, lanes);
    }

    private readonly ref struct Body<V, T, TOp, TKernel>(KernelAddress<TKernel> kernel, Span<T> partials, nint n, nint block, int cost, bool isFar) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IReduceKernel<T>, allows ref struct
    {
        private readonly Span<T> partials = partials;

        public void Run(int task) => partials[task]
            = Part<V, T, TOp, TKernel>(ref kernel.Reference, task * block, Math.Min(n, (task + 1) * block), cost, isFar);
    }

    private readonly ref struct RowsBody<V, T, TOp, TKernel>(KernelAddress<TKernel> kernel, nint rows, nint columns, nint block, int cost) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IRowReduction<T>, allows ref struct
    {
        public void Run(int task) => RowRange<V, T, TOp, TKernel>(
            ref kernel.Reference, task * block, Math.Min(rows, (task + 1) * block), columns, cost);
    }
}
