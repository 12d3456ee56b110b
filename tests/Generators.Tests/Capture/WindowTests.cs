using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Capture;

/// <summary>Convolution, pooling and normalisation with all options give what Theano gives.</summary>
public sealed class WindowTests
{
    private const string Images = "var c = x.Reshape(1, 1, 3, 4); var f = T.Constant(new[] { 1.0, 2, 0, -1 }).Reshape(1, 1, 2, 2); var v = T.Constant(new[] { 1.0, 2, 3, 4 });";

    /// <summary>Expressions over x = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]], the image c of it the filter f = [[1, 2], [0, -1]] and v = [1, 2, 3, 4].</summary>
    public static TheoryData<string, string> Expressions => new()
    {
        // [[1, 2], [0, -1]] turned by 180 degrees is [[-1, 0], [2, 1]].
        { "T.Conv2d(c, f)[0, 0]", "[[15, 17, 19], [23, 25, 27]]" },
        { "T.Conv2d(c, f, filterFlip: false)[0, 0]", "[[-1, 1, 3], [7, 9, 11]]" },
        { "T.Conv2d(c, f, BorderMode.Full)[0, 0]", "[[1, 4, 7, 10, 8], [5, 15, 17, 19, 12], [9, 23, 25, 27, 16], [0, -9, -10, -11, -12]]" },
        { "T.Conv2d(c, f, BorderMode.Half, filterFlip: false)[0, 0]", "[[-1, -2, -3, -4, 0], [-3, -1, 1, 3, 4], [1, 7, 9, 11, 8], [18, 29, 32, 35, 12]]" },
        { "T.Conv2d(c, f, borderMode: 1)[0, 0, 0]", "[1, 4, 7, 10, 8]" },
        { "T.Conv2d(c, f, borderMode: (0, 1), subsample: (1, 2))[0, 0]", "[[5, 17, 12], [9, 25, 16]]" },
        { "T.Conv2d(c, f, dilation: (2, 3))[0, 0]", "[[29]]" },
        { "T.Conv2d(c, f, BorderMode.Half, dilation: (2, 3), filterFlip: false)[0, 0].Shape[0].Cast<double>()", "3" },
        { "T.Pool2d(x, (2, 2), ignoreBorder: true)", "[[6, 8]]" },
        { "T.Pool2d(x, (2, 2))", "[[6, 8], [10, 12]]" },
        { "T.Pool2d(x, (2, 3))", "[[7, 8], [11, 12]]" },
        { "T.Pool2d(x, (2, 2), stride: (1, 2), mode: PoolMode.Sum)", "[[14, 22], [30, 38]]" },
        { "T.Pool2d(x, (2, 2), mode: PoolMode.AverageExcludePadding)", "[[3.5, 5.5], [9.5, 11.5]]" },
        { "T.Pool2d(x, (2, 2), mode: PoolMode.AverageIncludePadding)", "[[3.5, 5.5], [9.5, 11.5]]" },
        { "T.Pool2d(x, (2, 2), ignoreBorder: true, pad: (1, 1), mode: PoolMode.AverageIncludePadding)", "[[0.25, 1.25, 1], [3.5, 8.5, 5]]" },
        { "T.Pool2d(x, (2, 2), ignoreBorder: true, pad: (1, 1), mode: PoolMode.AverageExcludePadding)", "[[1, 2.5, 4], [7, 8.5, 10]]" },
        { "T.Pool2d(x, (2, 2), ignoreBorder: true, pad: (1, 1))", "[[1, 3, 4], [9, 11, 12]]" },
        { "T.Pool2d(x, (4, 4), stride: (1, 1))", "[[12]]" },
        { "T.Pool2d(x, (4, 4), ignoreBorder: true).Shape[0].Cast<double>()", "0" },
        { "T.Pool2d(x, (2, 2), stride: (1, 1), mode: PoolMode.AverageExcludePadding)[^1]", "[7.5, 8.5, 9.5]" },
        { "T.BatchNormalizationTrain(x, v, v, epsilon: 0).Output", "[[-0.224745, -0.44949, -0.674235, -0.898979], [1, 2, 3, 4], [2.224745, 4.44949, 6.674235, 8.898979]]" },
        { "T.BatchNormalizationTrain(x, v, v).Mean", "[5, 6, 7, 8]" },
        { "T.BatchNormalizationTrain(x[..2], v, v, epsilon: 5).InverseStd", "[0.333333, 0.333333, 0.333333, 0.333333]" },
        { "T.BatchNormalizationTrain(x, v[..3, T.NewAxis], v[..3, T.NewAxis], axes: 1).Mean", "[[2.5], [6.5], [10.5]]" },
        { "T.BatchNormalizationTrain(x, v, v, v, v, runningAverageFactor: 0.5).RunningMean", "[3, 4, 5, 6]" },
        { "T.BatchNormalizationTrain(x, v, v, v, v, runningAverageFactor: 0.5).RunningVariance", "[8.5, 9, 9.5, 10]" },
        { "T.BatchNormalizationTrain(c, v[..1], v[..1], axes: [0, 2, 3]).Mean", "[6.5]" },
        { "T.BatchNormalizationTest(x, v, v, v, v + 3, epsilon: 0)[0]", "[1, 2, 3, 4]" },
        { "T.BatchNormalizationTest(x, v, v, v * 0, v * 0 + 3, epsilon: 1)[1]", "[3.5, 8, 13.5, 20]" },
        { "T.Grad(T.Sum(T.BatchNormalizationTrain(x, v, v).Output), x)[0]", "[0, 0, 0, 0]" },
        // All that equal the maximum get the whole gradient.
        { "T.Grad(T.Sum(T.Sqr(T.Pool2d(T.Maximum(x, 6), (2, 2)))), x)[0]", "[0, 0, 0, 0]" },
        { "T.Grad(T.Sum(T.Pool2d(T.Minimum(x, 7), (3, 4))), x)", "[[0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]]" },
        { "T.Grad(T.Sum(T.Pool2d(x * 0, (3, 2)) * 2), x).Shape[1].Cast<double>()", "4" },
    };

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Computes(string expression, string expected)
    {
        foreach (string parameter in new[] { "[Shape(3, 4)] Matrix<double> x", "Matrix<double> x" })
        {
            var program = CapturedProgram.OfMembers($"[GraphFunction] Expr<double> RunGraph({parameter}) {{ {Images} return {expression}; }}");
            Assert.DoesNotContain(program.Generation.Diagnostics, d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error && d.Location.IsInSource);
            Assert.Equal(expected, program.Run("Run", ("x", new double[,] { { 1, 2, 3, 4 }, { 5, 6, 7, 8 }, { 9, 10, 11, 12 } })));
        }
    }

    [Fact]
    public void Options_may_come_from_helpers_and_fields()
    {
        var program = CapturedProgram.OfMembers("""
            private static readonly (int, int) size = (2, 2);
            private const BorderMode Border = BorderMode.Full;
            private static Expr<double> Layer(Expr<double> x, Expr<double> f, Padding padding) => T.Pool2d(T.Conv2d(x, f, padding), ws: size, mode: PoolMode.Sum);
            [GraphFunction] Expr<double> RunGraph(Matrix<double> x)
            {
                var c = x.Reshape(1, 1, 2, 2);
                return T.Sum(Layer(c, c, Border)) + 100 * T.Sum(Layer(c, c, 0)) + 1000 * T.Sum(Layer(c, c, (1, 0)));
            }
            """);
        // Full: the product of the sums, 100. Valid: 1 * 4 + 2 * 3 + 3 * 2 + 4 * 1 = 20. Rows padded: 4 + 20 + 24 = (1 * 2 + 2 * 1) + 20 + (3 * 4 + 4 * 3).
        Assert.Equal("50100", program.Run("Run", ("x", new double[,] { { 1, 2 }, { 3, 4 } })));
    }
}
