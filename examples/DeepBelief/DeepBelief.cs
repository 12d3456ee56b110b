using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// The Deep Learning Tutorials' deep belief network: each of three layers first learns, as a restricted Boltzmann machine, to bring
/// forth what the layer below tells it, then all of them and a classifier on top learn the labels.
/// </summary>
/// <param name="weights">Where the weights are drawn from.</param>
/// <param name="seed">Of the random numbers of pre-training.</param>
[GraphModule]
public sealed partial class DeepBelief(NumpyRandomState weights, int seed)
{
    /// <summary>Images in a minibatch.</summary>
    public const int BatchSize = 20;

    private const int Pixels = 784;
    private const int Units = 500;
    private const int Classes = 10;

    private readonly RandomStreams rng = new(seed);

    /// <summary>The layers, from the images up.</summary>
    public readonly BoltzmannMachine[] Machines =
    [
        new(Initial.SigmoidWeights(weights, Pixels, Units, "W")),
        new(Initial.SigmoidWeights(weights, Units, Units, "W")),
        new(Initial.SigmoidWeights(weights, Units, Units, "W")),
    ];

    /// <summary>From the last layer to the classes.</summary>
    public readonly Layer Classifier = new(Shared.Zeros<floatX>(Units, Classes, name: "W"));

    // Whole data sets live on the device: a call moves only the minibatch's index. They are no part of the model's file.
    [NotSaved, Shape("train", Pixels)] public required SharedMatrix<floatX> TrainX { get; init; }
    [NotSaved, Shape("train")] public required SharedVector<int> TrainY { get; init; }
    [NotSaved, Shape("validation", Pixels)] public required SharedMatrix<floatX> ValidationX { get; init; }
    [NotSaved, Shape("validation")] public required SharedVector<int> ValidationY { get; init; }
    [NotSaved, Shape("test", Pixels)] public required SharedMatrix<floatX> TestX { get; init; }
    [NotSaved, Shape("test")] public required SharedVector<int> TestY { get; init; }

    /// <summary>How far a step of fine-tuning goes down the gradient.</summary>
    public floatX LearningRate { get; set; } = (floatX)0.1;

    /// <summary>How far a step of pre-training goes.</summary>
    public floatX PretrainingRate { get; set; } = (floatX)0.05;

    private Expr<floatX>[] Parameters => [.. Machines.SelectMany(machine => machine.Upward), .. Classifier.Parameters];

    private Expr<floatX> Probabilities(Expr<floatX> x)
    {
        foreach (var machine in Machines) x = machine.HiddenMeans(x);
        return Classifier.Output(x, z => T.Softmax(z));
    }

    // One step of contrastive divergence of a layer, which sees what those below make of the images.
    private Function Pretrain(int level, Expr<long> index)
    {
        var x = Minibatch(TrainX, index);
        foreach (var below in Machines[..level]) x = below.HiddenMeans(x);
        var machine = Machines[level];
        var start = BoltzmannMachine.Sample(machine.HiddenMeans(x), rng);
        var (gradients, _) = machine.Contrast(x, start, steps: 1, rng);
        return T.Function(
            outputs: T.Mean(T.Sum(T.BinaryCrossentropy(machine.VisibleMeans(start), x), axis: 1)),
            updates: [.. machine.Parameters.Zip(gradients, (p, g) => (p, p - PretrainingRate * g))]);
    }

    [GraphFunction] private Function PretrainFirstGraph(Scalar<long> index) => Pretrain(0, index);

    [GraphFunction] private Function PretrainSecondGraph(Scalar<long> index) => Pretrain(1, index);

    [GraphFunction] private Function PretrainThirdGraph(Scalar<long> index) => Pretrain(2, index);

    [GraphFunction]
    private Function TrainGraph(Scalar<long> index)
    {
        var labels = Minibatch(TrainY, index);
        var cost = -T.Mean(T.Log(Probabilities(Minibatch(TrainX, index)))[T.Arange(BatchSize), labels]);
        return T.Function(
            outputs: cost,
            updates: [.. Parameters.Zip(T.Grad(cost, Parameters), (p, g) => (p, p - LearningRate * g))]);
    }

    [GraphFunction]
    private Expr<double> ValidateGraph(Scalar<long> index) => Errors(ValidationX, ValidationY, index);

    [GraphFunction]
    private Expr<double> TestGraph(Scalar<long> index) => Errors(TestX, TestY, index);

    [GraphFunction]
    private Expr<long> PredictGraph(Matrix<floatX> x) => T.ArgMax(Probabilities(x), axis: 1);

    /// <summary>The share of a minibatch's images whose most probable class is not their label.</summary>
    private Expr<double> Errors(Expr<floatX> images, Expr<int> labels, Expr<long> index)
        => T.Mean(T.Neq(T.ArgMax(Probabilities(Minibatch(images, index)), axis: 1), T.Cast<long>(Minibatch(labels, index))));

    private static Expr<TElement> Minibatch<TElement>(Expr<TElement> data, Expr<long> index)
        => data[(index * BatchSize)..((index + 1) * BatchSize)];
}
