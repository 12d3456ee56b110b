using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>The examples' Boltzmann machine and autoencoder against sums over all that they can be.</summary>
public class MachineTests
{
    private const int Visible = 5;
    private const int Hidden = 3;

    private static readonly double Exact = Numbers.Tolerance(2e-5, 1e-11);

    private readonly Machines model = Make();

    [Fact]
    public void Free_energy_is_the_logarithm_of_the_sum_over_all_hidden_units()
    {
        floatX[,] data = Bits(4);
        var (hidden, visible, energy) = model.Means(Numbers.Read(data));
        for (int row = 0; row < 4; row++)
        {
            double[] v = Row(data, row);
            Numbers.Near(FreeEnergy(v), (double)energy[row], Exact);
            double[] h = [.. Enumerable.Range(0, Hidden).Select(j => Sigmoid(Input(v, j)))];
            for (int j = 0; j < Hidden; j++) Numbers.Near(h[j], (double)hidden[row, j], Exact);
            for (int i = 0; i < Visible; i++)
                Numbers.Near(Sigmoid(VisibleBias(i) + Enumerable.Range(0, Hidden).Sum(j => h[j] * Weight(i, j))), (double)visible[row, i], Exact);
        }
    }

    [Fact]
    public void Pseudo_likelihood_is_that_of_one_unit_given_the_others()
    {
        // P(v_i | the others) = exp(-F(v)) / (exp(-F(v)) + exp(-F(v with i flipped))); 0.2 and 0.9 are rounded.
        floatX[,] data = { { (floatX)0.2, (floatX)0.9, 0, 1, 1 }, { 1, 0, 0, 0, 1 } };
        for (int unit = 0; unit < Visible; unit++)
        {
            double expected = 0;
            for (int row = 0; row < 2; row++)
            {
                double[] v = [.. Row(data, row).Select(value => Math.Round(value))];
                double here = Math.Exp(-FreeEnergy(v));
                v[unit] = 1 - v[unit];
                expected += Visible * Math.Log(here / (here + Math.Exp(-FreeEnergy(v)))) / 2;
            }

            Numbers.Near(expected, (double)model.PseudoLikelihood(Numbers.Read(data), unit), Exact);
        }
    }

    [Fact]
    public void Contrast_is_the_difference_of_the_expectations()
    {
        // Biases of 1000 either way leave nothing to chance, but for the gradients' hidden means.
        floatX[] sure = [1000, -1000, 1000, 1000, -1000];
        model.Machine.Visible.SetValue(sure);
        model.Machine.Hidden.SetValue(new floatX[] { 1000, -1000, 1000 });
        floatX[,] data = Bits(2);
        var (w, hidden, visible, end) = model.Contrast(Numbers.Read(data), Numbers.Read(new floatX[2, Hidden]));
        double[] on = [1, 0, 1], brought = [1, 0, 1, 1, 0];
        for (int row = 0; row < 2; row++)
            for (int j = 0; j < Hidden; j++) Assert.Equal(on[j], (double)end[row, j]);
        for (int i = 0; i < Visible; i++)
        {
            double mean = (Row(data, 0)[i] + Row(data, 1)[i]) / 2;
            Numbers.Near(brought[i] - mean, (double)visible[i], Exact);
            for (int j = 0; j < Hidden; j++) Numbers.Near((brought[i] - mean) * on[j], (double)w[i, j], Exact);
        }

        for (int j = 0; j < Hidden; j++) Numbers.Near(0, (double)hidden[j], Exact);
    }

    [Fact]
    public void An_autoencoders_gradients_are_those_of_finite_differences()
    {
        floatX[,] data = Bits(3);
        var (cost, w, hidden, visible) = model.Reconstruct(Numbers.Read(data));
        Numbers.Near(Cost(data, 0, 0, 0, 0), (double)cost, Exact);
        const double step = 1e-5;
        for (int i = 0; i < Visible; i++)
            for (int j = 0; j < Hidden; j++)
                Numbers.Near((Cost(data, i, j, step, 0) - Cost(data, i, j, -step, 0)) / (2 * step), (double)w[i, j], Numbers.Tolerance(2e-5, 1e-8));
        for (int j = 0; j < Hidden; j++)
            Numbers.Near((Cost(data, 0, j, 0, step) - Cost(data, 0, j, 0, -step)) / (2 * step), (double)hidden[j], Numbers.Tolerance(2e-5, 1e-8));
        Assert.Equal(Visible, visible.FlattenedLength);
    }

