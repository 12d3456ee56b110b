using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// A layer that learns to keep what its input tells: from the layer's values the input is made out again, with the same weights
/// the other way round.
/// </summary>
[GraphModule]
public sealed partial class Autoencoder
{
    /// <summary>An autoencoder around a layer.</summary>
    public Autoencoder(Layer encoder)
    {
        Encoder = encoder;
        Visible = Shared.Zeros<floatX>(encoder.W.Lengths[0], name: "bvis");
    }

    /// <summary>The layer.</summary>
    public Layer Encoder { get; }

    /// <summary>The biases of the reconstruction.</summary>
    public SharedVector<floatX> Visible { get; }

    /// <summary>What training changes.</summary>
    public Expr<floatX>[] Parameters => [Encoder.W, Encoder.B, Visible];

    /// <summary>The layer's values.</summary>
    public Expr<floatX> Hidden(Expr<floatX> x) => Encoder.Output(x, T.Sigmoid);

    /// <summary>What the input was, as far as the layer's values tell.</summary>
    public Expr<floatX> Reconstruction(Expr<floatX> hidden) => T.Sigmoid(T.Dot(hidden, Encoder.W.T) + Visible);

    /// <summary>How unlikely x is after what is made out of the layer's values.</summary>
    public Expr<floatX> ReconstructionCost(Expr<floatX> x, Expr<floatX> hidden)
        => T.Mean(T.Sum(T.BinaryCrossentropy(Reconstruction(hidden), x), axis: 1));

    /// <summary>How unlikely x is after what is made out of it by way of the layer, in which a share of x does not arrive.</summary>
    public Expr<floatX> Cost(Expr<floatX> x, RandomStreams rng, Expr<floatX> corruption)
    {
        var kept = rng.Binomial<floatX>(x.Shape, n: 1, p: 1 - corruption);
        return ReconstructionCost(x, Hidden(kept * x));
    }

    /// <summary>
    /// The sum of the squared derivatives of the layer's values by its input, the mean over all rows. The derivative of value j by
    /// input i is h (1 - h) of the one times the weight between them, so the weights' squares are summed once for all rows.
    /// </summary>
    public Expr<floatX> JacobianNorm(Expr<floatX> hidden)
        => T.Sum(T.Dot(T.Sqr(hidden * (1 - hidden)), T.Sum(T.Sqr(Encoder.W), axis: 0))) / T.Cast<floatX>(hidden.Shape[0]);
}
