using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Rewriting;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Rewriting;

public sealed class KnownSizesTests
{
    [Fact]
    public void Equal_sizes_become_one_and_stay_checked()
    {
        var t = new TestGraph();
        int x = t.Variable(ReferenceTensor.Zeros(DType.Float64, 2, 3), dynamic: true);
        int w = t.Variable(ReferenceTensor.Zeros(DType.Float64, 3, 4), dynamic: true);
        int v = t.Variable(new double[20], 4, 5);
        var graph = KnownSizes.Apply(t.Build(t.B.Dot(t.B.Dot(x, w), v)));
        Assert.Equal("v0.Shape[1]", graph.Variables[1].Shape[0].Key);
        Assert.Equal("4", graph.Variables[1].Shape[1].Key);
        Assert.Equal(["v0.Shape[1] == v1.Shape[0]", "v1.Shape[1] == 4"], graph.Checks.Select(c => $"{c.Actual} == {c.Expected}"));
        Assert.Empty(GraphVerifier.Verify(graph, differentiated: true));
        Assert.Equal([2, 5], t.Run(graph).Outputs[0].Lengths);
    }

    [Fact]
    public void Sizes_that_may_be_1_stay_apart()
    {
        var t = new TestGraph();
        int x = t.Variable(ReferenceTensor.Zeros(DType.Float64, 2), dynamic: true), y = t.Variable(ReferenceTensor.Zeros(DType.Float64, 1), dynamic: true);
        var graph = t.Build(t.B.Add(x, y));
        Assert.Same(graph, KnownSizes.Apply(graph));
    }
}
