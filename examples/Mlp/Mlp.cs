using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// The Deep Learning Tutorials' multilayer perceptron: a hidden layer of 500 tanh units, then softmax, trained by
/// minibatches with gradient descent on the negative log-likelihood and penalties on the weights.
/// </summary>
[GraphModule]
public sealed partial class Mlp
{
    /// <summary>Images in a minibatch.</summary>
    public const int BatchSize = 20;

    private const int Pixels = 784;
    private const int Units = 500;
    private const int Classes = 10;

    // The weights of the penalties: on the sum of the weights' magnitudes, and of their squares.
    private const double L1 = 0.0;
    private const double L2 = 0.0001;

    /// <summary>From the images to the classes.</summary>
    public readonly Layer[] Layers =
    [
        new(Uniform(Math.Sqrt(6.0 / (Pixels + Units)), Pixels, Units)),
        new(Shared.Zeros<floatX>(Units, Classes, name: "W")),
    ];

    // Whole data sets live on the device: a call moves only the minibatch's index. They are no part of the model's file.
    [NotSaved, Shape("train", Pixels)] public required SharedMatrix<floatX> TrainX { get; init; }
    [NotSaved, Shape("train")] public required SharedVector<int> TrainY { get; init; }
    [NotSaved, Shape("validation", Pixels)] public required SharedMatrix<floatX> ValidationX { get; init; }
    [NotSaved, Shape("validation")] public required SharedVector<int> ValidationY { get; init; }
    [NotSaved, Shape("test", Pixels)] public required SharedMatrix<floatX> TestX { get; init; }
    [NotSaved, Shape("test")] public required SharedVector<int> TestY { get; init; }

    /// <summary>How far a step goes down the gradient.</summary>
    public floatX LearningRate { get; set; } = (floatX)0.01;

    private Expr<floatX> Probabilities(Expr<floatX> x)
    {
        foreach (var layer in Layers[..^1]) x = layer.Output(x, T.Tanh);
        return Layers[^1].Output(x, z => T.Softmax(z));
    }

    private Expr<floatX> Cost(Expr<floatX> x, Expr<int> y)
    {
        var likelihood = T.Mean(T.Log(Probabilities(x))[T.Arange(y.Shape[0]), y]);
        var magnitudes = Layers.Select(layer => T.Sum(T.Abs(layer.W))).Aggregate((a, b) => a + b);
        var squares = Layers.Select(layer => T.Sum(T.Sqr(layer.W))).Aggregate((a, b) => a + b);
        return -likelihood + L1 * magnitudes + L2 * squares;
    }

    /// <summary>The share of the images whose most probable class is not their label.</summary>
    private Expr<double> Errors(Expr<floatX> x, Expr<int> y)
        => T.Mean(T.Neq(T.ArgMax(Probabilities(x), axis: 1), T.Cast<long>(y)));

    [GraphFunction]
    private Function TrainGraph(Scalar<long> index)
    {
        var x = new Matrix<floatX>("x");
        var y = new Vector<int>("y");
        var cost = Cost(x, y);
        Expr<floatX>[] parameters = [.. Layers.SelectMany(layer => layer.Parameters)];
        return T.Function(
            outputs: cost,
            updates: [.. parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - LearningRate * g))],
            givens: [(x, Minibatch(TrainX, index)), (y, Minibatch(TrainY, index))]);
    }

    [GraphFunction]
    private Function ValidateGraph(Scalar<long> index) => Evaluate(ValidationX, ValidationY, index);

    [GraphFunction]
    private Function TestGraph(Scalar<long> index) => Evaluate(TestX, TestY, index);

    [GraphFunction]
    private Expr<long> PredictGraph(Matrix<floatX> x) => T.ArgMax(Probabilities(x), axis: 1);

    private Function Evaluate(SharedMatrix<floatX> images, SharedVector<int> labels, Scalar<long> index)
        => T.Function(outputs: Errors(Minibatch(images, index), Minibatch(labels, index)));

    private static Expr<TElement> Minibatch<TElement>(Expr<TElement> data, Expr<long> index)
        => data[(index * BatchSize)..((index + 1) * BatchSize)];

    // The tutorial's weights, drawn as it draws them.
    private static SharedMatrix<floatX> Uniform(double bound, int rows, int columns)
        => new(new NumpyRandomState(1234).Uniform<floatX>(-bound, bound, rows, columns), borrow: true, name: "W");
}
