using System.Globalization;
using System.Numerics.Tensors;
using GraphDsl.Examples;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>The example's multilayer perceptron: layers that are modules of their own, in an array.</summary>
public class MlpTests
{
    private const int Batch = Mlp.BatchSize;

    [SharedDataFact]
    public void First_costs_are_those_of_Theano()
    {
        var expected = Mnist.Golden("mlp_small").GetProperty("costs_first_epoch");
        var model = Model(Mnist.Small);
        for (int index = 0; index < 100; index++)
        {
            double cost = expected.GetProperty(index.ToString(CultureInfo.InvariantCulture)).GetDouble();
            Assert.InRange((double)model.Train(index), cost * (1 - 1e-4), cost * (1 + 1e-4));
        }
    }

    [SharedDataFact]
    public void Errors_of_five_epochs_are_those_of_Theano()
    {
        var epochs = Mnist.Golden("mlp_small").GetProperty("epochs").EnumerateArray().ToArray();
        var model = Model(Mnist.Small);
        int images = Mnist.Small.Validation.Count; // as many as in the test set
        Assert.Equal(5, epochs.Length);
        foreach (var epoch in epochs)
        {
            for (int index = 0; index < Mnist.Small.Train.Count / Batch; index++) model.Train(index);
            double wrong = epoch.GetProperty("valid_error").GetDouble() * images;
            Assert.InRange(Wrong(model.Validate, images), wrong - 2.001, wrong + 2.001);
            wrong = epoch.GetProperty("test_error").GetDouble() * images;
            Assert.InRange(Wrong(model.Test, images), wrong - 2.001, wrong + 2.001);
        }
    }

    [SharedDataFact]
    public void Errors_of_two_epochs_of_all_images_are_those_of_Theano()
    {
        var model = Model(Mnist.Full);
        int images = Mnist.Full.Validation.Count;
        foreach (double error in new[] { 0.0962, 0.0861 })
        {
            for (int index = 0; index < Mnist.Full.Train.Count / Batch; index++) model.Train(index);
            Assert.Equal(error, Wrong(model.Validate, images) / images, 1e-3);
        }
    }

    [Fact]
    public void First_cost_is_the_logarithm_of_ten_and_the_penalty()
    {
        var (model, _) = Synthetic(Batch);
        double squares = model.Layers[0].W.Doubles().Sum(w => w * w);
        Assert.All(model.Layers[1].W.Doubles(), w => Assert.Equal(0, w));
        Numbers.Near(Math.Log(10) + 0.0001 * squares, (double)model.Train(0), Numbers.Tolerance(1e-6, 1e-12));
    }

    [Fact]
    public void Every_layer_learns_and_the_step_is_the_rate_times_the_gradient()
    {
        var (model, _) = Synthetic(2 * Batch);
        model.LearningRate = 0;
        double[] before = model.Layers[0].W.Doubles();
        var first = model.Train(0);
        Assert.Equal(before, model.Layers[0].W.Doubles());
        Assert.Equal(first, model.Train(0));
        model.LearningRate = (floatX)0.1;
        for (int step = 0; step < 20; step++) model.Train(step % 2);
        Assert.All(model.Layers, layer => Assert.Contains(layer.B.Doubles(), b => b != 0));
        Assert.True(model.Train(0) < first);
    }

    [Fact]
    public void Predictions_are_what_validation_counts()
    {
        var (model, images) = Synthetic(2 * Batch);
        for (int step = 0; step < 4; step++) model.Train(step % 2);
        long[] predicted = model.Predict(Tensor.Create(images, [2 * Batch, 784])).Elements();
        int[] labels = model.ValidationY.GetValue().Elements();
        for (int index = 0; index < 2; index++)
        {
            int wrong = Enumerable.Range(index * Batch, Batch).Count(row => predicted[row] != labels[row]);
            Assert.Equal(wrong / (double)Batch, model.Validate(index), 12);
        }
    }

    [Fact]
    public void Nothing_is_allocated_by_a_step()
    {
        var (model, _) = Synthetic(2 * Batch);
        for (int warm = 0; warm < 40; warm++) Step(model, warm % 2);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 10; step++) Step(model, step % 2);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Step(Mlp model, int index)
        {
            model.Train(index);
            model.Validate(index);
        }
    }

    [Fact]
    public void Parameters_are_saved_by_their_place_in_the_array()
    {
        string file = Path.Combine(Path.GetTempPath(), $"GraphDsl-{Guid.NewGuid():N}.npz");
        try
        {
            var (model, images) = Synthetic(Batch);
            model.Train(0);
            model.Save(file);
            Assert.Equal(["Layers.0.W", "Layers.0.b", "Layers.1.W", "Layers.1.b"], Npz.Read(file).Keys.Order(StringComparer.Ordinal));
            var (fresh, _) = Synthetic(Batch);
            fresh.Load(file);
            var all = Tensor.Create(images, [Batch, 784]);
            Assert.Equal(model.Layers[1].W.Doubles(), fresh.Layers[1].W.Doubles());
            Assert.Equal(model.Predict(all).Elements(), fresh.Predict(all).Elements());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Wrong(Func<long, double> errors, int images) =>
        Enumerable.Range(0, images / Batch).Sum(index => errors(index)) * Batch;

    private static (Mlp Model, floatX[] Images) Synthetic(int count)
    {
        var (images, labels) = Mnist.Synthetic(count);
        var (x, y) = (Mnist.Share(images), Shared.From(labels));
        return (new Mlp { TrainX = x, TrainY = y, ValidationX = x, ValidationY = y, TestX = x, TestY = y }, images);
    }

    private static Mlp Model(MnistData data) => new()
    {
        TrainX = Images(data.Train),
        TrainY = Labels(data.Train),
        ValidationX = Images(data.Validation),
        ValidationY = Labels(data.Validation),
        TestX = Images(data.Test),
        TestY = Labels(data.Test),
    };

    private static SharedMatrix<floatX> Images(MnistSet set) => new(set.ImagesAs<floatX>(), borrow: true);

    private static SharedVector<int> Labels(MnistSet set) => new(set.Labels, borrow: true);
}
