using GraphDsl.Generators.IR;
using GraphDsl.Generators.Rewriting;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Rewriting;

public sealed class RuleTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, RuleCases.All.Count)];

    [Fact]
    public void Every_rule_has_a_case()
    {
        var tested = RuleCases.All.Select(c => c.Rule).ToHashSet();
        Assert.Empty(Rewriter.AllRules.All.Select(rule => rule.Name).Except(tested));
        Assert.Empty(tested.Except(Rewriter.AllRules.All.Select(rule => rule.Name)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_alone_leaves_what_it_should(int index)
    {
        var test = RuleCases.All[index];
        var rules = Rewriter.AllRules.Only(test.Rule);
        var rewritten = Rewriter.Apply(Build(test, test.Before).Build(), rules);
        // The expected form goes through no rule, but is copied the same way, so that nodes stand in the same order.
        var expected = Rewriter.Apply(Build(test, test.After).Build(), new RuleSet([]));
        Assert.Equal(Unordered(expected), Unordered(rewritten));
        Assert.Empty(GraphVerifier.Verify(rewritten, differentiated: true));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_alone_changes_no_value(int index) => CheckValues(RuleCases.All[index], RuleCases.All[index].Rule);

    [Theory]
    [MemberData(nameof(Cases))]
    public void All_rules_change_no_value(int index) => CheckValues(RuleCases.All[index], [.. Rewriter.AllRules.All.Select(rule => rule.Name)]);

    private static void CheckValues(RuleCase test, params string[] rules)
    {
        var before = Build(test, test.Before);
        var graph = before.Build();
        var rewritten = Rewriter.Apply(graph, Rewriter.AllRules.Only(rules));
        Assert.Empty(GraphVerifier.Verify(rewritten, differentiated: true));
        TestGraph.AssertClose(before.Run(graph).Outputs[0], before.Run(rewritten).Outputs[0], 1e-13, test.Rule);
    }

    private static TestGraph Build(RuleCase test, Func<GraphBuilder, int[], int> expression)
    {
        var t = new TestGraph();
        int[] variables = [.. test.Variables.Select((_, i) => t.Variable(test.Value(i)))];
        t.Output(expression(t.B, variables));
        return t;
    }

    /// <summary>The expression of the output as a tree in text: independent of the order of nodes.</summary>
    private static string Unordered(Graph graph)
    {
        var texts = new string[graph.Nodes.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            var node = graph[i];
            texts[i] = $"{node.Op}[{node.Data}]({string.Join(", ", node.Operands.Select(o => texts[o]))})";
        }
        return texts[graph.Outputs[0].Node];
    }
}
