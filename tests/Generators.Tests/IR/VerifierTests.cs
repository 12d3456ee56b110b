using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Tests.IR;

public sealed class VerifierTests
{
    private static Graph Sample()
    {
        var t = new TestGraph();
        int x = t.Variable([1, 2], 2), n = t.Integers([3], []);
        return t.Build(t.B.Sqr(t.B.Unary(OpCode.Tanh, x)), t.B.Sum(t.B.Broadcast(x, Shape.Of(t.B.AsDim(n), 2)), 0));
    }

    private static Graph With(Graph graph, int index, Func<Node, Node> change)
    {
        var nodes = graph.Nodes.ToArray();
        nodes[index] = change(nodes[index]);
        return graph with { Nodes = nodes.ToEquatable() };
    }

    private static string Only(Graph graph, bool differentiated = true) => Assert.Single(GraphVerifier.Verify(graph, differentiated));

    [Fact]
    public void A_sound_graph_has_no_violations() => Assert.Empty(GraphVerifier.Verify(Sample(), differentiated: true));

    [Fact]
    public void Operands_stand_earlier() =>
        Assert.Equal("%2 = Tanh reads %2, which is not earlier", Only(With(Sample(), 2, n => n with { Operands = EquatableArray.Of(2) })));

    [Fact]
    public void Types_are_those_inferred() =>
        Assert.Equal("%2 = Tanh is float32 (2,), but inferred float64 (2,)", Only(With(Sample(), 2, n => n with { Type = DType.Float32 })));

    [Fact]
    public void Shapes_are_those_inferred() =>
        Assert.Equal("%3 = Sqr is float64 (3,), but inferred float64 (2,)", Only(With(Sample(), 3, n => n with { Shape = Shape.Of(3) })));

    [Fact]
    public void Operands_fit_the_operation() =>
        Assert.Contains("Tanh needs a floating-point type", Only(With(Sample(), 2, n => n with { Operands = EquatableArray.Of(1) })));

    [Fact]
    public void Symbols_are_earlier_integer_scalars()
    {
        var wrong = new ShapeData(Shape.Of(Dim.Of(DimAtom.Value(0)), 2));
        Assert.Contains(GraphVerifier.Verify(With(Sample(), 4, n => n with { Data = wrong, Shape = wrong.Shape }), true),
            v => v == "%4 = Broadcast depends on %0, which is no integer scalar");
        var late = new ShapeData(Shape.Of(Dim.Of(DimAtom.Value(5)), 2));
        Assert.Contains(GraphVerifier.Verify(With(Sample(), 4, n => n with { Data = late, Shape = late.Shape }), true),
            v => v == "%4 = Broadcast depends on %5, which is not earlier");
    }

    [Fact]
    public void Every_violation_is_reported()
    {
        var graph = With(With(Sample(), 2, n => n with { Operands = EquatableArray.Of(3) }), 3, n => n with { Operands = EquatableArray.Of(9) });
        graph = graph with { Updates = EquatableArray.Of(new Update(0, 1, -1), new Update(0, 0, -1), new Update(7, 0, -1)) };
        Assert.Equal(
            [
                "%2 = Tanh reads %3, which is not earlier", "%3 = Sqr reads %9, which is not earlier",
                "the update of x0 (float64 (2,)) is int64 ()", "x0 is updated twice", "an update names variable 7 of 2",
            ], GraphVerifier.Verify(graph, differentiated: true));
    }

    [Fact]
    public void Placeholders_go_with_differentiation()
    {
        var t = new TestGraph();
        int x = t.Variable([1, 2], 2);
        var graph = t.Build(t.B.Grad(t.B.SumAll(t.B.Sqr(x)), x));
        Assert.Empty(GraphVerifier.Verify(graph, differentiated: false));
        Assert.Equal("%3 = Grad is left after differentiation", Only(graph));
        var error = Assert.Throws<InvalidOperationException>(() => GraphVerifier.Require(graph, "differentiation", differentiated: true));
        Assert.StartsWith("the graph is broken after differentiation:\n%3 = Grad", error.Message);
    }
}
