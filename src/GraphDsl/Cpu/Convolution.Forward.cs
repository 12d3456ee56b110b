namespace GraphDsl.Cpu;

// Forward: filters times windows. The filters are packed once; a band of windows at a time is laid out so that the tiles read it in place.
public static unsafe partial class Convolution
{
    /// <summary>The most elements of a filter at a time, if they are of several channels: a strip of windows stays in the first cache.</summary>
    private const int MostDepth = 512;

    /// <summary>Bytes of the image in a band, if it has several rows; they stay in the second cache.</summary>
    private const int BandBytes = 256 << 10;

    /// <summary>Nothing is done with the windows of an image.</summary>
    internal readonly struct NoPooling<T> : Pooling.IBody<T>
        where T : unmanaged
    {
        public void Run<V>(nint from, nint to, T* scratch) where V : struct, IVector<V, T>
        {
        }
    }

    /// <param name="sizes">The sizes.</param>
    /// <param name="images">The images.</param>
    /// <param name="filters">The filters.</param>
    /// <param name="windows">The results.</param>
    /// <param name="pooling">What is done with the results of an image while they are near.</param>
    internal readonly struct ForwardCall<T, TPooling>(ConvolutionSizes sizes, T* images, T* filters, T* windows, TPooling pooling) : ICall<T>
        where T : unmanaged
        where TPooling : struct, Pooling.IBody<T>
    {
        public void Run<V>() where V : struct, IVector<V, T>
        {
            nint channels = Evenly(sizes.Channels, MostDepth / sizes.Taps);
            nint one = new ShiftedImages<T>(sizes, 1, 1).ChannelSize, two = new ShiftedImages<T>(sizes, 1, 2).ChannelSize;
            var body = new ForwardBody<V, T, TPooling>(sizes, images, windows, pooling)
            {
                Block = Partition.Block(sizes.Batch, sizes.Cost, 1),
                Channels = channels,
                Rows = Evenly(sizes.Rows.Count, 1 + (((BandBytes / (channels * sizeof(T))) - one) / (two - one))),
                Panels = ConvolutionTile.Panels<V, T>(sizes.Filters, 2),
                Packed = PackBuffer.OfB.Reserve<T>(sizes.Filters * sizes.Depth),
            };
            for (nint c = 0; c < sizes.Channels; c += channels)
            {
                nint depth = Math.Min(channels, sizes.Channels - c) * sizes.Taps, start = c * sizes.Taps;
                ConvolutionTile.Pack<V, T>(sizes.Filters, body.Panels, depth, filters + start, sizes.Depth, body.Packed + (start * sizes.Filters));
            }
            CpuPool.For(in body, Partition.Count(sizes.Batch, body.Block));
        }
    }

    private struct ForwardBody<V, T, TPooling>(ConvolutionSizes sizes, T* images, T* windows, TPooling pooling) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TPooling : struct, Pooling.IBody<T>
    {
        public T* Packed;
        public nint Block, Channels, Rows, Panels;

        public readonly void Run(int task)
        {
            int width = 2 * V.Count;
            var band = new ShiftedImages<T>(sizes, 1, Rows);
            nint imageSize = (Channels * band.ChannelSize) + width;
            T* strip = Local<T>((sizes.Filters * width) + imageSize + Pooling.Scratch<V, T>(sizes.Columns.Count), Channels * sizes.Taps, out nint* offsets);
            T* image = strip + (sizes.Filters * width);
            band.FindOffsets(Channels, offsets);
            nint first = task * Block, last = Math.Min(sizes.Batch, first + Block), rows = Rows;
            for (nint n = first; n < last; n++)
            {
                for (nint row = 0; row < sizes.Rows.Count; row += Rows)
                {
                    if (Math.Min(Rows, sizes.Rows.Count - row) is var count && count != rows)
                    {
                        rows = count;
                        band = new(sizes, 1, rows);
                        band.FindOffsets(Channels, offsets);
                    }
                    T* target = windows + (n * sizes.Filters * sizes.Positions) + (row * sizes.Columns.Count);
                    for (nint c = 0; c < sizes.Channels; c += Channels)
                    {
                        nint channels = Math.Min(Channels, sizes.Channels - c);
                        band.Load(images + (n * sizes.ImageSize) + (c * sizes.Rows.Image * sizes.Columns.Image), channels, row, image);
                        if (c == 0) Multiply<N0>(band.Positions, c, channels, image, offsets, strip, target);
                        else Multiply<N1>(band.Positions, c, channels, image, offsets, strip, target);
                    }
                }
                pooling.Run<V>(n * sizes.Filters, (n + 1) * sizes.Filters, image + imageSize);
            }
        }

        private readonly void Multiply<TAdd>(nint positions, nint c, nint channels, T* image, nint* offsets, T* strip, T* target)
            where TAdd : struct, IConstant
        {
            nint width = 2 * V.Count, depth = channels * sizes.Taps;
            T* packed = Packed + (c * sizes.Taps * sizes.Filters);
            nint position = 0;
            for (; position <= positions - width; position += width)
                ConvolutionTile.Run<V, T, N2, TAdd>(sizes.Filters, Panels, depth, depth, packed, image + position, V.Count, offsets, target + position, sizes.Positions);
            if (position == positions) return;
            int columns = (int)(positions - position);
            if (columns > V.Count) ConvolutionTile.Run<V, T, N2, N0>(sizes.Filters, Panels, depth, depth, packed, image + position, V.Count, offsets, strip, width);
            else ConvolutionTile.Run<V, T, N1, N0>(sizes.Filters, Panels, depth, depth, packed, image + position, V.Count, offsets, strip, width);
            for (nint f = 0; f < sizes.Filters; f++, strip += width)
            {
                var line = new Span<T>(target + (f * sizes.Positions) + position, columns);
                for (int x = 0; x < columns; x += V.Count)
                {
                    int lanes = Math.Min(V.Count, columns - x);
                    var value = V.Load(strip + x);
                    V.Store(TAdd.Value == 1 ? V.Load(line, x, lanes) + value : value, line, x, lanes);
                }
            }
        }
    }
}
