using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Snapshots;

/// <summary>The text of what is generated, file by file.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public Task Logistic_regression() => Snapshot.Verify(Generate(Programs.LogisticRegression));

    [Fact]
    public Task Layers_of_sizes_known_at_the_call() => Snapshot.Verify(Generate("""
        namespace Models;

        [GraphModule]
        public sealed partial class Layer(SharedMatrix<floatX> w, SharedVector<floatX> b)
        {
            public readonly SharedMatrix<floatX> W = w;
            public readonly SharedVector<floatX> B = b;
            public Expr<floatX> Output(Expr<floatX> x) => T.Tanh(T.Dot(x, W) + B);
        }

        [GraphModule]
        public sealed partial class Network
        {
            public required Layer First { get; init; }
            public required Layer Second { get; init; }

            [GraphFunction]
            private Expr<floatX> PredictGraph(Matrix<floatX> x) => Second.Output(First.Output(x));
        }
        """));

    [Fact]
    public Task Elements_of_mixed_types_and_scalars() => Snapshot.Verify(Generate("""
        namespace Models;

        [GraphModule]
        public static partial class Measures
        {
            [GraphFunction]
            private static Function AgreeGraph([Shape("n")] Vector<int> a, [Shape("n")] Vector<long> b, Scalar<double> weight)
            {
                var same = T.Eq(T.Cast<long>(a), b);
                var share = T.Mean(same) * weight;
                return T.Function(outputs: (same, share));
            }
        }
        """));

    private static IReadOnlyDictionary<string, string> Generate(string program)
    {
        var generation = Generation.Of(program);
        Assert.Empty(generation.Diagnostics);
        Assert.Empty(generation.CompilerDiagnostics);
        return generation.Files;
    }
}
