namespace GraphDsl.Tests.Models;

/// <summary>The tutorial's classifier: three functions of a minibatch's index, labels stored as floatX and cast where they are used.</summary>
[GraphModule]
public sealed partial class Digits
{
    public const int BatchSize = 20;

    [Shape(12, 4)] public readonly SharedMatrix<floatX> W = Shared.Zeros<floatX>(12, 4, name: "W");
    [Shape(4)] public readonly SharedVector<floatX> B = Shared.Zeros<floatX>(4, name: "b");

    [NotSaved] public required SharedMatrix<floatX> TrainX { get; init; }
    [NotSaved] public required SharedVector<floatX> TrainY { get; init; }
    [NotSaved] public required SharedMatrix<floatX> ValidX { get; init; }
    [NotSaved] public required SharedVector<floatX> ValidY { get; init; }

    private Expr<floatX> Probabilities(Expr<floatX> x) => T.Softmax(T.Dot(x, W) + B);

    private Expr<floatX> Cost(Expr<floatX> x, Expr<int> y) => -T.Mean(T.Log(Probabilities(x))[T.Arange(y.Shape[0]), y]);

    private Expr<long> Predicted(Expr<floatX> x) => T.ArgMax(Probabilities(x), axis: 1);

    private static Expr<floatX> Rows(Expr<floatX> x, Expr<long> index) => x[(index * BatchSize)..((index + 1) * BatchSize)];

    [GraphFunction]
    private Function TrainGraph(Scalar<long> index, [Default(0.1)] Scalar<floatX> rate)
    {
        var x = new Matrix<floatX>("x");
        var y = new Vector<int>("y");
        var cost = Cost(x, y);
        var gradients = T.Grad(cost, W, B);
        return T.Function(
            outputs: cost,
            updates: [(W, W - rate * gradients.Item1), (B, B - rate * gradients.Item2)],
            givens: [(x, Rows(TrainX, index)), (y, T.Cast<int>(Rows(TrainY, index)))]);
    }

    [GraphFunction]
    private Function ValidateGraph(Scalar<long> index)
    {
        var x = Rows(ValidX, index);
        var y = T.Cast<int>(Rows(ValidY, index));
        var wrong = T.Neq(Predicted(x), T.Cast<long>(y));
        return T.Function(outputs: (errors: T.Mean(wrong), zeroOne: T.Sum(wrong)));
    }
}
