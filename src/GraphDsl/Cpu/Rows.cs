using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

/// <summary>A kernel that does one row at a call, with loops over the row of its own. Its members are read only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRowKernel<T> where T : unmanaged
{
    /// <summary>Computes one row: whole vectors, then a masked step for the rest.</summary>
    void Row<V>(nint row) where V : struct, IVector<V, T>;
}

/// <summary>The driver of row kernels (softmax, fused row reductions).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Rows
{
    /// <summary>
    /// Runs the kernel over rows 0 .. rows with the narrowest vectors that hold <paramref name="columns"/> elements, or else the widest of
    /// the machine. The cost is that of one element; see <see cref="Map"/>.
    /// </summary>
    public static void Run<T, TKernel>(scoped ref TKernel kernel, nint rows, nint columns, int cost)
        where T : unmanaged
        where TKernel : struct, IRowKernel<T>, allows ref struct
    {
        if (rows <= 0) return;
        if (Vector512.IsHardwareAccelerated && columns > Vector256<T>.Count) Split<Vec512<T>, T, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector256.IsHardwareAccelerated && columns > Vector128<T>.Count) Split<Vec256<T>, T, TKernel>(ref kernel, rows, columns, cost);
        else if (Vector128.IsHardwareAccelerated && columns > 1) Split<Vec128<T>, T, TKernel>(ref kernel, rows, columns, cost);
        else Split<Scalar1<T>, T, TKernel>(ref kernel, rows, columns, cost);
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

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Range<V, T, TKernel>(scoped ref TKernel shared, nint from, nint to)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IRowKernel<T>, allows ref struct
    {
        var kernel = shared;
        for (nint row = from; row < to; row++) kernel.Row<V>(row);
    }

    private readonly ref struct Body<V, T, TKernel>(KernelAddress<TKernel> kernel, nint rows, nint block) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TKernel : struct, IRowKernel<T>, allows ref struct
    {
        public void Run(int task)
            => Range<V, T, TKernel>(ref kernel.Reference, task * block, Math.Min(rows, (task + 1) * block));
    }
}
