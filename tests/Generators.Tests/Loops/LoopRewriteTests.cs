using GraphDsl.Generators.IR;
using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Loops;

/// <summary>What is in the loops of a function as written, and what is left in them when it has been optimised.</summary>
public sealed class LoopRewriteTests
{
    private const string Recurrent = "T.Scan((x, h) => T.Tanh(T.Dot(x, u) + T.Dot(h, w) + b), m, b)";

    [Fact]
    public void Products_of_a_sequence_with_a_captured_matrix_become_one_before_the_loop()
    {
        var (before, after) = Graphs($"Expr<double> RunGraph({Inputs}) => {Recurrent};");
        Assert.Equal((2, 0), Count(before, OpCode.Dot));
        Assert.Equal((1, 1), Count(after, OpCode.Dot));
    }

    [Fact]
    public void What_does_not_depend_on_the_step_is_done_once()
    {
        var (_, after) = Graphs($"Expr<double> RunGraph({Inputs}) => T.Scan((x, h) => T.Tanh(x + T.Dot(h, T.Dot(u, w))) * T.Exp(b), m, b);");
        Assert.Equal((1, 1), Count(after, OpCode.Dot));
        Assert.Equal((0, 1), Count(after, OpCode.Exp));
    }

    /// <summary>Forwards a product each step; backwards too; and three for all steps: of the sequence, for u and for w.</summary>
    [Fact]
    public void Sums_of_outer_products_become_one_product_after_the_loop()
    {
        var (_, after) = Graphs($"(Expr<double>, Expr<double>, Expr<double>) RunGraph({Inputs}) => T.Grad(T.Sum(T.Sqr({Recurrent})), u, w, b);");
        Assert.Equal((2, 3), Count(after, OpCode.Dot));
        Assert.Equal((0, 0), Count(after, OpCode.BatchedDot));
    }

    /// <summary>The same for minibatches, whose sequences are tensors of rank 3.</summary>
    [Fact]
    public void Sums_of_products_of_minibatches_become_one_product_after_the_loop()
    {
        var (_, after) = Graphs("(Expr<double>, Expr<double>) RunGraph(Tensor3<double> x, Matrix<double> start, Matrix<double> u, Matrix<double> w) "
            + "=> T.Grad(T.Sum(T.Sqr(T.Scan((x, h) => T.Tanh(T.Dot(x, u) + T.Dot(h, w)), x, start))), u, w);");
        Assert.Equal((2, 3), Count(after, OpCode.Dot));
        Assert.Equal((0, 0), Count(after, OpCode.BatchedDot));
    }

    [Theory]
    [InlineData("(T.Scan((x, a) => T.Sin(a + x), b, s), T.Scan((x, a) => T.Cos(a * x), b, s))", 2, 1)]
    [InlineData("(T.Scan((x, a) => T.Sin(a + x), b, s), T.Scan((x, a) => T.Cos(a * T.Tap(x, 1)), b, s))", 2, 2)] // one step less
    [InlineData("(T.Scan(a => T.Sin(a + s), s, n), T.Scan((x, a) => T.Cos(a * x), b, s, nSteps: n))", 2, 1)]
    [InlineData("(T.Scan(a => T.Sin(a + s), s, n), T.Scan(a => T.Sin(a + s), s, n + 1))", 2, 2)]
    [InlineData("(T.Scan((x, a) => T.Sin(a + x), b, s), T.Scan((x, a) => T.Cos(a * x), T.Scan((x, a) => T.Sin(a + x), b, s), s))", 3, 2)] // one needs another, of which there are two
    [InlineData("(T.Scan((x, a) => T.Sin(a + x), b, s), T.Scan((x, a) => T.Cos(a * x), b, s, until: (_, a) => a > 9))", 2, 2)]
    [InlineData("(T.IfElse(s > 0, T.Scan((x, a) => T.Sin(a + x), b, s), b), T.IfElse(s > 1, T.Scan((x, a) => T.Cos(a * x), b, s), b))", 2, 2)]
    [InlineData("(T.IfElse(s > 0, T.Scan((x, a) => T.Sin(a + x), b, s), T.Scan((x, a) => T.Cos(a * x), b, s)), b)", 2, 2)]
    [InlineData("(T.Map(x => T.Scan((y, a) => T.Sin(a + y), b, x) * T.Scan((y, a) => T.Sin(a * y), b, x), b), s)", 3, 2)] // inside of another
    public void Independent_loops_over_the_same_steps_become_one(string outputs, int before, int after)
    {
        var graphs = Graphs($"(Expr<double>, Expr<double>) RunGraph({Inputs}) => {outputs};");
        Assert.Equal(before, graphs.Before.Nodes.Count(n => n.Op == OpCode.Loop));
        Assert.Equal(after, graphs.After.Nodes.Count(n => n.Op == OpCode.Loop));
    }

