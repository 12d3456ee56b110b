using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Linear algebra against what defines it: products, closed forms, differences.</summary>
public class MatrixTests
{
    private static readonly double near = Numbers.Tolerance(2e-5, 1e-12);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    [InlineData(130)]
    public void A_matrix_times_its_inverse_is_one(int n)
    {
        var a = Draw(n, n, seed: n);
        var (inverse, _, trace) = Matrices.Invert(a);
        double diagonal = 0;
        for (int i = 0; i < n; i++)
        {
            diagonal += a[i, i];
            for (int k = 0; k < n; k++)
            {
                double sum = 0;
                for (int j = 0; j < n; j++) sum += (double)a[i, j] * inverse[j, k];
                Numbers.Near(i == k ? 1 : 0, sum, near);
            }
        }
        Numbers.Near(diagonal, (double)trace, near);
    }

    [Fact]
    public void A_solution_fits_its_equations_and_gradients_are_those_of_the_closed_form()
    {
        const int N = 19;
        var a = Draw(N, N, seed: 3);
        var b = Numbers.Draw(N, seed: 4);
        var (x, byA, byB) = Matrices.Solve(a, b);
        for (int i = 0; i < N; i++) Numbers.Near((double)b[i], Enumerable.Range(0, N).Sum(j => (double)a[i, j] * x[j]), near);
        // d |x|^2 / db = 2 A^-T x, and by A its negative times x^T.
        for (int i = 0; i < N; i++)
        {
            Numbers.Near(2 * (double)x[i], Enumerable.Range(0, N).Sum(j => (double)a[j, i] * byB[j]), near);
            for (int j = 0; j < N; j++) Numbers.Near(-(double)byB[i] * x[j], (double)byA[i, j], near);
        }
    }

    [Fact]
    public void A_factor_times_its_transpose_is_the_matrix()
    {
        const int N = 37;
        var m = Draw(N, N, seed: 5);
        var a = Tensor.CreateFromShape<floatX>([N, N]);
        for (int i = 0; i < N; i++)
            for (int k = 0; k < N; k++) a[i, k] = (floatX)Enumerable.Range(0, N).Sum(j => (double)m[i, j] * m[k, j] / N);
        var factor = Matrices.Factor(a);
        for (int i = 0; i < N; i++)
        {
            for (int k = 0; k < N; k++)
            {
                Numbers.Near((double)a[i, k], Enumerable.Range(0, N).Sum(j => (double)factor[i, j] * factor[k, j]), near);
                if (k > i) Assert.Equal(0, factor[i, k]);
            }
        }
    }

    [Fact]
    public void The_density_of_a_normal_distribution_has_the_known_gradients()
    {
        // x - mean = (1, 2), the covariance [[4, 2], [2, 3]]: determinant 8, inverse [[3, -2], [-2, 4]] / 8.
        var (cost, byMean, byCovariance) = Matrices.Density((floatX[])[3, 3], (floatX[])[2, 1], Numbers.Read(new floatX[,] { { 4, 2 }, { 2, 3 } }));
        Numbers.Near((0.5 * 11 / 8) + (0.5 * Math.Log(8)), (double)cost, near);
        Numbers.Near([1 / 8.0, -6 / 8.0], Doubles(byMean), near);
        // (S^-1 - u u^T) / 2 with u = S^-1 (x - mean); the entry below the diagonal stands for both.
        double[] u = [-1 / 8.0, 6 / 8.0];
        Numbers.Near([((3 / 8.0) - (u[0] * u[0])) / 2, 0, (-2 / 8.0) - (u[0] * u[1]), ((4 / 8.0) - (u[1] * u[1])) / 2], Doubles(byCovariance), near);
    }

    [Fact]
    public void The_gradient_of_the_logarithm_of_a_determinant_is_the_transposed_inverse()
    {
        floatX[,] a = { { 2, 1, 0 }, { 0, 3, 1 }, { 1, 0, 4 } };
        double[] inverse = Doubles(Matrices.Invert(Numbers.Read(a)).Item1), gradient = Doubles(Matrices.GradientOfLogDet(Numbers.Read(a)));
        Numbers.Near(25, (double)Matrices.Invert(Numbers.Read(a)).Item2, near);
        for (int i = 0; i < 9; i++) Numbers.Near(inverse[(i % 3 * 3) + (i / 3)], gradient[i], near);
    }

    [Fact]
    public void A_singular_matrix_is_refused_by_name()
    {
        floatX[,] singular = { { 1, 2 }, { 2, 4 } };
        Assert.Contains("T.Inverse(a)", Assert.Throws<ArithmeticException>(() => Matrices.Invert(Numbers.Read(singular))).Message, StringComparison.Ordinal);
        Assert.Contains("T.Solve(a, b)", Assert.Throws<ArithmeticException>(() => Matrices.Solve(Numbers.Read(singular), (floatX[])[1, 2])).Message, StringComparison.Ordinal);
        string message = Assert.Throws<ArithmeticException>(() => Matrices.Factor(Numbers.Read(new floatX[,] { { 1, 2 }, { 2, 1 } }))).Message;
        Assert.Contains("T.Cholesky(a)", message, StringComparison.Ordinal);
        Assert.Contains("not positive definite", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Matrices.Factor(Numbers.Read(new floatX[2, 3])));
    }

    [Fact]
    public void NaN_spreads()
    {
        var (inverse, determinant, _) = Matrices.Invert(Numbers.Read(new floatX[,] { { floatX.NaN, 1 }, { 1, 2 } }));
        Assert.All(Doubles(inverse), x => Assert.Equal(double.NaN, x));
        Assert.Equal(floatX.NaN, determinant);
        Assert.Equal([double.NaN, 0, double.NaN, double.NaN], Doubles(Matrices.Factor(Numbers.Read(new floatX[,] { { floatX.NaN, 0 }, { 1, 2 } }))));
    }

    [Fact]
    public void The_largest_come_first_and_take_the_gradient()
    {
        floatX[,] x = { { 1, 5, 3, 5 }, { -1, floatX.NegativeInfinity, -3, -2 } };
        var (values, places, gradient) = Matrices.Largest(Numbers.Read(x), 2);
        Assert.Equal([5, 5, -1, -2], Doubles(values));
        Assert.Equal([1L, 3, 0, 3], places.Elements());
        Assert.Equal([0, 10, 0, 10, -2, 0, 0, -4], Doubles(gradient));
        (values, places, _) = Matrices.Largest(Numbers.Read(new floatX[,] { { 1, floatX.NaN, 3 } }), 3);
        Assert.Equal([double.NaN, 3, 1], Doubles(values));
        Assert.Equal([1L, 2, 0], places.Elements());
        Assert.Equal([2, 0], Matrices.Largest(Numbers.Read(x), 0).Item1.Lengths);
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrices.Largest(Numbers.Read(x), 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrices.Largest(Numbers.Read(x), -1));
    }

    /// <summary>A random matrix far from singular.</summary>
    private static Tensor<floatX> Draw(int rows, int columns, int seed)
    {
        var result = Tensor.Create(Numbers.Draw(rows * columns, seed), [rows, columns]);
        for (int i = 0; i < Math.Min(rows, columns); i++) result[i, i] += (floatX)(2 * Math.Sqrt(rows));
        return result;
    }

    private static double[] Doubles(Tensor<floatX> tensor) => [.. tensor.Elements().Select(x => (double)x)];
}