    [Fact]
    public void The_contractive_penalty_is_the_squared_norm_of_the_Jacobian()
    {
        floatX[] x = [(floatX)0.5, 0, 1, (floatX)0.25, 1];
        var (norm, w, b, squares) = model.Contract(x);
        double[] v = [.. x.Select(value => (double)value)];
        Numbers.Near(Norm(0, 0, 0, 0), (double)norm, Exact);
        Numbers.Near(Norm(0, 0, 0, 0), (double)squares, Exact);
        const double step = 1e-5;
        for (int j = 0; j < Hidden; j++)
        {
            Numbers.Near((Norm(0, j, 0, step) - Norm(0, j, 0, -step)) / (2 * step), (double)b[j], Numbers.Tolerance(2e-5, 1e-8));
            for (int i = 0; i < Visible; i++)
                Numbers.Near((Norm(i, j, step, 0) - Norm(i, j, -step, 0)) / (2 * step), (double)w[i, j], Numbers.Tolerance(2e-5, 1e-8));
        }

        // The sum over all pairs of a unit and a pixel, where one weight and one bias differ a little.
        double Norm(int i0, int j0, double weight, double bias)
        {
            double sum = 0;
            for (int j = 0; j < Hidden; j++)
            {
                double h = Sigmoid(Input(v, j) + (j == j0 ? bias + (weight * v[i0]) : 0));
                for (int i = 0; i < Visible; i++) sum += Math.Pow(h * (1 - h) * (Weight(i, j) + (j == j0 && i == i0 ? weight : 0)), 2);
            }

            return sum;
        }
    }

    [Fact]
    public void What_is_missing_is_missed_and_drawn_anew_at_each_call()
    {
        floatX[,] data = Bits(16);
        var x = Numbers.Read(data);
        Assert.Equal(model.Corrupted(x, 0), model.Corrupted(x, 0));
        Assert.NotEqual(model.Corrupted(x, (floatX)0.5), model.Corrupted(x, (floatX)0.5));
        // With nothing left the layer sees zeros.
        double all = (double)model.Corrupted(x, 1);
        Numbers.Near(Enumerable.Range(0, 16).Average(row => CostOf(Row(data, row), new double[Visible], 0, 0, 0, 0)), all, Exact);
    }

    private static Machines Make()
    {
        var weights = new floatX[Visible, Hidden];
        for (int i = 0; i < Visible; i++)
            for (int j = 0; j < Hidden; j++) weights[i, j] = (floatX)Weight(i, j);
        var made = new Machines(weights);
        floatX[] hidden = [.. Enumerable.Range(0, Hidden).Select(j => (floatX)HiddenBias(j))];
        floatX[] visible = [.. Enumerable.Range(0, Visible).Select(i => (floatX)VisibleBias(i))];
        made.Machine.Hidden.SetValue(hidden);
        made.Machine.Visible.SetValue(visible);
        made.Coder.Encoder.B.SetValue(hidden);
        made.Coder.Visible.SetValue(visible);
        return made;
    }

    private static double Weight(int i, int j) => Math.Sin(1 + i * Hidden + j);
    private static double HiddenBias(int j) => 0.25 * j - 0.5;
    private static double VisibleBias(int i) => 0.125 * i - 0.25;
    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    private static double Input(double[] v, int j) => HiddenBias(j) + v.Select((x, i) => x * Weight(i, j)).Sum();

    // The sum over all 2^3 states of the hidden units.
    private static double FreeEnergy(double[] v)
    {
        double bias = v.Select((x, i) => x * VisibleBias(i)).Sum();
        double sum = 0;
        for (int state = 0; state < 1 << Hidden; state++)
            sum += Math.Exp(bias + Enumerable.Range(0, Hidden).Where(j => (state >> j & 1) == 1).Sum(j => Input(v, j)));
        return -Math.Log(sum);
    }

    private static double Cost(floatX[,] data, int i, int j, double weight, double bias) =>
        Enumerable.Range(0, data.GetLength(0)).Average(row => CostOf(Row(data, row), Row(data, row), i, j, weight, bias));

    // The cross-entropy where one weight and one bias differ a little.
    private static double CostOf(double[] x, double[] seen, int i0, int j0, double weight, double bias)
    {
        double[] h = [.. Enumerable.Range(0, Hidden).Select(j => Sigmoid(Input(seen, j) + (j == j0 ? bias + weight * seen[i0] : 0)))];
        double cost = 0;
        for (int i = 0; i < Visible; i++)
        {
            double z = Sigmoid(VisibleBias(i) + Enumerable.Range(0, Hidden).Sum(j => h[j] * (Weight(i, j) + (i == i0 && j == j0 ? weight : 0))));
            cost -= x[i] * Math.Log(z) + (1 - x[i]) * Math.Log(1 - z);
        }

        return cost;
    }

    private static floatX[,] Bits(int rows)
    {
        var random = new Random(5);
        var data = new floatX[rows, Visible];
        for (int row = 0; row < rows; row++)
            for (int i = 0; i < Visible; i++) data[row, i] = random.Next(2);
        return data;
    }

    private static double[] Row(floatX[,] data, int row) => [.. Enumerable.Range(0, Visible).Select(i => (double)data[row, i])];
}
