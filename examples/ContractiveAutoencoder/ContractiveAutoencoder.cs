using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// The Deep Learning Tutorials' contractive autoencoder: 500 units learn to make out images, and to change little where an image
/// changes little.
/// </summary>
/// <param name="weights">Where the weights are drawn from.</param>
[GraphModule]
public sealed partial class ContractiveAutoencoder(NumpyRandomState weights)
{
    /// <summary>Images in a minibatch.</summary>
    public const int BatchSize = 10;

    private const int Pixels = 784;
    private const int Units = 500;

    /// <summary>The autoencoder.</summary>
    public readonly Autoencoder Coder = new(new Layer(Initial.SigmoidWeights(weights, Pixels, Units, "W")));

    // The data set lives on the device: a call moves only the minibatch's index. It is no part of the model's file.
    [NotSaved, Shape("train", Pixels)] public required SharedMatrix<floatX> TrainX { get; init; }

    /// <summary>How much a unit's change counts beside what the reconstruction costs.</summary>
    public floatX Contraction { get; set; }

    /// <summary>How far a step goes down the gradient.</summary>
    public floatX LearningRate { get; set; } = (floatX)0.01;

    /// <summary>Takes a step; gives what the reconstruction costs before it, and the mean squared norm of the units' Jacobian.</summary>
    [GraphFunction]
    private Function TrainGraph(Scalar<long> index)
    {
        var x = TrainX[(index * BatchSize)..((index + 1) * BatchSize)];
        var hidden = Coder.Hidden(x);
        var reconstruction = Coder.ReconstructionCost(x, hidden);
        var norm = Coder.JacobianNorm(hidden);
        var cost = reconstruction + Contraction * norm;
        return T.Function(
            outputs: (reconstruction: reconstruction, norm: norm),
            updates: [.. Coder.Parameters.Zip(T.Grad(cost, Coder.Parameters), (p, g) => (p, p - LearningRate * g))]);
    }
}
