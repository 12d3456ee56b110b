using GraphDsl.Examples;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Whole epochs of the convolutional network. Simulated devices take too long for them.</summary>
public class LeNetEpochTests
{
    private const int Batch = LeNet.BatchSize;

    [SharedDataFact]
    public void Four_epochs_of_few_images_leave_few_errors()
    {
        var model = LeNetTests.Model(Mnist.Small);
        for (int epoch = 0; epoch < 4; epoch++)
            for (int index = 0; index < Mnist.Small.Train.Count / Batch; index++) model.Train(index);
        Assert.InRange(Enumerable.Range(0, Mnist.Small.Validation.Count / Batch).Average(index => model.Validate(index)), 0.05, 0.2);
    }
}
