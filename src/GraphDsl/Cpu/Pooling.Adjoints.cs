using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// What windows hand to their elements, and back. A row of windows is stretched over the columns first.
public static unsafe partial class Pooling
{
    private readonly struct SumInputBody<T>(WindowAxis rows, WindowAxis columns, T* values, T* destination) : IBody<T>
        where T : unmanaged
    {
        public void Run<V>(nint from, nint to, T* scratch) where V : struct, IVector<V, T>
        {
            for (nint n = from; n < to; n++) One<V>(n, scratch);
        }

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void One<V>(nint n, T* scratch) where V : struct, IVector<V, T>
        {
            nint width = columns.Image;
            T* image = destination + (n * rows.Image * width), value = values + (n * rows.Count * columns.Count);
            new Span<T>(image, checked((int)(rows.Image * width))).Clear();
            for (nint row = 0; row < rows.Count; row++, value += columns.Count)
            {
                new Span<T>(scratch, (int)width).Clear();
                for (nint column = 0; column < columns.Count; column++)
                {
                    var (from, to) = columns.Inside(column);
                    for (nint x = from; x < to; x++) Increase(scratch + x, value[column]);
                }
                var (first, last) = rows.Inside(row);
                for (nint y = first; y < last; y++)
                {
                    T* line = image + (y * width);
                    nint x = 0;
                    for (; x <= width - V.Count; x += V.Count) V.Store(V.Load(line + x) + V.Load(scratch + x), line + x);
                    for (; x < width; x++) Increase(line + x, scratch[x]);
                }
            }
        }
    }

