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
        if (block == 0) return;
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
        private readonly nint blocks = source.Length / block;

        public nint Share => share;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int task)
        {
            nint from = task * share, count = Math.Min(positions.Length - from, share);
            var own = positions.Slice((int)from, (int)count);
            ref TElement first = ref MemoryMarshal.GetReference(source);
            ref TElement to = ref MemoryMarshal.GetReference(result.Slice((int)(from * block), (int)(count * block)));
            for (int i = 0; i < own.Length; i++)
            {
                if (i < own.Length - Ahead) Element.Prefetch(ref Unsafe.Add(ref first, (nint)own[i + Ahead] * block));
                nint position = (nint)own[i];
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((nuint)position, (nuint)blocks);
                if (block == 1) Unsafe.Add(ref to, i) = Unsafe.Add(ref first, position);
                else PutSet<TElement>.Row(ref Unsafe.Add(ref to, i * block), ref Unsafe.Add(ref first, position * block), block);
            }
        }
    }
}
