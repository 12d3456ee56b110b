using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

/// <summary>An elementwise kernel over a line of elements. Its members are read only: drivers work on copies.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IMapKernel<T> where T : unmanaged
{
    /// <summary>Computes elements i .. i + lanes; lanes is the vector's length but for the last step. Mark it AggressiveInlining.</summary>
    void Step<V>(nint i, int lanes) where V : struct, IVector<V, T>;
}

/// <summary>An elementwise kernel over rows and columns, vectorised along the columns.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IMap2Kernel<T> where T : unmanaged
{
    /// <summary>Computes elements column .. column + lanes of a row. Mark it AggressiveInlining.</summary>
    void Step<V>(nint row, nint column, int lanes) where V : struct, IVector<V, T>;
}

/// <summary>
/// Drivers of elementwise kernels. They choose the widest vectors of the machine and split over <see cref="CpuPool"/> what is worth it.
/// </summary>
/// <remarks>
/// <c>cost</c> is an estimate of the time of one element in tenths of a nanosecond: 1 for a few additions of floats, 3 for an exponential,
/// twice that for doubles, 100 and more for what runs lane by lane.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Map
{
    /// <summary>Runs the kernel over elements 0 .. n. What it stores by <see cref="Far"/> is given as <paramref name="far"/>.</summary>
    public static unsafe void Run<T, TKernel>(scoped ref TKernel kernel, nint n, int cost, scoped ReadOnlySpan<T> far = default)
        where T : unmanaged
        where TKernel : struct, IMapKernel<T>, allows ref struct
    {
        if (n <= 0) return;
        fixed (T* held = far)
        {
            T* target = Far.Is<T>(far.Length) ? held : null;
            if (Vector512.IsHardwareAccelerated) Split<Vec512<T>, T, TKernel>(ref kernel, n, cost, target);
            else if (Vector256.IsHardwareAccelerated) Split<Vec256<T>, T, TKernel>(ref kernel, n, cost, target);
            else if (Vector128.IsHardwareAccelerated) Split<Vec128<T>, T, TKernel>(ref kernel, n, cost, target);
            else Split<Scalar1<T>, T, TKernel>(ref kernel, n, cost, target);
        }
    }

    /// <summary>Runs the kernel over rows 0 .. rows and columns 0 .. columns.</summary>
    public static void Run2<T, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where T : unmanaged
        where TKernel : struct, IMap2Kernel<T>, allows ref struct
    {
        if (rows <= 0 || columns <= 0) return;
        if (Vector512.IsHardwareAccelerated && columns > Vector256<T>.Count) Split2<Vec512<T>, T, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector256.IsHardwareAccelerated && columns > Vector128<T>.Count) Split2<Vec256<T>, T, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector128.IsHardwareAccelerated && columns > 1) Split2<Vec128<T>, T, TKernel>(ref kernel, rows, columns, cost);
        else Split2<Scalar1<T>, T, TKernel>(ref kernel, rows, columns, cost);
    }

    private static unsafe void Split<V, T, TKernel>(scoped ref TKernel kernel, nint n, int cost, T* far)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IMapKernel<T>, allows ref struct
    {
        nint first = far == null ? 0 : Far.Lead<V, T>(far);
        if (first > 0) Tail<V, T, TKernel>(ref kernel, 0, (int)first);
        nint block = Partition.Block(n, cost, 64);
        if (block >= n)
        {
            Range<V, T, TKernel>(ref kernel, first, n);
            if (far != null) Far.Finish();
            return;
        }
        var local = kernel;
        var body = new Body<V, T, TKernel>(new(ref local), first, n, block, far != null);
        CpuPool.For(in body, Partition.Count(n - first, block));
    }

    private static void Split2<V, T, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IMap2Kernel<T>, allows ref struct
    {
        // Few long rows are cut along the columns, others along the rows.
        nint rowBlock = Partition.Block(rows, (long)cost * columns, 1);
        nint columnBlock = columns;
        if (rowBlock == 1) columnBlock = Partition.Block(columns, (long)cost * rows, 64);
        if (rowBlock >= rows && columnBlock >= columns)
        {
            Range2<V, T, TKernel>(ref kernel, 0, rows, 0, columns);
            return;
        }
        if (rows >= 16) columnBlock = columns;
        var local = kernel;
        var body = new Body2<V, T, TKernel>(new(ref local), rows, columns, rowBlock, Math.Min(columnBlock, columns));
        CpuPool.For(in body, Partition.Count(rows, rowBlock) * Partition.Count(columns, body.ColumnBlock));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Range<V, T, TKernel>(scoped ref TKernel shared, nint from, nint to)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IMapKernel<T>, allows ref struct
    {
        var kernel = shared;
        nint i = from;
        for (; i <= to - V.Count; i += V.Count) kernel.Step<V>(i, V.Count);
        if (i < to) Tail<V, T, TKernel>(ref shared, i, (int)(to - i));
    }

    // Apart from the loop, so that the loop's method stays within what the JIT inlines and keeps in registers.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tail<V, T, TKernel>(scoped ref TKernel kernel, nint i, int lanes)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IMapKernel<T>, allows ref struct
        => kernel.Step<V>(i, lanes);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Range2<V, T, TKernel>(scoped ref TKernel shared, nint fromRow, nint toRow, nint fromColumn, nint toColumn)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IMap2Kernel<T>, allows ref struct
    {
        var kernel = shared;
        nint whole = (toColumn - fromColumn) / V.Count * V.Count + fromColumn;
        int lanes = (int)(toColumn - whole);
        for (nint row = fromRow; row < toRow; row++)
            for (nint column = fromColumn; column < whole; column += V.Count) kernel.Step<V>(row, column, V.Count);
        if (lanes > 0) Tails2<V, T, TKernel>(ref shared, fromRow, toRow, whole, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tails2<V, T, TKernel>(scoped ref TKernel shared, nint fromRow, nint toRow, nint column, int lanes)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IMap2Kernel<T>, allows ref struct
    {
        var kernel = shared;
        for (nint row = fromRow; row < toRow; row++) kernel.Step<V>(row, column, lanes);
    }

    private readonly ref struct Body<V, T, TKernel>(KernelAddress<TKernel> kernel, nint first, nint n, nint block, bool isFar) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IMapKernel<T>, allows ref struct
    {
        public void Run(int task)
        {
            nint from = first + (task * block);
            Range<V, T, TKernel>(ref kernel.Reference, from, Math.Min(n, from + block));
            if (isFar) Far.Finish();
        }
    }

    private readonly ref struct Body2<V, T, TKernel>(KernelAddress<TKernel> kernel, nint rows, nint columns, nint rowBlock, nint columnBlock) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IMap2Kernel<T>, allows ref struct
    {
        public nint ColumnBlock => columnBlock;

        public void Run(int task)
        {
            int across = Partition.Count(columns, columnBlock);
            nint row = task / across * rowBlock, column = task % across * columnBlock;
            Range2<V, T, TKernel>(
                ref kernel.Reference, row, Math.Min(rows, row + rowBlock), column, Math.Min(columns, column + columnBlock));
        }
    }
}
