using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// The Deep Learning Tutorials' first model: the classes' probabilities are softmax(x W + b), trained by minibatches
/// with gradient descent on the negative log-likelihood.
/// </summary>
[GraphModule]
public sealed partial class LogisticRegression
{
    /// <summary>Images in a minibatch.</summary>
    public const int BatchSize = 600;

    /// <summary>The weights: a column a class.</summary>
    [Shape(784, 10)] public readonly SharedMatrix<floatX> W = Shared.Zeros<floatX>(784, 10, name: "W");

    /// <summary>The biases.</summary>
    [Shape(10)] public readonly SharedVector<floatX> B = Shared.Zeros<floatX>(10, name: "b");

    // Whole data sets live on the device: a call moves only the minibatch's index. They are no part of the model's file.
    [NotSaved, Shape("train", 784)] public required SharedMatrix<floatX> TrainX { get; init; }
    [NotSaved, Shape("train")] public required SharedVector<int> TrainY { get; init; }
    [NotSaved, Shape("validation", 784)] public required SharedMatrix<floatX> ValidationX { get; init; }
    [NotSaved, Shape("validation")] public required SharedVector<int> ValidationY { get; init; }
    [NotSaved, Shape("test", 784)] public required SharedMatrix<floatX> TestX { get; init; }
    [NotSaved, Shape("test")] public required SharedVector<int> TestY { get; init; }

    /// <summary>How far a step goes down the gradient.</summary>
    public floatX LearningRate { get; set; } = (floatX)0.13;

    private Expr<floatX> Probabilities(Expr<floatX> x) => T.Softmax(T.Dot(x, W) + B);

    private Expr<floatX> NegativeLogLikelihood(Expr<floatX> x, Expr<int> y)
        => -T.Mean(T.Log(Probabilities(x))[T.Arange(y.Shape[0]), y]);

    /// <summary>The share of the images whose most probable class is not their label.</summary>
    private Expr<double> Errors(Expr<floatX> x, Expr<int> y)
        => T.Mean(T.Neq(T.ArgMax(Probabilities(x), axis: 1), T.Cast<long>(y)));

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

    [GraphFunction]
    private Function ValidateGraph(Scalar<long> index)
    {
        var x = new Matrix<floatX>("x");
        var y = new Vector<int>("y");
        return T.Function(
            outputs: Errors(x, y),
            givens: [(x, ValidationX[(index * BatchSize)..((index + 1) * BatchSize)]),
                     (y, ValidationY[(index * BatchSize)..((index + 1) * BatchSize)])]);
    }

    [GraphFunction]
    private Function TestGraph(Scalar<long> index)
    {
        var x = new Matrix<floatX>("x");
        var y = new Vector<int>("y");
        return T.Function(
            outputs: Errors(x, y),
            givens: [(x, TestX[(index * BatchSize)..((index + 1) * BatchSize)]),
                     (y, TestY[(index * BatchSize)..((index + 1) * BatchSize)])]);
    }

    [GraphFunction]
    private Expr<long> PredictGraph(Matrix<floatX> x) => T.ArgMax(Probabilities(x), axis: 1);
}
