using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

public class LogisticRegressionTests
{
    private const int Batch = 600;

    [SharedDataFact]
    public void First_epoch_on_MNIST_costs_what_it_costs_Theano()
    {
        var images = Mnist.Images(Mnist.Full.Train, 83 * Batch);
        HoldAgainst("logistic", images, Mnist.Labels(Mnist.Full.Train, 83 * Batch), batches: 83);
    }

    [SharedDataFact]
    public void First_epoch_on_the_small_set_costs_what_it_costs_Theano()
    {
        var images = Mnist.Images(Mnist.Small.Train, 8 * Batch);
        HoldAgainst("logistic_small", images, Mnist.Labels(Mnist.Small.Train, 8 * Batch), batches: 8);
    }

    [SharedDataFact]
    public void Every_step_on_MNIST_is_the_step_in_double_precision()
    {
        var images = Mnist.Images(Mnist.Full.Train, 83 * Batch);
        var labels = Mnist.Labels(Mnist.Full.Train, 83 * Batch);
        HoldAgainstPlain(images, labels, Numbers.Tolerance(1e-5, 1e-11));
    }

    [Fact]
    public void Every_step_on_synthetic_images_is_the_step_in_double_precision()
    {
        var (images, labels) = Mnist.Synthetic(8 * Batch);
        HoldAgainstPlain(images, labels, Numbers.Tolerance(2e-5, 1e-11));
    }

    [Fact]
    public void First_cost_is_the_logarithm_of_ten_whatever_the_images()
    {
        var (images, labels) = Mnist.Synthetic(Batch);
        Numbers.Near(Math.Log(10), (double)Model(images, labels).Train(0), Numbers.Tolerance(1e-6, 1e-14));
    }

    [Fact]
    public void Learning_rate_is_read_at_each_call()
    {
        var (images, labels) = Mnist.Synthetic(Batch);
        var model = Model(images, labels);
        model.LearningRate = 0;
        floatX first = model.Train(0);
        Assert.All(model.W.Doubles(), w => Assert.Equal(0, w));
        model.LearningRate = 0.5f;
        Assert.Equal(first, model.Train(0));
        Assert.True(model.Train(0) < first);
    }

    [Fact]
    public void Predictions_are_those_of_the_plain_program()
    {
        var (images, labels) = Mnist.Synthetic(2 * Batch);
        var model = Model(images, labels);
        var plain = new PlainLogistic(784, 10);
        for (int step = 0; step < 6; step++)
        {
            model.Train(step % 2);
            plain.Train(images.AsSpan(step % 2 * Batch * 784, Batch * 784), labels.AsSpan(step % 2 * Batch, Batch), (double)model.LearningRate);
        }
        var predicted = model.Predict(Tensor.Create(images, [2 * Batch, 784]));
        Assert.Equal(1, predicted.Rank);
        Assert.Equal(2 * Batch, predicted.FlattenedLength);
        var elements = predicted.Elements();
        for (int row = 0; row < 2 * Batch; row++)
            Assert.Equal(plain.Predict(images.AsSpan(row * 784, 784)), elements[row]);
    }

    [Fact]
    public void Two_models_share_one_data_set_and_nothing_else()
    {
        var (images, labels) = Mnist.Synthetic(Batch);
        var x = Mnist.Share(images);
        var y = Shared.From(labels);
        var trained = new LogisticRegression { TrainX = x, TrainY = y };
        var fresh = new LogisticRegression { TrainX = x, TrainY = y };
        trained.Train(0);
        Assert.Contains(trained.B.Doubles(), b => b != 0);
        Assert.All(fresh.B.Doubles(), b => Assert.Equal(0, b));
    }

    private static LogisticRegression Model(floatX[] images, int[] labels) =>
        new() { TrainX = Mnist.Share(images, "train_x"), TrainY = Shared.From(labels, "train_y", borrow: true) };

    private static void HoldAgainst(string golden, floatX[] images, int[] labels, int batches)
    {
        var expected = Mnist.Golden(golden);
        var model = Model(images, labels);
        int snapshots = 0;
        for (int index = 0; index < batches; index++)
        {
            string step = index.ToString(CultureInfo.InvariantCulture);
            double cost = expected.GetProperty("costs_first_epoch").GetProperty(step).GetDouble();
            Assert.InRange((double)model.Train(index), cost * (1 - 1e-5), cost * (1 + 1e-5));
            if (!expected.GetProperty("params_after").TryGetProperty(step, out var snapshot)) continue;
            snapshots++;
            HoldAgainst(snapshot.GetProperty("W"), model.W.Doubles());
            HoldAgainst(snapshot.GetProperty("b"), model.B.Doubles());
        }
        Assert.True(snapshots >= 3);
    }

    private static void HoldAgainst(JsonElement snapshot, double[] values)
    {
        Numbers.Near(snapshot.GetProperty("abs_sum").GetDouble(), values.Sum(Math.Abs), 1e-5);
        Numbers.Near(snapshot.GetProperty("l2").GetDouble(), Math.Sqrt(values.Sum(v => v * v)), 1e-5);
        Numbers.Near(snapshot.GetProperty("sum").GetDouble(), values.Sum(), 1e-5);
        if (!snapshot.TryGetProperty("all", out var all)) return;
        Numbers.Near([.. all.GetProperty("data").EnumerateArray().Select(e => e.GetDouble())], values, 1e-6);
    }

    private static void HoldAgainstPlain(floatX[] images, int[] labels, double tolerance)
    {
        var model = Model(images, labels);
        var plain = new PlainLogistic(784, 10);
        for (int index = 0; index < labels.Length / Batch; index++)
        {
            double expected = plain.Train(images.AsSpan(index * Batch * 784, Batch * 784), labels.AsSpan(index * Batch, Batch), (double)model.LearningRate);
            Numbers.Near(expected, (double)model.Train(index), tolerance);
        }
        Numbers.Near(plain.W, model.W.Doubles(), tolerance);
        Numbers.Near(plain.B, model.B.Doubles(), tolerance);
    }
}
