using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;
using GraphDsl.Generators.Tests.Rewriting;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>What is generated computes what the reference interpreter computes, whatever the graph.</summary>
public sealed class RandomGraphExecutionTests
{
    private const int Graphs = 120;

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 10_000)]
    public void Generated_code_computes_what_the_graph_says(bool special, int firstSeed)
    {
        var compiled = new CompiledGraphs();
        var cases = new List<(int Seed, TestGraph Test, Graph Graph, ReferenceTensor Expected)>();
        for (int seed = firstSeed; seed < firstSeed + Graphs; seed++)
        {
            var (test, _, last) = RandomGraph.Draw(seed, operations: 4 + (seed % 25), special);
            var graph = test.Build(last);
            if (TryRun(test, graph) is not { } expected) continue;
            compiled.Add(seed, graph);
            cases.Add((seed, test, graph, expected.Outputs[0]));
        }
        Assert.True(cases.Count > Graphs / 2, $"only {cases.Count} graphs ran");
        compiled.Compile();
        var failures = new List<string>();
        foreach (var (seed, test, graph, expected) in cases)
        {
            try
            {
                TestGraph.AssertClose(expected, compiled.Run(seed, test.Values).Outputs[0], 1e-7);
            }
            catch (Exception exception)
            {
                failures.Add($"seed {seed}: {exception.Message}\n{GraphPrinter.Print(graph)}\n{compiled.Texts[seed]}");
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {cases.Count} graphs differ; the shortest:\n{failures.MinBy(f => f.Length)}");
    }

    [Theory]
    [InlineData("float64", 20_000)]
    [InlineData("float32", 30_000)]
    public void Generated_code_descends_along_gradients(string typeName, int firstSeed)
    {
        var type = DTypes.All.Single(t => t.Name() == typeName);
        var compiled = new CompiledGraphs();
        var cases = new List<(int Seed, TestGraph Test, Graph Graph, InterpreterResult Expected)>();
        for (int seed = firstSeed; seed < firstSeed + (Graphs / 3); seed++)
        {
            var (test, variables, last) = RandomGraph.Draw(seed, operations: 4 + (seed % 16), special: false, type, VariableKind.Shared);
            int cost = test.B.Mean(last, test.B.AllAxes(last));
            test.Output(cost);
            foreach (int variable in variables)
                test.Update(variable, test.B.Sub(variable, test.B.Scale(test.B.Grad(cost, variable, DisconnectedInputs.Zero), 0.1)));
            var graph = test.Build();
            if (TryRun(test, Differentiation.Run(graph)) is not { } expected) continue;
            compiled.Add(seed, graph);
            cases.Add((seed, test, graph, expected));
        }
        Assert.True(cases.Count > Graphs / 6, $"only {cases.Count} graphs ran");
        compiled.Compile();
        var failures = new List<string>();
        foreach (var (seed, test, graph, expected) in cases)
        {
            try
            {
                var actual = compiled.Run(seed, test.Values);
                var disturbed = Enumerable.Range(0, 4).Select(k => TryRun(test, Disturb(Differentiation.Run(graph), k, type)) ?? expected).ToArray();
                AssertClose(expected.Outputs[0], actual.Outputs[0], disturbed.Select(d => d.Outputs[0]), "cost");
                foreach (var (variable, value) in expected.Updates)
                    AssertClose(value, actual.Updates[variable], disturbed.Select(d => d.Updates[variable]), graph.Variables[variable].Name);
            }
            catch (Exception exception)
            {
                failures.Add($"seed {seed}: {exception.Message}\n{GraphPrinter.Print(graph)}\n{compiled.Texts[seed]}");
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {cases.Count} graphs differ; the shortest:\n{failures.MinBy(f => f.Length)}");
    }

    /// <summary>The graph with every floating-point result off by a rounding error of its type, up or down.</summary>
    private static Graph Disturb(Graph graph, int seed, DType type)
    {
        var random = new Random(seed);
        var rebuild = new GraphRebuilder(graph);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            int node = rebuild.Copy(i);
            if (graph[i].Type != type || graph[i].Info.Kind is OpKind.Leaf or OpKind.View) continue;
            double error = (type == DType.Float32 ? 2.4e-7 : 1e-13) * (random.Next(2) == 0 ? 1 : -1);
            rebuild.Map(i, rebuild.Builder.Add(OpCode.Mul, node, rebuild.Builder.Constant(1 + error, type)));
        }
        return rebuild.Finish();
    }

    /// <summary>Equal but for some times what rounding errors make of the result.</summary>
    private static void AssertClose(ReferenceTensor expected, ReferenceTensor actual, IEnumerable<ReferenceTensor> disturbed, string what)
    {
        Assert.Equal(expected.Lengths, actual.Lengths);
        double basic = expected.Type == DType.Float32 ? 4e-6 : 1e-10;
        for (int i = 0; i < expected.Count; i++)
        {
            double e = expected[i], a = actual[i];
            if (e.Equals(a)) continue;
            double tolerance = (basic * Math.Max(1, Math.Abs(e))) + (20 * disturbed.Max(d => Math.Abs(d[i] - e)));
            Assert.True(Math.Abs(e - a) <= tolerance, FormattableString.Invariant($"{what}: element {i} is {a:R}, expected {e:R} within {tolerance:R}"));
        }
    }

    private static InterpreterResult? TryRun(TestGraph test, Graph graph)
    {
        try
        {
            return test.Run(graph);
        }
        catch (InterpreterException)
        {
            return null;
        }
    }
}
