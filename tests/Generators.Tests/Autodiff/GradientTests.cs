using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Autodiff;

public sealed class GradientTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, GradientCases.All.Count)];

    [Fact]
    public void Every_operation_has_an_entry_and_every_rule_a_case()
    {
        var tested = GradientCases.All.Select(c => c.Operation).ToHashSet();
        foreach (var row in OpTable.All)
        {
            Assert.True(GradientTable.Has(row.Code), $"{row.Code} has no gradient entry");
            if (GradientTable.Of(row.Code).Rule is not null) Assert.Contains(row.Code, tested);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_the_limits_of_differences(int index) => Check(GradientCases.All[index], second: false);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_of_gradients_are_the_limits_of_differences(int index)
    {
        if (GradientCases.All[index].SecondOrder) Check(GradientCases.All[index], second: true);
    }

    /// <summary>The cost is the sum of all elements of the expression (or of its gradients) with arbitrary weights.</summary>
    private static void Check(GradientCase test, bool second)
    {
        var t = new TestGraph();
        int[] variables = [.. test.Variables.Select(v => t.Variable(v, test.Dynamic))];
        int cost = Weighted(t.B, test.Build(t.B, variables), 1);
        if (second)
        {
            int[] first = [.. variables.Select(v => t.B.Grad(cost, v, DisconnectedInputs.Zero))];
            cost = first.Select((g, i) => Weighted(t.B, g, 2 + i)).Aggregate(t.B.Add);
        }
        t.Output(cost);
        foreach (int variable in variables) t.Output(t.B.Grad(cost, variable, DisconnectedInputs.Zero));
        var graph = t.Build();
        Assert.Empty(GraphVerifier.Verify(graph, differentiated: false));
        var expanded = Differentiation.Run(graph);
        Assert.Empty(GraphVerifier.Verify(expanded, differentiated: true));

        var gradients = t.Run(expanded).Outputs.Skip(1).ToArray();
        for (int v = 0; v < variables.Length; v++)
        {
            var value = t.Values[v];
            Assert.Equal(value.Lengths, gradients[v].Lengths);
            for (int i = 0; i < value.Count; i++)
            {
                double at = value.Reals[i], step = 1e-5 * Math.Max(1, Math.Abs(at));
                value.Reals[i] = at + step;
                double above = t.Run(expanded).Outputs[0].Reals[0];
                value.Reals[i] = at - step;
                double below = t.Run(expanded).Outputs[0].Reals[0];
                value.Reals[i] = at;
                double expected = (above - below) / (2 * step), actual = gradients[v].Reals[i];
                Assert.True(Math.Abs(expected - actual) <= 2e-6 * Math.Max(1, Math.Abs(expected)),
                    $"{test}: by element {i} of variable {v}: {actual:R}, differences say {expected:R}\n{GraphPrinter.Print(expanded)}");
            }
        }
    }

    private static int Weighted(GraphBuilder b, int x, int seed)
    {
        int weights = b.Unary(OpCode.Cos, b.Scale(b.Add(Ramp(b, x), b.ConstantLike(x, seed)), 0.7));
        return b.SumAll(b.Mul(x, weights));
    }

    /// <summary>Different numbers at all places of the shape of a node.</summary>
    private static int Ramp(GraphBuilder b, int x)
    {
        int ramp = b.ConstantLike(x, 0.1);
        for (int axis = 0; axis < b[x].Rank; axis++)
        {
            var pattern = Enumerable.Range(0, b[x].Rank).Select(k => k == axis ? 0 : -1).ToArray();
            int steps = b.Cast(b.Dimshuffle(b.Iota(b[x].Shape[axis]), pattern), b[x].Type);
            ramp = b.Add(b.Scale(ramp, 1.7), steps);
        }
        return ramp;
    }
}
