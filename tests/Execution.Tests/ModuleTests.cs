using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Modules in modules, base classes, helpers elsewhere, checkpoints.</summary>
public class ModuleTests
{
    private static readonly Tensor<floatX> X = Tensor.Create(Numbers.Draw(8 * 6, seed: 21), [8, 6]);
    private static readonly int[] Y = [0, 1, 2, 0, 1, 2, 0, 1];

    [Fact]
    public void Modules_inside_are_trained_by_their_gradients()
    {
        var model = new Perceptron();
        const double Rate = 0.5;
        SharedMatrix<floatX>[] weights = [model.First.W, model.Second.W, model.Last.W];
        var before = weights.Select(w => w.Doubles()).ToArray();
        double step = Numbers.IsDouble ? 1e-5 : 2e-2;
        var expected = weights.Select(w => Slopes(w, () => (double)model.Cost(X, Y), step)).ToArray();
        double cost = (double)model.Cost(X, Y);
        Numbers.Near(cost, (double)model.Train(X, Y, (floatX)Rate), Numbers.Tolerance(1e-6, 1e-14));
        for (int layer = 0; layer < weights.Length; layer++)
        {
            var slopes = before[layer].Zip(weights[layer].Doubles(), (old, now) => (old - now) / Rate).ToArray();
            Numbers.Near(expected[layer], slopes, Numbers.IsDouble ? 1e-8 : 2e-3);
        }
        for (int repeat = 0; repeat < 200; repeat++) model.Train(X, Y, (floatX)Rate);
        Assert.True((double)model.Cost(X, Y) < cost / 2);
    }

    [Fact]
    public void Members_of_base_classes_are_read_at_each_call()
    {
        var model = new Perceptron { Decay = 0 };
        double without = (double)model.Cost(X, Y);
        model.Decay = 1;
        double squares = new[] { model.First.W, model.Second.W, model.Last.W }.Sum(w => w.Doubles().Sum(v => v * v));
        Numbers.Near(without + squares, (double)model.Cost(X, Y), Numbers.Tolerance(1e-6, 1e-13));
    }

    [Fact]
    public void Generic_helpers_in_static_classes_are_inlined()
    {
        var model = new Perceptron();
        var weights = model.First.W.GetValue();
        var leaky = model.Leaky(X);
        for (int row = 0; row < 8; row++)
        {
            for (int column = 0; column < 5; column++)
            {
                double sum = 0;
                for (int k = 0; k < 6; k++) sum += (double)X[row, k] * (double)weights[k, column];
                Numbers.Near(sum > 0 ? sum : 0.1 * sum, (double)leaky[row, column], Numbers.Tolerance(1e-6, 1e-13));
            }
        }
    }

    [Fact]
    public void Modules_may_be_nested_derived_and_generic()
    {
        var derived = new Outer.Derived();
        floatX[,] x = { { 1, 1 }, { 2, 2 } };
        Assert.Equal([2, 3, 3, 4], derived.Shift(Numbers.Read(x)).Elements());
        Assert.Equal([6, 9, 9, 12], derived.Scale(Numbers.Read(x)).Elements());
        var holder = new Outer.Holder<string>();
        Assert.Equal(0, holder.Add(2));
        Assert.Equal(2, holder.Add(2));
    }

    [Fact]
    public void Checkpoints_bring_every_variable_back()
    {
        string path = Path.Combine(Path.GetTempPath(), $"graphdsl-{Guid.NewGuid():n}.npz");
        try
        {
            var trained = new Perceptron();
            for (int repeat = 0; repeat < 5; repeat++) trained.Train(X, Y, (floatX)0.3);
            trained.Save(path);
            Assert.Equal(
                ["First.W", "First.b", "Last.W", "Last.b", "Second.W", "Second.b"],
                Npz.Read(path).Keys.Order(StringComparer.Ordinal));
            var loaded = new Perceptron();
            Assert.NotEqual(trained.Cost(X, Y), loaded.Cost(X, Y));
            loaded.Load(path);
            Assert.Equal(trained.Cost(X, Y), loaded.Cost(X, Y));
            Assert.Equal(trained.Train(X, Y, (floatX)0.3), loaded.Train(X, Y, (floatX)0.3));
            Assert.Equal(trained.Second.W.GetValue().Elements(), loaded.Second.W.GetValue().Elements());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Checkpoints_pass_over_what_is_not_saved()
    {
        string path = Path.Combine(Path.GetTempPath(), $"graphdsl-{Guid.NewGuid():n}.npz");
        try
        {
            var digits = new Digits
            {
                TrainX = Shared.Zeros<floatX>(20, 12),
                TrainY = Shared.Zeros<floatX>(20),
                ValidX = Shared.Zeros<floatX>(20, 12),
                ValidY = Shared.Zeros<floatX>(20),
            };
            digits.Save(path);
            Assert.Equal(["W", "b"], Npz.Read(path).Keys.Order(StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_checkpoint_of_another_model_changes_nothing()
    {
        string path = Path.Combine(Path.GetTempPath(), $"graphdsl-{Guid.NewGuid():n}.npz");
        try
        {
            new Outer.Derived().Save(path);
            var model = new Perceptron();
            double cost = (double)model.Cost(X, Y);
            var error = Assert.Throws<InvalidDataException>(() => model.Load(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Equal(cost, (double)model.Cost(X, Y));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Central differences of a cost in each element of a variable, which is left as it was.</summary>
    private static double[] Slopes(Shared<floatX> variable, Func<double> cost, double step)
    {
        var elements = variable.GetValue().Elements();
        var lengths = variable.Lengths.ToArray();
        var slopes = new double[elements.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            double At(double by)
            {
                var moved = (floatX[])elements.Clone();
                moved[i] += (floatX)by;
                variable.SetValue(Tensor.Create(moved, lengths));
                return cost();
            }

            slopes[i] = (At(step) - At(-step)) / (2 * step);
        }
        variable.SetValue(Tensor.Create(elements, lengths));
        return slopes;
    }
}
