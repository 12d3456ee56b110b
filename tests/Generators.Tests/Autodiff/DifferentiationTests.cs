using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Rewriting;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Autodiff;

/// <summary>Conventions at points without a derivative, options, and the kin of the gradient.</summary>
public sealed class DifferentiationTests
{
    private static int F(GraphBuilder b, double value) => b.Constant(value, DType.Float64);

    private static double[] Gradient(double[] at, Func<GraphBuilder, int, int> expression)
    {
        var t = new TestGraph();
        int x = t.Variable(at, at.Length);
        int cost = t.B.SumAll(expression(t.B, x));
        return Run(t, t.B.Grad(cost, x, DisconnectedInputs.Zero))[0].Reals;
    }

    /// <summary>The values of the nodes, the same with and without rewriting.</summary>
    private static IReadOnlyList<ReferenceTensor> Run(TestGraph t, params int[] nodes)
    {
        var graph = t.Build(nodes);
        var plain = t.Run(Differentiation.Run(graph)).Outputs;
        var optimised = Rewriter.Optimise(Differentiation.Run(Rewriter.Stabilise(graph)));
        Assert.Empty(GraphVerifier.Verify(optimised, differentiated: true));
        var actual = t.Run(optimised).Outputs;
        for (int i = 0; i < plain.Count; i++) TestGraph.AssertClose(plain[i], actual[i]);
        return actual;
    }

    [Fact]
    public void Gradients_say_what_they_are_the_gradient_of()
    {
        var t = new TestGraph();
        int x = t.Variable([1, 2, 3], 3);
        t.B.CurrentSite = t.B.AddSite(new("T.Exp(x)", "grown"));
        int grown = t.B.Exp(x);
        t.B.CurrentSite = t.B.AddSite(new("T.Sum(grown)"));
        int cost = t.B.SumAll(t.B.Sqr(grown));
        t.B.CurrentSite = t.B.AddSite(new("T.Grad(cost, x)"));
        var graph = Differentiation.Run(t.Build(t.B.Grad(cost, x)));
        var site = graph.Sites[graph[graph.Outputs[0].Node].Site];
        Assert.Equal(new("gradient of T.Exp(x)", null, Forward: 0), site);
        Assert.Equal(0, graph.WrittenSite(graph[graph.Outputs[0].Node].Site));
        Assert.Equal(graph.Sites.Count, graph.Sites.Distinct().Count());
    }

    [Fact]
    public void Absolute_value_has_gradient_0_at_0() => Assert.Equal([-1, 0, 1], Gradient([-2, 0, 3], (b, x) => b.Unary(OpCode.Abs, x)));

    [Fact]
    public void Rectifier_has_the_mean_of_both_sides_at_0()
    {
        Assert.Equal([0, 0.5, 1], Gradient([-2, 0, 3], (b, x) => b.Relu(x)));
        Assert.Equal([0.5, 0.75, 1], Gradient([-2, 0, 3], (b, x) => b.Relu(x, 0.5)));
    }

    [Fact]
    public void Elementwise_extremes_give_ties_to_the_first_operand()
    {
        Assert.Equal([0, 1, 1], Gradient([-2, 0, 3], (b, x) => b.Maximum(x, F(b, 0))));
        Assert.Equal([0, 0, 1], Gradient([-2, 0, 3], (b, x) => b.Maximum(F(b, 0), x)));
        Assert.Equal([1, 1, 0], Gradient([-2, 0, 3], (b, x) => b.Minimum(x, F(b, 0))));
    }

    [Fact]
    public void Clip_passes_the_gradient_at_its_edges() =>
        Assert.Equal([0, 1, 1, 1, 0], Gradient([-2, -1, 0, 1, 2], (b, x) => b.Clip(x, F(b, -1), F(b, 1))));

    [Fact]
    public void Reduced_extremes_give_the_whole_gradient_to_every_tie() =>
        Assert.Equal([0, 2, 2], Gradient([1, 4, 4], (b, x) => b.Scale(b.Reduce(OpCode.Max, x, 0), 2)));

