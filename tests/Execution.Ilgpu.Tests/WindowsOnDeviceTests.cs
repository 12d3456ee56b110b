using System.Numerics.Tensors;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>A convolutional network on a device: all of it runs there, and does what it does on the CPU.</summary>
public class WindowsOnDeviceTests
{
    [Fact]
    public void Training_steps_are_those_of_the_CPU()
    {
        var (x, y) = Data();
        var onCpu = new SmallLeNet();
        onCpu.To(GraphDevice.Cpu);
        var model = new SmallLeNet();
        var transfers = Simulation.Device.Transfers;
        transfers.Reset();
        for (int step = 0; step < 5; step++) Numbers.Near((double)onCpu.Train(x, y), (double)model.Train(x, y), 2e-6);
        Assert.Equal(0, transfers.HostSteps);
        Assert.True(transfers.Launches > 50);
        foreach (var (expected, found) in new[] { (onCpu.W0, model.W0), (onCpu.W1, model.W1) }) Numbers.Near(expected.Doubles(), found.Doubles(), 1e-5);
        Numbers.Near(onCpu.W2.Doubles(), model.W2.Doubles(), 1e-5);
    }

    [Fact]
    public void Two_runs_give_the_same_bits()
    {
        var (x, y) = Data();
        Assert.Equal(Run(), Run());

        double[] Run()
        {
            var model = new SmallLeNet();
            double[] costs = [model.Train(x, y), model.Train(x, y)];
            return [.. costs, .. model.W0.Doubles(), .. model.W1.Doubles(), .. model.W2.Doubles()];
        }
    }

    private static (Tensor<floatX> X, int[] Y) Data() => (Tensor.Create(Numbers.Draw(6 * 12 * 12, seed: 5), [6, 1, 12, 12]), [0, 1, 2, 0, 1, 2]);
}

/// <summary>LeNet with few of everything: convolution, pooling over windows that do not fit, dense units.</summary>
[GraphModule]
public sealed partial class SmallLeNet
{
    [Shape(3, 1, 3, 3)] public readonly SharedTensor4<floatX> W0 = new(Tensor.Create(Numbers.Draw(3 * 9, seed: 1), [3, 1, 3, 3]));
    [Shape(4, 3, 2, 2)] public readonly SharedTensor4<floatX> W1 = new(Tensor.Create(Numbers.Draw(4 * 3 * 4, seed: 2), [4, 3, 2, 2]));
    [Shape(16, 3)] public readonly SharedMatrix<floatX> W2 = new(Tensor.Create(Numbers.Draw(16 * 3, seed: 3), [16, 3]));

    [GraphFunction]
    private Function TrainGraph([Shape("n", 1, 12, 12)] Tensor4<floatX> x, [Shape("n")] Vector<int> y)
    {
        var first = T.Tanh(T.Pool2d(T.Conv2d(x, W0), (2, 2)));
        var second = T.Tanh(T.Pool2d(T.Conv2d(first, W1, BorderMode.Full), (4, 4)));
        var p = T.Softmax(T.Dot(second.Flatten(2), W2));
        var cost = -T.Mean(T.Log(p)[T.Arange(y.Shape[0]), y]);
        Expr<floatX>[] parameters = [W0, W1, W2];
        return T.Function(outputs: cost, updates: [.. parameters.Zip(T.Grad(cost, parameters), (w, g) => (w, w - 0.2 * g))]);
    }
}
