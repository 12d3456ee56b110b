using System.Numerics;
using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

[Collection(CpuAlone.Name)]
public class GemmTests
{
    /// <summary>Every way the product can go: rows, columns, thin, wide, blocked, and their edges.</summary>
    public static readonly (int M, int N, int K)[] Shapes =
    [
        (1, 1, 1), (1, 1, 100), (1, 7, 5), (1, 16, 9), (1, 100, 33), (1, 129, 64), (1, 300, 17), (7, 1, 5), (100, 1, 33), (65, 1, 129),
        (2, 2, 2), (3, 5, 7), (12, 32, 8), (13, 33, 9), (20, 50, 78), (36, 64, 11), (37, 31, 65), (60, 10, 78), (78, 10, 60), (40, 16, 21),
        (50, 17, 20), (90, 24, 33), (90, 25, 33), (61, 67, 71), (128, 96, 64), (5, 4, 0), (1, 4, 0), (4, 1, 0), (50, 40, 0), (0, 4, 3), (4, 0, 3),
        (9, 10, 65), (11, 12, 130), (8, 7, 64), (10, 2, 100), (43, 129, 530), (169, 70, 515), (31, 12, 1), (70, 90, 1), (61, 130, 20), (1024, 70, 5),
        .. Enumerable.Range(1, 21).Select(k => (50 + k, 8 + (3 * k), k)),
    ];

    [Fact] public void Products_of_floats() => All<float>(2e-6);

    [Fact] public void Products_of_doubles() => All<double>(4e-15);

