using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>The examples' optimisers against the same formulas on plain numbers.</summary>
public class OptimiserTests
{
    private delegate double Rule(double gradient, ref double first, ref double second, int step);

    [Fact]
    public void Gradient_descent() => Check(m => m.Sgd((floatX)0.02), (double g, ref double _, ref double _, int _) => -0.02 * g);

    [Fact]
    public void Momentum() => Check(m => m.Momentum((floatX)0.01), (double g, ref double v, ref double _, int _) => v = (0.9 * v) - (0.01 * g));

    [Fact]
    public void Nesterov() => Check(m => m.Nesterov((floatX)0.01), (double g, ref double v, ref double _, int _) =>
    {
        v = (0.9 * v) - (0.01 * g);
        return (0.9 * v) - (0.01 * g);
    });

    [Fact]
    public void AdaGrad() => Check(m => m.AdaGrad((floatX)0.5), (double g, ref double s, ref double _, int _) =>
    {
        s += g * g;
        return -0.5 * g / Math.Sqrt(s + 1e-6);
    });

    [Fact]
    public void RmsProp() => Check(m => m.RmsProp((floatX)0.05), (double g, ref double s, ref double _, int _) =>
    {
        s = (0.9 * s) + (0.1 * g * g);
        return -0.05 * g / Math.Sqrt(s + 1e-6);
    });

    [Fact]
    public void AdaDelta() => Check(m => m.AdaDelta(), (double g, ref double s, ref double d, int _) =>
    {
        s = (0.95 * s) + (0.05 * g * g);
        double step = g * Math.Sqrt(d + 1e-6) / Math.Sqrt(s + 1e-6);
        d = (0.95 * d) + (0.05 * step * step);
        return -step;
    });

    [Fact]
    public void Adam() => Check(m => m.Adam((floatX)0.1), (double g, ref double m, ref double s, int t) =>
    {
        m = (0.9 * m) + (0.1 * g);
        s = (0.999 * s) + (0.001 * g * g);
        return -0.1 * Math.Sqrt(1 - Math.Pow(0.999, t)) / (1 - Math.Pow(0.9, t)) * m / (Math.Sqrt(s) + 1e-8);
    });

    private static void Check(Func<Descent, floatX> step, Rule rule)
    {
        var model = new Descent();
        double[] at = [1.5, -2, 0.5], first = new double[3], second = new double[3];
        for (int t = 1; t <= 15; t++)
        {
            double cost = (at[0] * at[0]) + (10 * at[1] * at[1]) + ((at[2] - 3) * (at[2] - 3)) + (at[0] * at[2]);
            Numbers.Near(cost, (double)step(model), Numbers.Tolerance(2e-4, 1e-11));
            double[] gradients = [(2 * at[0]) + at[2], 20 * at[1], (2 * (at[2] - 3)) + at[0]];
            for (int i = 0; i < 3; i++) at[i] += rule(gradients[i], ref first[i], ref second[i], t);
        }
        Numbers.Near(at[2], model.B.Doubles()[0], Numbers.Tolerance(1e-3, 1e-10));
        Assert.True((double)step(model) < 49, "went up");
    }
}
