using GraphDsl.Examples;

namespace GraphDsl.Tests;

/// <summary>Conjugate gradients on functions whose minima are known.</summary>
public class ConjugateGradientTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void A_stretched_bowl(int count)
    {
        // sum of c (x - k)^2 / 2 with c from 1 to 100
        var point = new double[count];
        var minimum = ConjugateGradient.Minimise(Bowl, point, 500, tolerance: 1e-9);
        Assert.True(minimum.Converged);
        Assert.All(point, (x, k) => Assert.Equal(k, x, 8));
        Assert.Equal(0, minimum.Value, 12);

        double Bowl(ReadOnlySpan<double> at, Span<double> gradient)
        {
            double sum = 0;
            for (int k = 0; k < at.Length; k++)
            {
                double c = Math.Pow(100, k / Math.Max(1.0, count - 1)), x = at[k] - k;
                sum += c * x * x / 2;
                gradient[k] = c * x;
            }

            return sum;
        }
    }

    [Fact]
    public void The_valley_of_Rosenbrock()
    {
        double[] point = [-1.2, 1];
        double last = double.PositiveInfinity;
        int seen = 0;
        var minimum = ConjugateGradient.Minimise(Valley, point, 200, Each, tolerance: 1e-8);
        Assert.True(minimum.Converged);
        Assert.Equal(minimum.Iterations, seen);
        Assert.InRange(seen, 5, 60);
        Assert.Equal(1, point[0], 6);
        Assert.Equal(1, point[1], 6);

        void Each(double[] at)
        {
            double value = Valley(at, new double[2]);
            Assert.True(value < last);
            last = value;
            seen++;
        }

        static double Valley(ReadOnlySpan<double> at, Span<double> gradient)
        {
            double a = 1 - at[0], b = at[1] - at[0] * at[0];
            gradient[0] = -2 * a - 400 * b * at[0];
            gradient[1] = 200 * b;
            return a * a + 100 * b * b;
        }
    }

    [Fact]
    public void A_function_that_is_no_number_beyond_a_wall()
    {
        // x - log x, which has no value for x <= 0 and its minimum at 1
        double[] point = [30];
        Assert.True(ConjugateGradient.Minimise(Wall, point, 100, tolerance: 1e-7).Converged);
        Assert.Equal(1, point[0], 6);

        static double Wall(ReadOnlySpan<double> at, Span<double> gradient)
        {
            gradient[0] = 1 - 1 / at[0];
            return at[0] - Math.Log(at[0]);
        }
    }

    [Fact]
    public void At_the_minimum_and_without_parameters_nothing_is_done()
    {
        Assert.Equal(new Minimum(9, 0, true), ConjugateGradient.Minimise(Square, [0, 0], 10));
        Assert.Equal(new Minimum(9, 0, true), ConjugateGradient.Minimise(Square, [], 10));
        Assert.Equal(new Minimum(10, 0, false), ConjugateGradient.Minimise(Square, [1], 0));
    }

    [Fact]
    public void A_gradient_that_points_uphill_ends_the_search_where_it_began()
    {
        double[] point = [1, 2];
        Assert.Equal(new Minimum(14, 0, false), ConjugateGradient.Minimise(Wrong, point, 10));
        Assert.Equal([1, 2], point);

        static double Wrong(ReadOnlySpan<double> at, Span<double> gradient)
        {
            double value = Square(at, gradient);
            foreach (ref double g in gradient) g = -g;
            return value;
        }
    }

    private static double Square(ReadOnlySpan<double> at, Span<double> gradient)
    {
        double sum = 9;
        for (int i = 0; i < at.Length; i++)
        {
            sum += at[i] * at[i];
            gradient[i] = 2 * at[i];
        }

        return sum;
    }
}
