using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// Rows of a window are combined first, whole vectors at a time, then the columns.
public static unsafe partial class Pooling
{
    internal interface IReduction
    {
        static abstract double Identity { get; }

        static abstract V Combine<V, T>(V left, V right) where V : struct, IVector<V, T> where T : unmanaged;
    }

    internal readonly struct MaxReduction : IReduction
    {
        public static double Identity => double.NegativeInfinity;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Combine<V, T>(V left, V right) where V : struct, IVector<V, T> where T : unmanaged => V.Max(left, right);
    }

    private readonly struct SumReduction : IReduction
    {
        public static double Identity => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Combine<V, T>(V left, V right) where V : struct, IVector<V, T> where T : unmanaged => left + right;
    }

    private static void Reduce<T, TReduction>(nint images, in WindowAxis rows, in WindowAxis columns, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged
        where TReduction : struct, IReduction
    {
        Check(images * rows.Image * columns.Image, source.Length);
        Check(images * rows.Count * columns.Count, destination.Length);
        fixed (T* s = source, d = destination) Run<T, ReduceBody<T, TReduction>>(new(rows, columns, s, d), images, rows, columns);
    }

    internal readonly struct ReduceBody<T, TReduction>(WindowAxis rows, WindowAxis columns, T* source, T* destination) : IBody<T>
        where T : unmanaged
        where TReduction : struct, IReduction
    {
        public void Run<V>(nint from, nint to, T* scratch) where V : struct, IVector<V, T>
        {
            if (!ArePairs(rows, columns))
            {
                for (nint n = from; n < to; n++) Any<V>(n, scratch);
                return;
            }
            nint together = Together(rows, to - from), count = together * rows.Count;
            for (nint n = from; n < to; n += together)
            {
                T* image = source + (n * rows.Image * columns.Image), target = destination + (n * rows.Count * columns.Count);
                if (columns.Count >= V.Count) Pairs<V>(count, image, target);
                else if (V.Count > Vec256<T>.Count && columns.Count >= Vec256<T>.Count) Pairs<Vec256<T>>(count, image, target);
                else if (V.Count > Vec128<T>.Count && columns.Count >= Vec128<T>.Count) Pairs<Vec128<T>>(count, image, target);
                else Pairs<Scalar1<T>>(count, image, target);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void Any<V>(nint n, T* scratch) where V : struct, IVector<V, T>
        {
            T* image = source + (n * rows.Image * columns.Image), target = destination + (n * rows.Count * columns.Count);
            for (nint row = 0; row < rows.Count; row++, target += columns.Count)
            {
                var (from, to) = rows.Inside(row);
                if (from < to)
                {
                    CombineRows<V>(image + (from * columns.Image), to - from, scratch);
                    CombineColumns(scratch, target);
                }
                else
                {
                    new Span<T>(target, (int)columns.Count).Fill(Element.From<T>(TReduction.Identity));
                }
            }
        }

        /// <summary>Windows of 2 x 2: the sums or maxima of two rows, then of the lanes beside each other. The last vector of a row starts earlier.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void Pairs<V>(nint count, T* image, T* target) where V : struct, IVector<V, T>
        {
            nint width = columns.Image, windows = columns.Count, last = windows - V.Count;
            for (; count > 0; count--, image += 2 * width, target += windows)
            {
                for (nint column = 0; ; column = Math.Min(column + V.Count, last))
                {
                    T* top = image + (2 * column), bottom = top + width;
                    V low = TReduction.Combine<V, T>(V.Load(top), V.Load(bottom)), high = TReduction.Combine<V, T>(V.Load(top + V.Count), V.Load(bottom + V.Count));
                    V.Store(TReduction.Combine<V, T>(V.Evens(low, high), V.Odds(low, high)), target + column);
                    if (column == last) break;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void CombineRows<V>(T* line, nint count, T* result) where V : struct, IVector<V, T>
        {
            nint width = columns.Image, x = 0;
            for (; x <= width - V.Count; x += V.Count)
            {
                var value = V.Load(line + x);
                for (nint i = 1; i < count; i++) value = TReduction.Combine<V, T>(value, V.Load(line + (i * width) + x));
                V.Store(value, result + x);
            }
            for (; x < width; x++)
            {
                var value = Scalar1<T>.Load(line + x);
                for (nint i = 1; i < count; i++) value = TReduction.Combine<Scalar1<T>, T>(value, Scalar1<T>.Load(line + (i * width) + x));
                Scalar1<T>.Store(value, result + x);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void CombineColumns(T* line, T* target)
        {
            for (nint column = 0; column < columns.Count; column++)
            {
                var (from, to) = columns.Inside(column);
                var value = Scalar1<T>.Broadcast(Element.From<T>(TReduction.Identity));
                for (nint x = from; x < to; x++) value = TReduction.Combine<Scalar1<T>, T>(value, Scalar1<T>.Load(line + x));
                Scalar1<T>.Store(value, target + column);
            }
        }
    }
}
