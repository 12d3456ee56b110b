using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Jacobians, Hessians, products with them, and what changes the flow of gradients.</summary>
public class CalculusTests
{
    private static readonly double near = Numbers.Tolerance(2e-6, 1e-13);
    private static readonly double[] w = [1, -2, 3];
    private static readonly double[][] a = [[1, 2, 3], [4, 5, 6]];

    /// <summary>The elements of tanh(A w / 10), and the derivative of tanh there.</summary>
    private static (double[] Value, double[] Slope) Curve(double[] at)
    {
        double[] value = [.. a.Select(row => Math.Tanh(row.Zip(at, (x, y) => x * y).Sum() / 10))];
        return (value, [.. value.Select(y => 1 - (y * y))]);
    }

    [Fact]
    public void Jacobian_is_the_derivative_of_each_element()
    {
        var slope = Curve(w).Slope;
        Numbers.Near([.. a.SelectMany((row, i) => row.Select(x => slope[i] * x / 10))], Doubles(new Calculus().Jacobian()), near);
    }

    [Fact]
    public void Jacobians_by_several_variables()
    {
        var (byW, byA) = new Calculus().Jacobians();
        Numbers.Near([1, 2, 3, 4, 5, 6], Doubles(byW), near);
        Assert.Equal([2, 2, 3], byA.Lengths);
        Numbers.Near([1, -2, 3, 0, 0, 0, 0, 0, 0, 1, -2, 3], Doubles(byA), near);
    }

    [Fact]
    public void Hessian_is_the_matrix_of_second_derivatives()
    {
        // The second derivative of tanh(u)^2 is 2 (1 - t^2) (1 - 3 t^2).
        double[] curvature = [.. Curve(w).Value.Select(t => 2 * (1 - (t * t)) * (1 - (3 * t * t)))];
        var expected = from j in Enumerable.Range(0, 3) from k in Enumerable.Range(0, 3) select a.Select((row, i) => curvature[i] * row[j] * row[k] / 100).Sum();
        var model = new Calculus();
        Numbers.Near([.. expected], Doubles(model.Hessian()), near);
        floatX[] v = [1, 2, -1];
        double[] product = [.. expected.Chunk(3).Select(row => row[0] + (2 * row[1]) - row[2])];
        foreach (var result in Values(model.HessianTimes(v))) Numbers.Near(product, result, near);
    }

    [Fact]
    public void Rop_is_the_change_in_a_direction()
    {
        double[] x = [0.5, -1, 2], v = [1, 3, -2];
        var (value, change) = new Calculus().Rop(Real(x), Real(v));
        Numbers.Near(Curve(x).Value, Doubles(value), near);
        const double Step = 1e-5;
        var (above, below) = (Curve([.. x.Zip(v, (p, d) => p + (Step * d))]).Value, Curve([.. x.Zip(v, (p, d) => p - (Step * d))]).Value);
        Numbers.Near([.. above.Zip(below, (p, q) => (p - q) / (2 * Step))], Doubles(change), Numbers.Tolerance(2e-6, 1e-9));
    }

    [Fact]
    public void Rop_adds_up_over_variables_and_Lop_is_its_transpose()
    {
        var slope = Curve(w).Slope;
        var model = new Calculus();
        // The change of A w / 10: A v / 10 and D w / 10.
        Numbers.Near([slope[0] * (8 + 2) / 10, slope[1] * (17 + 4) / 10], Doubles(model.RopOfBoth((floatX[])[1, -1, 3], Numbers.Read(new floatX[,] { { 1, 1, 1 }, { 3, 1, 1 } }))), near);
        var (byW, byA) = model.Lop((floatX[])[2, -1]);
        Numbers.Near([.. Enumerable.Range(0, 3).Select(j => ((2 * slope[0] * a[0][j]) - (slope[1] * a[1][j])) / 10)], Doubles(byW), near);
        Numbers.Near([.. w.Select(x => 2 * slope[0] * x / 10), .. w.Select(x => -slope[1] * x / 10)], Doubles(byA), near);
    }

    [Fact]
    public void A_direction_of_another_size_is_refused_at_the_call()
    {
        var model = new Calculus();
        Assert.Equal("v", Assert.Throws<ArgumentException>(() => model.Rop((floatX[])[1, 2, 3], (floatX[])[1, 2])).ParamName);
        Assert.Contains("known", Assert.Throws<ArgumentException>(() => model.Known((floatX[])[1, 2, 3], (floatX[])[1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_may_start_from_known_gradients() =>
        Numbers.Near([20, 400, 0], Doubles(new Calculus().Known((floatX[])[1, 2, 3], (floatX[])[10, 100, 0])), near);

    [Fact]
    public void A_clipped_gradient_stays_within_its_bounds()
    {
        double[] gradient = Doubles(new Calculus().Clipped((floatX[])[3, 0.25f, -3, 1], (floatX[])[1, 1, 1, floatX.NaN]));
        Numbers.Near([2, 0.5, -1], gradient.AsSpan(0, 3), near);
        Assert.Equal(double.NaN, gradient[3]);
    }

    [Fact]
    public void No_gradient_passes_what_is_considered_constant()
    {
        var (value, gradient) = new Calculus().Held((floatX[])[1, 2, -3]);
        Numbers.Near(1 + 8 - 27, (double)value, near);
        Numbers.Near([1, 4, 9], Doubles(gradient), near);
    }

    private static floatX[] Real(double[] values) => [.. values.Select(x => (floatX)x)];

    private static double[] Doubles(System.Numerics.Tensors.Tensor<floatX> tensor) => [.. tensor.Elements().Select(x => (double)x)];

    private static IEnumerable<double[]> Values((System.Numerics.Tensors.Tensor<floatX>, System.Numerics.Tensors.Tensor<floatX>, System.Numerics.Tensors.Tensor<floatX>) all) =>
        [Doubles(all.Item1), Doubles(all.Item2), Doubles(all.Item3)];
}
