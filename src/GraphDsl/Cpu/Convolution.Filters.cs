using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// The adjoint by the filters: a sum over all windows, which is cut into chunks of images that are added at the end, in order.
// Vectors are filters, so that the images are read in place, one element at a time, by up to six elements of the filters.
public static unsafe partial class Convolution
{
    /// <summary>The most chunks, and the most elements that all their sums have together.</summary>
    private const int MostChunks = 16, MostSums = 1 << 23;

    /// <summary>Bytes of windows that a tile passes by at a time; they stay in the first cache.</summary>
    private const int WindowBytes = 16 << 10;

    /// <summary>Rows of a tile: with two vectors a row the sums hide the latency of an addition.</summary>
    private const int FilterRows = 6;

    internal readonly struct FiltersCall<T>(ConvolutionSizes sizes, T* images, T* windows, T* filters) : ICall<T>
        where T : unmanaged
    {
        public void Run<V>() where V : struct, IVector<V, T>
        {
            nint width = (sizes.Filters + V.Count - 1) / V.Count * V.Count, size = sizes.Depth * width;
            nint chunks = Math.Clamp(MostSums / size, 1, MostChunks);
            var body = new FiltersBody<V, T>(sizes, images, windows)
            {
                Chunk = Math.Max(Partition.Block(sizes.Batch, sizes.Cost, 1), (sizes.Batch + chunks - 1) / chunks),
                Width = width,
            };
            int tasks = Partition.Count(sizes.Batch, body.Chunk);
            body.Sums = Shared<T>(tasks * size, sizes.Depth, out body.Offsets);
            new StagedImage<T>(sizes).FindOffsets(body.Offsets);
            CpuPool.For(in body, tasks);
            for (nint task = 1; task < tasks; task++)
            {
                T* part = body.Sums + (task * size);
                for (nint i = 0; i < size; i += V.Count) V.Store(V.Load(body.Sums + i) + V.Load(part + i), body.Sums + i);
            }
            for (nint f = 0; f < sizes.Filters; f++)
                for (nint k = 0; k < sizes.Depth; k++) filters[(f * sizes.Depth) + k] = body.Sums[(k * width) + f];
        }
    }

    private struct FiltersBody<V, T>(ConvolutionSizes sizes, T* images, T* windows) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        private readonly StagedImage<T> staged = new(sizes);

        public T* Sums;
        public nint* Offsets;
        public nint Chunk, Width;

        public readonly void Run(int task)
        {
            nint first = task * Chunk, last = Math.Min(sizes.Batch, first + Chunk), positions = sizes.Positions;
            nint block = Math.Clamp(WindowBytes / (positions * 2 * V.Count * sizeof(T)), 1, last - first);
            T* image = PackBuffer.OfA.Reserve<T>(block * (staged.Size + (positions * Width)));
            T* values = image + (block * staged.Size);
            T* sums = Sums + (task * sizes.Depth * Width);
            new Span<T>(sums, checked((int)(sizes.Depth * Width))).Clear();
            for (nint n = first; n < last; n += block)
            {
                nint count = Math.Min(block, last - n);
                for (nint i = 0; i < count; i++) staged.Load(images + ((n + i) * sizes.ImageSize), image + (i * staged.Size));
                T* strip = values;
                for (nint f = 0; f < sizes.Filters; f += 2 * V.Count)
                {
                    int columns = (int)Math.Min(2 * V.Count, sizes.Filters - f), vectors = columns > V.Count ? 2 : 1;
                    for (nint i = 0; i < count; i++)
                    {
                        T* source = windows + ((((n + i) * sizes.Filters) + f) * positions);
                        GemmPack.Strip<V, T>(source, 1, positions, positions, columns, strip + (i * positions * vectors * V.Count));
                    }
                    AddProduct(vectors, count, image, strip, sums + f);
                    strip += count * positions * vectors * V.Count;
                }
            }
        }

        /// <summary>Adds the products of all elements of the filters with one or two vectors of filters' values.</summary>
        private readonly void AddProduct(int vectors, nint count, T* image, T* strip, T* sums)
        {
            nint panels = (sizes.Depth + FilterRows - 1) / FilterRows;
            for (nint i = 0; i < panels; i++)
            {
                var (row, rows) = Gemm.Panel(sizes.Depth, panels, i);
                T* target = sums + (row * Width);
                if (vectors == 2) Pick<N2>(rows, count, image, Offsets + row, strip, target);
                else Pick<N1>(rows, count, image, Offsets + row, strip, target);
            }
        }