    [Fact]
    public void Square_root_has_an_infinite_gradient_at_0()
    {
        Assert.Equal([double.PositiveInfinity, 0.25], Gradient([0, 4], (b, x) => b.Sqrt(x)));
        Assert.Equal([double.NaN, 0], Gradient([0, 4], (b, x) => b.Scale(b.Sqrt(x), 0)));
    }

    [Fact]
    public void Powers_of_0_have_gradient_0_by_the_exponent() =>
        Assert.Equal([0, 0], Gradient([2, 1], (b, x) => b.Binary(OpCode.Pow, F(b, 0), x)));

    [Fact]
    public void Steps_have_gradient_0_and_count_as_connected()
    {
        foreach (var op in new[] { OpCode.Floor, OpCode.Ceil, OpCode.Round, OpCode.Trunc, OpCode.Sign })
        {
            var t = new TestGraph();
            int x = t.Variable([0.5, 1.5], 2);
            int cost = t.B.SumAll(t.B.Add(op, x));
            Assert.True(Differentiation.IsConnected(t.B.Nodes, cost, x, []));
            Assert.Equal([0, 0], Run(t, t.B.Grad(cost, x))[0].Reals);
        }
    }

    [Fact]
    public void Comparisons_casts_and_positions_disconnect()
    {
        Func<GraphBuilder, int, int>[] expressions =
        [
            (b, x) => b.Cast(b.Binary(OpCode.Lt, x, F(b, 1)), DType.Float64), (b, x) => b.Cast(b.Cast(x, DType.Int64), DType.Float64),
            (b, x) => b.Cast(b.Add(OpCode.ArgMax, new AxisData(0), x), DType.Float64), (b, x) => b.Cast(b.Size(b[x].Shape[0]), DType.Float64),
            (b, x) => b.Select(b.Binary(OpCode.Lt, x, F(b, 1)), F(b, 1), F(b, 2)),
        ];
        foreach (var expression in expressions)
        {
            var t = new TestGraph();
            int x = t.Variable([0.5, 1.5], 2);
            int cost = t.B.SumAll(expression(t.B, x));
            Assert.False(Differentiation.IsConnected(t.B.Nodes, cost, x, []));
            var graph = t.Build(t.B.Grad(cost, x));
            var error = Assert.Throws<GraphException>(() => Differentiation.Run(graph));
            Assert.Equal(GraphError.Disconnected, error.Error);
            Assert.Contains("x0", error.Message);
        }
    }

    [Fact]
    public void Disconnected_inputs_may_give_zeros()
    {
        var t = new TestGraph();
        int x = t.Variable([1, 2], 2), y = t.Variable([3, 4, 5], 3);
        Assert.Equal([0, 0, 0], Run(t, t.B.Grad(t.B.SumAll(x), y, DisconnectedInputs.Warn))[0].Reals);
    }

    [Fact]
    public void Costs_must_be_floating_point_scalars()
    {
        var t = new TestGraph();
        int x = t.Variable([1, 2], 2), n = t.Integers([1, 2], 2);
        Assert.Equal(GraphError.NotScalarCost, Assert.Throws<GraphException>(() => t.B.Grad(x, x)).Error);
        Assert.Equal(GraphError.Type, Assert.Throws<GraphException>(() => t.B.Grad(t.B.SumAll(n), x)).Error);
        Assert.Equal(GraphError.Type, Assert.Throws<GraphException>(() => t.B.Grad(t.B.SumAll(x), n)).Error);
    }

