using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Gradients through loops of every form against finite differences, from no step on.</summary>
public class LoopGradientTests
{
    private readonly LoopGradients loops = new();

    public static TheoryData<int> Steps => [0, 1, 2, 5, 8];

    [Theory, MemberData(nameof(Steps))]
    public void Taps_of_states_and_of_sequences(int steps) => Check(
        a => loops.Taps(a[0], a[1], a[2][0]) is var (cost, x, first, w) ? new(cost, x, first, One(w)) : default,
        Draw(1, steps + 2), Draw(2, 3), Draw(3, 1));

    [Theory, MemberData(nameof(Steps))]
    public void Two_taps_of_vectors(int steps) => Check(
        a => loops.TapsOfVectors(Rows(a[0], 3), Rows(a[1], 3), Rows(a[2], 3), steps) is var (cost, first, u, v) ? new(cost, first, u, v) : default,
        Draw(1, 6), Draw(2, 9), Draw(3, 9));

    [Theory, MemberData(nameof(Steps))]
    public void States_of_several_types(int steps) => Check(
        a => loops.MixedStates(Rows(a[0], 3), a[1], a[2][0], Rows(a[3], 3)) is var (cost, x, h, c, w) ? new(cost, x, h, One(c), w) : default,
        Draw(1, steps * 3), Draw(2, 3), Draw(3, 1), Draw(4, 9));

    [Theory, MemberData(nameof(Steps))]
    public void Loops_inside_of_loops(int steps) => Check(
        a => loops.Nested(Rows(a[0], 4), a[1][0], a[2]) is var (cost, x, start, w) ? new(cost, x, One(start), w) : default,
        Draw(1, steps * 4), Draw(2, 1), Draw(3, 4));

