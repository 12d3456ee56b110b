namespace GraphDsl.Tests.Models;

/// <summary>
/// Hybrid Monte Carlo as the Deep Learning Tutorials have it: chains that draw from a Gaussian. A draw is a walk along the energy's
/// gradient, taken inside the step of one loop, which is inside the step of the loop over the draws.
/// </summary>
[GraphModule]
public sealed partial class HybridMonteCarlo
{
    private const int LeapfrogSteps = 20;
    private const double TargetAcceptance = 0.9;
    private const double Slowness = 0.9; // how much of the average of acceptances a draw leaves as it was

    private readonly RandomStreams rng = new(seed: 23455);

    /// <summary>Where the chains are.</summary>
    [Shape("chains", "dimensions")] public required SharedMatrix<floatX> Positions { get; init; }

    [Shape("dimensions")] public required SharedVector<floatX> Mean { get; init; }

    /// <summary>The inverse of the covariance.</summary>
    [Shape("dimensions", "dimensions")] public required SharedMatrix<floatX> Precision { get; init; }

    public readonly SharedScalar<floatX> StepSize = Shared.Scalar((floatX)0.01, name: "step size");
    public readonly SharedScalar<floatX> Acceptance = Shared.Scalar((floatX)TargetAcceptance, name: "acceptance");

    private Expr<floatX> Energy(Expr<floatX> x) => T.Sum(T.Dot(x - Mean, Precision) * (x - Mean), axis: 1) / 2;

    private Expr<floatX> Slope(Expr<floatX> x) => T.Grad(T.Sum(Energy(x)), x);

    private Expr<floatX> Hamiltonian(Expr<floatX> position, Expr<floatX> velocity) => Energy(position) + T.Sum(T.Sqr(velocity), axis: 1) / 2;

    /// <summary>Velocities are half a step ahead of positions on the way.</summary>
    private (Expr<floatX> position, Expr<floatX> velocity) Leapfrog(Expr<floatX> position, Expr<floatX> velocity, Expr<floatX> stepSize)
    {
        velocity -= stepSize / 2 * Slope(position);
        position += stepSize * velocity;
        var (positions, velocities) = T.Scan(
            at =>
            {
                var next = at.velocity - stepSize * Slope(at.position);
                return (at.position + stepSize * next, next);
            },
            outputsInfo: (position: position, velocity: velocity), nSteps: LeapfrogSteps - 1);
        return (positions[^1], velocities[^1] - stepSize / 2 * Slope(positions[^1]));
    }

    /// <summary>So many draws of each chain, and the share of proposals that were accepted.</summary>
    [GraphFunction]
    private Function DrawGraph(Scalar<long> draws)
    {
        var (positions, stepSizes, acceptances, accepted) = T.Scan(
            state =>
            {
                var velocity = rng.Normal<floatX>(state.position.Shape);
                var (proposed, final) = Leapfrog(state.position, velocity, state.stepSize);
                var fall = Hamiltonian(state.position, velocity) - Hamiltonian(proposed, final);
                var accept = T.Exp(fall) >= rng.Uniform<floatX>([state.position.Shape[0]]);
                var share = T.Mean(T.Cast<floatX>(accept));
                var average = Slowness * state.acceptance + (1 - Slowness) * share;
                return (
                    T.Switch(accept.Dimshuffle(0, T.NewAxis), proposed, state.position),
                    T.Clip(T.Switch(state.acceptance > TargetAcceptance, state.stepSize * 1.02, state.stepSize * 0.98), 0.001, 0.25),
                    average,
                    share);
            },
            outputsInfo: (position: Positions, stepSize: StepSize, acceptance: Acceptance), nSteps: draws);
        return T.Function(
            outputs: (positions, acceptance: T.Mean(accepted)),
            updates: [(Positions, positions[^1]), (StepSize, stepSizes[^1]), (Acceptance, acceptances[^1])]);
    }
}
