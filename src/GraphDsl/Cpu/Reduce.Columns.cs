using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

// Reductions along the rows: vectors of columns are carried down the rows, in blocks of rows for accuracy.
public static partial class Reduce
{
    /// <summary>A tall and narrow matrix is cut into this many blocks of rows at most.</summary>
    private const int MostRowBlocks = 32;

    /// <summary>Vectors that a strip carries down the rows at once.</summary>
    private const int StripVectors = 4;

    /// <summary>Reduces each column over the rows; <see cref="IColumnReduction{T}.StoreColumns"/> gets the totals.</summary>
    public static void Columns<T, TOp, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IColumnReduction<T>, allows ref struct
    {
        if (columns <= 0) return;
        if (Vector512.IsHardwareAccelerated && columns > Vector256<T>.Count) Columns<Vec512<T>, T, TOp, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector256.IsHardwareAccelerated && columns > Vector128<T>.Count) Columns<Vec256<T>, T, TOp, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector128.IsHardwareAccelerated && columns > 1) Columns<Vec128<T>, T, TOp, TKernel>(ref kernel, rows, columns, cost);
        else Columns<Scalar1<T>, T, TOp, TKernel>(ref kernel, rows, columns, cost);
    }

    private static void Columns<V, T, TOp, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IColumnReduction<T>, allows ref struct
    {
        int strip = StripVectors * V.Count;
        nint block = Partition.Block(columns, (long)cost * rows, strip);
        if (columns <= strip)
        {
            TallColumns<V, T, TOp, TKernel>(ref kernel, rows, (int)columns, cost);
        }
        else if (block >= columns)
        {
            ColumnRange<V, T, TOp, TKernel>(ref kernel, rows, 0, columns);
        }
        else
        {
            var local = kernel;
            var body = new ColumnsBody<V, T, TOp, TKernel>(new(ref local), rows, columns, block);
            CpuPool.For(in body, Partition.Count(columns, block));
        }
    }

    /// <summary>At most a strip of columns: cut along the rows.</summary>
    private static void TallColumns<V, T, TOp, TKernel>(scoped ref TKernel kernel, nint rows, int columns, int cost)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IColumnReduction<T>, allows ref struct
    {
        nint block = Partition.Block(rows, (long)cost * Math.Max(columns, V.Count), 1);
        if (block >= rows)
        {
            for (int column = 0; column < columns; column += V.Count)
            {
                int lanes = Math.Min(V.Count, columns - column);
                kernel.StoreColumns(Column<V, T, TOp, TKernel>(ref kernel, 0, rows, column, lanes), column, lanes);
            }
            return;
        }
        block = Math.Max(block, (rows + MostRowBlocks - 1) / MostRowBlocks);
        int blocks = Partition.Count(rows, block), width = StripVectors * V.Count;
        Span<T> partials = stackalloc T[MostRowBlocks * StripVectors * 16];
        var local = kernel;
        var body = new TallBody<V, T, TOp, TKernel>(new(ref local), partials, rows, columns, block);
        CpuPool.For(in body, blocks);
        for (int column = 0; column < columns; column += V.Count)
        {
            var total = TOp.Identity<V>();
            for (int k = 0; k < blocks; k++) total = TOp.Combine(total, V.Load(partials, (k * width) + column, V.Count));
            kernel.StoreColumns(total, column, Math.Min(V.Count, columns - column));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ColumnRange<V, T, TOp, TKernel>(scoped ref TKernel shared, nint rows, nint from, nint to)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IColumnReduction<T>, allows ref struct
    {
        var kernel = shared;
        int w = V.Count;
        nint column = from, steps = StepsOfBlock(rows);
        for (; column <= to - (StripVectors * w); column += StripVectors * w)
        {
            V a = TOp.Identity<V>(), b = a, c = a, d = a;
            for (nint row = 0; row < rows;)
            {
                nint end = Math.Min(rows, row + steps);
                V e = TOp.Identity<V>(), f = e, g = e, h = e;
                for (; row < end; row++)
                {
                    e = TOp.Combine(e, kernel.Eval<V>(row, column, V.Count));
                    f = TOp.Combine(f, kernel.Eval<V>(row, column + w, V.Count));
                    g = TOp.Combine(g, kernel.Eval<V>(row, column + (2 * w), V.Count));
                    h = TOp.Combine(h, kernel.Eval<V>(row, column + (3 * w), V.Count));
                }
                a = TOp.Combine(a, e);
                b = TOp.Combine(b, f);
                c = TOp.Combine(c, g);
                d = TOp.Combine(d, h);
            }
            kernel.StoreColumns(a, column, V.Count);
            kernel.StoreColumns(b, column + w, V.Count);
            kernel.StoreColumns(c, column + (2 * w), V.Count);
            kernel.StoreColumns(d, column + (3 * w), V.Count);
        }
        for (; column < to; column += w)
        {
            int lanes = (int)Math.Min(w, to - column);
            shared.StoreColumns(Column<V, T, TOp, TKernel>(ref shared, 0, rows, column, lanes), column, lanes);
        }
    }

    private static V Column<V, T, TOp, TKernel>(scoped ref TKernel kernel, nint from, nint to, nint column, int lanes)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IColumnReduction<T>, allows ref struct
        => lanes == V.Count
            ? WholeColumn<V, T, TOp, TKernel>(ref kernel, from, to, column)
            : PartialColumn<V, T, TOp, TKernel>(ref kernel, from, to, column, lanes);

    // Four rows at a time, since one chain of additions would wait for its own latency.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static V WholeColumn<V, T, TOp, TKernel>(scoped ref TKernel shared, nint from, nint to, nint column)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IColumnReduction<T>, allows ref struct
    {
        var kernel = shared;
        var total = TOp.Identity<V>();
        nint row = from, block = 4 * StepsOfBlock((to - from) / 4);
        while (to - row >= 4)
        {
            nint end = Math.Min(to, row + block);
            V a = TOp.Identity<V>(), b = a, c = a, d = a;
            for (; row <= end - 4; row += 4)
            {
                a = TOp.Combine(a, kernel.Eval<V>(row, column, V.Count));
                b = TOp.Combine(b, kernel.Eval<V>(row + 1, column, V.Count));
                c = TOp.Combine(c, kernel.Eval<V>(row + 2, column, V.Count));
                d = TOp.Combine(d, kernel.Eval<V>(row + 3, column, V.Count));
            }
            total = TOp.Combine(total, TOp.Combine(TOp.Combine(a, b), TOp.Combine(c, d)));
        }
        for (; row < to; row++) total = TOp.Combine(total, kernel.Eval<V>(row, column, V.Count));
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static V PartialColumn<V, T, TOp, TKernel>(scoped ref TKernel shared, nint from, nint to, nint column, int lanes)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IColumnReduction<T>, allows ref struct
    {
        var kernel = shared;
        var total = TOp.Identity<V>();
        nint row = from, block = 4 * StepsOfBlock((to - from) / 4);
        while (to - row >= 4)
        {
            nint end = Math.Min(to, row + block);
            V a = TOp.Identity<V>(), b = a, c = a, d = a;
            for (; row <= end - 4; row += 4)
            {
                a = TOp.Combine(a, kernel.Eval<V>(row, column, lanes));
                b = TOp.Combine(b, kernel.Eval<V>(row + 1, column, lanes));
                c = TOp.Combine(c, kernel.Eval<V>(row + 2, column, lanes));
                d = TOp.Combine(d, kernel.Eval<V>(row + 3, column, lanes));
            }
            total = TOp.Combine(total, TOp.Combine(TOp.Combine(a, b), TOp.Combine(c, d)));
        }
        for (; row < to; row++) total = TOp.Combine(total, kernel.Eval<V>(row, column, lanes));
        return total;
    }

    private readonly ref struct ColumnsBody<V, T, TOp, TKernel>(KernelAddress<TKernel> kernel, nint rows, nint columns, nint block) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IColumnReduction<T>, allows ref struct
    {
        public void Run(int task) => ColumnRange<V, T, TOp, TKernel>(
            ref kernel.Reference, rows, task * block, Math.Min(columns, (task + 1) * block));
    }

    private readonly ref struct TallBody<V, T, TOp, TKernel>(KernelAddress<TKernel> kernel, Span<T> partials, nint rows, int columns, nint block) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IColumnReduction<T>, allows ref struct
    {
        private readonly Span<T> partials = partials;

        public void Run(int task)
        {
            nint from = task * block, to = Math.Min(rows, from + block);
            for (int column = 0; column < columns; column += V.Count)
            {
                var total = Column<V, T, TOp, TKernel>(ref kernel.Reference, from, to, column, Math.Min(V.Count, columns - column));
                V.Store(total, partials, (task * StripVectors * V.Count) + column, V.Count);
            }
        }
    }
}