    internal readonly struct MaxInputBody<T>(WindowAxis rows, WindowAxis columns, T* source, T* maxima, T* values, T* destination) : IBody<T>
        where T : unmanaged
    {
        public void Run<V>(nint from, nint to, T* scratch) where V : struct, IVector<V, T>
        {
            if (ArePairs(rows, columns))
            {
                nint together = Together(rows, to - from);
                for (nint n = from; n < to; n += together) Pairs<V>(n, together);
                return;
            }
            for (nint n = from; n < to; n++)
            {
                nint image = n * rows.Image * columns.Image, window = n * rows.Count * columns.Count;
                new Span<T>(destination + image, checked((int)(rows.Image * columns.Image))).Clear();
                if (rows.Step >= rows.Window && columns.Step >= columns.Window)
                    Apart<V>(source + image, maxima + window, values + window, destination + image, scratch);
                else
                    Overlapping(source + image, maxima + window, values + window, destination + image);
            }
        }

        /// <summary>Windows of 2 x 2: each lane of the windows meets two elements beside each other of two rows.</summary>
        private void Pairs<V>(nint n, nint images) where V : struct, IVector<V, T>
        {
            nint size = rows.Image * columns.Image, count = images * rows.Count, window = n * rows.Count * columns.Count;
            T* image = source + (n * size), target = destination + (n * size), maximum = maxima + window, value = values + window;
            // Elements beside the windows get 0.
            if (4 * rows.Count * columns.Count < size) new Span<T>(target, checked((int)(images * size))).Clear();
            if (columns.Count >= V.Count) PairRows<V>(count, image, maximum, value, target);
            else if (V.Count > Vec256<T>.Count && columns.Count >= Vec256<T>.Count) PairRows<Vec256<T>>(count, image, maximum, value, target);
            else if (V.Count > Vec128<T>.Count && columns.Count >= Vec128<T>.Count) PairRows<Vec128<T>>(count, image, maximum, value, target);
            else PairRows<Scalar1<T>>(count, image, maximum, value, target);
        }

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void PairRows<V>(nint count, T* image, T* maximum, T* value, T* target) where V : struct, IVector<V, T>
        {
            nint width = columns.Image, windows = columns.Count, last = windows - V.Count;
            for (; count > 0; count--, image += 2 * width, target += 2 * width, maximum += windows, value += windows)
            {
                for (nint column = 0; ; column = Math.Min(column + V.Count, last))
                {
                    V wanted = V.Twice(V.Load(maximum + column), out var highWanted), given = V.Twice(V.Load(value + column), out var highGiven);
                    nint x = 2 * column;
                    Give(image + x, wanted, given, target + x);
                    Give(image + x + V.Count, highWanted, highGiven, target + x + V.Count);
                    x += width;
                    Give(image + x, wanted, given, target + x);
                    Give(image + x + V.Count, highWanted, highGiven, target + x + V.Count);
                    if (column == last) break;
                }
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            static void Give(T* element, V wanted, V given, T* target)
                => V.Store(V.Select(V.Equal(V.Load(element), wanted), given, V.Zero), target);
        }

        /// <summary>Windows that do not overlap: each element has at most one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Apart<V>(T* image, T* maximum, T* value, T* target, T* scratch) where V : struct, IVector<V, T>
        {
            nint width = columns.Image;
            T* wanted = scratch, given = scratch + width + V.Count;
            // Elements between windows get 0, whatever they are.
            new Span<T>(wanted, (int)width).Clear();
            new Span<T>(given, (int)width).Clear();
            for (nint row = 0; row < rows.Count; row++, maximum += columns.Count, value += columns.Count)
            {
                Stretch(maximum, value, wanted, given);
                var (first, last) = rows.Inside(row);
                for (nint y = first; y < last; y++)
                {
                    T* line = image + (y * width), result = target + (y * width);
                    nint x = 0;
                    for (; x <= width - V.Count; x += V.Count)
                        V.Store(V.Select(V.Equal(V.Load(line + x), V.Load(wanted + x)), V.Load(given + x), V.Zero), result + x);
                    for (; x < width; x++)
                        if (AreEqual(line + x, wanted + x)) result[x] = given[x];
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Stretch(T* maximum, T* value, T* wanted, T* given)
        {
            for (nint column = 0; column < columns.Count; column++)
            {
                var (from, to) = columns.Inside(column);
                for (nint x = from; x < to; x++)
                {
                    wanted[x] = maximum[column];
                    given[x] = value[column];
                }
            }
        }

        private void Overlapping(T* image, T* maximum, T* value, T* target)
        {
            for (nint row = 0; row < rows.Count; row++, maximum += columns.Count, value += columns.Count)
            {
                var (first, last) = rows.Inside(row);
                for (nint column = 0; column < columns.Count; column++)
                {
                    var (from, to) = columns.Inside(column);
                    for (nint y = first; y < last; y++)
                    {
                        for (nint x = (y * columns.Image) + from; x < (y * columns.Image) + to; x++)
                            if (AreEqual(image + x, maximum + column)) Increase(target + x, value[column]);
                    }
                }
            }
        }
    }

    private readonly struct MaxPickBody<T>(WindowAxis rows, WindowAxis columns, T* source, T* maxima, T* values, T* destination) : IBody<T>
        where T : unmanaged
    {
        public void Run<V>(nint from, nint to, T* scratch) where V : struct, IVector<V, T>
        {
            for (nint n = from; n < to; n++) One(n);
        }

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private void One(nint n)
        {
            nint offset = n * rows.Image * columns.Image, window = n * rows.Count * columns.Count;
            T* image = source + offset, value = values + offset;
            for (nint row = 0; row < rows.Count; row++)
            {
                var (first, last) = rows.Inside(row);
                for (nint column = 0; column < columns.Count; column++, window++)
                {
                    var (from, to) = columns.Inside(column);
                    var sum = Scalar1<T>.Zero;
                    for (nint y = first; y < last; y++)
                    {
                        for (nint x = (y * columns.Image) + from; x < (y * columns.Image) + to; x++)
                            if (AreEqual(image + x, maxima + window)) sum += Scalar1<T>.Load(value + x);
                    }
                    Scalar1<T>.Store(sum, destination + window);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Increase<T>(T* place, T value) where T : unmanaged
        => Scalar1<T>.Store(Scalar1<T>.Load(place) + Scalar1<T>.Broadcast(value), place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreEqual<T>(T* left, T* right) where T : unmanaged
        => Scalar1<T>.Any(Scalar1<T>.Equal(Scalar1<T>.Load(left), Scalar1<T>.Load(right)));
}
