using GraphDsl.Examples;

namespace GraphDsl.Benchmarks;

/// <summary>A training step of the tutorial's multilayer perceptron: 20 images, 500 hidden units, L2 as decay of the weights.</summary>
[GraphModule]
internal sealed partial class Perceptron
{
    private const int BatchSize = 20, Pixels = 784, Hidden = 500, Classes = 10;

    [Shape(Pixels, Hidden)] public readonly SharedMatrix<floatX> W1 = new(new NumpyRandomState(1234).Uniform<floatX>(-Bound, Bound, Pixels, Hidden), name: "W1");
    [Shape(Hidden)] public readonly SharedVector<floatX> B1 = Shared.Zeros<floatX>(Hidden, name: "b1");
    [Shape(Hidden, Classes)] public readonly SharedMatrix<floatX> W2 = Shared.Zeros<floatX>(Hidden, Classes, name: "W2");
    [Shape(Classes)] public readonly SharedVector<floatX> B2 = Shared.Zeros<floatX>(Classes, name: "b2");

    private static readonly double Bound = Math.Sqrt(6.0 / (Pixels + Hidden));

    public required SharedMatrix<floatX> TrainX { get; init; }
    public required SharedVector<int> TrainY { get; init; }

    [GraphFunction]
    private Function TrainGraph(Scalar<long> index)
    {
        var x = TrainX[(index * BatchSize)..((index + 1) * BatchSize)];
        var y = TrainY[(index * BatchSize)..((index + 1) * BatchSize)];
        var p = T.Softmax(T.Dot(T.Tanh(T.Dot(x, W1) + B1), W2) + B2);
        var cost = -T.Mean(T.Log(p)[T.Arange(y.Shape[0]), y]) + 1e-4 * (T.Sum(T.Sqr(W1)) + T.Sum(T.Sqr(W2)));
        Expr<floatX>[] parameters = [W1, B1, W2, B2];
        return T.Function(outputs: cost, updates: [.. parameters.Zip(T.Grad(cost, parameters), (w, g) => (w, w - 0.01 * g))]);
    }

    public static Func<double> Prepare()
    {
        var set = (MnistFile.Find() is { } path ? MnistPickle.Load(path) : SyntheticDigits.Draw()).Train;
        var model = new Perceptron
        {
            TrainX = new SharedMatrix<floatX>(set.Images, borrow: true),
            TrainY = new SharedVector<int>(set.Labels, borrow: true),
        };
        long step = 0;
        int batches = set.Count / BatchSize;
        return () => model.Train(step++ % batches);
    }
}
