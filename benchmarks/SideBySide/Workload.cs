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
        new("logreg", 3, ["--variant default", "--variant default --malloc tuned", "--variant script --malloc tuned"], LogisticRegression.Prepare),
        new("mlp", 4, ["--variant wd", "--variant wd --malloc tuned"], Perceptron.Prepare),
        new("lenet", 2, ["--variant default", "--variant default --malloc tuned", "--variant script --malloc tuned"], ConvolutionalNetwork.Prepare),
        new("rnn", 9, ["--variant default", "--variant hoist", "--variant script", "--variant nnrnn"], Rnn.Prepare),
        new("elemwise", 4, ["--variant default", "--variant inplace", "--variant inplace --aten avx512"], Arrays.Elementwise),
        new("softmax_small", 10, ["--variant default"], () => SoftmaxLoss.Prepare(600, 10)),
        new("softmax_large", 2, ["--variant default", "--variant default --malloc tuned"], () => SoftmaxLoss.Prepare(4096, 1000)),
        new("matmul_512", 1, ["--variant default"], () => Arrays.Product(512, 784, 500)),
        new("matmul_2048", 1, ["--variant default"], () => Arrays.Product(2048, 2048, 2048)),
        new("sum", 1, ["--variant default"], Arrays.Sums),
    ];
}
