using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphDsl.Cpu;

// From positions to blocks.
public static partial class Indexing
{
    /// <summary>Copies the blocks at the positions.</summary>
    public static void Gather<TElement>(ReadOnlySpan<TElement> source, nint block, ReadOnlySpan<long> positions, Span<TElement> result)
        where TElement : unmanaged
    {
        nint cost = 10 + (block * Unsafe.SizeOf<TElement>() / 2);
        var body = new GatherBody<TElement>(source, block, positions, result, Partition.Block(positions.Length, cost, 1));
        CpuPool.For(in body, Partition.Count(positions.Length, body.Share));
    }

    private readonly ref struct GatherBody<TElement>(
        ReadOnlySpan<TElement> source, nint block, ReadOnlySpan<long> positions, Span<TElement> result, nint share) : IPoolBody
        where TElement : unmanaged
    {
        private readonly ReadOnlySpan<TElement> source = source;
        private readonly ReadOnlySpan<long> positions = positions;
        private readonly Span<TElement> result = result;

        public nint Share => share;

        public void Run(int task)
        {
            int from = (int)(task * share), count = (int)Math.Min(positions.Length - from, share), size = (int)block;
            var own = positions.Slice(from, count);
            var to = result.Slice(from * size, count * size);
            if (size == 1)
            {
                for (int i = 0; i < own.Length; i++) to[i] = source[(int)own[i]];
                return;
            }
            for (int i = 0; i < own.Length; i++) source.Slice((int)own[i] * size, size).CopyTo(to.Slice(i * size, size));
        }
    }
}
