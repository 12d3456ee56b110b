using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>What a function is at a point on a line.</summary>
/// <param name="Step">How far along.</param>
/// <param name="Value">The function there.</param>
/// <param name="Slope">Its derivative along the line.</param>
internal readonly record struct Probe(double Step, double Value, double Slope);

/// <summary>
/// Looks along a line for a step that lowers a function as far as its slope promises, to where the slope is much flatter
/// (the strong conditions of Wolfe): growing steps until a minimum lies between two of them, then ever narrower brackets.
/// </summary>
internal sealed class LineSearch(Objective objective)
{
    private const int MostTrials = 20;

    // So much of the promised decrease is enough, and so much of the slope may be left: less, and directions stay conjugate.
    private const double Decrease = 1e-4;
    private const double Flatness = 0.4;
    private const double Growth = 2.5;

    private double[] at = [];

    /// <summary>Searches from <paramref name="start"/>, where the function falls, along <paramref name="direction"/>.</summary>
    /// <param name="origin">The point where the line begins.</param>
    /// <param name="direction">The way it goes.</param>
    /// <param name="start">The function at its beginning.</param>
    /// <param name="step">The first step to try.</param>
    /// <param name="gradient">In the end the gradient at the point that was found.</param>
    /// <param name="found">That point.</param>
    /// <returns>False where no step lowers the function.</returns>
    public bool Run(double[] origin, double[] direction, Probe start, double step, double[] gradient, out Probe found)
    {
        Array.Resize(ref at, origin.Length);
        var low = start; // the lowest so far that decreases enough
        Probe? beyond = null; // a minimum lies between it and the lowest, once there is one
        for (var trial = 0; trial < MostTrials; trial++)
        {
            var probe = found = At(step);
            if (!(probe.Value <= start.Value + Decrease * step * start.Slope) || probe.Value >= low.Value)
            {
                beyond = probe;
            }
            else
            {
                if (Math.Abs(probe.Slope) <= -Flatness * start.Slope)
                    return true;
                if (probe.Slope * ((beyond?.Step ?? double.PositiveInfinity) - low.Step) >= 0)
                    beyond = low;
                low = probe;
            }

            step = beyond is { } end ? Between(low, end) : Growth * step;
        }

        // The conditions are too strict for the accuracy of the function: any decrease will do.
        found = low.Step > 0 ? At(low.Step) : start;
        return low.Step > 0;

        Probe At(double step)
        {
            TensorPrimitives.MultiplyAdd(direction, step, origin, at);
            var value = objective(at, gradient);
            return new Probe(step, value, TensorPrimitives.Dot<double>(gradient, direction));
        }
    }

    // The minimum of the parabola through two probes with the slope of the first, but not too near to either.
    private static double Between(Probe low, Probe end)
    {
        const double margin = 0.1;
        var width = end.Step - low.Step;
        var share = -low.Slope * width / (2 * (end.Value - low.Value - low.Slope * width));
        return low.Step + width * (double.IsNaN(share) ? 0.5 : Math.Clamp(share, margin, 1 - margin));
    }
}
