using GraphDsl.Examples;

namespace GraphDsl.Tests.Models;

/// <summary>The examples' parts that learn without labels, small enough to be computed by hand.</summary>
[GraphModule]
public sealed partial class Machines(floatX[,] weights)
{
    private readonly RandomStreams rng = new(seed: 3);

    public readonly BoltzmannMachine Machine = new(Shared.From(weights, name: "W"));
    public readonly Autoencoder Coder = new(new GraphDsl.Examples.Layer(Shared.From(weights, name: "W")));

    [GraphFunction]
    private (Expr<floatX> hidden, Expr<floatX> visible, Expr<floatX> energy) MeansGraph(Matrix<floatX> visible) =>
        (Machine.HiddenMeans(visible), Machine.VisibleMeans(Machine.HiddenMeans(visible)), Machine.FreeEnergy(visible));

    [GraphFunction]
    private Expr<floatX> PseudoLikelihoodGraph(Matrix<floatX> visible, Scalar<long> unit) => Machine.PseudoLikelihood(visible, unit);

    /// <summary>One chain of no randomness: the biases decide every unit.</summary>
    [GraphFunction]
    private Function ContrastGraph(Matrix<floatX> data, Matrix<floatX> chain)
    {
        var (gradients, end) = Machine.Contrast(data, chain, steps: 3, rng);
        return T.Function(outputs: (w: gradients[0], hidden: gradients[1], visible: gradients[2], end: end));
    }

    [GraphFunction]
    private Function ReconstructGraph(Matrix<floatX> x)
    {
        var cost = Coder.Cost(x, rng, (floatX)0);
        var gradients = T.Grad(cost, Coder.Parameters);
        return T.Function(outputs: (cost: cost, w: gradients[0], hidden: gradients[1], visible: gradients[2]));
    }

    [GraphFunction]
    private Expr<floatX> CorruptedGraph(Matrix<floatX> x, Scalar<floatX> corruption) => Coder.Cost(x, rng, corruption);

    /// <summary>The penalty of the contractive autoencoder with its gradients, and the same by the Jacobian of the values.</summary>
    [GraphFunction]
    private Function ContractGraph(Vector<floatX> x)
    {
        var norm = Coder.JacobianNorm(Coder.Hidden(x.Dimshuffle(T.NewAxis, 0)));
        var gradients = T.Grad(norm, [Coder.Encoder.W, Coder.Encoder.B]);
        var values = T.Sigmoid(T.Dot(x, Coder.Encoder.W) + Coder.Encoder.B);
        return T.Function(outputs: (norm: norm, w: gradients[0], b: gradients[1], squares: T.Sum(T.Sqr(T.Jacobian(values, x)))));
    }
}
