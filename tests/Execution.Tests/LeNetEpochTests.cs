using System.Numerics.Tensors;
using GraphDsl.Examples;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>The convolutional network over many minibatches. Simulated devices take too long for them.</summary>
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

    [Fact]
    public void A_small_step_lowers_the_cost_as_far_as_the_gradient_says()
    {
        var (images, labels) = Mnist.Synthetic(Batch);
        var model = new LeNet(new NumpyRandomState(1))
        {
            TrainX = Mnist.Share(images),
            TrainY = Shared.From(labels),
            ValidationX = Mnist.Share(images),
            ValidationY = Shared.From(labels),
            TestX = Mnist.Share(images),
            TestY = Shared.From(labels),
        };
        for (int step = 0; step < 3; step++) model.Train(0);
        Shared<floatX>[] parameters = [model.W0, model.B0, model.W1, model.B1, model.W2, model.B2, model.W3, model.B3];
        double[][] before = [.. parameters.Select(p => p.Doubles())];
        const double rate = 1e-3;
        model.LearningRate = (floatX)rate;
        double cost = model.Train(0);
        double squares = parameters.Zip(before, (p, old) => p.Doubles().Zip(old, (a, b) => (a - b) * (a - b)).Sum()).Sum() / (rate * rate);
        model.LearningRate = 0;
        Numbers.Near(cost - (rate * squares), (double)model.Train(0), 0.03 * rate * squares);
        // The predictions are those that validation counts.
        long[] predicted = model.Predict(Tensor.Create(images, [Batch, 784])).Elements();
        Assert.Equal(predicted.Zip(labels).Count(p => p.First != p.Second) / (double)Batch, model.Validate(0), 12);
        // A model that is loaded is the one that was saved.
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".npz");
        try
        {
            model.Save(file);
            double[] filters = model.W1.Doubles();
            model.LearningRate = (floatX)0.1;
            model.Train(0);
            model.Load(file);
            Assert.Equal(filters, model.W1.Doubles());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
