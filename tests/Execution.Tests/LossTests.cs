using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Losses whose plain formulas overflow.</summary>
public class LossTests
{
    [Fact]
    public void Logits_of_0_and_200_cost_about_200()
    {
        var (cost, gradient) = Losses.NegativeLogLikelihood(Numbers.Read(new floatX[,] { { 0, 200 } }), (int[])[0]);
        Numbers.Near(200, (double)cost, Numbers.Tolerance(1e-6, 1e-14));
        Numbers.Near([-1, 1], [.. gradient.Elements().Select(g => (double)g)], Numbers.Tolerance(1e-6, 1e-14));
        Numbers.Near(200, (double)Losses.Crossentropy(Numbers.Read(new floatX[,] { { 0, 200 } }), (long[])[0]), Numbers.Tolerance(1e-6, 1e-14));
    }

    [Fact]
    public void Logits_of_any_size_cost_what_they_differ_by()
    {
        var (cost, gradient) = Losses.NegativeLogLikelihood(Numbers.Read(new floatX[,] { { 10000, -10000, 0 }, { -20000, -20000, -20000 } }), (int[])[1, 2]);
        Numbers.Near((20000 + Math.Log(3)) / 2, (double)cost, Numbers.Tolerance(1e-6, 1e-14));
        Numbers.Near([0.5, -0.5, 0, 1 / 6.0, 1 / 6.0, -1 / 3.0], [.. gradient.Elements().Select(g => (double)g)], Numbers.Tolerance(1e-6, 1e-14));
    }
}
