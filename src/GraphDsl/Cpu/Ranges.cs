using System.ComponentModel;

namespace GraphDsl.Cpu;

/// <summary>A kernel that computes elements one by one: of types, or with addresses, that vectors do not cover.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRangeKernel
{
    /// <summary>Computes elements start .. end.</summary>
    void Run(nint start, nint end);
}

/// <summary>The driver of kernels that work element by element; it splits over <see cref="CpuPool"/> what is worth it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Ranges
{
    /// <summary>Runs the kernel over elements 0 .. n. The cost is that of one element; see <see cref="Map"/>.</summary>
    public static void Run<TKernel>(scoped ref TKernel kernel, nint n, int cost)
        where TKernel : struct, IRangeKernel, allows ref struct
    {
        if (n <= 0) return;
        nint block = Partition.Block(n, cost, 64);
        if (block >= n)
        {
            kernel.Run(0, n);
            return;
        }
        var local = kernel;
        var body = new Body<TKernel>(new(ref local), n, block);
        CpuPool.For(in body, Partition.Count(n, block));
    }

    private readonly ref struct Body<TKernel>(KernelAddress<TKernel> kernel, nint n, nint block) : IPoolBody
        where TKernel : struct, IRangeKernel, allows ref struct
    {
        public void Run(int task) => kernel.Reference.Run(task * block, Math.Min(n, (task + 1) * block));
    }
}
