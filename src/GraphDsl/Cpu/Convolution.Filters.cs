namespace GraphDsl.Cpu;

// The adjoint by the filters: a sum over all windows, which is cut into chunks of images that are added at the end, in order. Vectors lie
// along the windows, so that neither the images nor the windows' values are turned round.
public static unsafe partial class Convolution
{
    /// <summary>The most chunks, and the most elements that all their sums have together.</summary>
    private const int MostChunks = 16, MostSums = 1 << 23;

    /// <summary>Windows that a tile passes by at a time: enough that its sums are worth adding up.</summary>
    private const int TileWindows = 768;

    /// <summary>Bytes of the channels that are laid out at a time, if they are several: they and rows of a tile stay in the first cache.</summary>
    private const int ChannelBytes = 16 << 10;

    internal readonly struct FiltersCall<T, TValues>(ConvolutionSizes sizes, T* images, TValues windows, T* filters) : ICall<T>
        where T : unmanaged
        where TValues : struct, IWindowValues<T>
    {
        public void Run<V>() where V : struct, IVector<V, T>
        {
            nint size = sizes.Filters * sizes.Depth, chunks = Math.Clamp(MostSums / size, 1, MostChunks);
            var body = new FiltersBody<V, T, TValues>(sizes, images, windows)
            {
                Chunk = Math.Max(Partition.Block(sizes.Batch, sizes.Cost, 1), (sizes.Batch + chunks - 1) / chunks),
                Rows = Evenly(sizes.Rows.Count, 2 * TileWindows / sizes.Columns.Count),
            };
            body.Images = body.Rows < sizes.Rows.Count ? 1 : Math.Clamp(TileWindows / sizes.Positions, 1, body.Chunk);
            int tasks = Partition.Count(sizes.Batch, body.Chunk);
            body.Sums = PackBuffer.OfB.Reserve<T>(tasks * size);
            CpuPool.For(in body, tasks);
            var result = new Span<T>(filters, checked((int)size));
            new ReadOnlySpan<T>(body.Sums, result.Length).CopyTo(result);
            for (nint task = 1; task < tasks; task++)
            {
                T* part = body.Sums + (task * size);
                for (nint i = 0; i < size; i += V.Count)
                {
                    int lanes = (int)Math.Min(V.Count, size - i);
                    V.Store(V.Load(result, i, lanes) + V.Load(new ReadOnlySpan<T>(part, result.Length), i, lanes), result, i, lanes);
                }
            }
        }
    }

    private struct FiltersBody<V, T, TValues>(ConvolutionSizes sizes, T* images, TValues windows) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TValues : struct, IWindowValues<T>
    {
        public T* Sums;
        public nint Chunk, Images, Rows;

        public readonly void Run(int task)
        {
            nint first = task * Chunk, last = Math.Min(sizes.Batch, first + Chunk);
            var band = new ShiftedImages<T>(sizes, Images, Rows);
            nint channels = Math.Clamp(ChannelBytes / (band.ChannelSize * sizeof(T)), 1, sizes.Channels);
            nint packed = Images > 1 ? sizes.Filters * band.Positions : 0;
            nint tileSize = CorrelationTile.Vectors * V.Count, imageSize = channels * band.ChannelSize;
            T* tile = Local<T>(tileSize + packed + imageSize + windows.Scratch<V>(Images), channels * sizes.Taps, out nint* offsets);
            T* values = tile + tileSize, image = values + packed;
            T* sums = Sums + (task * sizes.Filters * sizes.Depth);
            new Span<T>(sums, checked((int)(sizes.Filters * sizes.Depth))).Clear();
            for (nint n = first; n < last; n += Images)
            {
                nint count = Math.Min(Images, last - n);
                T* source = windows.Find<V>(n, count, image + imageSize);
                for (nint row = 0; row < sizes.Rows.Count; row += Rows)
                {
                    band = new(sizes, count, Math.Min(Rows, sizes.Rows.Count - row));
                    band.FindOffsets(channels, offsets);
                    T* left = source + (row * sizes.Columns.Count);
                    nint leftRow = sizes.Positions;
                    if (Images > 1)
                    {
                        Gather(left, count, values);
                        left = values;
                        leftRow = band.Positions;
                    }
                    for (nint c = 0; c < sizes.Channels; c += channels)
                    {
                        nint some = Math.Min(channels, sizes.Channels - c);
                        band.Load(images + (n * sizes.ImageSize) + (c * sizes.Rows.Image * sizes.Columns.Image), some, row, image);
                        AddProducts(some * sizes.Taps, band.Positions, left, leftRow, image, offsets, tile, sums + (c * sizes.Taps));
                    }
                }
            }
        }

        /// <summary>Puts the values of whole images into the order of the band: rows of all images beside each other.</summary>
        private readonly void Gather(T* source, nint count, T* target)
        {
            nint columns = sizes.Columns.Count, positions = sizes.Positions;
            RowCopy.Run(
                source, target, columns, new(sizes.Filters, positions, count * positions), new(count, sizes.Filters * positions, columns), new(sizes.Rows.Count, columns, count * columns));
        }

        private readonly void AddProducts(nint depth, nint length, T* left, nint leftRow, T* image, nint* offsets, T* tile, T* sums)
        {
            int mostLeft = CorrelationTile.MostLeft<V, T>(), mostRight = CorrelationTile.MostRight<V, T>();
            nint across = (depth + mostRight - 1) / mostRight, down = (sizes.Filters + mostLeft - 1) / mostLeft;
            for (nint i = 0; i < down; i++)
            {
                var (row, rows) = Gemm.Panel(sizes.Filters, down, i);
                for (nint j = 0; j < across; j++)
                {
                    var (column, columns) = Gemm.Panel(depth, across, j);
                    CorrelationTile.Run<V, T>(
                        rows, columns, length, left + (row * leftRow), leftRow, image, offsets + column, tile, sums + (row * sizes.Depth) + column, sizes.Depth);
                }
            }
        }
    }
}
