namespace GraphDsl.Benchmarks;

/// <summary>Something that both sides compute.</summary>
/// <param name="Name">Its name, which is the peers' too.</param>
/// <param name="Goal">How many times the peer's steps a second are wanted.</param>
/// <param name="Peers">The ways to run the peer, of which the fastest counts: arguments of its script.</param>
/// <param name="Prepare">Makes the step to repeat.</param>
internal sealed record Workload(string Name, double Goal, string[] Peers, Func<Func<double>> Prepare)
{
    public static readonly Workload[] All =
    [
        new("logreg", 1.5, ["--variant default", "--variant default --malloc tuned", "--variant script --malloc tuned"], LogisticRegression.Prepare),
    ];
}
