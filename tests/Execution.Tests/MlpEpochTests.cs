using GraphDsl.Examples;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Whole epochs of the multilayer perceptron. Simulated devices take too long for them.</summary>
public class MlpEpochTests
{
    private const int Batch = Mlp.BatchSize;

    [SharedDataFact]
    public void Errors_of_five_epochs_are_those_of_Theano()
    {
        var epochs = Mnist.Golden("mlp_small").GetProperty("epochs").EnumerateArray().ToArray();
        var model = MlpTests.Model(Mnist.Small);
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
        var model = MlpTests.Model(Mnist.Full);
        int images = Mnist.Full.Validation.Count;
        foreach (double error in new[] { 0.0962, 0.0861 })
        {
            for (int index = 0; index < Mnist.Full.Train.Count / Batch; index++) model.Train(index);
            Assert.Equal(error, Wrong(model.Validate, images) / images, 1e-3);
        }
    }

    private static double Wrong(Func<long, double> errors, int images) =>
        Enumerable.Range(0, images / Batch).Sum(index => errors(index)) * Batch;
}
