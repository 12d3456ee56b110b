using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// A restricted Boltzmann machine of binary units: visible ones, which are the data, and hidden ones, connected with each other
/// but not among themselves, so that the units of one kind are drawn at once where the other kind is known.
/// </summary>
[GraphModule]
public sealed partial class BoltzmannMachine
{
    /// <summary>A machine with the weights given, a column a hidden unit, and biases of zero.</summary>
    public BoltzmannMachine(SharedMatrix<floatX> w)
    {
        W = w;
        Hidden = Shared.Zeros<floatX>(w.Lengths[1], name: "hbias");
        Visible = Shared.Zeros<floatX>(w.Lengths[0], name: "vbias");
    }

    /// <summary>The weights.</summary>
    public SharedMatrix<floatX> W { get; }

    /// <summary>The biases of the hidden units.</summary>
    public SharedVector<floatX> Hidden { get; }

    /// <summary>The biases of the visible units.</summary>
    public SharedVector<floatX> Visible { get; }

    /// <summary>What training changes.</summary>
    public Expr<floatX>[] Parameters => [.. Upward, Visible];

    /// <summary>The parameters that lead from the visible units to the hidden ones.</summary>
    public Expr<floatX>[] Upward => [W, Hidden];

    /// <summary>How probable it is of each hidden unit to be on.</summary>
    public Expr<floatX> HiddenMeans(Expr<floatX> visible) => T.Sigmoid(T.Dot(visible, W) + Hidden);

    /// <summary>How probable it is of each visible unit to be on.</summary>
    public Expr<floatX> VisibleMeans(Expr<floatX> hidden) => T.Sigmoid(T.Dot(hidden, W.T) + Visible);

    /// <summary>Units that are on as probably as said.</summary>
    public static Expr<floatX> Sample(Expr<floatX> means, RandomStreams rng) => rng.Binomial<floatX>(means.Shape, n: 1, p: means);

    /// <summary>The negative logarithm of the probability of each row, but for a constant that is the same for all.</summary>
    public Expr<floatX> FreeEnergy(Expr<floatX> visible) =>
        -T.Dot(visible, Visible) - T.Sum(T.Softplus(T.Dot(visible, W) + Hidden), axis: 1);

    /// <summary>
    /// Contrastive divergence: what raises the probability of the data lowers that of what the machine itself brings forth, which
    /// are chains of so many steps from the hidden units given.
    /// </summary>
    /// <returns>The gradients by the parameters, and the hidden units at the chains' ends.</returns>
    public (Expr<floatX>[] Gradients, Expr<floatX> Chain) Contrast(Expr<floatX> data, Expr<floatX> chain, int steps, RandomStreams rng)
    {
        var (hidden, visible) = T.Scan(
            h =>
            {
                var v = Sample(VisibleMeans(h), rng);
                return (Sample(HiddenMeans(v), rng), v);
            },
            outputsInfo: chain, nSteps: steps);
        var end = visible[^1];
        var cost = T.Mean(FreeEnergy(data)) - T.Mean(FreeEnergy(end));
        return (T.Grad(cost, Parameters, considerConstant: [end]), hidden[^1]);
    }

    /// <summary>
    /// How probable one unit is where all others are known, times the number of units: a stand-in for the likelihood, which
    /// nobody can compute. The data are rounded to 0 and 1.
    /// </summary>
    public Expr<floatX> PseudoLikelihood(Expr<floatX> data, Expr<long> unit)
    {
        var whole = T.Round(data);
        var flipped = T.SetSubtensor(whole[.., unit], 1 - whole[.., unit]);
        var gain = FreeEnergy(flipped) - FreeEnergy(whole);
        return T.Mean(T.Cast<floatX>(data.Shape[1]) * T.Log(T.Sigmoid(gain)));
    }
}
