using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Convolutions with the pools of maxima that follow them: fused where nothing else needs what lies between, and right in any case.</summary>
public class ConvolutionPoolTests
{
    [Fact]
    public void Agree_with_the_interpreter()
    {
        var cases = new ExecutionCases();
        (long Window, long Step, long Pad)[] pools = [(2, 2, 0), (3, 2, 1), (2, 3, 0)];
        foreach (var type in new[] { DType.Float32, DType.Float64, DType.Float16 })
        {
            foreach (var (window, step, pad) in pools)
            {
                foreach (var also in Enum.GetValues<Also>())
                {
                    var test = new TestGraph();
                    Build(test, type, window, step, pad, also);
                    cases.Add($"{type.Name()} pool {window} step {step} pad {pad} also {also}", test, scale: 100);
                }
            }
        }
        cases.Run();
    }

    [Theory]
    [InlineData(Also.Nothing, true)]
    [InlineData(Also.Windows, true)]
    [InlineData(Also.SecondPool, true)]
    [InlineData(Also.Gradient, false)]
    [InlineData(Also.OtherUse, false)]
    internal void Are_fused_where_nothing_else_reads_the_gradient(Also also, bool isFused)
    {
        var test = new TestGraph();
        Build(test, DType.Float32, 2, 2, 0, also);
        var graph = test.Build();
        int gradient = Enumerable.Range(0, graph.Nodes.Count).Single(i => graph[i].Op == OpCode.PoolMaxInput);
        Assert.Equal(isFused ? NodeForm.Fused : NodeForm.Memory, Schedule.Make(graph, [], fusesPools: true).Forms[gradient]);
        Assert.Equal(NodeForm.Memory, Schedule.Make(graph, [], fusesPools: false).Forms[gradient]);
        var (_, fused) = Lowering.Run(graph, fusesPools: true, default);
        Assert.Single(fused, step => step is LibraryStep library && graph[library.Node].Op == OpCode.Conv2d && library.Group.Cores.Count == 2);
        var (_, apart) = Lowering.Run(graph, fusesPools: false, default);
        Assert.All(apart.OfType<LibraryStep>(), step => Assert.Single(step.Group.Cores));
    }

    /// <summary>What else uses the parts.</summary>
    internal enum Also
    {
        Nothing,
        Windows,
        SecondPool,
        Gradient,
        OtherUse,
    }

    private static void Build(TestGraph test, DType type, long window, long step, long pad, Also also)
    {
        // Whole numbers, so that windows have several maxima and all sums are exact.
        int x = test.Variable(TestValues.Small(type, 1, 3, 2, 9, 12)), w = test.Variable(TestValues.Small(type, 2, 4, 2, 2, 3));
        var data = new WindowData(WindowAxis.Inside(9, 2, 0, 1), WindowAxis.Inside(12, 3, 0, 1), true);
        int y = test.B.Add(OpCode.Conv2d, data, x, w);
        var pool = new WindowData(WindowAxis.Inside(8, window, pad, step), WindowAxis.Inside(10, window, pad, step));
        int max = test.B.Add(OpCode.PoolMax, pool, y);
        int gradient = test.B.Add(OpCode.PoolMaxInput, pool, y, max, test.B.Add(OpCode.Neg, max));
        test.Output(max);
        test.Output(test.B.Add(OpCode.Conv2dInput, data, gradient, w));
        test.Output(test.B.Add(OpCode.Conv2dFilters, data, x, gradient));
        if (also == Also.Windows) test.Output(y);
        if (also == Also.SecondPool) test.Output(test.B.Add(OpCode.PoolMax, new WindowData(WindowAxis.Inside(8, 3, 0, 1), WindowAxis.Inside(10, 2, 0, 1)), y));
        if (also == Also.Gradient) test.Output(gradient);
        if (also == Also.OtherUse) test.Output(test.B.Add(OpCode.Sign, gradient));
    }
}
