using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Rewriting;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Draws of generated code are those of the reference interpreter.</summary>
public sealed class DrawExecutionTests
{
    private const string Stream = "new global::GraphDsl.RandomStreams(1234ul)";

    internal static IReadOnlyList<OpCode> Covered { get; } = [OpCode.Random];

    [Fact]
    public void Draws_are_the_same_to_the_bit()
    {
        var t = new TestGraph();
        var shape = Shape.Of(7, 3);
        int p = t.Variable([0.2, 0.5, 0.3, 0, 0.25, 0.75], 2, 3);
        int n = t.Integers([3, 0, 700], 3);
        int chances = t.Variable([0.1, 0.5, 0.9], 3);
        int[] draws =
        [
            Draw(t.B, DrawKind.Uniform, DType.Float32, shape, 0), Draw(t.B, DrawKind.Uniform, DType.Float64, shape, 1),
            Draw(t.B, DrawKind.Normal, DType.Float32, shape, 2), Draw(t.B, DrawKind.Normal, DType.Float64, shape, 3),
            t.B.Add(OpCode.Random, new RandomData(DrawKind.Binomial, Stream, 4, 1, Shape.Of(3)), DType.Int64, n, chances),
            t.B.Add(OpCode.Random, new RandomData(DrawKind.Binomial, Stream, 5, 1, shape), DType.Int64, t.B.Constant(40L, DType.Int64), t.B.Constant(0.3, DType.Float64)),
            t.B.Add(OpCode.Random, new RandomData(DrawKind.Multinomial, Stream, 6, 3, Shape.Of(2, 3)), DType.Int64, p),
            Draw(t.B, DrawKind.Permutation, DType.Int64, Shape.Of(9), 7),
            Draw(t.B, DrawKind.Uniform, DType.Float64, Shape.Scalar, 8),
        ];
        var graph = t.Build(draws);
        var compiled = new CompiledGraphs();
        compiled.Add(0, graph);
        compiled.Compile();
        var expected = GraphInterpreter.Run(graph, i => t.Values[i], _ => (1234, 0));
        var actual = compiled.Run(0, t.Values);
        for (int k = 0; k < draws.Length; k++) TestGraph.AssertClose(expected.Outputs[k], actual.Outputs[k], 0, $"draw {k}");
    }

    [Fact]
    public void Two_draws_stay_two_through_all_passes()
    {
        var t = new TestGraph();
        int first = Draw(t.B, DrawKind.Normal, DType.Float64, Shape.Of(4), 0), second = Draw(t.B, DrawKind.Normal, DType.Float64, Shape.Of(4), 1);
        Assert.NotEqual(first, second);
        var graph = Rewriter.Optimise(t.Build(t.B.Sub(first, second)));
        Assert.Equal(2, graph.Nodes.Count(n => n.Op == OpCode.Random));
        Assert.Empty(GraphVerifier.Verify(graph, differentiated: true));
    }

    [Fact]
    public void Gradients_pass_by_the_draw()
    {
        var t = new TestGraph();
        int mean = t.Variable([1, 2], 2), deviation = t.Variable([3, 4], 2);
        int noise = Draw(t.B, DrawKind.Normal, DType.Float64, Shape.Of(2), 0);
        int cost = t.B.Sum(t.B.Sqr(t.B.Add(mean, t.B.Mul(deviation, noise))), 0);
        t.Output(noise);
        t.Output(t.B.Grad(cost, mean));
        t.Output(t.B.Grad(cost, deviation));
        var outputs = t.Run(Differentiation.Run(t.Build())).Outputs;
        for (int i = 0; i < 2; i++)
        {
            double e = outputs[0].Reals[i], x = i + 1 + ((i + 3) * e);
            Assert.Equal(2 * x, outputs[1].Reals[i], 12);
            Assert.Equal(2 * x * e, outputs[2].Reals[i], 12);
        }
    }

    private static int Draw(GraphBuilder b, DrawKind kind, DType type, Shape shape, int ordinal) =>
        b.Add(OpCode.Random, new RandomData(kind, Stream, ordinal, 1, shape), type);
}
