namespace GraphDsl.Benchmarks;

/// <summary>What a step needs at least.</summary>
/// <param name="Flops">Multiplications and additions of floats; 2 for a fused pair.</param>
/// <param name="Near">Bytes from and to the caches.</param>
/// <param name="Read">Bytes from memory, where what is read does not fit the caches.</param>
/// <param name="Moved">Bytes from and to memory, where results do not fit either.</param>
internal readonly record struct Needs(double Flops = 0, double Near = 0, double Read = 0, double Moved = 0)
{
    /// <summary>The most steps a second of so many cores, each as fast as one alone.</summary>
    public double StepsPerSecond(Machine machine, int threads)
    {
        double slowest = Math.Max(
            Math.Max(Flops / machine.Flops, Near / machine.NearBytes),
            Math.Max(Read / machine.ReadBytes, Moved / Math.Max(machine.CopyBytes, machine.StreamBytes)));
        return threads / slowest;
    }
}

/// <summary>Something to measure; what has peers is computed by both sides.</summary>
/// <param name="Name">Its name, which is the peers' too.</param>
/// <param name="Goal">How many times the peer's steps a second are wanted with one thread.</param>
/// <param name="Peers">The ways to run the peers, of which the fastest counts: <see cref="NumPy"/>, or arguments of PyTorch's script.</param>
/// <param name="Needs">What bounds it.</param>
/// <param name="IsLarge">Whether two threads are to make it 1.5 times as fast: it is large, and not bound by the memory that they share.</param>
/// <param name="Prepare">Makes the step to repeat.</param>
internal sealed record Workload(string Name, double Goal, string[] Peers, Needs Needs, bool IsLarge, Func<Func<double>> Prepare)
{
    /// <summary>NumPy in place of PyTorch.</summary>
    public const string NumPy = "numpy";

    private const double Million = 1e6;

    public static readonly Workload[] All =
    [
        new("logreg", 3, ["--variant default", "--variant default --malloc tuned", "--variant script --malloc tuned"],
            new(Flops: 4 * 600 * 784 * 10, Read: 4 * 600 * 784), false, LogisticRegression.Prepare),
        new("mlp", 4, ["--variant wd", "--variant wd --malloc tuned"],
            new(Flops: 4 * 20 * 784 * 500, Near: 4 * 4 * 784 * 500), false, Perceptron.Prepare),
        new("lenet", 2, ["--variant default", "--variant default --malloc tuned", "--variant script --malloc tuned"],
            new(Flops: 6590 * Million), true, ConvolutionalNetwork.Prepare),
        new("rnn", 9, ["--variant default", "--variant hoist", "--variant script", "--variant nnrnn"],
            new(Flops: 10.6 * Million), false, Rnn.Prepare),
        new("elemwise", 4, ["--variant default", "--variant inplace", "--variant inplace --aten avx512"],
            new(Flops: 84 * 10 * Million, Moved: 12 * 10 * Million), true, Arrays.Elementwise),
        new("softmax_small", 10, ["--variant default"], new(Flops: 28 * 600 * 10, Near: 8 * 600 * 10), false, () => SoftmaxLoss.Prepare(600, 10)),
        new("softmax_large", 2, ["--variant default", "--variant default --malloc tuned"],
            new(Flops: 28 * 4.096 * Million, Moved: 8 * 4.096 * Million), true, () => SoftmaxLoss.Prepare(4096, 1000)),
        new("matmul_512", 1, ["--variant default", NumPy], new(Flops: 2 * 512 * 784 * 500), true, () => Arrays.Product(512, 784, 500)),
        new("matmul_2048", 1, ["--variant default", NumPy], new(Flops: 2.0 * 2048 * 2048 * 2048), true, () => Arrays.Product(2048, 2048, 2048)),
        new("sum", 1, ["--variant default", NumPy], new(Read: 400 * Million), false, Arrays.Sums),
        Alone("row_by_matrix", new(Read: 4.0 * 4096 * 4096), () => Arrays.Product(1, 4096, 4096)),
        Alone("matrix_by_column", new(Read: 4.0 * 4096 * 4096), () => Arrays.Product(4096, 4096, 1)),
        Alone("thin_20", new(Flops: 2 * 20 * 784 * 500), () => Arrays.Product(20, 784, 500)),
        Alone("transposed_512", new(Flops: 2 * 512 * 784 * 500), () => Arrays.TransposedProduct(512, 784, 500)),
        Alone("rows_1000", new(Near: 4 * Million), () => Reductions.OverRows(1000, 1000)),
        Alone("columns_1000", new(Near: 4 * Million), () => Reductions.OverColumns(1000, 1000)),
        Alone("rows_10", new(Near: 4 * Million), () => Reductions.OverRows(10, 100_000)),
        Alone("columns_10", new(Near: 4 * Million), () => Reductions.OverColumns(10, 100_000)),
        Alone("add_row", new(Near: 8 * Million), () => Reductions.AddRow(1000, 1000)),
        Alone("add_column", new(Near: 8 * Million), () => Reductions.AddColumn(1000, 1000)),
        Alone("gather", new(Moved: (64 + 64 + 4) * Million), Indices.Gather),
        Alone("scatter_add", new(Moved: (64 + 12.8 + 4) * Million), Indices.ScatterAdd),
    ];

    private static Workload Alone(string name, Needs needs, Func<Func<double>> prepare) => new(name, 0, [], needs, false, prepare);
}
