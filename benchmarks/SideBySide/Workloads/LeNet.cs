using GraphDsl.Examples;

namespace GraphDsl.Benchmarks;

/// <summary>A training step of the tutorial's convolutional network: 500 images, 20 and 50 filters of 5 x 5, 500 hidden units.</summary>
[GraphModule]
internal sealed partial class ConvolutionalNetwork
{
    private const int BatchSize = 500, Side = 28, Values = 50 * 4 * 4, Units = 500, Classes = 10;

    private static readonly NumpyRandomState rng = new(23455);

    [Shape(20, 1, 5, 5)] public readonly SharedTensor4<floatX> W0 = Filters(20, 1, "W0");
    [Shape(20)] public readonly SharedVector<floatX> B0 = Shared.Zeros<floatX>(20, name: "b0");
    [Shape(50, 20, 5, 5)] public readonly SharedTensor4<floatX> W1 = Filters(50, 20, "W1");
    [Shape(50)] public readonly SharedVector<floatX> B1 = Shared.Zeros<floatX>(50, name: "b1");
    [Shape(Values, Units)] public readonly SharedMatrix<floatX> W2 = Weights(Values, Units, "W2");
    [Shape(Units)] public readonly SharedVector<floatX> B2 = Shared.Zeros<floatX>(Units, name: "b2");
    [Shape(Units, Classes)] public readonly SharedMatrix<floatX> W3 = Shared.Zeros<floatX>(Units, Classes, name: "W3");
    [Shape(Classes)] public readonly SharedVector<floatX> B3 = Shared.Zeros<floatX>(Classes, name: "b3");

    public required SharedMatrix<floatX> TrainX { get; init; }
    public required SharedVector<int> TrainY { get; init; }

    private static Expr<floatX> ConvPool(Expr<floatX> images, Expr<floatX> w, Expr<floatX> b)
        => T.Tanh(T.Pool2d(T.Conv2d(images, w), (2, 2), ignoreBorder: true) + b.Dimshuffle(T.NewAxis, 0, T.NewAxis, T.NewAxis));

    [GraphFunction]
    private Function TrainGraph(Scalar<long> index)
    {
        var x = TrainX[(index * BatchSize)..((index + 1) * BatchSize)].Reshape(BatchSize, 1, Side, Side);
        var y = TrainY[(index * BatchSize)..((index + 1) * BatchSize)];
        var h = T.Tanh(T.Dot(ConvPool(ConvPool(x, W0, B0), W1, B1).Flatten(2), W2) + B2);
        var cost = -T.Mean(T.Log(T.Softmax(T.Dot(h, W3) + B3))[T.Arange(BatchSize), y]);
        Expr<floatX>[] parameters = [W0, B0, W1, B1, W2, B2, W3, B3];
        return T.Function(outputs: cost, updates: [.. parameters.Zip(T.Grad(cost, parameters), (w, g) => (w, w - 0.1 * g))]);
    }

    /// <summary>A step on one minibatch after the other, over all of MNIST where it is there, else over digits of our own.</summary>
    public static Func<double> Prepare()
    {
        var set = (MnistFile.Find() is { } path ? MnistPickle.Load(path) : SyntheticDigits.Draw()).Train;
        var model = new ConvolutionalNetwork
        {
            TrainX = new SharedMatrix<floatX>(set.Images, borrow: true),
            TrainY = new SharedVector<int>(set.Labels, borrow: true),
        };
        long step = 0;
        int batches = set.Count / BatchSize;
        return () => model.Train(step++ % batches);
    }

    private static SharedTensor4<floatX> Filters(int filters, int channels, string name)
    {
        double bound = Math.Sqrt(6.0 / ((channels * 25) + (filters * 25 / 4)));
        return new(rng.Uniform<floatX>(-bound, bound, filters, channels, 5, 5), name: name);
    }

    private static SharedMatrix<floatX> Weights(int rows, int columns, string name)
    {
        double bound = Math.Sqrt(6.0 / (rows + columns));
        return new(rng.Uniform<floatX>(-bound, bound, rows, columns), name: name);
    }
}