    [Fact]
    public void Nothing_flows_through_constants()
    {
        var t = new TestGraph();
        int x = t.Variable([2, 3], 2);
        int square = t.B.Sqr(x);
        int cost = t.B.SumAll(t.B.Mul(square, x));
        var results = Run(t, t.B.Grad(cost, x), t.B.Grad(cost, x, constants: [square]),
            t.B.Grad(t.B.SumAll(t.B.Mul(t.B.Add(OpCode.StopGradient, square), x)), x));
        Assert.Equal([12, 27], results[0].Reals);
        Assert.Equal([4, 9], results[1].Reals);
        Assert.Equal([4, 9], results[2].Reals);
    }

    [Fact]
    public void A_clipped_gradient_stays_within_bounds()
    {
        var t = new TestGraph();
        int x = t.Variable([-3, 0.1, 3], 3);
        int clipped = t.B.Add(OpCode.GradClip, new GradClipData(-1, 1), x);
        Assert.Equal([-1, 0.2, 1], Run(t, t.B.Grad(t.B.SumAll(t.B.Sqr(clipped)), x))[0].Reals);
    }

    [Fact]
    public void Known_gradients_replace_what_would_flow()
    {
        var t = new TestGraph();
        int x = t.Variable([2, 3], 2), known = t.Variable([10, 100], 2);
        int square = t.B.Sqr(x);
        int cost = t.B.SumAll(t.B.Add(square, x));
        var results = Run(t, t.B.Grad(cost, x, known: [(square, known)]), t.B.Lop(square, x, known));
        Assert.Equal([41, 601], results[0].Reals);
        Assert.Equal([40, 600], results[1].Reals);
    }

    [Fact]
    public void Variables_may_depend_on_each_other()
    {
        var t = new TestGraph();
        int x = t.Variable([2, 3], 2);
        int square = t.B.Sqr(x);
        int cost = t.B.SumAll(t.B.Mul(square, x));
        var results = Run(t, t.B.Grad(cost, square), t.B.Grad(cost, x));
        Assert.Equal([2, 3], results[0].Reals);
        Assert.Equal([12, 27], results[1].Reals);
    }

    [Fact]
    public void A_gradient_by_an_expression_that_stable_forms_would_bypass()
    {
        var t = new TestGraph();
        int z = t.Variable([1, 2, 3, 0, 0, 0], 2, 3), y = t.Integers([2, 0], 2);
        int probabilities = t.B.Add(OpCode.Softmax, z);
        int cost = t.B.Neg(t.B.SumAll(t.B.Gather(t.B.Log(probabilities), t.B.Iota(2), y)));
        var results = Run(t, probabilities, t.B.Grad(cost, probabilities), t.B.Grad(cost, z));
        double[] p = results[0].Reals, g = results[1].Reals;
        Assert.Equal(-1 / p[2], g[2], 12);
        Assert.Equal(-1 / p[3], g[3], 12);
        Assert.Equal(0, g[0]);
        Assert.Equal(p[2] - 1, results[2].Reals[2], 12);
    }

    [Fact]
    public void All_gradients_of_one_cost_share_one_walk()
    {
        var t = new TestGraph();
        int x = t.Variable([1, 2, 3, 4], 2, 2), y = t.Variable([1, 2, 3, 4], 2, 2);
        int product = t.B.Dot(x, y);
        int cost = t.B.SumAll(t.B.Unary(OpCode.Tanh, product));
        var graph = Differentiation.Run(t.Build(cost, t.B.Grad(cost, x), t.B.Grad(cost, y)));
        Assert.Single(graph.Nodes, n => n.Op == OpCode.Tanh);
        Assert.Equal(3, graph.Nodes.Count(n => n.Op == OpCode.Dot));
    }

