using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// Rows of a window are combined first, whole vectors at a time, then the columns.
public static unsafe partial class Pooling
{
    private interface IReduction
    {
        static abstract double Identity { get; }

        static abstract V Combine<V, T>(V left, V right) where V : struct, IVector<V, T> where T : unmanaged;
    }

    private readonly struct MaxReduction : IReduction
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

    private readonly struct ReduceBody<T, TReduction>(WindowAxis rows, WindowAxis columns, T* source, T* destination) : IBody<T>
        where T : unmanaged
        where TReduction : struct, IReduction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<V>(nint n, T* scratch) where V : struct, IVector<V, T>
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
            nint column = 0;
            if (columns is { Window: 2, Step: 2, Pad: 0 })
            {
                nint whole = Math.Min(columns.Count, columns.Image / 2);
                for (; column < whole; column++)
                    Scalar1<T>.Store(TReduction.Combine<Scalar1<T>, T>(Scalar1<T>.Load(line + (2 * column)), Scalar1<T>.Load(line + (2 * column) + 1)), target + column);
            }
            for (; column < columns.Count; column++)
            {
                var (from, to) = columns.Inside(column);
                var value = Scalar1<T>.Broadcast(Element.From<T>(TReduction.Identity));
                for (nint x = from; x < to; x++) value = TReduction.Combine<Scalar1<T>, T>(value, Scalar1<T>.Load(line + x));
                Scalar1<T>.Store(value, target + column);
            }
        }
    }
}
