using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

/// <summary>
/// Convolution of float and double images, and its adjoints, as matrix products whose large operand, the windows side by side, is
/// made in small parts while the product runs. All tensors are dense.
/// </summary>
/// <remarks>Results do not depend on the number of threads. Nothing is allocated once a thread's buffers have grown.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Convolution
{
    /// <summary>windows[n, f, y, x] = sum over c, i, j of images[n, c, row(y, i), column(x, j)] filters[f, c, i, j].</summary>
    public static void Forward<T>(ConvolutionSizes sizes, ReadOnlySpan<T> images, ReadOnlySpan<T> filters, Span<T> windows)
        where T : unmanaged
    {
        Check(sizes, images, filters, windows);
        if (windows.IsEmpty) return;
        if (images.IsEmpty || filters.IsEmpty)
        {
            windows.Clear();
            return;
        }
        fixed (T* x = images, w = filters, y = windows) Run<T, ForwardCall<T, NoPooling<T>>>(new(sizes, x, w, y, default));
    }

    /// <summary>The adjoint by the images: adds what each window gets from its elements to them, by the filters.</summary>
    public static void Input<T>(ConvolutionSizes sizes, ReadOnlySpan<T> windows, ReadOnlySpan<T> filters, Span<T> images)
        where T : unmanaged
    {
        Check<T>(sizes, images, filters, windows);
        if (images.IsEmpty) return;
        if (windows.IsEmpty || filters.IsEmpty)
        {
            images.Clear();
            return;
        }
        fixed (T* y = windows, w = filters, x = images) Run<T, InputCall<T, DenseValues<T>>>(new(sizes, new(sizes, y), w, x));
    }

    /// <summary>The adjoint by the filters: filters[f, c, i, j] = sum over n, y, x of images[n, c, row(y, i), column(x, j)] windows[n, f, y, x].</summary>
    public static void Filters<T>(ConvolutionSizes sizes, ReadOnlySpan<T> images, ReadOnlySpan<T> windows, Span<T> filters)
        where T : unmanaged
    {
        Check<T>(sizes, images, filters, windows);
        if (filters.IsEmpty) return;
        if (windows.IsEmpty || images.IsEmpty)
        {
            filters.Clear();
            return;
        }
        fixed (T* x = images, y = windows, w = filters) Run<T, FiltersCall<T, DenseValues<T>>>(new(sizes, x, new(sizes, y), w));
    }

    /// <summary>One of the three, to be run with vectors of some width.</summary>
    internal interface ICall<T> where T : unmanaged
    {
        void Run<V>() where V : struct, IVector<V, T>;
    }

    private static void Run<T, TCall>(TCall call)
        where T : unmanaged
        where TCall : struct, ICall<T>
    {
        if (Vector512.IsHardwareAccelerated) call.Run<Vec512<T>>();
        else if (Vector256.IsHardwareAccelerated) call.Run<Vec256<T>>();
        else if (Vector128.IsHardwareAccelerated) call.Run<Vec128<T>>();
        else call.Run<Scalar1<T>>();
    }

    /// <summary>The size of blocks of at most some items, at least one, where they are dealt out evenly.</summary>
    private static nint Evenly(nint count, nint most)
    {
        nint blocks = (count + Math.Max(most, 1) - 1) / Math.Max(most, 1);
        return (count + blocks - 1) / blocks;
    }

    /// <summary>Memory of the calling thread: elements, and offsets behind them.</summary>
    private static T* Local<T>(nint elements, nint count, out nint* offsets) where T : unmanaged
    {
        nint bytes = ((elements * sizeof(T)) + 63) / 64 * 64;
        byte* memory = PackBuffer.OfA.Reserve<byte>(bytes + (count * sizeof(nint)));
        offsets = (nint*)(memory + bytes);
        return (T*)memory;
    }

    private static void Check<T>(in ConvolutionSizes sizes, ReadOnlySpan<T> images, ReadOnlySpan<T> filters, ReadOnlySpan<T> windows)
    {
        CheckLength(images.Length, sizes.Batch * sizes.ImageSize, nameof(images));
        CheckLength(filters.Length, sizes.Filters * sizes.Depth, nameof(filters));
        CheckLength(windows.Length, sizes.Batch * sizes.Filters * sizes.Positions, nameof(windows));
    }

    private static void CheckLength(int length, nint needed, string name)
    {
        if (length != needed) throw new ArgumentException(FormattableString.Invariant($"The convolution needs {needed} elements; the span has {length}."), name);
    }
}
