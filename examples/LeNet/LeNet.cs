using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// The Deep Learning Tutorials' convolutional network: two layers of convolution and pooling, a hidden layer of 500 tanh units,
/// then softmax, trained by minibatches with gradient descent on the negative log-likelihood.
/// </summary>
/// <param name="rng">Where the weights are drawn from.</param>
[GraphModule]
public sealed partial class LeNet(NumpyRandomState rng)
{
    /// <summary>Images in a minibatch.</summary>
    public const int BatchSize = 500;

    private const int Side = 28;
    private const int Values = 50 * 4 * 4;
    private const int Units = 500;
    private const int Classes = 10;

    // Filters of 5 x 5 elements for each channel; sizes that stand here are known to the generated code.
    [Shape(20, 1, 5, 5)] public readonly SharedTensor4<floatX> W0 = Initial.Filters(rng, 20, 1, 5, 5, "W0");
    [Shape(20)] public readonly SharedVector<floatX> B0 = Shared.Zeros<floatX>(20, name: "b0");
    [Shape(50, 20, 5, 5)] public readonly SharedTensor4<floatX> W1 = Initial.Filters(rng, 50, 20, 5, 5, "W1");
    [Shape(50)] public readonly SharedVector<floatX> B1 = Shared.Zeros<floatX>(50, name: "b1");

    // What they leave of an image, 50 times 4 x 4 values, is connected to the units and these to the classes.
    [Shape(Values, Units)] public readonly SharedMatrix<floatX> W2 = Initial.Weights(rng, Values, Units, "W2");
    [Shape(Units)] public readonly SharedVector<floatX> B2 = Shared.Zeros<floatX>(Units, name: "b2");
    [Shape(Units, Classes)] public readonly SharedMatrix<floatX> W3 = Shared.Zeros<floatX>(Units, Classes, name: "W3");
    [Shape(Classes)] public readonly SharedVector<floatX> B3 = Shared.Zeros<floatX>(Classes, name: "b3");

    // Whole data sets live on the device: a call moves only the minibatch's index. They are no part of the model's file.
    [NotSaved, Shape("train", Side * Side)] public required SharedMatrix<floatX> TrainX { get; init; }
    [NotSaved, Shape("train")] public required SharedVector<int> TrainY { get; init; }
    [NotSaved, Shape("validation", Side * Side)] public required SharedMatrix<floatX> ValidationX { get; init; }
    [NotSaved, Shape("validation")] public required SharedVector<int> ValidationY { get; init; }
    [NotSaved, Shape("test", Side * Side)] public required SharedMatrix<floatX> TestX { get; init; }
    [NotSaved, Shape("test")] public required SharedVector<int> TestY { get; init; }

    /// <summary>How far a step goes down the gradient.</summary>
    public floatX LearningRate { get; set; } = (floatX)0.1;

    private Expr<floatX> Probabilities(Expr<floatX> x)
    {
        var images = x.Reshape(x.Shape[0], 1, Side, Side);
        var pooled = Layers.ConvPool(Layers.ConvPool(images, W0, B0), W1, B1);
        return T.Softmax(Layers.Dense(T.Tanh(Layers.Dense(pooled.Flatten(2), W2, B2)), W3, B3));
    }

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
        Expr<floatX>[] parameters = [W0, B0, W1, B1, W2, B2, W3, B3];
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
}
