using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.Emit;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Loops;

/// <summary>Loops in generated code against the reference interpreter: values, and gradients by all variables.</summary>
public sealed class LoopExecutionTests
{
    internal static readonly OpCode[] Covered =
        [OpCode.LoopVariable, OpCode.Loop, OpCode.LoopStates, OpCode.LoopLast, OpCode.LoopOutput, OpCode.IfElse];

    [Fact]
    public void Loops_give_what_the_interpreter_gives()
    {
        var cases = new ExecutionCases();
        foreach (var form in LoopCases.All)
        {
            var test = new TestGraph();
            int[] variables = [.. form.Variables.Select(v => test.Variable(v.Clone(), form.Dynamic))];
            test.Output(form.Build(test.B, variables));
            cases.Add(form.ToString(), test, scale: 1);
        }
        cases.Run();
    }

    [Fact]
    public void Gradients_of_loops_give_what_the_interpreter_gives()
    {
        var cases = new ExecutionCases();
        foreach (var form in LoopCases.All)
        {
            var test = new TestGraph();
            int[] variables = [.. form.Variables.Select(v => test.Variable(v.Clone(), form.Dynamic))];
            int cost = test.B.SumAll(test.B.Unary(OpCode.Sin, form.Build(test.B, variables)));
            test.Output(cost);
            foreach (int variable in variables) test.Output(test.B.Grad(cost, variable, DisconnectedInputs.Zero));
            cases.Add(form.ToString(), test, scale: 10);
        }
        cases.Run();
    }
}
