using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>A function to be minimised: gives its value and writes its gradient.</summary>
internal delegate double Objective(ReadOnlySpan<double> at, Span<double> gradient);

/// <summary>How a minimisation ended.</summary>
/// <param name="Value">The least value found.</param>
/// <param name="Iterations">The line searches made.</param>
/// <param name="Converged">Whether the gradient is as small as was asked for.</param>
internal readonly record struct Minimum(double Value, int Iterations, bool Converged);

/// <summary>
/// Nonlinear conjugate gradients after Polak and Ribiere: each search direction is the steepest descent plus so much of the
/// last direction as undoes none of what was gained along it.
/// </summary>
internal static class ConjugateGradient
{
    /// <summary>Goes downhill from a point until the gradient is small, the iterations are used up, or no step leads further down.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="point">Where to begin; in the end the minimum.</param>
    /// <param name="iterations">The most line searches.</param>
    /// <param name="each">Sees the point after each of them.</param>
    /// <param name="tolerance">The largest element of a small gradient.</param>
    public static Minimum Minimise(Objective objective, double[] point, int iterations, Action<double[]>? each = null, double tolerance = 1e-5)
    {
        double[] gradient = new double[point.Length], before = new double[point.Length], direction = new double[point.Length];
        var search = new LineSearch(objective);
        var value = objective(point, gradient);
        TensorPrimitives.Negate(gradient, direction);
        var expected = Norm(gradient) / 2; // by how much the next step may lower the value
        var steepest = true;
        for (var done = 0; done < iterations; done++)
        {
            if (Largest(gradient) <= tolerance)
                return new Minimum(value, done, Converged: true);

            gradient.CopyTo(before, 0);
            var slope = TensorPrimitives.Dot<double>(gradient, direction);
            var first = Math.Min(1, -2 * expected / slope);
            if (!(slope < 0) || !search.Run(point, direction, new Probe(0, value, slope), first, gradient, out var found))
            {
                if (steepest)
                    return new Minimum(value, done, Converged: false);
                TensorPrimitives.Negate(before, direction);
                before.CopyTo(gradient, 0);
                steepest = true;
                done--; // the direction was no good, and no step was made
                continue;
            }

            TensorPrimitives.MultiplyAdd(direction, found.Step, point, point);
            expected = value - found.Value;
            value = found.Value;
            each?.Invoke(point);

            // A negative share would go back the way it came: start anew from the steepest descent.
            var share = Math.Max(0, (Square(gradient) - TensorPrimitives.Dot<double>(gradient, before)) / Square(before));
            for (var i = 0; i < direction.Length; i++)
                direction[i] = share * direction[i] - gradient[i];
            steepest = share == 0;
        }

        return new Minimum(value, iterations, Largest(gradient) <= tolerance);
    }

    private static double Square(double[] x) => TensorPrimitives.SumOfSquares<double>(x);

    private static double Norm(double[] x) => TensorPrimitives.Norm<double>(x);

    private static double Largest(double[] x) => x.Length == 0 ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude<double>(x));
}