    [Theory, MemberData(nameof(Steps))]
    public void Captured_values(int steps) => Check(
        a => loops.Captured(Rows(a[0], 3), Rows(a[1], 3), a[2][0]) is var (cost, x, w, b) ? new(cost, x, w, One(b)) : default,
        Draw(1, steps * 3), Draw(2, 9), Draw(3, 1));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2.5, 3)]
    [InlineData(100, 6)]
    public void An_early_end(double limit, int steps)
    {
        floatX[] x = [(floatX)0.5, 1, (floatX)1.2, (floatX)(-0.7), (floatX)0.9, (floatX)0.4], start = [(floatX)0.1];
        var found = Check(a => loops.Until(a[0], a[1][0], (floatX)limit) is var (cost, gX, gStart) ? new(cost, gX, One(gStart)) : default, x, start);
        Assert.Equal(Enumerable.Range(0, 6).Select(step => step < steps), found.Gradients[0].Elements().Select(g => g != 0));
    }

    [Theory, MemberData(nameof(Steps))]
    public void Sequences_walked_from_the_end(int steps) => Check(
        a => loops.Backwards(a[0], a[1][0]) is var (cost, x, start) ? new(cost, x, One(start)) : default,
        Draw(1, steps + 1), Draw(2, 1));

    [Theory, MemberData(nameof(Steps))]
    public void Parts_of_sequences(int steps) => Check(
        a => loops.Strided(Rows(a[0], 3), a[1][0], steps / 2) is var (cost, x, start) ? new(cost, x, One(start)) : default,
        Draw(1, steps * 3), Draw(2, 1));

    [Theory, MemberData(nameof(Steps))]
    public void Gradients_inside_of_steps(int steps) => Check(
        a => loops.Descent(a[0], Rows(a[1], 2), a[2][0], steps) is var (cost, start, matrix, rate) ? new(cost, start, matrix, One(rate)) : default,
        Draw(1, 2), Draw(2, 6), [(floatX)0.1]);

    [Theory, MemberData(nameof(Steps))]
    public void Gradients_of_gradients(int steps) => Check(
        a => loops.SecondOrder(a[0], a[1][0]) is var (cost, x, w) ? new(cost, x, One(w)) : default,
        Draw(1, steps), Draw(2, 1));

    [Theory, MemberData(nameof(Steps))]
    public void Folds(int steps) => Check(
        a => loops.Folds(a[0], a[1][0]) is var (cost, x, w) ? new(cost, x, One(w)) : default,
        Draw(1, steps), Draw(2, 1));

    [Theory, MemberData(nameof(Steps))]
    public void Rows_of_a_table(int steps) => Check(
        a => loops.Table(new[] { 2, 0, 3, 2, 1, 2, 0, 0 }[..steps], Rows(a[0], 3), Rows(a[1], 3)) is var (cost, table, w) ? new(cost, table, w) : default,
        Draw(1, 15), Draw(2, 9));

    [Theory, MemberData(nameof(Steps))]
    public void Choices(int steps) => Check(
        a => loops.Choice(a[0], a[1][0]) is var (cost, x, w) ? new(cost, x, One(w)) : default,
        Draw(1, steps), Draw(2, 1));

    // A module of its own for every call, so that the draws are the same.
    [Theory, MemberData(nameof(Steps))]
    public void Draws(int steps) => Check(
        a => new LoopGradients().Noisy(a[0], a[1][0], steps) is var (cost, mean, scale) ? new(cost, mean, One(scale)) : default,
        Draw(1, 3), Draw(2, 1));

    [Theory, MemberData(nameof(Steps))]
    public void Masked_minibatches(int steps)
    {
        int[] lengths = [steps, steps / 2, Math.Min(steps, 1)];
        floatX[] mask = [.. Enumerable.Range(0, steps).SelectMany(step => lengths.Select(length => step < length ? (floatX)1 : 0))];
        var found = Check(
            a => loops.MaskedLstm(Tensor.Create(a[0], [steps, 3, 2]), Rows(mask, 3), Rows(a[1], 8), Rows(a[2], 8), a[3]) is var (cost, x, w, u, b) ? new(cost, x, w, u, b) : default,
            Draw(1, steps * 6), Draw(2, 16), Draw(3, 16), Draw(4, 8));
        Assert.Equal(mask.Select(m => m != 0), found.Gradients[0].Elements().Chunk(2).Select(g => g.Any(e => e != 0)));
    }

    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(2, 1, 1)]
    [InlineData(3, 2, 5)]
    public void Gates_of_sizes_known_at_the_call(int steps, int batch, int units) => Check(
        a => loops.Gated(Tensor.Create(a[0], [steps, batch, 2]), Rows(a[1], units), Rows(a[2], 3 * units), Rows(a[3], 3 * units)) is var (cost, x, start, w, u) ? new(cost, x, start, w, u) : default,
        Draw(1, steps * batch * 2), Draw(2, batch * units), Draw(3, 6 * units), Draw(4, 3 * units * units));

    [Theory, MemberData(nameof(Steps))]
    public void Logarithms_of_states(int steps) => Check(
        a => loops.LogOfStates(Rows(a[0], 3), Rows(a[1], 3)) is var (cost, x, w) ? new(cost, x, w) : default,
        Draw(1, steps * 3), Draw(2, 9));

    /// <summary>Where the sigmoid and the softmax are 0 their logarithms are not infinite.</summary>
    [Fact]
    public void Logarithms_of_states_far_out()
    {
        var (cost, gX, _) = loops.LogOfStates(Rows([-1000, -2000, 500], 3), Rows(new floatX[9], 3));
        Assert.Equal(1000 + 2000 + 2500, (double)cost, 1e-3);
        Assert.Equal([-1, -2, 1], gX.Elements());
    }

    [Theory, MemberData(nameof(Steps))]
    public void Several_loops_over_the_same_steps(int steps) => Check(
        a => loops.Several(a[0], a[1][0]) is var (cost, x, w) ? new(cost, x, One(w)) : default,
        Draw(1, steps), Draw(2, 1));

    [Theory, MemberData(nameof(Steps))]
    public void Directions(int steps)
    {
        floatX[] x = Draw(1, steps), v = Draw(2, steps);
        var (right, left, jacobian) = loops.Direction(x, v);
        double[] j = Doubles(jacobian), expectedRight = new double[steps], expectedLeft = new double[steps];
        var h = 0.1;
        double[] slopes = new double[steps];
        for (int row = 0; row < steps; row++)
        {
            h = Math.Tanh(h + x[row] * x[row]);
            for (int column = 0; column < row; column++) slopes[column] *= 1 - h * h;
            slopes[row] = (1 - h * h) * 2 * x[row];
            Numbers.Near(slopes, j.AsSpan(row * steps, steps), Numbers.Tolerance(1e-5, 1e-12));
            for (int column = 0; column <= row; column++)
            {
                expectedRight[row] += slopes[column] * v[column];
                expectedLeft[column] += slopes[column] * v[row];
            }
        }

        Numbers.Near(expectedRight, Doubles(right), Numbers.Tolerance(1e-5, 1e-12));
        Numbers.Near(expectedLeft, Doubles(left), Numbers.Tolerance(1e-5, 1e-12));
    }

    /// <summary>Back over the last 3 steps alone: as worked out by hand, with the state before them given.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    public void Truncated(int steps)
    {
        const int units = 2, most = 3;
        floatX[] x = Draw(1, steps * units), start = Draw(2, units), w = Draw(3, units * units);
        var (cost, gX, gStart, gW) = loops.Truncated(Rows(x, units), start, Rows(w, units));

        double[][] states = new double[steps + 1][];
        states[0] = [.. start.Select(s => (double)s)];
        double sum = 0;
        for (int t = 0; t < steps; t++)
        {
            states[t + 1] = [.. Enumerable.Range(0, units).Select(j => Math.Tanh(x[t * units + j] + Enumerable.Range(0, units).Sum(i => states[t][i] * w[i * units + j])))];
            sum += states[t + 1].Sum(s => s * s);
        }

        double[] byX = new double[steps * units], byW = new double[units * units], byState = new double[units];
        for (int t = steps - 1; t >= Math.Max(0, steps - most); t--)
        {
            double[] before = [.. Enumerable.Range(0, units).Select(j => (byState[j] + 2 * states[t + 1][j]) * (1 - states[t + 1][j] * states[t + 1][j]))];
            for (int j = 0; j < units; j++)
            {
                byX[t * units + j] = before[j];
                for (int i = 0; i < units; i++) byW[i * units + j] += states[t][i] * before[j];
            }

            byState = [.. Enumerable.Range(0, units).Select(i => Enumerable.Range(0, units).Sum(j => before[j] * w[i * units + j]))];
        }

        double tolerance = Numbers.Tolerance(1e-5, 1e-12);
        Numbers.Near(sum, (double)cost, tolerance);
        Numbers.Near(byX, Doubles(gX), tolerance);
        Numbers.Near(byW, Doubles(gW), tolerance);
        Numbers.Near(steps <= most ? byState : new double[units], Doubles(gStart), tolerance);
    }

    [Fact]
    public void Truncation_is_what_a_constant_state_is_without_a_loop()
    {
        Tensor<floatX> x = Rows(Draw(1, 12), 3), w = Rows(Draw(3, 9), 3);
        floatX[] start = Draw(2, 3);
        var (cost, gX, gStart, gW) = loops.Truncated(x, start, w);
        var unrolled = loops.Unrolled(x, start, w);
        double tolerance = Numbers.Tolerance(1e-5, 1e-12);
        Numbers.Near((double)unrolled.cost, (double)cost, tolerance);
        Numbers.Near(Doubles(unrolled.gX), Doubles(gX), tolerance);
        Numbers.Near(Doubles(unrolled.gStart), Doubles(gStart), tolerance);
        Numbers.Near(Doubles(unrolled.gW), Doubles(gW), tolerance);
    }

    /// <summary>What a function gives for its variables: the cost, and its gradient by each of them in their order.</summary>
    private readonly struct Found(floatX cost, params Tensor<floatX>[] gradients)
    {
        public floatX Cost { get; } = cost;
        public Tensor<floatX>[] Gradients { get; } = gradients;
    }

    /// <summary>Compares every element of every gradient with the change of the cost when that element of that variable moves.</summary>
    private static Found Check(Func<floatX[][], Found> function, params floatX[][] variables)
    {
        var found = function(variables);
        double step = Numbers.IsDouble ? 1e-5 : 1e-2;
        for (int k = 0; k < variables.Length; k++)
        {
            double[] differences = [.. Enumerable.Range(0, variables[k].Length).Select(i => (Moved(k, i, step) - Moved(k, i, -step)) / (2 * step))];
            Numbers.Near(differences, Doubles(found.Gradients[k]), Numbers.Tolerance(2e-2, 1e-7));
        }

        return found;

        double Moved(int variable, int element, double by)
        {
            floatX[][] moved = [.. variables.Select(v => v.ToArray())];
            moved[variable][element] += (floatX)by;
            return function(moved).Cost;
        }
    }

    private static floatX[] Draw(int seed, int count) => Numbers.Draw(count, seed);

    private static Tensor<floatX> Rows(floatX[] elements, int columns) => Tensor.Create(elements, [elements.Length / columns, columns]);

    private static Tensor<floatX> One(floatX value) => Tensor.Create([value], [1]);

    private static double[] Doubles(Tensor<floatX> tensor) => [.. tensor.Elements().Select(x => (double)x)];
}