    /// <summary>The gradient's loops back merge too.</summary>
    [Fact]
    public void Loops_of_gradients_become_one()
    {
        var (_, after) = Graphs($"Expr<double> RunGraph({Inputs}) => T.Grad(T.Sum(T.Scan((x, a) => T.Sin(a + x), b, s) * T.Scan((x, a) => T.Cos(a * x), b, s)), b);");
        Assert.Equal(2, after.Nodes.Count(n => n.Op == OpCode.Loop));
    }

    /// <summary>The logarithm of what the last operation of a step is: of an output, of a state, of a part of it, with and without a gradient.</summary>
    [Theory]
    [InlineData("T.Log(T.Map(x => T.Softmax(x), m))", OpCode.LogSoftmax)]
    [InlineData("T.Log(T.Map(x => T.Softmax(T.Dot(x, u)), m)[n, 1])", OpCode.LogSoftmax)]
    [InlineData("T.Log(T.Map(x => T.Sigmoid(T.Sum(x)), m))", OpCode.Softplus)]
    [InlineData("T.Log(T.Scan((x, h) => T.Softmax(x + T.Dot(h, w)), m, b))", OpCode.LogSoftmax)]
    [InlineData("T.Log(T.Scan((x, h) => T.Sigmoid(x + T.Dot(h, w)), m, b))", OpCode.Softplus)]
    [InlineData("T.Log(T.Scan((x, h) => T.Sigmoid(x + T.Dot(h, w)), m, b)[1..])", OpCode.Softplus)]
    [InlineData("T.Log(1 - T.Scan((x, h) => T.Sigmoid(x + T.Dot(h, w)), m, b)[.., 1])", OpCode.Softplus)]
    [InlineData("T.Log(T.Scan((x, h) => T.Sigmoid(x + T.Tap(h, -2)), b, b))", OpCode.Softplus)]
    public void Rules_of_stability_reach_across_the_edge(string expression, object stable)
    {
        var (before, after) = Graphs($"(Expr<double>, Expr<double>) RunGraph({Inputs}) {{ var y = T.Sum({expression}); return (y, T.Grad(y, w, disconnectedInputs: Disconnected.Zero)); }}");
        Assert.Contains(before.Nodes, n => n.Op == OpCode.Log);
        Assert.DoesNotContain(after.Nodes, n => n.Op is OpCode.Log or OpCode.Log1p);
        Assert.Contains(after.Nodes, n => n.Op == (OpCode)stable);
        (_, after) = Graphs($"Expr<double> RunGraph({Inputs}) => {expression};");
        Assert.DoesNotContain(after.Nodes, n => n.Op is OpCode.Log or OpCode.Log1p);
    }

    private const string Inputs = "Matrix<double> m, Matrix<double> u, Matrix<double> w, Vector<double> b, Scalar<double> s, Scalar<long> n";

    private static (Graph Before, Graph After) Graphs(string function)
    {
        var program = CapturedProgram.OfMembers($"[GraphFunction] {function}");
        Assert.DoesNotContain(program.Generation.Diagnostics, d => d.Id != "GDSL0023");
        var graph = program.Graph("Run");
        return (graph, Passes.Optimise(graph, default));
    }

    /// <summary>How many nodes of an operation are in the steps of loops, and how many outside of all.</summary>
    private static (int Inside, int Outside) Count(Graph graph, OpCode op)
    {
        var nesting = new LoopNesting(graph.Nodes.ToArray());
        var found = Enumerable.Range(0, graph.Nodes.Count).Where(i => graph[i].Op == op).ToLookup(i => nesting.Of(i) >= 0);
        return (found[true].Count(), found[false].Count());
    }
}