    [Fact]
    public void Rop_and_Lop_multiply_by_the_Jacobian()
    {
        var t = new TestGraph();
        int w = t.Variable([0.3, -0.2, 0.5, 0.1, 0.7, -0.4], 3, 2), x = t.Variable([0.6, -0.9], 2);
        int v = t.Variable([1.5, -2], 2), u = t.Variable([1, -1, 2], 3), vw = t.Variable([1, 2, 3, 4, 5, 6], 3, 2);
        int column = t.B.Dimshuffle(x, 0, -1);
        int f = t.B.Unary(OpCode.Tanh, t.B.Dimshuffle(t.B.Dot(w, column), 0));
        int jacobian = t.B.Jacobian(f, x);
        int right = t.B.Dimshuffle(t.B.Dot(jacobian, t.B.Dimshuffle(v, 0, -1)), 0);
        int left = t.B.Dimshuffle(t.B.Dot(t.B.Dimshuffle(u, -1, 0), jacobian), 1);
        var results = Run(t, t.B.Rop(f, [x], [v]), right, t.B.Lop(f, x, u), left, t.B.Rop(f, [w], [vw]), f);
        TestGraph.AssertClose(results[1], results[0]);
        TestGraph.AssertClose(results[3], results[2]);
        // By the weights: (1 - f^2) * (V x).
        double[] value = results[5].Reals;
        for (int i = 0; i < 3; i++)
            Assert.Equal((1 - (value[i] * value[i])) * ((((2 * i) + 1) * 0.6) + (((2 * i) + 2) * -0.9)), results[4].Reals[i], 12);
    }

    [Fact]
    public void Rop_differentiates_the_value_which_clipping_leaves_alone()
    {
        var t = new TestGraph();
        int x = t.Variable([1, 2], 2), v = t.Variable([10, 100], 2);
        int f = t.B.Sqr(t.B.Add(OpCode.GradClip, new GradClipData(-1, 1), x));
        var results = Run(t, t.B.Rop(f, [x], [v]), t.B.Lop(f, x, v));
        Assert.Equal([20, 400], results[0].Reals);
        Assert.Equal([1, 1], results[1].Reals);
    }

    [Fact]
    public void The_Hessian_of_a_quadratic_form_is_its_matrix_twice_over()
    {
        var t = new TestGraph();
        int a = t.Variable([2, 1, 0, 0, 3, 5, 1, 1, 4], 3, 3), x = t.Variable([1, -2, 3], 3);
        int row = t.B.Dimshuffle(x, -1, 0), column = t.B.Dimshuffle(x, 0, -1);
        int cost = t.B.Dimshuffle(t.B.Dot(t.B.Dot(row, a), column));
        Assert.Equal([4, 1, 1, 1, 6, 6, 1, 6, 8], Run(t, t.B.Hessian(cost, x))[0].Reals);
    }

    [Fact]
    public void Jacobians_of_many_rows_are_not_unrolled()
    {
        var t = new TestGraph();
        int x = t.Variable(TestGraph.Random(1, -2, 2, 30)), unknown = t.Variable(TestGraph.Random(2, -2, 2, 3), dynamic: true);
        var graph = Differentiation.Run(t.Build(t.B.Jacobian(t.B.Sqr(x), x), t.B.Jacobian(t.B.Sqr(unknown), unknown)));
        Assert.Equal(2, graph.Nodes.Count(n => n.Op == OpCode.Loop));
        var results = t.Run(graph).Outputs;
        for (int variable = 0; variable < 2; variable++)
        {
            var value = t.Values[variable];
            Assert.Equal([value.Count, value.Count], results[variable].Lengths);
            for (int i = 0; i < results[variable].Count; i++)
                Assert.Equal(i % (value.Count + 1) == 0 ? 2 * value[i / (value.Count + 1)] : 0, results[variable][i], 1e-12);
        }
    }

    [Fact]
    public void A_deep_graph_does_not_overflow_the_stack()
    {
        var t = new TestGraph();
        int x = t.Variable([0.5], 1), h = x;
        for (int i = 0; i < 20_000; i++) h = t.B.Add(i % 2 == 0 ? OpCode.Tanh : OpCode.Sin, h);
        var graph = t.Build(t.B.Grad(t.B.SumAll(h), x));
        Assert.True(Rewriter.Optimise(Differentiation.Run(Rewriter.Stabilise(graph))).Nodes.Count > 20_000);
    }
}
