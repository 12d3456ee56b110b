using System.Numerics;
using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

/// <summary>Convolution and its adjoints against their definition, with vectors of every width.</summary>
[Collection(CpuAlone.Name)]
public sealed unsafe class ConvolutionTests
{
    private sealed record Case(int Batch, int Channels, int Filters, WindowAxis Rows, WindowAxis Columns, bool Flip, string Name)
    {
        public ConvolutionSizes Sizes => new(Batch, Channels, Filters, Rows, Columns, Flip);

        public int Images => Batch * Channels * (int)(Rows.Image * Columns.Image);

        public int Weights => Filters * Channels * (int)(Rows.Window * Columns.Window);

        public int Windows => Batch * Filters * (int)(Rows.Count * Columns.Count);
    }

    private static IEnumerable<Case> Cases()
    {
        (int Batch, int Channels, int Filters)[] counts = [(1, 1, 1), (3, 2, 7), (2, 5, 33), (5, 9, 6)];
        (int Rows, int Columns, int FilterRows, int FilterColumns, int Pad, int Step, int Dilation)[] axes =
        [
            (5, 5, 5, 5, 0, 1, 1), (12, 12, 5, 5, 0, 1, 1), (6, 19, 3, 2, 1, 1, 1), (9, 35, 3, 4, 2, 2, 1), (11, 10, 2, 3, 0, 3, 1),
            (8, 20, 3, 3, 2, 1, 2), (10, 9, 2, 2, 3, 2, 3), (4, 40, 1, 1, 0, 1, 1), (1, 1, 1, 1, 1, 1, 1), (3, 3, 2, 2, 2, 3, 1),
        ];
        foreach (var (batch, channels, filters) in counts)
        {
            foreach (var a in axes)
            {
                // Rows differ from columns in padding and step.
                var rows = Axis(a.Rows, a.FilterRows, a.Pad, a.Step, a.Dilation);
                var columns = Axis(a.Columns, a.FilterColumns, a.Pad / 2, Math.Max(1, a.Step - 1), a.Dilation);
                bool flip = (filters + a.Rows) % 2 == 0;
                yield return new(batch, channels, filters, rows, columns, flip, $"{batch} images, {channels} channels, {filters} filters, {a}, flip {flip}");
            }
        }
    }

    /// <summary>So large that channels are taken in several blocks, and rows in several bands.</summary>
    private static IEnumerable<Case> LargeCases()
    {
        yield return new(1, 21, 12, Axis(40, 5, 0, 1, 1), Axis(60, 5, 2, 1, 1), true, "many channels");
        yield return new(2, 19, 5, Axis(45, 6, 2, 3, 2), Axis(50, 5, 0, 2, 1), false, "many channels, steps");
        yield return new(1, 1, 40, Axis(40, 3, 1, 1, 1), Axis(60, 3, 0, 1, 1), false, "many filters");
        yield return new(3, 2, 40, Axis(64, 5, 0, 2, 3), Axis(120, 2, 1, 1, 4), true, "many filters, steps");
    }

    private static WindowAxis Axis(int image, int window, int pad, int step, int dilation) =>
        new(image, window, ((image + (2 * pad) - (((window - 1) * dilation) + 1)) / step) + 1, pad, step, dilation);

    [Fact]
    public void Agrees_with_its_definition_in_float()
    {
        All<Vec512<float>, float>(1e-5);
        All<Vec256<float>, float>(1e-5);
        All<Vec128<float>, float>(1e-5);
        All<Scalar1<float>, float>(1e-5);
    }

    [Fact]
    public void Agrees_with_its_definition_in_double()
    {
        All<Vec512<double>, double>(1e-13);
        All<Vec256<double>, double>(1e-13);
        All<Vec128<double>, double>(1e-13);
        All<Scalar1<double>, double>(1e-13);
    }

