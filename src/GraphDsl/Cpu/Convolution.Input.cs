namespace GraphDsl.Cpu;

// The adjoint by the images: for each channel and each column of a filter, the transposed filters times the windows' values, summed over
// the filters and the rows of a filter at once, give what that column adds to the image, a tile at a time. Rows of a tile are different
// channels where there are enough, so that their additions do not wait for each other. A row's two vectors are the same windows of two
// images: vectors beside each other on one image would cross more short rows, and meet more rows of a filter that have nothing there.
public static unsafe partial class Convolution
{
    internal readonly struct InputCall<T, TValues>(ConvolutionSizes sizes, TValues windows, T* filters, T* images) : ICall<T>
        where T : unmanaged
        where TValues : struct, IWindowValues<T>
    {
        public void Run<V>() where V : struct, IVector<V, T>
        {
            var taps = new RowTaps(sizes);
            nint columns = sizes.Channels * sizes.Columns.Window;
            nint most = (BandBytes / (sizes.Filters * sizes.Columns.Count * sizeof(T))) - taps.Reach;
            var body = new InputBody<V, T, TValues>(sizes, taps, windows, images)
            {
                Block = Partition.Block(sizes.Batch, sizes.Cost, 2),
                Rows = Evenly(sizes.Rows.Count + taps.Reach, most),
                Panels = ConvolutionTile.Panels<V, T>(columns, 2),
                Packed = PackBuffer.OfB.Reserve<T>(sizes.Filters * sizes.Depth),
            };
            T* packed = body.Packed;
            for (nint group = 0; group < taps.Groups; group++)
            {
                for (nint i = 0; i < body.Panels; i++)
                {
                    var (row, rows) = Gemm.Panel(columns, body.Panels, i);
                    for (nint tap = 0; tap < taps.Count(group); tap++)
                    {
                        for (nint f = 0; f < sizes.Filters; f++)
                        {
                            T* source = filters + (f * sizes.Depth) + (taps.Row(group, tap) * sizes.Columns.Window);
                            for (int r = 0; r < rows; r++) *packed++ = source[((row + r) % sizes.Channels * sizes.Taps) + ((row + r) / sizes.Channels)];
                        }
                    }
                }
            }
            CpuPool.For(in body, Partition.Count(sizes.Batch, body.Block));
        }
    }

    private struct InputBody<V, T, TValues>(ConvolutionSizes sizes, RowTaps taps, TValues windows, T* images) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TValues : struct, IWindowValues<T>
    {
        private readonly StagedImage<T> staged = new(sizes);

        public T* Packed;
        public nint Block, Rows, Panels;

        private readonly nint Columns => sizes.Channels * sizes.Columns.Window;

        /// <summary>The elements of a filter's values in a band, with the rows before that reach into it.</summary>
        private readonly nint Plane => (Rows + taps.Reach) * sizes.Columns.Count;

        private readonly nint ValueSize => (sizes.Filters * Plane) + V.Count;

        public readonly void Run(int task)
        {
            nint tileSize = ConvolutionTile.MostRows<V, T>(2) * 2 * V.Count, valueSize = ValueSize, row = sizes.Filters * sizes.Rows.Window;
            T* tile = Local<T>(tileSize + (2 * (valueSize + staged.Size)) + windows.Scratch<V>(2), row + Columns, out nint* starts);
            T* values = tile + tileSize, scratch = values + (2 * valueSize);
            FindOffsets(starts, starts + row);
            nint first = task * Block, last = Math.Min(sizes.Batch, first + Block);
            for (nint n = first; n < last; n += 2)
            {
                int count = (int)Math.Min(2, last - n);
                T* image = images + (n * sizes.ImageSize), sums = staged.IsImage ? image : scratch;
                T* source = windows.Find<V>(n, count, scratch + (2 * staged.Size));
                new Span<T>(sums, checked((int)(count * staged.Size))).Clear();
                for (nint y = 0; y < sizes.Rows.Count + taps.Reach; y += Rows)
                {
                    for (int i = 0; i < count; i++) Load(source + (i * sizes.Filters * sizes.Positions), y, values + (i * valueSize));
                    if (count == 2) Add<N2>(y, values, starts, starts + row, tile, sums);
                    else Add<N1>(y, values, starts, starts + row, tile, sums);
                }
                for (int i = 0; i < count && !staged.IsImage; i++) staged.Store(scratch + (i * staged.Size), image + (i * sizes.ImageSize));
            }
        }

        /// <summary>Where the values for each row and filter start, and where what they give goes for each column and channel.</summary>
        private readonly void FindOffsets(nint* starts, nint* places)
        {
            for (nint group = 0; group < taps.Groups; group++)
                for (nint tap = 0; tap < taps.Count(group); tap++)
                    for (nint f = 0; f < sizes.Filters; f++) *starts++ = (f * Plane) + ((taps.Reach - taps.Distance(group, tap)) * sizes.Columns.Count);
            for (nint column = 0; column < sizes.Columns.Window; column++)
                for (nint channel = 0; channel < sizes.Channels; channel++) *places++ = staged.Offset(channel, column);
        }

        /// <summary>Brings the values of a band here, zeros where it goes past the windows.</summary>
        private readonly void Load(T* source, nint row, T* values)
        {
            nint columns = sizes.Columns.Count, from = Math.Max(0, row - taps.Reach), to = Math.Min(sizes.Rows.Count, row + Rows);
            new Span<T>(values, checked((int)(sizes.Filters * Plane))).Clear();
            T* target = values + ((from - row + taps.Reach) * columns);
            if (from < to) RowCopy.Run(source + (from * columns), target, (to - from) * columns, CopySteps.One, CopySteps.One, new(sizes.Filters, sizes.Positions, Plane));
        }

        private readonly void Add<TImages>(nint row, T* values, nint* starts, nint* places, T* tile, T* sums)
            where TImages : struct, IConstant
        {
            nint columns = sizes.Columns.Count, rows = Math.Min(Rows, sizes.Rows.Count + taps.Reach - row);
            T* packed = Packed;
            for (nint group = 0; group < taps.Groups; group++)
            {
                nint count = taps.Count(group), stride = count * sizes.Filters;
                nint positions = Math.Min(rows, sizes.Rows.Count + taps.Distance(group, count - 1) - row) * columns;
                for (nint position = 0; position < positions; position += V.Count)
                {
                    // Only the filter's rows that meet windows; beyond there are zeros.
                    int windows = (int)Math.Min(V.Count, positions - position);
                    var (first, last) = taps.Meeting(group, row + (position / columns), row + ((position + windows - 1) / columns), sizes.Rows.Count);
                    if (first == last) continue;
                    var runs = WindowRuns.Find(position, windows, columns, sizes.Rows.Step * staged.RowLength);
                    nint skipped = first * sizes.Filters, depth = (last - first) * sizes.Filters;
                    T* target = sums + (((row * sizes.Rows.Step) + taps.Phase(group)) * staged.RowLength);
                    for (nint i = 0; i < Panels; i++)
                    {
                        var (column, height) = Gemm.Panel(Columns, Panels, i);
                        ConvolutionTile.Run<V, T, TImages, N0>(
                            height, 1, depth, stride, packed + (column * stride) + (skipped * height), values + position, ValueSize, starts + skipped, tile, 2 * V.Count);
                        runs.Add<V, T>(tile, 2 * V.Count, height, target, places + column);
                        if (TImages.Value == 2) runs.Add<V, T>(tile + V.Count, 2 * V.Count, height, target + staged.Size, places + column);
                    }
                }
                packed += Columns * stride;
                starts += stride;
            }
        }
    }
}
