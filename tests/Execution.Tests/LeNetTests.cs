using GraphDsl.Examples;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>The example's convolutional network.</summary>
public class LeNetTests
{
    [SharedDataFact]
    public void First_costs_are_those_of_Theano()
    {
        // The first minibatches of the small set are those of the whole.
        var model = Model(Mnist.Small);
        float[] expected = [2.3025851f, 2.2841618f, 2.2632811f];
        foreach (var (cost, index) in expected.Select((c, i) => (c, i))) Assert.InRange((double)model.Train(index), cost - 2e-6, cost + 2e-6);
    }

    internal static LeNet Model(MnistData data) => new(new NumpyRandomState(23455))
    {
        TrainX = Mnist.Share(Mnist.Images(data.Train, data.Train.Count)),
        TrainY = Shared.From(Mnist.Labels(data.Train, data.Train.Count)),
        ValidationX = Mnist.Share(Mnist.Images(data.Validation, data.Validation.Count)),
        ValidationY = Shared.From(Mnist.Labels(data.Validation, data.Validation.Count)),
        TestX = Mnist.Share(Mnist.Images(data.Test, data.Test.Count)),
        TestY = Shared.From(Mnist.Labels(data.Test, data.Test.Count)),
    };
}