    private static void All<T>(double tolerance) where T : unmanaged, IFloatingPoint<T>
    {
        var random = new Random(1);
        foreach (var (m, n, k) in Shapes)
        {
            for (int layout = 0; layout < 9; layout++)
            {
                var (a, aRow, aColumn) = Operand<T>(m, k, layout % 3, random);
                var (b, bRow, bColumn) = Operand<T>(k, n, layout / 3, random);
                foreach (var (alpha, beta, pad) in new[] { (1.0, 0.0, 0), (-0.13, 1.0, 3), (2.0, 0.5, 0) })
                {
                    int cRow = n + pad;
                    T[] c = [.. Enumerable.Range(0, (m * cRow) + 5).Select(_ => beta == 0 ? T.CreateChecked(double.NaN) : T.CreateChecked(random.NextDouble()))];
                    var result = (T[])c.Clone();
                    Gemm.Multiply<T>(m, n, k, T.CreateChecked(alpha), a, aRow, aColumn, b, bRow, bColumn, T.CreateChecked(beta), result, cRow);
                    for (int i = 0; i < c.Length; i++)
                    {
                        if (i / Math.Max(cRow, 1) < m && i % Math.Max(cRow, 1) < n)
                        {
                            double expected = Expected(a, aRow, aColumn, b, bRow, bColumn, alpha, beta, c[i], i / cRow, i % cRow, k);
                            double difference = Math.Abs(expected - double.CreateChecked(result[i]));
                            Assert.True(difference <= tolerance * (k + 3), $"{m} x {n} x {k}, layout {layout}, element {i}: {difference}");
                        }
                        else
                        {
                            Assert.Equal(c[i], result[i]);
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void The_tiles_of_every_width_agree()
    {
        Width<Vec512<float>>();
        Width<Vec256<float>>();
        Width<Vec128<float>>();
        Width<Scalar1<float>>();
    }

    private static unsafe void Width<V>() where V : struct, IVector<V, float>
    {
        var random = new Random(2);
        foreach (var (m, n, k) in Shapes.Where(s => s.M > 0 && s.N > 0))
        {
            foreach (int layout in new[] { 0, 1, 3 })
            {
                var (a, aRow, aColumn) = Operand<float>(m, k, layout % 3, random);
                var (b, bRow, bColumn) = Operand<float>(k, n, layout / 3, random);
                var c = new float[m * n];
                fixed (float* pa = a, pb = b, pc = c)
                {
                    var plan = new GemmPlan<float>
                    {
                        M = m,
                        N = n,
                        K = k,
                        Alpha = 1,
                        Beta = 0,
                        A = pa,
                        B = pb,
                        C = pc,
                        ARow = aRow,
                        AColumn = aColumn,
                        BRow = bRow,
                        BColumn = bColumn,
                        CRow = n,
                    };
                    var none = default(NoEpilogue<float>);
                    Gemm.Run<V, float, NoEpilogue<float>>(ref plan, ref none);
                }
                for (int i = 0; i < c.Length; i++)
                    Assert.Equal(Expected(a, aRow, aColumn, b, bRow, bColumn, 1, 0, 0f, i / n, i % n, k), c[i], 2e-6 * (k + 3));
            }
        }
    }

    [Fact]
    public void Epilogues_get_every_finished_element_once()
    {
        var random = new Random(4);
        foreach (var (m, n, k) in Shapes)
        {
            for (int layout = 0; layout < 4; layout++)
            {
                var (a, aRow, aColumn) = Operand<float>(m, k, layout % 2, random);
                var (b, bRow, bColumn) = Operand<float>(k, n, layout / 2, random);
                float[] bias = [.. Enumerable.Range(0, n).Select(_ => random.NextSingle() - 0.5f)], c = new float[m * n], result = new float[m * n];
                var old = c.Select(_ => random.NextSingle()).ToArray();
                old.CopyTo(c, 0);
                var epilogue = new Kernels.BiasRelu<float>(bias, result, n);
                Gemm.Multiply(m, n, k, 0.5f, a, aRow, aColumn, b, bRow, bColumn, 2f, c, n, ref epilogue);
                for (int i = 0; i < result.Length; i++)
                {
                    double value = Expected(a, aRow, aColumn, b, bRow, bColumn, 0.5, 2, old[i], i / n, i % n, k) + bias[i % n];
                    Assert.Equal(Math.Max(value, 0), result[i], 2e-6 * (k + 3));
                }
            }
        }
    }

    [Theory]
    [InlineData(512, 500, 784, false)]
    [InlineData(784, 10, 600, true)]
    [InlineData(600, 10, 784, false)]
    [InlineData(784, 500, 20, true)]
    [InlineData(20, 500, 784, false)]
    [InlineData(1, 3000, 700, false)]
    [InlineData(300, 3333, 600, true)]
    public void Results_do_not_depend_on_the_number_of_threads(int m, int n, int k, bool transposed)
    {
        var random = new Random(6);
        var (a, aRow, aColumn) = Operand<float>(m, k, transposed ? 1 : 0, random);
        var (b, bRow, bColumn) = Operand<float>(k, n, 0, random);
        float[]? first = null;
        foreach (int threads in new[] { 1, 2, 8, 3 })
        {
            var c = new float[m * n];
            CpuPoolTests.WithThreads(threads, () => Gemm.Multiply<float>(m, n, k, 1, a, aRow, aColumn, b, bRow, bColumn, 0, c, n));
            Assert.Equal(first ??= c, c);
        }
        for (int i = 0; i < 200; i++)
        {
            int at = random.Next(m * n);
            Assert.Equal(Expected(a, aRow, aColumn, b, bRow, bColumn, 1, 0, 0f, at / n, at % n, k), first![at], 1e-3);
        }
    }

    [Fact]
    public void Short_operands_are_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Gemm.Multiply<float>(2, 3, 4, 1, new float[7], 4, 1, new float[12], 3, 1, 0, new float[6], 3));
        Assert.StartsWith("Matrix a of 2 x 4 elements with strides 4 and 1 needs 8 elements; the span has 7.", exception.Message);
    }

    /// <summary>A matrix with values within 1/2 of 0: by rows, by columns, or with gaps in both directions.</summary>
    private static (T[] Values, int Row, int Column) Operand<T>(int rows, int columns, int layout, Random random) where T : IFloatingPoint<T>
    {
        var (row, column) = layout switch { 0 => (columns, 1), 1 => (1, rows), _ => ((2 * columns) + 1, 2) };
        int length = rows == 0 || columns == 0 ? 0 : ((rows - 1) * row) + ((columns - 1) * column) + 1;
        return ([.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(random.NextDouble() - 0.5))], row, column);
    }

    private static double Expected<T>(T[] a, int aRow, int aColumn, T[] b, int bRow, int bColumn, double alpha, double beta, T old, int i, int j, int k)
        where T : IFloatingPoint<T>
    {
        double sum = 0;
        for (int p = 0; p < k; p++) sum += double.CreateChecked(a[(i * aRow) + (p * aColumn)]) * double.CreateChecked(b[(p * bRow) + (j * bColumn)]);
        return (alpha * sum) + (beta == 0 ? 0 : beta * double.CreateChecked(old));
    }
}
