using System.ComponentModel;
using System.Runtime.InteropServices;
using GraphDsl.Ilgpu;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace GraphDsl;

// Large products that a library of the device's maker computes.
public sealed partial class IlgpuDevice
{
    // Below that many multiplications kernels of our own do as well. The generator leaves the question out where it knows the answer.
    private long smallestOfLibrary = 1 << 24;

    private Cublas? cublas;
    private bool hasSoughtCublas;

    /// <summary>
    /// C = beta C + alpha A B by cuBLAS. False, and nothing done, where the device has none, where the product is small, or where the
    /// matrices do not lie as cuBLAS takes them.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryMultiply<T>(nint rows, nint columns, nint inner, T alpha, DeviceMatrix<T> left, DeviceMatrix<T> right, T beta, DeviceMatrix<T> result)
        where T : unmanaged
    {
        if ((double)rows * columns * inner < smallestOfLibrary) return false;
        if (FindCublas() is not { } library) return false;
        if (left.Layout(rows, inner) is not { } a || right.Layout(inner, columns) is not { } b || result.Layout(rows, columns) is not { IsByColumns: false } c) return false;
        if (rows > int.MaxValue || columns > int.MaxValue || inner > int.MaxValue) return false;
        accelerator.Bind();
        Transfers.CountLaunch();
        library.Multiply(
            ((int)rows, (int)columns, (int)inner), alpha, (left.Address, a.Distance, a.IsByColumns), (right.Address, b.Distance, b.IsByColumns), beta, (result.Address, c.Distance));
        return true;
    }

    /// <summary>For tests: takes the functions of the library from elsewhere, and leaves it all products that it can do.</summary>
    internal bool UseCublas(Func<string, IntPtr> export)
    {
        (hasSoughtCublas, smallestOfLibrary) = (true, 1);
        return Cublas.TryCreate(export, IntPtr.Zero, out cublas);
    }

    private Cublas? FindCublas()
    {
        if (hasSoughtCublas) return cublas;
        hasSoughtCublas = true;
        if (Accelerator.AcceleratorType != AcceleratorType.Cuda || NativeLibraries.Cublas.Load() is not (not 0 and var handle)) return null;
        accelerator.Bind();
        Cublas.TryCreate(
            name => NativeLibrary.TryGetExport(handle, name, out IntPtr address) ? address : 0, ((CudaStream)accelerator.DefaultStream).StreamPtr, out cublas);
        return cublas;
    }
}
