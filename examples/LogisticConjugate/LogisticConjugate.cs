using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// Logistic regression whose parameters are one flat vector, as general methods of minimisation want them: the weights and the
/// biases are views of its parts.
/// </summary>
[GraphModule]
public sealed partial class LogisticConjugate
{
    /// <summary>Images in a minibatch; the cost is the mean over all of them.</summary>
    public const int BatchSize = 600;

    /// <summary>The number of parameters.</summary>
    public const int Length = Weights + Classes;

    private const int Pixels = 784;
    private const int Classes = 10;
    private const int Weights = Pixels * Classes;

    /// <summary>All parameters.</summary>
    [Shape(Length)] public readonly SharedVector<floatX> Theta = Shared.Zeros<floatX>(Length, name: "theta");

    // Whole data sets live on the device: a call moves only the minibatch's index. They are no part of the model's file.
    [NotSaved, Shape("train", Pixels)] public required SharedMatrix<floatX> TrainX { get; init; }
    [NotSaved, Shape("train")] public required SharedVector<int> TrainY { get; init; }
    [NotSaved, Shape("validation", Pixels)] public required SharedMatrix<floatX> ValidationX { get; init; }
    [NotSaved, Shape("validation")] public required SharedVector<int> ValidationY { get; init; }
    [NotSaved, Shape("test", Pixels)] public required SharedMatrix<floatX> TestX { get; init; }
    [NotSaved, Shape("test")] public required SharedVector<int> TestY { get; init; }

    private Expr<floatX> W => Theta[..Weights].Reshape(Pixels, Classes);

    private Expr<floatX> B => Theta[Weights..];

    private Expr<floatX> Probabilities(Expr<floatX> x) => T.Softmax(T.Dot(x, W) + B);

    /// <summary>The cost of a minibatch of the training set and its gradient by the parameters, one flat vector too.</summary>
    [GraphFunction]
    private Function CostGraph(Scalar<long> index)
    {
        var labels = Minibatch(TrainY, index);
        var cost = -T.Mean(T.Log(Probabilities(Minibatch(TrainX, index)))[T.Arange(BatchSize), labels]);
        return T.Function(outputs: (cost: cost, gradient: T.Grad(cost, Theta)));
    }

    [GraphFunction]
    private Expr<double> ValidateGraph(Scalar<long> index) => Errors(ValidationX, ValidationY, index);

    [GraphFunction]
    private Expr<double> TestGraph(Scalar<long> index) => Errors(TestX, TestY, index);

    /// <summary>The share of a minibatch's images whose most probable class is not their label.</summary>
    private Expr<double> Errors(Expr<floatX> images, Expr<int> labels, Expr<long> index)
        => T.Mean(T.Neq(T.ArgMax(Probabilities(Minibatch(images, index)), axis: 1), T.Cast<long>(Minibatch(labels, index))));

    private static Expr<TElement> Minibatch<TElement>(Expr<TElement> data, Expr<long> index)
        => data[(index * BatchSize)..((index + 1) * BatchSize)];
}
