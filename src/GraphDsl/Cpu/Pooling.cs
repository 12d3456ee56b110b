using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

/// <summary>
/// Pooling of float and double images over windows of their rows and columns, and its adjoints. Images and windows are dense,
/// one image after the other; elements of windows outside of the image do not count.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Pooling
{
    /// <summary>The largest element of each window, NaN where there is one; -infinity of a window without elements.</summary>
    public static void Max<T>(nint images, WindowAxis rows, WindowAxis columns, ReadOnlySpan<T> source, Span<T> destination) where T : unmanaged
        => Reduce<T, MaxReduction>(images, rows, columns, source, destination);

    /// <summary>The sum of each window.</summary>
    public static void Sum<T>(nint images, WindowAxis rows, WindowAxis columns, ReadOnlySpan<T> source, Span<T> destination) where T : unmanaged
        => Reduce<T, SumReduction>(images, rows, columns, source, destination);

    /// <summary>The adjoint of the sum: each element gets the values of all windows that it is in.</summary>
    public static void SumInput<T>(nint images, WindowAxis rows, WindowAxis columns, ReadOnlySpan<T> values, Span<T> destination) where T : unmanaged
    {
        Check(images * rows.Count * columns.Count, values.Length);
        Check(images * rows.Image * columns.Image, destination.Length);
        fixed (T* v = values, d = destination) Run<T, SumInputBody<T>>(new(rows, columns, v, d), images, rows, columns);
    }

    /// <summary>Each element of a window that equals its maximum gets the window's value.</summary>
    /// <param name="images">The number of images.</param>
    /// <param name="rows">The windows on the rows.</param>
    /// <param name="columns">The windows on the columns.</param>
    /// <param name="source">The images.</param>
    /// <param name="maxima">The maxima of their windows.</param>
    /// <param name="values">A value for each window.</param>
    /// <param name="destination">A value for each element of the images.</param>
    public static void MaxInput<T>(
        nint images, WindowAxis rows, WindowAxis columns, ReadOnlySpan<T> source, ReadOnlySpan<T> maxima, ReadOnlySpan<T> values, Span<T> destination)
        where T : unmanaged
    {
        Check(images * rows.Image * columns.Image, source.Length, destination.Length);
        Check(images * rows.Count * columns.Count, maxima.Length, values.Length);
        fixed (T* x = source, m = maxima, v = values, d = destination) Run<T, MaxInputBody<T>>(new(rows, columns, x, m, v, d), images, rows, columns);
    }

    /// <summary>The adjoint of <see cref="MaxInput"/>: each window gets the sum of the values of its elements that equal its maximum.</summary>
    /// <inheritdoc cref="MaxInput"/>
    public static void MaxPick<T>(
        nint images, WindowAxis rows, WindowAxis columns, ReadOnlySpan<T> source, ReadOnlySpan<T> maxima, ReadOnlySpan<T> values, Span<T> destination)
        where T : unmanaged
    {
        Check(images * rows.Image * columns.Image, source.Length, values.Length);
        Check(images * rows.Count * columns.Count, maxima.Length, destination.Length);
        fixed (T* x = source, m = maxima, v = values, d = destination) Run<T, MaxPickBody<T>>(new(rows, columns, x, m, v, d), images, rows, columns);
    }

    /// <summary>The work on some images.</summary>
    internal interface IBody<T> where T : unmanaged
    {
        /// <summary>The work on images from .. to; there is scratch memory for four rows of one, with a vector more each.</summary>
        void Run<V>(nint from, nint to, T* scratch) where V : struct, IVector<V, T>;
    }

    /// <summary>The elements of the scratch memory for rows of so many columns.</summary>
    internal static nint Scratch<V, T>(nint columns) where V : struct, IVector<V, T> where T : unmanaged => 4 * (columns + V.Count);

    private static void Run<T, TBody>(TBody body, nint images, in WindowAxis rows, in WindowAxis columns)
        where T : unmanaged
        where TBody : struct, IBody<T>
    {
        if (Vector512.IsHardwareAccelerated) Split<Vec512<T>, T, TBody>(body, images, rows, columns);
        else if (Vector256.IsHardwareAccelerated) Split<Vec256<T>, T, TBody>(body, images, rows, columns);
        else if (Vector128.IsHardwareAccelerated) Split<Vec128<T>, T, TBody>(body, images, rows, columns);
        else Split<Scalar1<T>, T, TBody>(body, images, rows, columns);
    }

    private static void Split<V, T, TBody>(TBody body, nint images, in WindowAxis rows, in WindowAxis columns)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TBody : struct, IBody<T>
    {
        long cost = 4 * Math.Max(rows.Image * columns.Image, rows.Count * rows.Window * columns.Count * columns.Window);
        nint block = Partition.Block(images, cost, 1);
        var tasks = new Tasks<V, T, TBody>(body, images, block, Scratch<V, T>(columns.Image));
        CpuPool.For(in tasks, Partition.Count(images, block));
    }

    private readonly struct Tasks<V, T, TBody>(TBody body, nint images, nint block, nint size) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TBody : struct, IBody<T>
    {
        public void Run(int task)
        {
            T* scratch = PackBuffer.OfA.Reserve<T>(size);
            body.Run<V>(task * block, Math.Min(images, (task + 1) * block), scratch);
        }
    }

    /// <summary>The images of a run of <see cref="ArePairs(in WindowAxis, in WindowAxis)"/>: all of them where windows cover them, then they are like one.</summary>
    private static nint Together(in WindowAxis rows, nint count) => 2 * rows.Count == rows.Image ? count : 1;

    /// <summary>Whether the windows are 2 x 2 elements side by side, all of them on the image.</summary>
    private static bool ArePairs(in WindowAxis rows, in WindowAxis columns) => ArePairs(rows) && ArePairs(columns);

    private static bool ArePairs(in WindowAxis axis) => axis is { Window: 2, Step: 2, Pad: 0, Count: > 0 } && 2 * axis.Count <= axis.Image;

    internal static void Check(nint needed, params ReadOnlySpan<int> lengths)
    {
        foreach (int length in lengths)
            if (length != needed) throw new ArgumentException(FormattableString.Invariant($"The pooling needs {needed} elements; the span has {length}."));
    }
}
