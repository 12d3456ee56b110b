using System.Globalization;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>The program of the tutorials on a device: what it computes, what crosses, and that it does the same again.</summary>
public class LogisticRegressionOnDeviceTests
{
    private const int Batch = 600;

    [SharedDataFact]
    public void First_20_minibatches_cost_what_they_cost_Theano()
    {
        var expected = Mnist.Golden("logistic").GetProperty("costs_first_epoch");
        var model = Model(Mnist.Images(Mnist.Full.Train, 20 * Batch), Mnist.Labels(Mnist.Full.Train, 20 * Batch));
        for (int index = 0; index < 20; index++)
        {
            double cost = expected.GetProperty(index.ToString(CultureInfo.InvariantCulture)).GetDouble();
            Assert.InRange((double)model.Train(index), cost * (1 - 1e-5), cost * (1 + 1e-5));
        }
    }

    [Fact]
    public void Every_step_is_the_step_in_double_precision()
    {
        var (images, labels) = Mnist.Synthetic(2 * Batch);
        var model = Model(images, labels);
        var plain = new PlainLogistic(784, 10);
        for (int index = 0; index < 2; index++)
        {
            double expected = plain.Train(images.AsSpan(index * Batch * 784, Batch * 784), labels.AsSpan(index * Batch, Batch), (double)model.LearningRate);
            Numbers.Near(expected, (double)model.Train(index), 2e-5);
        }
        Numbers.Near(plain.W, model.W.Doubles(), 2e-5);
        Numbers.Near(plain.B, model.B.Doubles(), 2e-5);
    }

    [Fact]
    public void Data_sets_go_up_once_and_a_call_moves_8_bytes_in_and_4_out()
    {
        var (images, labels) = Mnist.Synthetic(2 * Batch);
        var model = Model(images, labels);
        var transfers = Simulation.Device.Transfers;
        transfers.Reset();
        model.Train(0);
        Assert.Equal(4, transfers.Uploads); // the images, the labels, W and b
        Assert.Equal((images.Length + labels.Length + (784 * 10) + 10) * 4 + 8, transfers.BytesIn);
        for (int call = 0; call < 3; call++)
        {
            transfers.Reset();
            model.Train(call % 2);
            Assert.Equal((0, 8), (transfers.Uploads, transfers.BytesIn));
            Assert.Equal((1, 4), (transfers.Downloads, transfers.BytesOut));
            Assert.Equal(0, transfers.HostSteps);
        }
    }

    [Fact]
    public void A_module_is_moved_before_its_first_call_and_comes_back_with_its_values()
    {
        var (images, labels) = Mnist.Synthetic(Batch);
        var model = Model(images, labels);
        var transfers = Simulation.Device.Transfers;
        transfers.Reset();
        model.To(Simulation.Device);
        Simulation.Device.Warmup(model);
        Assert.Equal(4, transfers.Uploads);
        model.Train(0);
        Assert.Equal(4, transfers.Uploads);
        double[] trained = model.B.Doubles();
        Assert.Contains(trained, b => b != 0);
        model.To(GraphDevice.Cpu);
        Assert.Same(GraphDevice.Cpu, model.Device);
        Assert.Equal(trained, model.B.Doubles());
        model.Train(0);
        Assert.NotEqual(trained, model.B.Doubles());
    }

    [Fact]
    public void Two_runs_give_the_same_bits()
    {
        var (images, labels) = Mnist.Synthetic(2 * Batch);
        Assert.Equal(Run(), Run());

        double[] Run()
        {
            var model = Model(images, labels);
            double[] costs = [model.Train(0), model.Train(1), model.Train(0)];
            return [.. costs, .. model.W.Doubles(), .. model.B.Doubles()];
        }
    }

    [Fact]
    public void A_label_that_is_no_class_changes_nothing_and_the_next_call_is_fine()
    {
        var (images, labels) = Mnist.Synthetic(Batch);
        labels[7] = 10;
        var model = Model(images, labels);
        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => model.Train(0));
        Assert.Contains("label 10 in row 7", failure.Message, StringComparison.Ordinal);
        Assert.All(model.W.Doubles(), w => Assert.Equal(0, w));
        Assert.All(model.B.Doubles(), b => Assert.Equal(0, b));
        labels[7] = 1;
        model.TrainY.SetValue(labels);
        Numbers.Near(Math.Log(10), (double)model.Train(0), 1e-6);
        Assert.Contains(model.B.Doubles(), b => b != 0);
    }

    private static LogisticRegression Model(floatX[] images, int[] labels) =>
        new() { TrainX = Mnist.Share(images, "train_x"), TrainY = Shared.From(labels, "train_y") };
}