        private readonly void Pick<TVectors>(int rows, nint count, T* image, nint* offsets, T* strip, T* sums)
            where TVectors : struct, IConstant
        {
            switch (rows)
            {
                case 1: Kernel<N1, TVectors>(count, image, offsets, strip, sums); break;
                case 2: Kernel<N2, TVectors>(count, image, offsets, strip, sums); break;
                case 3: Kernel<N3, TVectors>(count, image, offsets, strip, sums); break;
                case 4: Kernel<N4, TVectors>(count, image, offsets, strip, sums); break;
                case 5: Kernel<N5, TVectors>(count, image, offsets, strip, sums); break;
                default: Kernel<N6, TVectors>(count, image, offsets, strip, sums); break;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Kernel<TRows, TVectors>(nint count, T* image, nint* offsets, T* strip, T* sums)
            where TRows : struct, IConstant
            where TVectors : struct, IConstant
        {
            V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero, c4 = V.Zero, c5 = V.Zero;
            V d0 = V.Zero, d1 = V.Zero, d2 = V.Zero, d3 = V.Zero, d4 = V.Zero, d5 = V.Zero;
            nint o0 = offsets[0];
            nint o1 = TRows.Value > 1 ? offsets[1] : o0, o2 = TRows.Value > 2 ? offsets[2] : o0, o3 = TRows.Value > 3 ? offsets[3] : o0;
            nint o4 = TRows.Value > 4 ? offsets[4] : o0, o5 = TRows.Value > 5 ? offsets[5] : o0;
            nint rows = sizes.Rows.Count, columns = sizes.Columns.Count, windowRow = staged.WindowRow, imageSize = staged.Size;
            for (; count > 0; count--, image += imageSize)
            {
                T* line = image;
                for (nint row = 0; row < rows; row++, line += windowRow)
                {
                    T* a0 = line + o0, a1 = line + o1, a2 = line + o2, a3 = line + o3, a4 = line + o4, a5 = line + o5;
                    for (nint q = 0; q < columns; q++, strip += TVectors.Value * V.Count)
                    {
                        var x = V.Load(strip);
                        var y = TVectors.Value == 2 ? V.Load(strip + V.Count) : V.Zero;
                        Step<TVectors>(a0[q], x, y, ref c0, ref d0);
                        if (TRows.Value > 1) Step<TVectors>(a1[q], x, y, ref c1, ref d1);
                        if (TRows.Value > 2) Step<TVectors>(a2[q], x, y, ref c2, ref d2);
                        if (TRows.Value > 3) Step<TVectors>(a3[q], x, y, ref c3, ref d3);
                        if (TRows.Value > 4) Step<TVectors>(a4[q], x, y, ref c4, ref d4);
                        if (TRows.Value > 5) Step<TVectors>(a5[q], x, y, ref c5, ref d5);
                    }
                }
            }
            Add<TVectors>(c0, d0, sums);
            if (TRows.Value > 1) Add<TVectors>(c1, d1, sums + Width);
            if (TRows.Value > 2) Add<TVectors>(c2, d2, sums + (2 * Width));
            if (TRows.Value > 3) Add<TVectors>(c3, d3, sums + (3 * Width));
            if (TRows.Value > 4) Add<TVectors>(c4, d4, sums + (4 * Width));
            if (TRows.Value > 5) Add<TVectors>(c5, d5, sums + (5 * Width));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Step<TVectors>(T element, V x, V y, ref V first, ref V second)
            where TVectors : struct, IConstant
        {
            var s = V.Broadcast(element);
            first = V.FusedMultiplyAdd(s, x, first);
            if (TVectors.Value == 2) second = V.FusedMultiplyAdd(s, y, second);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Add<TVectors>(V first, V second, T* sums)
            where TVectors : struct, IConstant
        {
            V.Store(V.Load(sums) + first, sums);
            if (TVectors.Value == 2) V.Store(V.Load(sums + V.Count) + second, sums + V.Count);
        }
    }
}
