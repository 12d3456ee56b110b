using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

/// <summary>A kernel over rows, with loops over their elements of its own. Its members are read only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRowKernel<T> where T : unmanaged
{
    /// <summary>How many vectors of memory <see cref="Block"/> needs for rows of a length.</summary>
    static abstract nint Vectors(nint columns);

    /// <summary>Computes one row, with vectors along it: whole ones, then a masked step for the rest.</summary>
    void Row<V>(nint row) where V : struct, IVector<V, T>;

    /// <summary>
    /// Computes rows first .. first + lanes, with vectors across them: lane k belongs to row first + k. So what is found once a row is found
    /// for as many rows at a time as a vector has lanes.
    /// </summary>
    void Block<V>(nint first, int lanes, scoped Span<T> memory) where V : struct, IVector<V, T>;
}

/// <summary>The driver of row kernels (softmax, fused row reductions).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Rows
{
    /// <summary>Rows up to this length are taken several at a time: in longer ones what is found once a row costs less than turning it.</summary>
    private const int MostTurned = 64;

    /// <summary>The fewest rows that are worth a vector across them.</summary>
    private const int FewestTurned = 4;

    /// <summary>Whether rows are short, and enough to be taken several at a time.</summary>
    internal static bool AreTurned(nint rows, nint columns)
        => Vector128.IsHardwareAccelerated && rows >= FewestTurned && columns is > 0 and <= MostTurned;

    /// <summary>
    /// Runs the kernel over rows 0 .. rows. The way, and with it the order of sums, depends on the sizes alone. The cost is that of one
    /// element; see <see cref="Map"/>.
    /// </summary>
    public static void Run<T, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where T : unmanaged
        where TKernel : struct, IRowKernel<T>, allows ref struct
    {
        if (rows <= 0) return;
        if (AreTurned(rows, columns)) Turned<T, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector512.IsHardwareAccelerated && columns > Vector256<T>.Count) Split<Vec512<T>, T, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector256.IsHardwareAccelerated && columns > Vector128<T>.Count) Split<Vec256<T>, T, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector128.IsHardwareAccelerated && columns > 1) Split<Vec128<T>, T, TKernel>(ref kernel, rows, columns, cost);
        else Split<Scalar1<T>, T, TKernel>(ref kernel, rows, columns, cost);
    }

    /// <summary>Takes the narrowest vectors that hold all rows, or else the widest of the machine.</summary>
    private static void Turned<T, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where T : unmanaged
        where TKernel : struct, IRowKernel<T>, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated && rows > Vector256<T>.Count) SplitBlocks<Vec512<T>, T, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector256.IsHardwareAccelerated && rows > Vector128<T>.Count) SplitBlocks<Vec256<T>, T, TKernel>(ref kernel, rows, columns, cost);
        else SplitBlocks<Vec128<T>, T, TKernel>(ref kernel, rows, columns, cost);
    }

    private static void Split<V, T, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IRowKernel<T>, allows ref struct
    {
        nint block = Partition.Block(rows, (long)cost * Math.Max(columns, V.Count), 1);
        if (block >= rows)
        {
            Range<V, T, TKernel>(ref kernel, 0, rows);
            return;
        }
        var local = kernel;
        var body = new Body<V, T, TKernel>(new(ref local), rows, block);
        CpuPool.For(in body, Partition.Count(rows, block));
    }

    private static void SplitBlocks<V, T, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IRowKernel<T>, allows ref struct
    {
        nint block = Partition.Block(rows, (long)cost * columns, V.Count);
        if (block >= rows)
        {
            BlockRange<V, T, TKernel>(ref kernel, 0, rows, columns);
            return;
        }
        var local = kernel;
        var body = new BlockBody<V, T, TKernel>(new(ref local), rows, columns, block);
        CpuPool.For(in body, Partition.Count(rows, block));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Range<V, T, TKernel>(scoped ref TKernel shared, nint from, nint to)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IRowKernel<T>, allows ref struct
    {
        var kernel = shared;
        for (nint row = from; row < to; row++) kernel.Row<V>(row);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void BlockRange<V, T, TKernel>(scoped ref TKernel shared, nint from, nint to, nint columns)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IRowKernel<T>, allows ref struct
    {
        var kernel = shared;
        Span<T> memory = stackalloc T[(int)TKernel.Vectors(columns) * V.Count];
        for (nint first = from; first < to; first += V.Count) kernel.Block<V>(first, (int)Math.Min(V.Count, to - first), memory);
    }

    private readonly ref struct Body<V, T, TKernel>(KernelAddress<TKernel> kernel, nint rows, nint block) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IRowKernel<T>, allows ref struct
    {
        public void Run(int task)
            => Range<V, T, TKernel>(ref kernel.Reference, task * block, Math.Min(rows, (task + 1) * block));
    }

    private readonly ref struct BlockBody<V, T, TKernel>(KernelAddress<TKernel> kernel, nint rows, nint columns, nint block) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IRowKernel<T>, allows ref struct
    {
        public void Run(int task)
            => BlockRange<V, T, TKernel>(ref kernel.Reference, task * block, Math.Min(rows, (task + 1) * block), columns);
    }
}
