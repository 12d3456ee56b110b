using System.Numerics;
using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

[Collection(CpuAlone.Name)]
public class DriverTests
{
    public static readonly int[] Sizes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 97, 127, 128, 129, 257, 1009, 4099];

    [Fact]
    public void Maps_of_every_size()
    {
        foreach (int n in Sizes)
        {
            Maps<float>(n);
            Maps<double>(n);
            Maps<int>(n);
            Maps<long>(n);
        }
        CpuPoolTests.WithThreads(3, () => Maps<float>(1_000_003));
    }

    private static void Maps<T>(int n) where T : unmanaged, INumber<T>
    {
        T[] x = [.. Enumerable.Range(0, n).Select(i => T.CreateChecked(i % 101))], y = new T[n + 3];
        T two = T.CreateChecked(2), five = T.CreateChecked(5);
        var kernel = new Kernels.Affine<T>(x, y, two, five);
        Map.Run<T, Kernels.Affine<T>>(ref kernel, n, 3);
        for (int i = 0; i < n; i++) Assert.Equal((two * x[i]) + five, y[i]);
        Assert.Equal(new T[3], y[n..]);
    }

    [Fact]
    public void Maps_of_results_larger_than_the_caches()
    {
        foreach (int threads in new[] { 1, 3 })
        {
            CpuPoolTests.WithThreads(threads, () =>
            {
                foreach (int offset in new[] { 0, 1, 3, 7, 16 }) FarMaps<float>((Far.Bytes / 4) + 5, offset);
                FarMaps<float>((Far.Bytes / 4) - 1, 1);
                FarMaps<double>((Far.Bytes / 8) + 3, 5);
            });
        }
    }

    private static void FarMaps<T>(int n, int offset) where T : unmanaged, INumber<T>
    {
        T[] x = [.. Enumerable.Range(0, n).Select(i => T.CreateChecked(i % 1009))], y = new T[n + offset + 20];
        var target = y.AsSpan(offset, n);
        var kernel = new Kernels.FarDouble<T>(x, target);
        Map.Run(ref kernel, n, 3, target);
        for (int i = 0; i < n; i++)
            if (target[i] != x[i] + x[i]) Assert.Fail($"element {i} of {n} at {offset}: {target[i]}, not {x[i] + x[i]}");
        Assert.All(y[..offset].Concat(y[(offset + n)..]), v => Assert.Equal(T.Zero, v));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 3, 1)]
    [InlineData(7, 10, 1)]
    [InlineData(3, 16, 1)]
    [InlineData(3, 33, 1)]
    [InlineData(0, 5, 1)]
    [InlineData(5, 0, 1)]
    [InlineData(2, 100003, 50)]
    [InlineData(20011, 17, 50)]
    [InlineData(300, 301, 50)]
    public void Maps_of_rows_and_columns(int rows, int columns, int cost) => CpuPoolTests.WithThreads(3, () =>
    {
        float[] x = [.. Enumerable.Range(0, rows * columns).Select(i => i % 97f)], y = new float[rows * columns];
        var kernel = new Kernels.Affine<float>(x, y, 3, 1) { Width = columns };
        Map.Run2<float, Kernels.Affine<float>>(ref kernel, rows, columns, cost);
        for (int i = 0; i < x.Length; i++) Assert.Equal((3 * x[i]) + 1, y[i]);
    });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(3, 5)]
    [InlineData(600, 10)]
    [InlineData(9, 16)]
    [InlineData(9, 17)]
    [InlineData(40, 1000)]
    [InlineData(0, 10)]
    [InlineData(5, 0)]
    [InlineData(20_011, 7)]
    [InlineData(9_001, 64)]
    [InlineData(9_001, 65)]
    public void Softmax_of_rows(int rows, int columns) => CpuPoolTests.WithThreads(2, () =>
    {
        var random = new Random(rows + columns);
        float[] x = [.. Enumerable.Range(0, rows * columns).Select(_ => (float)((random.NextDouble() * 20) - 10))], y = new float[x.Length];
        var kernel = new Kernels.Softmax(x, y, columns);
        Rows.Run<float, Kernels.Softmax>(ref kernel, rows, columns, 10);
        for (int row = 0; row < rows; row++)
        {
            var line = x.AsSpan(row * columns, columns).ToArray();
            double sum = line.Sum(v => Math.Exp(v));
            for (int j = 0; j < columns; j++) Assert.Equal(Math.Exp(line[j]) / sum, y[(row * columns) + j], 1e-6);
        }
    });

    [Fact]
    public void Short_rows_are_the_same_for_any_number_of_threads_and_leave_their_neighbours()
    {
        var random = new Random(3);
        foreach (int columns in new[] { 1, 2, 3, 4, 5, 10, 33, 64 })
        {
            const int rows = 40_003;
            float[] x = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle())];
            float[]? first = null;
            foreach (int threads in new[] { 1, 2, 5 })
            {
                CpuPoolTests.WithThreads(threads, () =>
                {
                    float[] y = [.. Enumerable.Repeat(7f, x.Length + columns)];
                    var kernel = new Kernels.Softmax(x, y, columns);
                    Rows.Run<float, Kernels.Softmax>(ref kernel, rows, columns, 10);
                    Assert.All(y[x.Length..], v => Assert.Equal(7, v));
                    Assert.Equal(first ??= y, y);
                });
            }
        }
    }

    [Fact]
    public void Matrices_are_turned()
    {
        foreach (int rows in new[] { 1, 2, 3, 4, 5, 8, 15, 16 })
        {
            for (int columns = 1; columns < 20; columns++)
            {
                Turn<float>(rows, columns);
                Turn<double>(rows, columns);
            }
        }
    }

    private static unsafe void Turn<T>(int rows, int columns) where T : unmanaged, INumber<T>
    {
        int fromStride = columns + 3, toStride = rows + 2;
        T[] from = [.. Enumerable.Range(0, rows * fromStride).Select(i => T.CreateChecked(i + 1))], to = new T[columns * toStride];
        fixed (T* source = from, destination = to) Transposition.Run(source, fromStride, rows, columns, destination, toStride);
        for (int j = 0; j < columns; j++)
            for (int i = 0; i < toStride; i++) Assert.Equal(i < rows ? from[(i * fromStride) + j] : T.Zero, to[(j * toStride) + i]);
    }

    [Fact]
    public void Reductions_of_every_size()
    {
        foreach (int n in Sizes)
        {
            Reductions<float>(n, 1);
            Reductions<float>(n, 9);
            Reductions<double>(n, 1);
            Reductions<int>(n, 1);
            Reductions<long>(n, 9);
        }
    }

    private static void Reductions<T>(int n, int cost) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T[] x = [.. Enumerable.Range(0, n).Select(i => T.CreateChecked(((i * 7919) % 23) - 9))];
        var kernel = new Kernels.Elements<T>(x, default, 0);
        Assert.Equal(x.Aggregate(T.Zero, (p, q) => p + q), Reduce.All<T, SumOp<T>, Kernels.Elements<T>>(ref kernel, n, cost));
        if (n == 0)
        {
            Assert.Equal(T.One, Reduce.All<T, ProdOp<T>, Kernels.Elements<T>>(ref kernel, n, cost));
            return;
        }
        Assert.Equal(x.Max(), Reduce.All<T, MaxOp<T>, Kernels.Elements<T>>(ref kernel, n, cost));
        Assert.Equal(x.Min(), Reduce.All<T, MinOp<T>, Kernels.Elements<T>>(ref kernel, n, cost));
        T[] signs = [.. x.Select(v => T.IsNegative(v) ? -T.One : T.One)];
        var product = new Kernels.Elements<T>(signs, default, 0);
        Assert.Equal(signs.Aggregate((p, q) => p * q), Reduce.All<T, ProdOp<T>, Kernels.Elements<T>>(ref product, n, cost));
    }

    [Fact]
    public void A_NaN_anywhere_is_seen()
    {
        for (int at = 0; at < 300; at += 13)
        {
            var x = new float[300];
            x[at] = float.NaN;
            var kernel = new Kernels.Elements<float>(x, default, 0);
            Assert.True(float.IsNaN(Reduce.All<float, MaxOp<float>, Kernels.Elements<float>>(ref kernel, 300, 1)));
            Assert.True(float.IsNaN(Reduce.All<float, MinOp<float>, Kernels.Elements<float>>(ref kernel, 300, 9)));
            Assert.True(float.IsNaN(Reduce.All<float, SumOp<float>, Kernels.Elements<float>>(ref kernel, 300, 1)));
        }
    }

    [Fact]
    public void Sums_of_ten_million_floats_are_accurate_and_do_not_depend_on_threads()
    {
        var random = new Random(5);
        float[] x = [.. Enumerable.Range(0, 10_000_000).Select(_ => random.NextSingle())];
        double exact = x.Sum(v => (double)v);
        foreach (int cost in new[] { 1, 5 })
        {
            var totals = new[] { 1, 2, 8 }.Select(threads =>
            {
                float total = 0;
                CpuPoolTests.WithThreads(threads, () =>
                {
                    var kernel = new Kernels.Elements<float>(x, default, 0);
                    total = Reduce.All<float, SumOp<float>, Kernels.Elements<float>>(ref kernel, x.Length, cost);
                });
                return total;
            }).ToArray();
            Assert.InRange(Math.Abs(totals[0] - exact) / exact, 0, 1e-6);
            Assert.Single(totals.Distinct());
        }
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    [InlineData(1, 1)]
    [InlineData(600, 10)]
    [InlineData(5, 16)]
    [InlineData(70, 64)]
    [InlineData(129, 65)]
    [InlineData(259, 331)]
    [InlineData(3, 200_003)]
    [InlineData(200_003, 3)]
    [InlineData(150_001, 21)]
    [InlineData(4, 1)]
    [InlineData(7, 2)]
    [InlineData(17, 5)]
    [InlineData(33, 17)]
    [InlineData(3, 300_007)]
    [InlineData(1031, 1009)]
    public void Reductions_along_rows_and_columns(int rows, int columns)
    {
        var random = new Random(rows ^ columns);
        float[] x = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle())];
        double[] byRow = new double[rows], byColumn = new double[columns];
        for (int i = 0; i < x.Length; i++)
        {
            byRow[i / columns] += x[i];
            byColumn[i % columns] += x[i];
        }
        float[]? firstRows = null, firstColumns = null;
        foreach (int threads in new[] { 1, 2, 8 })
        {
            CpuPoolTests.WithThreads(threads, () =>
            {
                float[] rowSums = new float[rows], columnSums = new float[columns];
                var kernel = new Kernels.Elements<float>(x, rowSums, columns);
                Reduce.Rows<float, SumOp<float>, Kernels.Elements<float>>(ref kernel, rows, columns, 1);
                kernel = new Kernels.Elements<float>(x, columnSums, columns);
                Reduce.Columns<float, SumOp<float>, Kernels.Elements<float>>(ref kernel, rows, columns, 1);
                for (int i = 0; i < rows; i++) Assert.InRange(Math.Abs(rowSums[i] - byRow[i]), 0, (1e-6 * byRow[i]) + 1e-30);
                for (int j = 0; j < columns; j++) Assert.InRange(Math.Abs(columnSums[j] - byColumn[j]), 0, (1e-6 * byColumn[j]) + 1e-30);
                Assert.Equal(firstRows ??= rowSums, rowSums);
                Assert.Equal(firstColumns ??= columnSums, columnSums);
            });
        }
    }

    [Fact]
    public void Greatest_of_short_rows_with_a_NaN()
    {
        for (int rows = 1; rows < 36; rows++)
        {
            for (int columns = 1; columns < 70; columns += 4)
            {
                double[] x = [.. Enumerable.Range(0, rows * columns).Select(i => (i * 7919 % 1013) - 500.0)];
                int at = rows * columns * 2 / 3;
                x[at] = double.NaN;
                var totals = new double[rows];
                var kernel = new Kernels.Elements<double>(x, totals, columns);
                Reduce.Rows<double, MaxOp<double>, Kernels.Elements<double>>(ref kernel, rows, columns, 1);
                for (int i = 0; i < rows; i++)
                    Assert.Equal(i == at / columns ? double.NaN : x.AsSpan(i * columns, columns).ToArray().Max(), totals[i]);
            }
        }
    }

    [Fact]
    public void Greatest_of_columns_with_few_rows()
    {
        for (int rows = 1; rows < 12; rows++)
        {
            for (int columns = 1; columns < 150; columns += 7)
            {
                int[] x = [.. Enumerable.Range(0, rows * columns).Select(i => (i * 7919 % 1013) - 500)], totals = new int[columns];
                var kernel = new Kernels.Elements<int>(x, totals, columns);
                Reduce.Columns<int, MaxOp<int>, Kernels.Elements<int>>(ref kernel, rows, columns, 1);
                for (int j = 0; j < columns; j++) Assert.Equal(Enumerable.Range(0, rows).Max(i => x[(i * columns) + j]), totals[j]);
            }
        }
    }
}
