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
