using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphDsl.Cpu;

// From blocks to positions.
public static partial class Indexing
{
    /// <summary>Writes blocks to the positions; of several at one position the last stays.</summary>
    /// <param name="target">The tensor.</param>
    /// <param name="block">The elements of a block.</param>
    /// <param name="positions">Numbers of blocks.</param>
    /// <param name="values">One block a position, or a single block (or element) for all by <paramref name="valueStride"/> 0.</param>
    /// <param name="valueStride">The elements from one position's values to the next's.</param>
    /// <param name="elementStride">1, or 0 where one element fills a block.</param>
    public static void Set<TElement>(
        Span<TElement> target, nint block, ReadOnlySpan<long> positions, ReadOnlySpan<TElement> values, nint valueStride, nint elementStride)
        where TElement : unmanaged
        => Scatter<TElement, PutSet<TElement>>(target, block, positions, values, valueStride, elementStride);

    /// <summary>Adds blocks at the positions, in order: repeated positions accumulate, always in the same way.</summary>
    /// <inheritdoc cref="Set"/>
    public static void Add<TElement>(
        Span<TElement> target, nint block, ReadOnlySpan<long> positions, ReadOnlySpan<TElement> values, nint valueStride, nint elementStride)
        where TElement : unmanaged, INumberBase<TElement>
        => Scatter<TElement, PutAdd<TElement>>(target, block, positions, values, valueStride, elementStride);

    // Each element of the target belongs to one task, which takes the positions in their order: the result is the same for any number of
    // tasks, so there are as many as threads. Wide blocks are cut into columns; else a task has a range of blocks and passes over the
    // positions of others.
    private static void Scatter<TElement, TPut>(
        Span<TElement> target, nint block, ReadOnlySpan<long> positions, ReadOnlySpan<TElement> values, nint valueStride, nint elementStride)
        where TElement : unmanaged
        where TPut : struct, IPut<TElement>
    {
        if (block == 0 || positions.Length == 0) return;
        values = values[..(int)(((positions.Length - 1) * valueStride) + ((block - 1) * elementStride) + 1)];
        nint size = Unsafe.SizeOf<TElement>(), blocks = target.Length / block;
        long cost = 20 + (block * size / 4);
        bool isWorthSplitting = Partition.Block(positions.Length, cost, 1) < positions.Length;
        nint threads = isWorthSplitting ? CpuPool.Threads : 1;
        bool areColumns = block * size >= LeastColumns * threads;
        nint items = areColumns ? block : blocks, share = (items + threads - 1) / threads;
        if (areColumns) share = (share + ColumnGrain - 1) / ColumnGrain * ColumnGrain;
        var body = new ScatterBody<TElement, TPut>(target, block, positions, values, valueStride, elementStride, areColumns, share);
        CpuPool.For(in body, Partition.Count(items, share));
    }

    private const nint LeastColumns = 256, ColumnGrain = 64; // bytes; elements

    private readonly ref struct ScatterBody<TElement, TPut>(
        Span<TElement> target, nint block, ReadOnlySpan<long> positions, ReadOnlySpan<TElement> values, nint valueStride, nint elementStride,
        bool areColumns, nint share) : IPoolBody
        where TElement : unmanaged
        where TPut : struct, IPut<TElement>
    {
        private const int Chunk = 256;

        private readonly Span<TElement> target = target;
        private readonly ReadOnlySpan<long> positions = positions;
        private readonly ReadOnlySpan<TElement> values = values;

        public void Run(int task)
        {
            nint from = task * share, to = Math.Min(areColumns ? block : target.Length / block, from + share);
            if (areColumns) Columns(from, to - from);
            else if (to - from == target.Length / block) Columns(0, block);
            else Blocks(from, to - from);
        }

        // Some columns of all blocks.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Columns(nint column, nint count)
        {
            ref TElement place = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), column);
            ref TElement value = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), column * elementStride);
            nuint blocks = (nuint)(target.Length / block);
            for (int i = 0; i < positions.Length; i++)
            {
                if (i < positions.Length - Ahead) Element.Prefetch(ref Unsafe.Add(ref place, (nint)positions[i + Ahead] * block));
                nint position = (nint)positions[i];
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((nuint)position, blocks);
                Put(ref Unsafe.Add(ref place, position * block), ref Unsafe.Add(ref value, i * valueStride), count);
            }
        }

        // All columns of some blocks. Their positions are found first, without branches that nobody could foresee.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Blocks(nint first, nint count)
        {
            ref TElement place = ref MemoryMarshal.GetReference(target);
            ref TElement value = ref MemoryMarshal.GetReference(values);
            Span<int> own = stackalloc int[Chunk];
            for (int start = 0; start < positions.Length; start += Chunk)
            {
                var chunk = positions.Slice(start, Math.Min(Chunk, positions.Length - start));
                int found = 0;
                for (int i = 0; i < chunk.Length; i++)
                {
                    own[found] = i;
                    found += (nuint)(chunk[i] - first) < (nuint)count ? 1 : 0;
                }
                for (int k = 0; k < found; k++)
                {
                    if (k < found - Ahead)
                    {
                        Element.Prefetch(ref Unsafe.Add(ref place, (nint)chunk[own[k + Ahead]] * block));
                        Element.Prefetch(ref Unsafe.Add(ref value, (start + own[k + Ahead]) * valueStride));
                    }
                    Put(ref Unsafe.Add(ref place, (nint)chunk[own[k]] * block), ref Unsafe.Add(ref value, (start + own[k]) * valueStride), block);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Put(ref TElement place, ref TElement value, nint count)
        {
            if (count == 1) TPut.Fill(ref place, value, 1);
            else if (elementStride == 1) TPut.Row(ref place, ref value, count);
            else TPut.Fill(ref place, value, count);
        }
    }
}
