using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.Emit;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Loops;

/// <summary>Loops that keep states for gradients only every so many steps: the same numbers, less memory.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public void Gradients_are_those_of_the_whole_loop()
    {
        var cases = new ExecutionCases();
        foreach (int steps in new[] { 0, 1, 5, 6, 7 })
        {
            foreach (int every in new[] { 1, 2, 3, 10 })
            {
                foreach (int taps in new[] { 1, 2 })
                {
                    var (plain, cut) = (Program(steps, taps, 0), Program(steps, taps, every));
                    var expected = plain.Run(Differentiation.Run(plain.Build()));
                    var optimised = Passes.Optimise(cut.Build(), default);
                    var actual = cut.Run(optimised);
                    for (int k = 0; k < expected.Outputs.Count; k++)
                        TestGraph.AssertClose(expected.Outputs[k], actual.Outputs[k], 1e-12, $"{steps} steps, {taps} taps, every {every}: output {k}");
                    cases.Add($"{steps} steps, {taps} taps, every {every}", cut, scale: 10);
                }
            }
        }
        cases.Run();
    }

    [Fact]
    public void Only_states_between_blocks_are_kept()
    {
        int Rows(int every)
        {
            var graph = Passes.Optimise(Program(1000, 1, every).Build(), default);
            return graph.Nodes.Where(n => n.Op == OpCode.LoopStates && n.Shape[0].IsConstant).Sum(n => (int)n.Shape[0].Value);
        }

        Assert.Equal(1001, Rows(0));
        Assert.Equal(41, Rows(25)); // 40 blocks; what a block keeps has the length of the block, which is data
    }

    private static TestGraph Program(int steps, int taps, int every)
    {
        var t = new TestGraph();
        long[] initial = taps == 1 ? [3] : [taps, 3];
        int x = t.Variable(TestGraph.Random(1, -0.9, 0.9, steps, 3)), h = t.Variable(TestGraph.Random(2, -0.9, 0.9, initial)), w = t.Variable(TestGraph.Random(3, -0.9, 0.9, 3, 3));
        var b = t.B;
        var loop = LoopCases.Open(b, x);
        loop.Parts.CheckpointEvery = every;
        int step = b.Cast(b.LoopStep(loop.Id), DType.Float64);
        int Next(int one) => b.Unary(OpCode.Tanh, b.Add(b.Add(LoopCases.VectorDot(b, one, w), loop.Element(0)), b.Scale(step, 0.01)));
        if (taps == 1) loop.State(h, Next);
        else loop.State(h, 2, (one, two) => b.Add(Next(one), b.Scale(two, 0.3)));
        int cost = b.SumAll(b.Sqr(b.LoopLast(loop.Close(), 0)));
        t.Output(cost);
        foreach (int variable in new[] { x, h, w }) t.Output(b.Grad(cost, variable, DisconnectedInputs.Zero));
        return t;
    }
}
