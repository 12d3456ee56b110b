using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Linear algebra by one group: what the CPU finds, for sizes below and above that of a group, and nothing on the host.</summary>
public class MatricesOnDeviceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(17)]
    public void Inverses_determinants_and_solutions_are_those_of_the_CPU(int n)
    {
        var a = Tensor.Create(Numbers.Draw(n * n, seed: n), [n, n]);
        floatX[] b = Numbers.Draw(n, seed: 100 + n);
        OnBoth(() =>
        {
            var (inverse, determinant, trace) = Matrices.Invert(a);
            var (solution, byA, byB) = Matrices.Solve(a, b);
            return [.. inverse.Elements(), determinant, trace, .. solution.Elements(), .. byA.Elements(), .. byB.Elements()];
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(13)]
    public void Factors_and_their_gradients_are_those_of_the_CPU(int n)
    {
        floatX[] root = Numbers.Draw(n * n, seed: n), x = Numbers.Draw(n, seed: 3), mean = Numbers.Draw(n, seed: 4);
        var square = new floatX[n * n];
        for (int i = 0; i < n * n; i++)
            square[i] = Enumerable.Range(0, n).Aggregate((floatX)(i % n == i / n ? 1 : 0), (sum, k) => sum + root[(i / n * n) + k] * root[(i % n * n) + k]);
        var covariance = Tensor.Create(square, [n, n]);
        OnBoth(() =>
        {
            var (cost, byMean, byCovariance) = Matrices.Density(x, mean, covariance);
            return [.. Matrices.Factor(covariance).Elements(), cost, .. byMean.Elements(), .. byCovariance.Elements()];
        });
    }

    /// <summary>Pivots in other rows, no pivot at all, NaN.</summary>
    [Fact]
    public void Awkward_matrices_have_the_determinants_of_the_CPU()
    {
        floatX[][] rows = [[0, 1, 0, 0, 0, 2, 3, 0, 0], [1, 2, 3, 2, 4, 6, 1, 0, 5], [0, 0, 1, 0, 0, 2, 1, 1, 1], [1, floatX.NaN, 0, 0, 1, 0, 0, 0, 1]];
        foreach (var matrix in rows)
        {
            var a = Tensor.Create(matrix, [3, 3]);
            Assert.Equal(OnCpu(() => Matrices.Invert(Regular(a, floatX.IsNaN(matrix[1]) ? 0 : 7)).determinant), Matrices.Invert(Regular(a, floatX.IsNaN(matrix[1]) ? 0 : 7)).determinant);
        }

        static Tensor<floatX> Regular(Tensor<floatX> a, floatX more)
        {
            floatX[] elements = a.Elements();
            elements[0] += more;
            elements[4] += more;
            elements[8] += more;
            return Tensor.Create(elements, [3, 3]);
        }
    }

    [Fact]
    public void A_matrix_that_has_none_is_reported_as_on_the_CPU()
    {
        Tensor<floatX> singular = Tensor.Create<floatX>([1, 2, 3, 2, 4, 6, 1, 0, 5], [3, 3]), indefinite = Tensor.Create<floatX>([4, 2, 2, 1], [2, 2]);
        Action[] calls = [() => Matrices.Invert(singular), () => Matrices.Solve(singular, new floatX[3]), () => Matrices.Factor(indefinite)];
        foreach (var call in calls)
            Assert.Equal(OnCpu(() => Assert.Throws<ArithmeticException>(call).Message), Assert.Throws<ArithmeticException>(call).Message);
    }

    private static void OnBoth(Func<floatX[]> call)
    {
        Simulation.Device.Transfers.Reset();
        floatX[] found = call();
        Assert.Equal(0, Simulation.Device.Transfers.HostSteps);
        double largest = OnCpu(call).Select(e => Math.Abs((double)e)).Append(1).Max();
        Numbers.Near([.. OnCpu(call).Select(e => (double)e / largest)], [.. found.Select(e => (double)e / largest)], 1e-4);
        Assert.Equal(found, call());
    }

    private static TResult OnCpu<TResult>(Func<TResult> call)
    {
        var before = GraphDevice.Default;
        GraphDevice.Default = GraphDevice.Cpu;
        try
        {
            return call();
        }
        finally
        {
            GraphDevice.Default = before;
        }
    }
}
