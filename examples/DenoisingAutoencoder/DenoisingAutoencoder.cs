using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// The Deep Learning Tutorials' denoising autoencoder: 500 units learn to make out images of which a share of the pixels is missing.
/// </summary>
/// <param name="weights">Where the weights are drawn from.</param>
/// <param name="seed">Of the missing pixels.</param>
[GraphModule]
public sealed partial class DenoisingAutoencoder(NumpyRandomState weights, int seed)
{
    /// <summary>Images in a minibatch.</summary>
    public const int BatchSize = 20;

    private const int Pixels = 784;
    private const int Units = 500;

    private readonly RandomStreams rng = new(seed);

    /// <summary>The autoencoder.</summary>
    public readonly Autoencoder Coder = new(new Layer(Initial.SigmoidWeights(weights, Pixels, Units, "W")));

    // The data set lives on the device: a call moves only the minibatch's index. It is no part of the model's file.
    [NotSaved, Shape("train", Pixels)] public required SharedMatrix<floatX> TrainX { get; init; }

    /// <summary>The share of the pixels that is missing.</summary>
    public floatX Corruption { get; set; }

    /// <summary>How far a step goes down the gradient.</summary>
    public floatX LearningRate { get; set; } = (floatX)0.1;

    [GraphFunction]
    private Function TrainGraph(Scalar<long> index)
    {
        var cost = Coder.Cost(TrainX[(index * BatchSize)..((index + 1) * BatchSize)], rng, Corruption);
        return T.Function(
            outputs: cost,
            updates: [.. Coder.Parameters.Zip(T.Grad(cost, Coder.Parameters), (p, g) => (p, p - LearningRate * g))]);
    }
}
