using GraphDsl.Examples;

namespace GraphDsl.Benchmarks;

/// <summary>A training step of the tutorial's logistic regression: 600 images of 784 pixels, 10 classes.</summary>
[GraphModule]
internal sealed partial class LogisticRegression
{
    private const int BatchSize = 600;

    [Shape(784, 10)] public readonly SharedMatrix<floatX> W = Shared.Zeros<floatX>(784, 10, name: "W");
    [Shape(10)] public readonly SharedVector<floatX> B = Shared.Zeros<floatX>(10, name: "b");

    public required SharedMatrix<floatX> TrainX { get; init; }
    public required SharedVector<int> TrainY { get; init; }

    private Expr<floatX> Cost(Expr<floatX> x, Expr<int> y)
        => -T.Mean(T.Log(T.Softmax(T.Dot(x, W) + B))[T.Arange(y.Shape[0]), y]);

    [GraphFunction]
    private Function TrainGraph(Scalar<long> index)
    {
        var x = TrainX[(index * BatchSize)..((index + 1) * BatchSize)];
        var y = TrainY[(index * BatchSize)..((index + 1) * BatchSize)];
        var cost = Cost(x, y);
        var (gW, gB) = T.Grad(cost, W, B);
        return T.Function(outputs: cost, updates: [(W, W - 0.13 * gW), (B, B - 0.13 * gB)]);
    }

    /// <summary>A step on one minibatch after the other, over all of MNIST where it is there, else over digits of our own.</summary>
    public static Func<double> Prepare()
    {
        var set = (MnistFile.Find() is { } path ? MnistPickle.Load(path) : SyntheticDigits.Draw()).Train;
        var model = new LogisticRegression
        {
            TrainX = new SharedMatrix<floatX>(set.Images, borrow: true),
            TrainY = new SharedVector<int>(set.Labels, borrow: true),
        };
        long step = 0;
        int batches = set.Count / BatchSize;
        return () => model.Train(step++ % batches);
    }

    /// <summary>One step on a minibatch without ink: what a process needs before anything is warm.</summary>
    public static void FirstStep() => new LogisticRegression
    {
        TrainX = Shared.Zeros<floatX>(BatchSize, 784),
        TrainY = Shared.From(new int[BatchSize]),
    }.Train(0);
}