    private static void All<V, T>(double tolerance)
        where V : struct, IVector<V, T>
        where T : unmanaged, IFloatingPoint<T>
    {
        var random = new Random(3);
        foreach (var c in Cases().Concat(LargeCases()))
        {
            T[] x = Draw<T>(random, c.Images), w = Draw<T>(random, c.Weights), y = Draw<T>(random, c.Windows);
            T[] newX = Nan<T>(c.Images), newW = Nan<T>(c.Weights), newY = Nan<T>(c.Windows);
            fixed (T* px = x, pw = w, py = y, qx = newX, qw = newW, qy = newY)
            {
                new Convolution.ForwardCall<T, Convolution.NoPooling<T>>(c.Sizes, px, pw, qy, default).Run<V>();
                new Convolution.InputCall<T, DenseValues<T>>(c.Sizes, new(c.Sizes, py), pw, qx).Run<V>();
                new Convolution.FiltersCall<T, DenseValues<T>>(c.Sizes, px, new(c.Sizes, py), qw).Run<V>();
            }
            var (wantedX, wantedW, wantedY) = Define(c, x, w, y);
            // Sums over many windows have more roundings.
            double summed = tolerance * Math.Max(1, c.Windows / c.Filters / 500.0);
            Close(wantedX, newX, tolerance, $"images: {c.Name}");
            Close(wantedW, newW, summed, $"filters: {c.Name}");
            Close(wantedY, newY, tolerance, $"windows: {c.Name}");
        }
    }

    /// <summary>What each of the three makes of the other two: a sum over all meetings of a filter with an image.</summary>
    private static (double[] Images, double[] Filters, double[] Windows) Define<T>(Case c, T[] x, T[] w, T[] y) where T : INumber<T>
    {
        double[] images = new double[c.Images], filters = new double[c.Weights], windows = new double[c.Windows];
        var (rows, columns) = (c.Rows, c.Columns);
        for (int n = 0; n < c.Batch; n++)
            for (int f = 0; f < c.Filters; f++)
                for (int row = 0; row < rows.Count; row++)
                    for (int column = 0; column < columns.Count; column++)
                        for (int channel = 0; channel < c.Channels; channel++)
                            for (int i = 0; i < rows.Window; i++)
                                for (int j = 0; j < columns.Window; j++)
                                {
                                    nint atRow = (row * rows.Step) - rows.Pad + (i * rows.Dilation), atColumn = (column * columns.Step) - columns.Pad + (j * columns.Dilation);
                                    if (atRow < 0 || atRow >= rows.Image || atColumn < 0 || atColumn >= columns.Image) continue;
                                    nint fi = c.Flip ? rows.Window - 1 - i : i, fj = c.Flip ? columns.Window - 1 - j : j;
                                    nint image = (((((nint)n * c.Channels) + channel) * rows.Image) + atRow) * columns.Image + atColumn;
                                    nint filter = (((((nint)f * c.Channels) + channel) * rows.Window) + fi) * columns.Window + fj;
                                    nint window = (((((nint)n * c.Filters) + f) * rows.Count) + row) * columns.Count + column;
                                    images[image] += double.CreateChecked(y[window]) * double.CreateChecked(w[filter]);
                                    filters[filter] += double.CreateChecked(y[window]) * double.CreateChecked(x[image]);
                                    windows[window] += double.CreateChecked(x[image]) * double.CreateChecked(w[filter]);
                                }
        return (images, filters, windows);
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads_and_nothing_is_allocated()
    {
        var sizes = new ConvolutionSizes(37, 6, 20, new(14, 3, 14, pad: 1), new(15, 3, 15, pad: 1), true);
        var random = new Random(4);
        float[] x = Draw<float>(random, 37 * 6 * 14 * 15), w = Draw<float>(random, 20 * 6 * 9), y = Draw<float>(random, 37 * 20 * 14 * 15);
        var results = new List<float[][]>();
        foreach (int threads in new[] { 1, 2, 8 })
        {
            CpuPoolTests.WithThreads(threads, () =>
            {
                float[][] result = [new float[x.Length], new float[w.Length], new float[y.Length]];
                for (int warm = 0; warm < 100; warm++) Three(result);
                long before = GC.GetAllocatedBytesForCurrentThread();
                Three(result);
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
                results.Add(result);
            });
        }
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(results[0][k], results[1][k]);
            Assert.Equal(results[0][k], results[2][k]);
        }

        void Three(float[][] result)
        {
            Convolution.Input<float>(sizes, y, w, result[0]);
            Convolution.Filters<float>(sizes, x, y, result[1]);
            Convolution.Forward<float>(sizes, x, w, result[2]);
        }
    }

    [Fact]
    public void With_the_pool_in_float_it_is_the_same_bit_by_bit() => Pooled<float>();

    [Fact]
    public void With_the_pool_in_double_it_is_the_same_bit_by_bit() => Pooled<double>();

