namespace GraphDsl.Cpu;

// Convolution with the pool of maxima that follows it: what lies between is made and used image by image, while it is in the caches.
public static unsafe partial class Convolution
{
    /// <summary><see cref="Forward"/>, then <see cref="Pooling.Max"/> of its results.</summary>
    /// <param name="sizes">The sizes of the convolution.</param>
    /// <param name="rows">The pool's windows on the rows of the results.</param>
    /// <param name="columns">The pool's windows on their columns.</param>
    /// <param name="images">The images.</param>
    /// <param name="filters">The filters.</param>
    /// <param name="windows">The results of the convolution.</param>
    /// <param name="maxima">The maxima of the pool.</param>
    public static void ForwardMax<T>(
        ConvolutionSizes sizes, WindowAxis rows, WindowAxis columns, ReadOnlySpan<T> images, ReadOnlySpan<T> filters, Span<T> windows, Span<T> maxima)
        where T : unmanaged
    {
        Check(sizes, images, filters, windows);
        CheckPool(sizes, rows, columns, windows.Length, maxima.Length);
        if (windows.IsEmpty || images.IsEmpty || filters.IsEmpty)
        {
            windows.Clear();
            Pooling.Max(sizes.Batch * sizes.Filters, rows, columns, windows, maxima);
            return;
        }
        fixed (T* x = images, w = filters, y = windows, m = maxima)
            Run<T, ForwardCall<T, Pooling.ReduceBody<T, Pooling.MaxReduction>>>(new(sizes, x, w, y, new(rows, columns, y, m)));
    }

    /// <summary><see cref="Pooling.MaxInput"/>, then <see cref="Input"/> of what it gives.</summary>
    /// <param name="sizes">The sizes of the convolution.</param>
    /// <param name="rows">The pool's windows on the rows of the results.</param>
    /// <param name="columns">The pool's windows on their columns.</param>
    /// <param name="source">The results of the convolution.</param>
    /// <param name="maxima">The maxima of the pool.</param>
    /// <param name="values">A value for each of them.</param>
    /// <param name="filters">The filters.</param>
    /// <param name="images">A value for each element of the images.</param>
    public static void InputOfMax<T>(
        ConvolutionSizes sizes, WindowAxis rows, WindowAxis columns,
        ReadOnlySpan<T> source, ReadOnlySpan<T> maxima, ReadOnlySpan<T> values, ReadOnlySpan<T> filters, Span<T> images)
        where T : unmanaged
    {
        Check<T>(sizes, images, filters, source);
        CheckPool(sizes, rows, columns, source.Length, maxima.Length, values.Length);
        if (images.IsEmpty) return;
        if (source.IsEmpty || filters.IsEmpty)
        {
            images.Clear();
            return;
        }
        fixed (T* y = source, m = maxima, v = values, w = filters, x = images)
            Run<T, InputCall<T, MaxValues<T>>>(new(sizes, new(sizes, rows, columns, y, m, v), w, x));
    }

    /// <summary><see cref="Pooling.MaxInput"/>, then <see cref="Filters"/> of what it gives.</summary>
    /// <param name="sizes">The sizes of the convolution.</param>
    /// <param name="rows">The pool's windows on the rows of the results.</param>
    /// <param name="columns">The pool's windows on their columns.</param>
    /// <param name="images">The images.</param>
    /// <param name="source">The results of the convolution.</param>
    /// <param name="maxima">The maxima of the pool.</param>
    /// <param name="values">A value for each of them.</param>
    /// <param name="filters">A value for each element of the filters.</param>
    public static void FiltersOfMax<T>(
        ConvolutionSizes sizes, WindowAxis rows, WindowAxis columns, ReadOnlySpan<T> images,
        ReadOnlySpan<T> source, ReadOnlySpan<T> maxima, ReadOnlySpan<T> values, Span<T> filters)
        where T : unmanaged
    {
        Check<T>(sizes, images, filters, source);
        CheckPool(sizes, rows, columns, source.Length, maxima.Length, values.Length);
        if (filters.IsEmpty) return;
        if (source.IsEmpty || images.IsEmpty)
        {
            filters.Clear();
            return;
        }
        fixed (T* x = images, y = source, m = maxima, v = values, w = filters)
            Run<T, FiltersCall<T, MaxValues<T>>>(new(sizes, x, new(sizes, rows, columns, y, m, v), w));
    }

    private static void CheckPool(in ConvolutionSizes sizes, in WindowAxis rows, in WindowAxis columns, int windows, params ReadOnlySpan<int> pooled)
    {
        nint planes = sizes.Batch * sizes.Filters;
        Pooling.Check(planes * rows.Image * columns.Image, windows);
        Pooling.Check(planes * rows.Count * columns.Count, pooled);
    }
}
