namespace GraphDsl.Cpu;

/// <summary>Where the adjoints of a convolution find the windows' values: in memory, or made a few images at a time.</summary>
internal unsafe interface IWindowValues<T> where T : unmanaged
{
    /// <summary>The elements of memory that are needed for some images.</summary>
    nint Scratch<V>(nint images) where V : struct, IVector<V, T>;

    /// <summary>The values of images first .. first + count, densely.</summary>
    T* Find<V>(nint first, nint count, T* scratch) where V : struct, IVector<V, T>;
}

/// <summary>Values that lie in memory.</summary>
internal readonly unsafe struct DenseValues<T>(ConvolutionSizes sizes, T* values) : IWindowValues<T> where T : unmanaged
{
    public nint Scratch<V>(nint images) where V : struct, IVector<V, T> => 0;

    public T* Find<V>(nint first, nint count, T* scratch) where V : struct, IVector<V, T> => values + (first * sizes.Filters * sizes.Positions);
}

/// <summary>The gradient of a pool of maxima, see <see cref="Pooling.MaxInput"/>.</summary>
internal readonly unsafe struct MaxValues<T>(ConvolutionSizes sizes, WindowAxis rows, WindowAxis columns, T* source, T* maxima, T* values) : IWindowValues<T>
    where T : unmanaged
{
    private nint ImageSize => sizes.Filters * sizes.Positions;

    public nint Scratch<V>(nint images) where V : struct, IVector<V, T> => (images * ImageSize) + Pooling.Scratch<V, T>(columns.Image);

    public T* Find<V>(nint first, nint count, T* scratch) where V : struct, IVector<V, T>
    {
        var body = new Pooling.MaxInputBody<T>(rows, columns, source, maxima, values, scratch - (first * ImageSize));
        body.Run<V>(first * sizes.Filters, (first + count) * sizes.Filters, scratch + (count * ImageSize));
        return scratch;
    }
}
