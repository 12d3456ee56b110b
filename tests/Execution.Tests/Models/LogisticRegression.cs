namespace GraphDsl.Tests.Models;

/// <summary>The program at the top of the description of the surface, word for word.</summary>
[GraphModule]
public sealed partial class LogisticRegression
{
    private const int BatchSize = 600;

    [Shape(784, 10)] public readonly SharedMatrix<floatX> W = Shared.Zeros<floatX>(784, 10, name: "W");
    [Shape(10)] public readonly SharedVector<floatX> B = Shared.Zeros<floatX>(10, name: "b");

    public required SharedMatrix<floatX> TrainX { get; init; }     // whole data sets live on the device
    public required SharedVector<int> TrainY { get; init; }
    public floatX LearningRate { get; set; } = 0.13f;              // an ordinary member: read at every call

    // Symbolic helpers are ordinary methods over Expr<T>; they are inlined at build time.
    private Expr<floatX> Probabilities(Expr<floatX> x) => T.Softmax(T.Dot(x, W) + B);
    private Expr<floatX> NegativeLogLikelihood(Expr<floatX> x, Expr<int> y)
        => -T.Mean(T.Log(Probabilities(x))[T.Arange(y.Shape[0]), y]);

    [GraphFunction]
    private Function TrainGraph(Scalar<long> index)
    {
        var x = new Matrix<floatX>("x");
        var y = new Vector<int>("y");
        var cost = NegativeLogLikelihood(x, y);
        var (gW, gB) = T.Grad(cost, W, B);
        return T.Function(
            outputs: cost,
            updates: [(W, W - LearningRate * gW), (B, B - LearningRate * gB)],
            givens: [(x, TrainX[(index * BatchSize)..((index + 1) * BatchSize)]),
                      (y, TrainY[(index * BatchSize)..((index + 1) * BatchSize)])]);
    }

    [GraphFunction]                                                 // no updates, no givens: return the outputs
    private Expr<long> PredictGraph(Matrix<floatX> x) => T.ArgMax(Probabilities(x), axis: 1);
}
