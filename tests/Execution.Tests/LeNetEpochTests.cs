using GraphDsl.Examples;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Whole epochs of the convolutional network. Simulated devices take too long for them.</summary>
public class LeNetEpochTests
{
    private const int Batch = LeNet.BatchSize;

    [SharedDataFact]
    public void The_first_epoch_of_all_images_is_that_of_Theano()
    {
        var model = LeNetTests.Model(Mnist.Full);
        double[] costs = [.. Enumerable.Range(0, Mnist.Full.Train.Count / Batch).Select(index => (double)model.Train(index))];
        foreach (var (index, cost) in new[] { (0, 2.3025851), (1, 2.2841618), (2, 2.2632811), (10, 2.0371943), (99, 0.4721663) })
            Assert.InRange(costs[index], cost * (1 - 1e-4), cost * (1 + 1e-4));
        Assert.Equal(0.0923, Enumerable.Range(0, Mnist.Full.Validation.Count / Batch).Average(index => model.Validate(index)), 5e-4);
    }

    [SharedDataFact]
    public void Four_epochs_of_few_images_leave_few_errors()
    {
        var model = LeNetTests.Model(Mnist.Small);
        for (int epoch = 0; epoch < 4; epoch++)
            for (int index = 0; index < Mnist.Small.Train.Count / Batch; index++) model.Train(index);
        Assert.InRange(Enumerable.Range(0, Mnist.Small.Validation.Count / Batch).Average(index => model.Validate(index)), 0.05, 0.2);
    }
}