    private static void Pooled<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(5);
        (int Window, int Step, int Pad)[] pools = [(2, 2, 0), (3, 2, 1), (2, 3, 0), (1, 1, 0)];
        foreach (var (c, i) in Cases().Concat(LargeCases()).Select((c, i) => (c, i)))
        {
            var (window, step, pad) = pools[i % pools.Length];
            if (c.Rows.Count < window || c.Columns.Count < window) (window, step, pad) = (1, 1, 0);
            WindowAxis rows = Axis((int)c.Rows.Count, window, pad, step, 1), columns = Axis((int)c.Columns.Count, window, pad, step, 1);
            // Numbers with few digits, so that windows have several equal maxima, and some that are no numbers.
            T[] x = [.. Draw<T>(random, c.Images).Select(v => T.Round(v * T.CreateChecked(4)))], w = [.. Draw<T>(random, c.Weights).Select(v => T.Round(v * T.CreateChecked(4)))];
            if (i % 3 == 1) (x[0], x[^1]) = (T.NaN, T.PositiveInfinity);
            T[] y = Nan<T>(c.Windows), maxima = Nan<T>(c.Batch * c.Filters * (int)(rows.Count * columns.Count)), spread = Nan<T>(c.Windows);
            T[] values = Draw<T>(random, maxima.Length), images = Nan<T>(c.Images), filters = Nan<T>(c.Weights);
            Convolution.Forward<T>(c.Sizes, x, w, y);
            Pooling.Max<T>(c.Batch * c.Filters, rows, columns, y, maxima);
            Pooling.MaxInput<T>(c.Batch * c.Filters, rows, columns, y, maxima, values, spread);
            Convolution.Input<T>(c.Sizes, spread, w, images);
            Convolution.Filters<T>(c.Sizes, x, spread, filters);
            foreach (int threads in new[] { 1, 2, 8 })
            {
                CpuPoolTests.WithThreads(threads, () =>
                {
                    T[] newY = Nan<T>(y.Length), newMaxima = Nan<T>(maxima.Length), newImages = Nan<T>(images.Length), newFilters = Nan<T>(filters.Length);
                    Convolution.ForwardMax<T>(c.Sizes, rows, columns, x, w, newY, newMaxima);
                    Convolution.InputOfMax<T>(c.Sizes, rows, columns, y, maxima, values, w, newImages);
                    Convolution.FiltersOfMax<T>(c.Sizes, rows, columns, x, y, maxima, values, newFilters);
                    Assert.Equal(y, newY);
                    Assert.Equal(maxima, newMaxima);
                    Assert.Equal(images, newImages);
                    Assert.Equal(filters, newFilters);
                });
            }
        }
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        var sizes = new ConvolutionSizes(1, 1, 1, new(3, 2, 2), new(3, 2, 2), true);
        Assert.Throws<ArgumentException>(() => Convolution.Forward<float>(sizes, new float[8], new float[4], new float[4]));
        Assert.Throws<ArgumentException>(() => Convolution.Input<float>(sizes, new float[4], new float[5], new float[9]));
        Assert.Throws<ArgumentException>(() => Convolution.Filters<float>(sizes, new float[9], new float[3], new float[4]));
        Assert.Throws<ArgumentException>(() => Convolution.ForwardMax<float>(sizes, new(2, 2, 1), new(2, 2, 1), new float[9], new float[4], new float[4], new float[2]));
        Assert.Throws<ArgumentException>(() => Convolution.FiltersOfMax<float>(sizes, new(2, 2, 1), new(3, 2, 1), new float[9], new float[4], new float[1], new float[1], new float[4]));
        Assert.Throws<ArgumentException>(() => Convolution.InputOfMax<float>(sizes, new(2, 2, 1), new(2, 2, 1), new float[4], new float[1], new float[2], new float[4], new float[9]));
        Assert.Throws<ArgumentException>(() => Pooling.Max<float>(1, new(3, 2, 2), new(3, 2, 2), new float[9], new float[5]));
    }

    private static T[] Draw<T>(Random random, int count) where T : INumber<T> =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextDouble() - 0.5))];

    private static T[] Nan<T>(int count) where T : INumber<T> => [.. Enumerable.Repeat(T.CreateChecked(double.NaN), count)];

    private static void Close<T>(double[] expected, T[] actual, double tolerance, string what) where T : INumber<T>
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - double.CreateChecked(actual[i])) <= tolerance, $"{what}: element {i} is {actual[i]}, expected {expected[i]}");
    }
}
