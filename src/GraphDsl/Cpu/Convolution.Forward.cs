using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// Forward: filters times windows. The filters are packed once; a strip of windows at a time is laid out element by element of the filter.
public static unsafe partial class Convolution
{
    /// <summary>The most elements of a filter at a time: a strip of windows stays in the first cache.</summary>
    private const int MostDepth = 512;

    internal readonly struct ForwardCall<T>(ConvolutionSizes sizes, T* images, T* filters, T* windows) : ICall<T>
        where T : unmanaged
    {
        public void Run<V>() where V : struct, IVector<V, T>
        {
            nint depthBlocks = (sizes.Depth + MostDepth - 1) / MostDepth;
            var body = new ForwardBody<V, T>(sizes, images, windows)
            {
                Block = Partition.Block(sizes.Batch, sizes.Cost, 1),
                Depth = (sizes.Depth + depthBlocks - 1) / depthBlocks,
                Panels = ConvolutionTile.Panels(sizes.Filters),
            };
            body.Packed = Shared<T>(sizes.Filters * sizes.Depth, sizes.Depth + sizes.Filters, out body.Offsets);
            body.Rows = body.Offsets + sizes.Depth;
            for (nint f = 0; f < sizes.Filters; f++) body.Rows[f] = f * sizes.Positions;
            new StagedImage<T>(sizes).FindOffsets(body.Offsets);
            for (nint p = 0; p < sizes.Depth; p += body.Depth)
            {
                nint depth = Math.Min(body.Depth, sizes.Depth - p);
                for (nint i = 0; i < body.Panels; i++)
                {
                    var (row, rows) = Gemm.Panel(sizes.Filters, body.Panels, i);
                    GemmPack.Panel(filters + (row * sizes.Depth) + p, sizes.Depth, 1, rows, depth, body.Packed + (p * sizes.Filters) + (row * depth));
                }
            }
            CpuPool.For(in body, Partition.Count(sizes.Batch, body.Block));
        }
    }

    private struct ForwardBody<V, T>(ConvolutionSizes sizes, T* images, T* windows) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        private readonly StagedImage<T> staged = new(sizes);

        public T* Packed;
        public nint* Offsets, Rows;
        public nint Block, Depth, Panels;

        public readonly void Run(int task)
        {
            int width = 2 * V.Count;
            nint tileSize = ConvolutionTile.MostRows * width;
            T* tile = PackBuffer.OfA.Reserve<T>(tileSize + ((Depth + 1) * width) + staged.Size + width);
            T* strip = tile + tileSize, image = strip + ((Depth + 1) * width);
            nint first = task * Block, last = Math.Min(sizes.Batch, first + Block);
            for (nint n = first; n < last; n++)
            {
                staged.Load(images + (n * sizes.ImageSize), image);
                T* target = windows + (n * sizes.Filters * sizes.Positions);
                for (nint position = 0; position < sizes.Positions; position += width)
                {
                    int columns = (int)Math.Min(width, sizes.Positions - position);
                    var runs = WindowRuns.Find<V, T>(position, columns, sizes.Columns.Count, staged.WindowRow);
                    for (nint p = 0; p < sizes.Depth; p += Depth) Multiply(target + position, p, columns, runs, image, strip, tile);
                }
            }
        }

        private readonly void Multiply(T* target, nint p, int columns, in WindowRuns runs, T* image, T* strip, T* tile)
        {
            int vectors = columns > V.Count ? 2 : 1;
            nint depth = Math.Min(Depth, sizes.Depth - p);
            T* packed = Packed + (p * sizes.Filters);
            Pack(runs, vectors, depth, Offsets + p, image, strip);
            if (columns == 2 * V.Count)
            {
                if (p == 0) ConvolutionTile.Run<V, T, N0>(sizes.Filters, depth, packed, strip, 2 * V.Count, target, Rows, 0, V.Count);
                else ConvolutionTile.Run<V, T, N1>(sizes.Filters, depth, packed, strip, 2 * V.Count, target, Rows, 0, V.Count);
                return;
            }
            var plan = new GemmPlan<T> { Alpha = Element.From<T>(1), C = target, CRow = sizes.Positions };
            var none = default(NoEpilogue<T>);
            for (nint i = 0; i < Panels; i++)
            {
                var (row, rows) = Gemm.Panel(sizes.Filters, Panels, i);
                GemmTile.Run<V, T>(rows, vectors, depth, packed + (row * depth), 1, rows, strip, vectors * V.Count, tile);
                plan.Finish<V, NoEpilogue<T>>(tile, row, rows, 0, columns, p == 0, p + depth >= sizes.Depth, ref none);
            }
        }

        /// <summary>Row k of the strip: the element that each window has for element k of the filter.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Pack(in WindowRuns runs, int vectors, nint depth, nint* offsets, T* image, T* strip)
        {
            if (runs.AreWhole && vectors == 2)
            {
                nint first = runs.Start(0), second = runs.Start(1);
                for (nint k = 0; k < depth; k++, strip += 2 * V.Count)
                {
                    T* source = image + offsets[k];
                    V.Store(V.Load(source + first), strip);
                    V.Store(V.Load(source + second), strip + V.Count);
                }
                return;
            }
            // A run's last vector goes past its end; what follows overwrites that.
            for (nint k = 0; k < depth; k++, strip += vectors * V.Count)
            {
                T* target = strip;
                for (int i = 0; i < runs.Count; i++)
                {
                    T* source = image + offsets[k] + runs.Start(i);
                    int length = runs.Length(i);
                    for (int j = 0; j < length; j += V.Count) V.Store(V.Load(source + j), target + j);
                    target += length;
                }
            }
        }
    }

    /// <summary>Memory of the calling thread that all tasks read: packed elements, and offsets.</summary>
    private static T* Shared<T>(nint elements, nint count, out nint* offsets) where T : unmanaged
    {
        nint bytes = ((elements * sizeof(T)) + 63) / 64 * 64;
        byte* memory = PackBuffer.OfB.Reserve<byte>(bytes + (count * sizeof(nint)));
        offsets = (nint*)(memory + bytes);
        return (T*)memory;
    }
}
