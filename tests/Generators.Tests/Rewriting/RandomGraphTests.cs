using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Rewriting;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Rewriting;

/// <summary>No pass changes what a graph computes, whatever the graph.</summary>
public sealed class RandomGraphTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Optimised_equals_unoptimised(bool special)
    {
        int compared = 0;
        for (int seed = 0; seed < 600; seed++)
        {
            var (test, _, last) = RandomGraph.Draw(seed, operations: 4 + (seed % 25), special);
            var graph = test.Build(last);
            var optimised = LogisticRegressionTests.Compile(graph);
            if (TryRun(test, graph) is not { } expected)
            {
                Assert.Throws<InterpreterException>(() => test.Run(optimised)); // what is rejected does not depend on rewriting
                continue;
            }
            compared++;
            var actual = test.Run(optimised);
            TestGraph.AssertClose(expected.Outputs[0], actual.Outputs[0], 1e-7, Describe(seed, graph, optimised));
        }
        Assert.True(compared > 400, $"only {compared} graphs ran");
    }

    [Fact]
    public void Gradients_of_optimised_equal_those_of_unoptimised()
    {
        int compared = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            var (test, variables, last) = RandomGraph.Draw(seed, operations: 4 + (seed % 20), special: false);
            int cost = test.B.Mean(last, test.B.AllAxes(last));
            foreach (int variable in variables) test.Output(test.B.Grad(cost, variable, DisconnectedInputs.Zero));
            var graph = test.Build();
            var plain = Differentiation.Run(graph);
            var optimised = LogisticRegressionTests.Compile(graph);
            if (TryRun(test, plain) is not { } expected) continue;
            compared++;
            var actual = test.Run(optimised);
            for (int i = 0; i < variables.Length; i++)
                TestGraph.AssertClose(expected.Outputs[i], actual.Outputs[i], 1e-7, Describe(seed, graph, optimised));
        }
        Assert.True(compared > 250, $"only {compared} graphs ran");
    }

    /// <summary>Null where sizes that only the call knows do not fit.</summary>
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

    private static string Describe(int seed, Graph graph, Graph optimised) =>
        $"seed {seed}:\n{GraphPrinter.Print(graph)}\nbecame\n{GraphPrinter.Print(optimised)}";
}
