using ILGPU;
using ILGPU.Runtime;

namespace GraphDsl.Ilgpu;

/// <summary>Kernels that are the same for all functions.</summary>
internal sealed class LibraryKernels(Accelerator accelerator) : IIlgpuKernels
{
    public readonly Action<KernelConfig, ArrayView<int>, int, int> BeginOrder = accelerator.LoadStreamKernel<ArrayView<int>, int, int>(BeginOrderKernel);
    public readonly Action<KernelConfig, ArrayView<int>, ArrayView<int>, ArrayView<int>, int, int> Merge =
        accelerator.LoadStreamKernel<ArrayView<int>, ArrayView<int>, ArrayView<int>, int, int>(MergeKernel);

    public readonly Action<KernelConfig, ArrayView<byte>, ArrayView<int>, int, int, int> CountChunks =
        accelerator.LoadStreamKernel<ArrayView<byte>, ArrayView<int>, int, int, int>(CountChunksKernel);

    public readonly Action<KernelConfig, ArrayView<int>, int> SumChunks = accelerator.LoadStreamKernel<ArrayView<int>, int>(SumChunksKernel);
    public readonly Action<KernelConfig, ArrayView<byte>, ArrayView<int>, ArrayView<long>, int, int, int, int, int> PickChunks =
        accelerator.LoadStreamKernel<ArrayView<byte>, ArrayView<int>, ArrayView<long>, int, int, int, int, int>(PickChunksKernel);

    public static LibraryKernels Load(Accelerator accelerator) => new(accelerator);

    private static void BeginOrderKernel(ArrayView<int> order, int count, int columns)
    {
        for (int i = Threads.First; i < count; i += Threads.Count) order[i] = i % columns;
    }

    /// <summary>Merges neighbouring sorted runs: each element finds its place by a search in the other run.</summary>
    private static void MergeKernel(ArrayView<int> keys, ArrayView<int> from, ArrayView<int> to, int count, int width)
    {
        for (int i = Threads.First; i < count; i += Threads.Count)
        {
            int start = i - (i % (2 * width)), middle = DeviceMath.Min(start + width, count), end = DeviceMath.Min(middle + width, count);
            bool isLeft = i < middle;
            int own = from[i], key = keys[own], low = isLeft ? middle : start, high = isLeft ? end : middle;
            int place = start + (i - (isLeft ? start : middle)) - low;
            while (low < high)
            {
                int half = (low + high) >> 1, other = keys[from[half]];
                bool isBefore = isLeft ? other < key : other <= key;
                low = isBefore ? half + 1 : low;
                high = isBefore ? high : half;
            }
            to[place + low] = own;
        }
    }

    /// <summary>How many elements of each chunk are true.</summary>
    private static void CountChunksKernel(ArrayView<byte> mask, ArrayView<int> counts, int count, int chunks, int size)
    {
        for (int chunk = Threads.First; chunk < chunks; chunk += Threads.Count)
        {
            int total = 0, end = DeviceMath.Min((chunk + 1) * size, count);
            for (int i = chunk * size; i < end; i++) total += mask[i];
            counts[chunk] = total;
        }
    }

    /// <summary>Where the elements of each chunk begin, instead of how many they are.</summary>
    private static void SumChunksKernel(ArrayView<int> counts, int chunks)
    {
        if (Threads.First != 0) return;
        int total = 0;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            int own = counts[chunk];
            counts[chunk] = total;
            total += own;
        }
    }

    private static void PickChunksKernel(
        ArrayView<byte> mask, ArrayView<int> starts, ArrayView<long> positions, int count, int chunks, int size, int length, int inner)
    {
        for (int chunk = Threads.First; chunk < chunks; chunk += Threads.Count)
        {
            int next = starts[chunk], end = DeviceMath.Min((chunk + 1) * size, count);
            for (int i = chunk * size; i < end; i++)
            {
                if (mask[i] == 0) continue;
                positions[next] = i / inner % length;
                next++;
            }
        }
    }
}
