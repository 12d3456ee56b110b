using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Capture;

/// <summary>Loops as captured compute what Theano's scan computes.</summary>
public sealed class ScanTests
{
    /// <summary>Expressions over v = [1, 2, 3, 4, 5], m = [[1, 2], [3, 4], [5, 6]], s = 0.5, n = 3, i = [1, 0, 2], e = [].</summary>
    public static TheoryData<string, string> Expressions => new()
    {
        // States and outputs
        { "T.Scan((x, a) => a + x, v, T.Constant(0.0))", "[1, 3, 6, 10, 15]" },
        { "T.Scan((x, a) => a + x, v, 0.0)", "[1, 3, 6, 10, 15]" },
        { "T.Scan((x, a) => a + x, m, T.Zeros<double>(2))", "[[1, 2], [4, 6], [9, 12]]" },
        { "T.Scan((x, a) => a + x.Sum(), m, s)", "[3.5, 10.5, 21.5]" },
        { "T.Scan(step: (x, a) => a * s + x, sequences: v, outputsInfo: s, nSteps: 2)", "[1.25, 2.625]" },
        { "T.Scan((x, a) => a + x, v, s, nSteps: n)", "[1.5, 3.5, 6.5]" },
        { "T.Scan((x, a) => a + x, v, s, nSteps: 0)", "[]" },
        { "T.Scan((x, a) => a + x, v[..1], s)", "[1.5]" },
        { "T.Scan((x, a) => a + x, e, s)", "[]" },
        { "T.Scan((x, a) => a + x, m[..0], v[..2])", "[]" },
        { "T.Scan(a => a * 2, s, 4)", "[1, 2, 4, 8]" },
        { "T.Scan(a => a * 2, s, n)", "[1, 2, 4]" },
        { "T.Scan(a => a * 2, s, 0)", "[]" },
        { "T.Scan(a => a * v[..2], T.Ones<double>(2), n)[^1]", "[1, 8]" },
        { "T.Scan((x, a) => (a + x, a * x), v, s).Item2", "[0.5, 3, 10.5, 26, 52.5]" },
        { "T.Scan((x, st) => (st.b, st.a + x), v, (a: s, b: T.Constant(0.0))).Item1", "[0, 1.5, 2, 4.5, 6]" },
        { "T.Scan((x, st) => (st.Item2, st.Item1 + x, st.Item1 - x), (v), (s, 0.0)).Item3", "[-0.5, -2, -1.5, -2, -0.5]" },
        { "T.Scan((q, a) => a + q.x * q.r[0], (x: v, r: m), s)", "[1.5, 7.5, 22.5]" },
        { "T.Scan((q, a) => a + q.Item1 * q.Item2.Cast<double>(), (v, i), s)", "[1.5, 1.5, 7.5]" },
        { "T.Scan((q, st) => ((st.Item1.Item2, st.Item1.Item1 + q.Item1), st.Item2 * 2), (v[..3], m), ((s, 1.0), s)).Item1.Item2", "[1.5, 3, 4.5]" },
        { "Deep(v)", "[2, 6, 12, 20, 30]" },
        { "Named(v, s)", "[1.5, 3.5, 6.5, 10.5, 15.5]" },
        { "T.Scan<Expr<double>, Expr<double>, Expr<double>>(Add, v, s)", "[1.5, 3.5, 6.5, 10.5, 15.5]" },

        // Taps
        { "T.Scan((x, a) => a + T.Tap(a, -2) * x, v, T.Constant([1.0, 2.0]))", "[3, 7, 16, 44, 124]" },
        { "T.Scan(a => T.Tap(a, -2) + T.Tap(a, -1), T.Constant([0.0, 1.0]), 6)", "[1, 2, 3, 5, 8, 13]" },
        { "T.Scan(a => T.Tap(a, -3), T.Constant([1.0, 2.0, 3.0]), 5)", "[1, 2, 3, 1, 2]" },
        { "T.Scan(a => T.Tap(a, -2), v, 3)", "[1, 2, 1]" },
        { "T.Scan(a => T.Tap(a, -1) * 2, s, 2)", "[1, 2]" },
        { "T.Scan(a => T.Dot(a, m[..2]) + T.Tap(a, -2), m[..2], 2)", "[[16, 24], [91, 132]]" },
        { "T.Scan((x, a) => a.Reshape(2).Sum() + T.Tap(a, -2).Sum() + T.Tap(x, 1) + a * 0, v, m[..2])", "[[12, 12], [34, 34], [96, 96], [265, 265]]" },
        { "T.Scan(a => a.Dimshuffle(\"x\", 0).Reshape([T.Tap(a, -2).Shape[0]]) + T.Tap(a, -2), m, 2)", "[[4, 6], [7, 10]]" },
        { "T.Map(x => T.Tap(x, 1) - x, v)", "[1, 1, 1, 1]" },
        { "T.Map(x => T.Tap(x, -1) + 10 * x + 100 * T.Tap(x, +1), v)", "[321, 432, 543]" },
        { "T.Map(x => T.Tap(x, 7), v)", "[]" },
        { "T.Map(x => T.Tap(x, 2), m)", "[[5, 6]]" },
        { "T.Map(q => T.Tap(q.Item1, 1) * q.Item2, (v, v))", "[2, 6, 12, 20]" },
        { "T.Scan((x, a) => T.Tap(x, 1) - x + 0 * a, v, s, goBackwards: true)", "[1, 1, 1, 1]" },
        { "T.Scan((x, a) => 10 * T.Tap(x, 2) + x + 0 * a, v, s, goBackwards: true)", "[53, 42, 31]" },
        { "T.Scan((x, a) => 10 * T.Tap(x, -2) + x + 0 * a, v, s, nSteps: 2, goBackwards: true)", "[35, 24]" },

        // Steps
        { "T.Scan((q, a) => a + q.Item1 * q.Item2[0], (v, m), s)", "[1.5, 7.5, 22.5]" },
        { "T.Map(q => q.Item1 * T.Pow(s, T.Cast<double>(q.Item2)), (m[.., 0], T.Arange(10000)))", "[1, 1.5, 1.25]" },
        { "T.Scan((x, a) => a + x, v, s, goBackwards: true)", "[5.5, 9.5, 12.5, 14.5, 15.5]" },
        { "T.Scan((x, a) => a + x, v, s, nSteps: 2, goBackwards: true)", "[5.5, 9.5]" },
        { "T.Scan((x, a) => a + x, v[T.Slice(step: -2)], s)", "[5.5, 8.5, 9.5]" },
        { "T.Scan((x, a) => a + x, v, s, until: (x, a) => a > 6)", "[1.5, 3.5, 6.5]" },
        { "T.Scan((x, a) => a + x, v, s, until: (x, a) => a > 100)", "[1.5, 3.5, 6.5, 10.5, 15.5]" },
        { "T.Scan((x, a) => a + x, v, s, until: (x, a) => T.Eq(T.Tap(x, 1), 3))", "[1.5, 3.5]" },
        { "T.Scan(a => (a * 2, a), s, 10, until: a => a >= 4).Item2", "[0.5, 1, 2]" },
        { "T.Scan(a => a * 2, s, Count)", "[1, 2]" },

        // Map, Reduce, Foldl, Foldr
        { "T.Map(x => T.Sqrt(T.Sum(x * x)), m)", "[2.236068, 5, 7.81025]" },
        { "T.Map(x => T.Sqrt(T.Sum(x * x)), m.T)", "[5.91608, 7.483315]" },
        { "T.Map(x => (x * 2, x.Sum()), m).Item2", "[3, 7, 11]" },
        { "T.Map(x => s, v)", "[0.5, 0.5, 0.5, 0.5, 0.5]" },
        { "T.Reduce((x, a) => a * s + x, v, s)", "8.078125" },
        { "T.Reduce((x, a) => a + x, e, s)", "0.5" },
        { "T.Foldl((x, a) => a * 2 + x, v, 0.0)", "57" },
        { "T.Foldr((x, a) => a * 2 + x, v, 0.0)", "129" },
        { "T.Reduce((x, st) => (st.Item2, st.Item1 + x), v, (0.0, s)).Item1", "6.5" },

        // Loops inside of loops, what is around, gradients
        { "T.Map(r => T.Scan((x, a) => a + x, r, s), m)", "[[1.5, 3.5], [3.5, 7.5], [5.5, 11.5]]" },
        { "T.Scan((r, a) => T.Reduce((x, b) => b * s + x, r, a), m, s)", "[2.625, 6.15625, 10.039062]" },
        { "T.Scan((x, a) => a + T.Scan(b => b + x + T.Tap(a, -2), 0.0, n)[^1], v, T.Constant([1.0, 2.0]))", "[8, 20, 53, 125, 299]" },
        { "T.Scan((x, a) => T.Switch(a > 3, a - x, a + x), v, s)", "[1.5, 3.5, 0.5, 4.5, -0.5]" },
        { "T.Map(k => T.Grad(T.Tanh(T.Dot(m[..2], v[..2]))[k], v).Sum(), T.Arange(2))", "[0.000545, 0]" },
        { "T.Scan((x, a) => a - 0.1 * T.Grad((a - x) * (a - x), a), v, s)", "[0.6, 0.88, 1.304, 1.8432, 2.47456]" },
        { "T.Scan((x, a) => x[..n].Sum() + a, T.Broadcast(v, 2, 5), s)", "[6.5, 12.5]" },
        { "T.Scan((k, a) => T.IncSubtensor(a[k], 1), i, T.Zeros<double>(3))", "[[0, 1, 0], [1, 1, 0], [1, 1, 1]]" },
        { "T.Scan((k, a) => T.Concatenate([a[..k], T.Ones<double>(1), a[(k + 1)..]]), T.Arange(3), T.Zeros<double>(3))", "[[1, 0, 0], [1, 1, 0], [1, 1, 1]]" },
        { "T.Map(b => T.Switch(b, s, 1 - s), v > 2) + T.Zeros<double>(5)", "[0.5, 0.5, 0.5, 0.5, 0.5]" },
    };

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Loops_compute(string expression, string expected)
    {
        var program = CapturedProgram.OfMembers($$"""
            public int Count { get; set; } = 2;
            static Expr<double> Add(Expr<double> x, Expr<double> a) => a + x;
            static Expr<double> Named(Expr<double> v, Expr<double> s)
            {
                return T.Scan<Expr<double>, Expr<double>, Expr<double>>(Local, v, s);
                Expr<double> Local(Expr<double> x, Expr<double> a) { var sum = a + x; return sum; }
            }
            static Expr<double> Deep(Expr<double> v)
            {
                Expr<double>[] states = [T.Constant(0.0), T.Constant(0.0)];
                var all = T.Scan((x, st) => { Expr<double>[] next = [st[0] + x, st[1] + x]; return next; }, v, states);
                return all[0] + all[1];
            }
            [GraphFunction] Function RunGraph(Vector<double> v, Matrix<double> m, Scalar<double> s, Scalar<long> n, Vector<long> i, Vector<double> e) => T.Function(outputs: {{expression}});
            """);
        Assert.DoesNotContain(program.Generation.Diagnostics, d => d.Id != "GDSL0023");
        Assert.DoesNotContain(program.Generation.CompilerDiagnostics, d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error && !d.Id.StartsWith("CS8795", StringComparison.Ordinal));
        Assert.Equal(expected, program.Run("Run", ("v", new double[] { 1, 2, 3, 4, 5 }), ("m", new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }),
            ("s", 0.5), ("n", 3), ("i", new double[] { 1, 0, 2 }), ("e", Array.Empty<double>()), ("Count", 2)));
    }

    /// <summary>Programs that readers of Theano's tutorial know, with the values of its documentation.</summary>
    [Theory]
    [InlineData("TanhOfRows", "[[0.964028, 0.995055], [0.964028, 0.995055]]")]
    [InlineData("Recurrence", "[[-0.995055, -0.995055], [0.96472, 0.96472], [0.999986, 0.999986], [0.999988, 0.999988], [1, 1]]")]
    [InlineData("RowNorms", "[1, 2, 3, 4, 5, 0]")]
    [InlineData("ColumnNorms", "[0, 1, 2, 3, 4, 5]")]
    [InlineData("Trace", "15")]
    [InlineData("TwoTaps", "[[1.405148, 1.405148], [2.888989, 2.388989], [4.340183, 4.340183], [6.534631, 6.784631], [9.829722, 9.829722], [14.222038, 14.097038], [20.074399, 20.074399], [28.122918, 28.185418], [39.191368, 39.191368], [54.284077, 54.252827]]")]
    [InlineData("Power", "[0, 1, 4, 9, 16, 25, 36, 49, 64, 81]")]
    [InlineData("Polynomial", "19")]
    [InlineData("Jacobian", "[[0.000182, 0.000363], [0, 0]]")]
    public void The_tutorials_programs_compute(string function, string expected)
    {
        var program = CapturedProgram.Of(Programs.Scans);
        Assert.Empty(program.Generation.Diagnostics);
        Assert.Equal(expected, program.Run(function, [
            ("x", new double[,] { { 1, 0 }, { 0, 1 } }), ("w", new double[,] { { 1, 1 }, { 1, 1 } }), ("b", new double[] { 1, 2 }),
            ("y", new double[,] { { -3, -3 }, { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 } }), ("p", new double[,] { { 3, 3 }, { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 } }),
            ("x0", new double[] { 0, 1 }), ("coefficients", new double[] { 1, 0, 2 }), ("at", 3), ("k", function == "TwoTaps" ? 10 : 2),
            ("a", new double[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }), ("first", new double[,] { { 0, 0 }, { 0, 1 } }), ("v", new double[] { 1, 2 }),
            ("matrix", new double[,] { { 1, 2 }, { 3, 4 } })]));
    }

    [Fact]
    public void A_loop_looks_the_same_whatever_its_length()
    {
        static string Printed(string steps) => System.Text.RegularExpressions.Regex.Replace(CapturedProgram.OfMembers($"[GraphFunction] Expr<double> RunGraph(Scalar<double> s) => T.Scan(a => a * 2, s, {steps});").Print("Run"), "[0-9]+", "#");
        Assert.Equal(Printed("10"), Printed("10000000"));
    }

    [Fact]
    public void What_does_not_depend_on_the_step_is_outside()
    {
        var graph = CapturedProgram.OfMembers("[GraphFunction] Expr<double> RunGraph(Vector<double> v, Matrix<double> m) => T.Scan((x, a) => T.Dot(m, T.Exp(v)) * x + a, v, v);").Graph("Run");
        var nesting = new LoopNesting(graph.Nodes.ToArray());
        int loop = graph.Nodes.ToList().FindIndex(n => n.Op == OpCode.Loop);
        int exp = graph.Nodes.ToList().FindIndex(n => n.Op == OpCode.Exp);
        Assert.Empty(nesting.Free(exp));
        Assert.Equal(2, graph.Nodes.Where((n, i) => nesting.Free(i).Count > 0 && n.Op is OpCode.Add or OpCode.Mul).Count());
        Assert.Equal(0, new LoopView(graph[loop]).Data.Outputs);
    }

    [Fact]
    public void Variables_of_a_step_bear_its_names()
    {
        var graph = CapturedProgram.OfMembers("""
            [GraphFunction] Expr<double> RunGraph(Vector<double> v, Matrix<double> m) =>
                T.Scan((item, previous) => previous + item.row * item.weight, (row: m, weight: v), T.Zeros<double>(2), name: "weighted");
            """).Graph("Run");
        Assert.Equal(["item.row", "item.weight", "previous"], graph.Nodes.Where(n => n.Op == OpCode.LoopVariable).Select(n => graph.Sites[n.Site].Text).Order());
        Assert.Equal("weighted", new LoopView(graph.Nodes.Single(n => n.Op == OpCode.Loop)).Data.Name);
    }

    [Fact]
    public void Gradient_options_reach_the_loop()
    {
        var graph = CapturedProgram.OfMembers("[GraphFunction] Expr<double> RunGraph(Vector<double> v) => T.Scan((x, a) => a + x, v, 0.0, truncateGradient: 5, checkpointEvery: 3);").Graph("Run");
        var data = new LoopView(graph.Nodes.Single(n => n.Op == OpCode.Loop)).Data;
        Assert.Equal((5, 3), (data.Truncate, data.CheckpointEvery));
    }

    /// <summary>An evaluation with other ranks leaves nothing behind: no message, no draw, no check.</summary>
    [Fact]
    public void A_step_that_looks_back_is_evaluated_again()
    {
        var program = CapturedProgram.OfMembers("""
            private readonly RandomStreams rng = new(seed: 1);
            [Shape(2, 3)] private readonly SharedMatrix<double> First = Shared.Zeros<double>(2, 3);
            [GraphFunction] Expr<double> RunGraph(Vector<double> v) => T.Scan(a =>
            {
                var wrong = T.Dot(a, T.Ones<double>(3, 3)).Dimshuffle(0); // has one axis only once a is a row
                var drawn = rng.Uniform<double>([3]);
                return a + T.Tap(a, -2) + wrong + drawn + v.Sum() + T.Mean(T.Exp(v));
            }, First, 4);
            """);
        Assert.Empty(program.Generation.Diagnostics);
        var graph = program.Graph("Run");
        Assert.Equal(0, Assert.Single(graph.Nodes.Select(n => n.Data).OfType<RandomData>()).Ordinal);
        Assert.Single(graph.Checks, c => c.Kind == CheckKind.NotEmpty);
        Assert.DoesNotContain(GraphVerifier.Verify(graph, differentiated: false), _ => true);
    }

    [Theory]
    [InlineData("T.Scan((x, a) => a + x, v, s, nSteps: n)", 6, "the sequence 'v'")]
    [InlineData("T.Scan((x, a) => a + T.Tap(x, 1), v, s, nSteps: n)", 5, "the sequence 'v'")]
    [InlineData("T.Scan((x, a) => a + x, v, s, nSteps: n)", -1, "the number of steps: ")]
    [InlineData("T.Scan(a => a + 1, s, n)", -1, "the number of steps: ")]
    [InlineData("T.Scan(a => a + T.Tap(a, -7), v, 2)", 1, "axis 0")]
    [InlineData("T.Scan((x, a) => a + x, m, v)", 1, "axis 0")]
    public void Calls_are_checked(string expression, long n, string what)
    {
        var program = CapturedProgram.OfMembers($"[GraphFunction] Expr<double> RunGraph(Vector<double> v, Matrix<double> m, Scalar<double> s, Scalar<long> n) => {expression} + 0.0 * T.Cast<double>(n) * m.Sum() * s * v.Sum();");
        var error = Assert.Throws<InterpreterException>(() => program.Run("Run",
            ("v", new double[] { 1, 2, 3, 4, 5 }), ("m", new double[,] { { 1, 2 }, { 3, 4 } }), ("s", 1), ("n", n)));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }
}
