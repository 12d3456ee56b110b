using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// The Deep Learning Tutorials' restricted Boltzmann machine: 500 hidden units, trained by persistent contrastive divergence,
/// whose chains go on from minibatch to minibatch.
/// </summary>
/// <param name="weights">Where the weights are drawn from.</param>
/// <param name="seed">Of the chains' draws.</param>
[GraphModule]
public sealed partial class Rbm(NumpyRandomState weights, int seed)
{
    /// <summary>Images in a minibatch, and chains.</summary>
    public const int BatchSize = 20;

    private const int Pixels = 784;
    private const int Units = 500;
    private const int Steps = 15;

    // From pixel to pixel of the pseudo-likelihood: it meets all of them, and few steps already lie all over the image, of which
    // the edges are easy to tell and the middle is not.
    private const int Stride = 485;

    private readonly RandomStreams rng = new(seed);

    /// <summary>The machine.</summary>
    public readonly BoltzmannMachine Machine = new(Initial.SigmoidWeights(weights, Pixels, Units, "W"));

    /// <summary>The hidden units of the chains of training.</summary>
    [NotSaved, Shape(BatchSize, Units)] public readonly SharedMatrix<floatX> Chain = Shared.Zeros<floatX>(BatchSize, Units, name: "persistent_chain");

    /// <summary>The pixel that the next pseudo-likelihood is of.</summary>
    [NotSaved] public readonly SharedScalar<long> Pixel = Shared.Scalar(0L, name: "bit_i_idx");

    // The data set lives on the device: a call moves only the minibatch's index. It is no part of the model's file.
    [NotSaved, Shape("train", Pixels)] public required SharedMatrix<floatX> TrainX { get; init; }

    /// <summary>The visible units of the chains that are sampled from when the machine is trained.</summary>
    [NotSaved, Shape("chains", Pixels)] public required SharedMatrix<floatX> Samples { get; init; }

    /// <summary>How far a step goes down the gradient.</summary>
    public floatX LearningRate { get; set; } = (floatX)0.1;

    /// <summary>One step; gives the pseudo-likelihood of the minibatch before it, by one pixel.</summary>
    [GraphFunction]
    private Function TrainGraph(Scalar<long> index)
    {
        var x = TrainX[(index * BatchSize)..((index + 1) * BatchSize)];
        var (gradients, chain) = Machine.Contrast(x, Chain, Steps, rng);
        return T.Function(
            outputs: Machine.PseudoLikelihood(x, Pixel),
            updates:
            [
                .. Machine.Parameters.Zip(gradients, (p, g) => (p, p - LearningRate * g)),
                (Chain, chain),
                (Pixel, (Pixel + Stride) % Pixels),
            ]);
    }

    /// <summary>Goes on with the sampled chains; gives the means that the last images were drawn from.</summary>
    [GraphFunction]
    private Function SampleGraph(Scalar<long> steps)
    {
        var (images, means) = T.Scan(
            v =>
            {
                var hidden = BoltzmannMachine.Sample(Machine.HiddenMeans(v), rng);
                var m = Machine.VisibleMeans(hidden);
                return (BoltzmannMachine.Sample(m, rng), m);
            },
            outputsInfo: Samples, nSteps: steps);
        return T.Function(outputs: means[^1], updates: [(Samples, images[^1])]);
    }
}
