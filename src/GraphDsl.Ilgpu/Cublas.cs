using System.Diagnostics.CodeAnalysis;

namespace GraphDsl.Ilgpu;

/// <summary>
/// NVIDIA's library of matrix products, bound at run time: ILGPU's own binding does not know the names of today's versions. Sums keep the
/// precision of the elements: the library rounds to less only where it is told to.
/// </summary>
internal sealed unsafe class Cublas : IDisposable
{
    private const int Success = 0;

    private readonly delegate* unmanaged<IntPtr, int> destroy;
    private readonly delegate* unmanaged<IntPtr, int, int, int, int, int, float*, IntPtr, int, IntPtr, int, float*, IntPtr, int, int> single;
    private readonly delegate* unmanaged<IntPtr, int, int, int, int, int, double*, IntPtr, int, IntPtr, int, double*, IntPtr, int, int> @double;
    private readonly IntPtr handle;

    private Cublas(IntPtr handle, IntPtr destroy, IntPtr single, IntPtr @double)
    {
        this.handle = handle;
        this.destroy = (delegate* unmanaged<IntPtr, int>)destroy;
        this.single = (delegate* unmanaged<IntPtr, int, int, int, int, int, float*, IntPtr, int, IntPtr, int, float*, IntPtr, int, int>)single;
        this.@double = (delegate* unmanaged<IntPtr, int, int, int, int, int, double*, IntPtr, int, IntPtr, int, double*, IntPtr, int, int>)@double;
    }

    /// <summary>The library for the device that is current; false where it lacks a function or finds no device.</summary>
    /// <param name="export">The address of a function of the library; zero where it has none.</param>
    /// <param name="stream">Where its work is queued.</param>
    /// <param name="library">The library.</param>
    public static bool TryCreate(Func<string, IntPtr> export, IntPtr stream, [NotNullWhen(true)] out Cublas? library)
    {
        library = null;
        IntPtr create = export("cublasCreate_v2"), destroy = export("cublasDestroy_v2"), setStream = export("cublasSetStream_v2");
        IntPtr single = export("cublasSgemm_v2"), @double = export("cublasDgemm_v2");
        if (create == 0 || destroy == 0 || setStream == 0 || single == 0 || @double == 0) return false;
        IntPtr handle;
        if (((delegate* unmanaged<IntPtr*, int>)create)(&handle) != Success) return false;
        library = new(handle, destroy, single, @double);
        if (((delegate* unmanaged<IntPtr, IntPtr, int>)setStream)(handle, stream) == Success) return true;
        library.Dispose();
        library = null;
        return false;
    }

    /// <summary>C = beta C + alpha A B, all of them stored by rows.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="size">The rows of A and C, the columns of B and C, the columns of A.</param>
    /// <param name="alpha">The factor of the product.</param>
    /// <param name="a">The address of A, the distance of its rows, and whether it is stored by columns, whose distance that is then.</param>
    /// <param name="b">The same of B.</param>
    /// <param name="beta">The factor of what is there; where it is 0 that is not read.</param>
    /// <param name="c">The address of C and the distance of its rows.</param>
    public void Multiply<T>(
        (int Rows, int Columns, int Inner) size, T alpha, (IntPtr Address, int Distance, bool IsByColumns) a, (IntPtr Address, int Distance, bool IsByColumns) b,
        T beta, (IntPtr Address, int Distance) c)
        where T : unmanaged
    {
        // The library takes matrices by columns, as which it reads ours transposed: C' = B' A'.
        int first = b.IsByColumns ? 1 : 0, second = a.IsByColumns ? 1 : 0;
        int status = typeof(T) == typeof(float)
            ? single(handle, first, second, size.Columns, size.Rows, size.Inner, (float*)&alpha, b.Address, b.Distance, a.Address, a.Distance, (float*)&beta, c.Address, c.Distance)
            : @double(handle, first, second, size.Columns, size.Rows, size.Inner, (double*)&alpha, b.Address, b.Distance, a.Address, a.Distance, (double*)&beta, c.Address, c.Distance);
        if (status != Success)
            throw new InvalidOperationException($"cuBLAS did not multiply {size.Rows} x {size.Inner} by {size.Inner} x {size.Columns} elements: status {status}.");
    }

    public void Dispose() => _ = destroy(handle);
}
