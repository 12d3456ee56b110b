using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// The adjoint by the images: the transposed filters times the windows' values give what each element of a filter adds to the image,
// a tile at a time. Rows of a tile are different channels where there are enough, so that their additions do not wait for each other.
public static unsafe partial class Convolution
{
    internal readonly struct InputCall<T>(ConvolutionSizes sizes, T* windows, T* filters, T* images) : ICall<T>
        where T : unmanaged
    {
        public void Run<V>() where V : struct, IVector<V, T>
        {
            var body = new InputBody<V, T>(sizes, windows, images)
            {
                Block = Partition.Block(sizes.Batch, sizes.Cost, 1),
                Panels = ConvolutionTile.Panels(sizes.Depth),
            };
            body.Packed = Shared<T>(sizes.Filters * sizes.Depth, 2 * sizes.Depth, out nint* offsets);
            body.Offsets = offsets + sizes.Depth;
            new StagedImage<T>(sizes).FindOffsets(offsets);
            for (nint i = 0; i < body.Panels; i++)
            {
                var (row, rows) = Gemm.Panel(sizes.Depth, body.Panels, i);
                T* target = body.Packed + (row * sizes.Filters);
                for (int r = 0; r < rows; r++)
                {
                    nint element = ((row + r) % sizes.Channels * sizes.Taps) + ((row + r) / sizes.Channels);
                    body.Offsets[row + r] = offsets[element];
                    for (nint f = 0; f < sizes.Filters; f++) target[(f * rows) + r] = filters[(f * sizes.Depth) + element];
                }
            }
            CpuPool.For(in body, Partition.Count(sizes.Batch, body.Block));
        }
    }

    private struct InputBody<V, T>(ConvolutionSizes sizes, T* windows, T* images) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        private readonly StagedImage<T> staged = new(sizes);

        public T* Packed;
        public nint* Offsets;
        public nint Block, Panels;

        public readonly void Run(int task)
        {
            int width = 2 * V.Count;
            nint tileSize = ConvolutionTile.MostRows * width;
            T* tile = PackBuffer.OfA.Reserve<T>(tileSize + (sizes.Filters * width) + staged.Size);
            T* strip = tile + tileSize, scratch = strip + (sizes.Filters * width);
            nint first = task * Block, last = Math.Min(sizes.Batch, first + Block);
            for (nint n = first; n < last; n++)
            {
                T* image = images + (n * sizes.ImageSize), values = windows + (n * sizes.Filters * sizes.Positions);
                T* sums = staged.IsImage ? image : scratch;
                new Span<T>(sums, checked((int)staged.Size)).Clear();
                for (nint position = 0; position < sizes.Positions; position += width)
                {
                    int columns = (int)Math.Min(width, sizes.Positions - position);
                    var runs = WindowRuns.Find<V, T>(position, columns, sizes.Columns.Count, staged.WindowRow);
                    Multiply(values + position, columns, runs, strip, tile, sums);
                }
                if (!staged.IsImage) staged.Store(scratch, image);
            }
        }

        private readonly void Multiply(T* values, int columns, in WindowRuns runs, T* strip, T* tile, T* sums)
        {
            int vectors = columns > V.Count ? 2 : 1;
            nint valueRow = sizes.Positions;
            if (columns % V.Count != 0)
            {
                GemmPack.Strip<V, T>(values, sizes.Positions, 1, sizes.Filters, columns, strip);
                values = strip;
                valueRow = vectors * V.Count;
            }
            if (runs.AreWhole && columns == 2 * V.Count)
            {
                ConvolutionTile.Run<V, T, N1>(sizes.Depth, sizes.Filters, Packed, values, valueRow, sums, Offsets, runs.Start(0), runs.Start(1));
                return;
            }
            for (nint i = 0; i < Panels; i++)
            {
                var (row, rows) = Gemm.Panel(sizes.Depth, Panels, i);
                GemmTile.Run<V, T>(rows, vectors, sizes.Filters, Packed + (row * sizes.Filters), 1, rows, values, valueRow, tile);
                Add(runs, rows, Offsets + row, tile, sums);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Add(in WindowRuns runs, int rows, nint* offsets, T* tile, T* sums)
        {
            for (int r = 0; r < rows; r++, tile += 2 * V.Count)
            {
                T* source = tile;
                for (int i = 0; i < runs.Count; i++)
                {
                    int length = runs.Length(i);
                    var target = new Span<T>(sums + offsets[r] + runs.Start(i), length);
                    V.Store(V.Load(target, 0, length) + V.Load(new ReadOnlySpan<T>(source, length), 0, length), target, 0, length);
                    source += length;
                }
            }
        }
    }
}
