using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GraphDsl.Runtime;

namespace GraphDsl.Cpu;

// From indices to positions.
public static partial class Indexing
{
    /// <summary>
    /// Turns indices of one more axis into positions: <c>positions = positions * size + index</c>. Negative indices count from the end.
    /// </summary>
    /// <param name="index">The indices of the axis.</param>
    /// <param name="size">The size of the axis.</param>
    /// <param name="positions">The positions so far; undefined where <paramref name="isFirst"/>.</param>
    /// <param name="isFirst">True for the first axis.</param>
    /// <param name="site">The user's expression, for the error.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of the axis; the positions are then of no use.</exception>
    public static void Combine<TIndex>(ReadOnlySpan<TIndex> index, nint size, Span<long> positions, bool isFirst, string site)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        index = index[..positions.Length];
        bool isOutside = false;
        var body = new CombineBody<TIndex>(index, size, positions, isFirst, Partition.Block(positions.Length, 6, 64), ref isOutside);
        CpuPool.For(in body, Partition.Count(positions.Length, body.Share));
        if (isOutside) FailAtFirst(index, size, site);
    }

    // Apart from the work, which only notes that something is wrong: the error names the first index in any case.
    private static void FailAtFirst<TIndex>(ReadOnlySpan<TIndex> index, nint size, string site)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (int i = 0; i < index.Length; i++)
        {
            long own = long.CreateTruncating(index[i]);
            if ((ulong)(own < 0 ? own + size : own) >= (ulong)size) Fail.Index(site, i, own, size);
        }
    }

    private readonly ref struct CombineBody<TIndex>(
        ReadOnlySpan<TIndex> index, nint size, Span<long> positions, bool isFirst, nint share, ref bool isOutside) : IPoolBody
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        private readonly ReadOnlySpan<TIndex> index = index;
        private readonly Span<long> positions = positions;
        private readonly ref bool isOutside = ref isOutside;

        public nint Share => share;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int task)
        {
            nint from = task * share, to = Math.Min(positions.Length, from + share);
            ref long position = ref MemoryMarshal.GetReference(positions);
            ref TIndex own = ref MemoryMarshal.GetReference(index);
            long wrong = 0;
            nint i = from;
            if (typeof(TIndex) == typeof(int) && size <= int.MaxValue) i = Ints(ref Unsafe.As<TIndex, int>(ref own), ref position, from, to, ref wrong);
            else if (typeof(TIndex) == typeof(long)) i = Longs(ref Unsafe.As<TIndex, long>(ref own), ref position, from, to, ref wrong);
            for (; i < to; i++)
            {
                long wrapped = long.CreateTruncating(Unsafe.Add(ref own, i));
                wrapped += (wrapped >> 63) & size;
                wrong |= wrapped | (size - 1 - wrapped); // negative where either is
                Unsafe.Add(ref position, i) = isFirst ? wrapped : (Unsafe.Add(ref position, i) * size) + wrapped;
            }
            if (wrong < 0) isOutside = true;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private nint Ints(ref int own, ref long position, nint from, nint to, ref long wrong)
        {
            var sizes = Vector256.Create((int)size);
            var outside = Vector256<int>.Zero;
            nint i = from;
            for (; i <= to - Vector256<int>.Count; i += Vector256<int>.Count)
            {
                var wrapped = Wrap(Vector256.LoadUnsafe(ref own, (nuint)i), sizes, ref outside);
                var (first, second) = Vector256.Widen(wrapped);
                Put(first, ref position, i);
                Put(second, ref position, i + Vector256<long>.Count);
            }
            if (Vector256.LessThanAny(outside, Vector256<int>.Zero)) wrong = -1;
            return i;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private nint Longs(ref long own, ref long position, nint from, nint to, ref long wrong)
        {
            var sizes = Vector256.Create((long)size);
            var outside = Vector256<long>.Zero;
            nint i = from;
            for (; i <= to - Vector256<long>.Count; i += Vector256<long>.Count) Put(Wrap(Vector256.LoadUnsafe(ref own, (nuint)i), sizes, ref outside), ref position, i);
            if (Vector256.LessThanAny(outside, Vector256<long>.Zero)) wrong = -1;
            return i;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<T> Wrap<T>(Vector256<T> own, Vector256<T> sizes, ref Vector256<T> outside) where T : unmanaged
        {
            var wrapped = own + (Vector256.LessThan(own, Vector256<T>.Zero) & sizes);
            outside |= wrapped | (sizes - Vector256<T>.One - wrapped);
            return wrapped;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Put(Vector256<long> wrapped, ref long position, nint i)
        {
            if (!isFirst) wrapped += Vector256.LoadUnsafe(ref position, (nuint)i) * size;
            wrapped.StoreUnsafe(ref position, (nuint)i);
        }
    }
}
