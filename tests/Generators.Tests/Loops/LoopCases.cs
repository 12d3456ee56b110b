using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.Autodiff;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Loops;

/// <summary>Loops of every form, differentiable by all their variables.</summary>
internal static class LoopCases
{
    public static IReadOnlyList<GradientCase> All { get; } = [.. Forms().SelectMany(WithSizes)];

    private static ReferenceTensor Values(int seed, params long[] lengths) => TestGraph.Random(seed, -0.9, 0.9, lengths);

    private static IEnumerable<GradientCase> WithSizes(GradientCase form) => [form, form with { Dynamic = true }];

    private static IEnumerable<GradientCase> Forms()
    {
        foreach (int steps in new[] { 0, 1, 2, 5 })
        {
            yield return new(OpCode.LoopStates, $"running product, {steps} steps", [Values(1, steps), Values(2)], (b, x) =>
            {
                var loop = Open(b, x[0]);
                loop.State(x[1], s => b.Add(b.Mul(s, loop.Element(0)), loop.Element(0)));
                return b.LoopStates(loop.Close(), 0);
            });
            yield return new(OpCode.LoopLast, $"recurrent vector, {steps} steps", [Values(1, steps, 3), Values(2, 4), Values(3, 4, 4), Values(4, 3, 4), Values(5, 4)], (b, x) =>
            {
                var loop = Open(b, x[0]);
                loop.State(x[1], h => b.Unary(OpCode.Tanh, b.Add(b.Add(VectorDot(b, h, x[2]), VectorDot(b, loop.Element(0), x[3])), x[4])));
                return b.LoopLast(loop.Close(), 0);
            });
            yield return new(OpCode.LoopStates, $"recurrent matrix, {steps} steps", [Values(1, steps, 2, 3), Values(2, 2, 4), Values(3, 4, 4), Values(4, 3, 4)], (b, x) =>
            {
                var loop = Open(b, x[0]);
                loop.State(x[1], h => b.Unary(OpCode.Sigmoid, b.Add(b.Dot(h, x[2]), b.Dot(loop.Element(0), x[3]))));
                return b.LoopNewStates(loop.Close(), 0);
            });
            yield return new(OpCode.LoopStates, $"two steps back, {steps} steps", [Values(1, 2, 3), Values(2, 3, 3), Values(3, 3, 3)], (b, x) =>
            {
                var loop = Open(b, b.Constant((long)steps, DType.Int64));
                loop.State(x[0], 2, (one, two) => b.Add(VectorDot(b, two, x[1]), b.Unary(OpCode.Tanh, VectorDot(b, one, x[2]))));
                return b.LoopStates(loop.Close(), 0);
            });
            yield return new(OpCode.LoopLast, $"scalars two steps back, {steps} steps", [Values(1, 2), Values(2)], (b, x) =>
            {
                var loop = Open(b, b.Constant((long)steps, DType.Int64));
                loop.State(x[0], 2, (one, two) => b.Add(b.Mul(one, x[1]), b.Unary(OpCode.Sin, two)));
                return b.LoopLast(loop.Close(), 0);
            });
            yield return new(OpCode.LoopOutput, $"a map, {steps} steps", [Values(1, steps, 3)], (b, x) =>
            {
                var loop = Open(b, x[0]);
                int output = loop.Output(b.Exp(b.SumAll(b.Sqr(loop.Element(0)))));
                return b.LoopOutput(loop.Close(), output);
            });
            yield return new(OpCode.LoopOutput, $"neighbours, {steps} steps", [Values(1, steps + 2), Values(2)], (b, x) =>
            {
                var loop = Open(b, (x[0], new(-1, 1)));
                loop.State(x[1], s => b.Add(b.Mul(s, loop.Element(0, -1)), b.Mul(loop.Element(0, 1), loop.Element(0))));
                int output = loop.Output(b.Mul(loop.Old(0), loop.Element(0, 1)));
                int node = loop.Close();
                return b.Add(b.LoopOutput(node, output), b.LoopNewStates(node, 0));
            });
        }
        yield return new(OpCode.LoopStates, "states that swap", [Values(1, 3), Values(2, 3), Values(3)], (b, x) =>
        {
            var loop = Open(b, b.Constant(3L, DType.Int64));
            int first = b.LoopState(loop.Id, 0, DType.Float64, b[x[0]].Shape), second = b.LoopState(loop.Id, 1, DType.Float64, b[x[1]].Shape);
            loop.Parts.States.Add((x[0], 1, second));
            loop.Parts.States.Add((x[1], 1, b.Mul(b.Add(first, second), x[2])));
            int node = loop.Close();
            return b.Add(b.LoopStates(node, 0), b.Sqr(b.LoopStates(node, 1)));
        });
        yield return new(OpCode.LoopLast, "scalars that swap", [Values(1), Values(2), Values(3, 4)], (b, x) =>
        {
            var loop = Open(b, x[2]);
            int first = b.LoopState(loop.Id, 0, DType.Float64, Shape.Scalar), second = b.LoopState(loop.Id, 1, DType.Float64, Shape.Scalar);
            loop.Parts.States.Add((x[0], 1, second));
            loop.Parts.States.Add((x[1], 1, b.Add(b.Mul(first, second), loop.Element(0))));
            int node = loop.Close();
            return b.Add(b.LoopLast(node, 0), b.Sqr(b.LoopLast(node, 1)));
        });
        yield return new(OpCode.LoopStates, "a state that is the element", [Values(1, 4, 2), Values(2, 2)], (b, x) =>
        {
            var loop = Open(b, x[0]);
            loop.State(x[1], _ => loop.Element(0));
            int output = loop.Output(b.Mul(loop.Old(0), loop.Element(0)));
            int node = loop.Close();
            return b.Add(b.LoopOutput(node, output), b.LoopNewStates(node, 0));
        });
        yield return new(OpCode.LoopStates, "a state that is a captured value", [Values(1, 2), Values(2, 2)], (b, x) =>
        {
            var loop = Open(b, b.Constant(3L, DType.Int64));
            loop.State(x[0], _ => b.Sqr(x[1]));
            int output = loop.Output(b.Mul(loop.Old(0), b.Exp(x[1])));
            int node = loop.Close();
            return b.Add(b.LoopOutput(node, output), b.LoopNewStates(node, 0));
        });
        yield return new(OpCode.LoopStates, "the backward order and a part of the rows", [Values(1, 7, 2), Values(2, 2)], (b, x) =>
        {
            var loop = Open(b, b.SliceAlong(b.Flip(x[0], 0), 0, 1, 3, 2));
            loop.State(x[1], s => b.Unary(OpCode.Tanh, b.Add(s, b.Mul(loop.Element(0), loop.Element(0)))));
            return b.LoopNewStates(loop.Close(), 0);
        });
        yield return new(OpCode.LoopLast, "columns", [Values(1, 3, 5), Values(2, 3)], (b, x) =>
        {
            var loop = Open(b, b.Transpose(x[0]));
            loop.State(x[1], s => b.Unary(OpCode.Tanh, b.Add(s, loop.Element(0))));
            return b.LoopLast(loop.Close(), 0);
        });
        yield return new(OpCode.LoopOutput, "the number of the step", [Values(1, 3)], (b, x) =>
        {
            var loop = Open(b, b.Constant(4L, DType.Int64));
            int output = loop.Output(b.Mul(x[0], b.Cast(b.LoopStep(loop.Id), DType.Float64)));
            return b.LoopOutput(loop.Close(), output);
        });
        yield return new(OpCode.LoopOutput, "rows of a captured matrix", [Values(1, 4, 3), Values(2, 3)], (b, x) =>
        {
            var loop = Open(b, b.Iota(4));
            int row = b.Gather(x[0], loop.Element(0));
            int output = loop.Output(b.SumAll(b.Mul(b.Unary(OpCode.Tanh, row), x[1])));
            return b.LoopOutput(loop.Close(), output);
        });
        yield return new(OpCode.LoopLast, "loops inside of a loop", [Values(1, 3, 4), Values(2, 2), Values(3)], (b, x) =>
        {
            var outer = Open(b, x[0]);
            outer.State(x[1], s =>
            {
                var inner = Open(b, outer.Element(0));
                inner.State(s, r => b.Unary(OpCode.Tanh, b.Add(b.Mul(r, inner.Element(0)), x[2])));
                int node = inner.Close();
                return b.Add(b.LoopLast(node, 0), b.Sum(b.LoopNewStates(node, 0), 0));
            });
            return b.LoopLast(outer.Close(), 0);
        });
        yield return new(OpCode.LoopOutput, "a loop inside over captured rows", [Values(1, 3), Values(2, 2, 3)], (b, x) =>
        {
            var outer = Open(b, x[0]);
            var inner = Open(b, x[1]);
            inner.State(outer.Element(0), r => b.Add(b.Unary(OpCode.Sin, r), b.SumAll(inner.Element(0))));
            int output = outer.Output(b.LoopStates(inner.Close(), 0));
            return b.LoopOutput(outer.Close(), output);
        });
        yield return new(OpCode.LoopOutput, "a gradient in a step", [Values(1, 3, 3), Values(2, 3)], (b, x) =>
        {
            int y = b.Unary(OpCode.Tanh, b.Dimshuffle(b.Dot(x[0], b.Dimshuffle(x[1], 0, -1)), 0));
            var loop = Open(b, b.Iota(3));
            int output = loop.Output(b.Grad(b.Gather(y, loop.Element(0)), x[1]));
            return b.LoopOutput(loop.Close(), output);
        });
        yield return new(OpCode.LoopLast, "a descent in the steps", [Values(1, 3), Values(2, 3)], (b, x) =>
        {
            var loop = Open(b, b.Constant(3L, DType.Int64));
            loop.State(x[0], p => b.Sub(p, b.Scale(b.Grad(b.SumAll(b.Sqr(b.Sub(b.Unary(OpCode.Sin, p), x[1]))), p), 0.1)));
            return b.LoopLast(loop.Close(), 0);
        });
        yield return new(OpCode.LoopStates, "an early end", [Values(1, 6), Values(2)], (b, x) =>
        {
            var loop = Open(b, x[0]);
            loop.State(x[1], s => b.Add(b.Sqr(loop.Element(0)), s));
            loop.Parts.Until = b.Add(OpCode.Le, b.Constant(2L, DType.Int64), b.LoopStep(loop.Id));
            int node = loop.Close();
            return b.Add(b.SumAll(b.Exp(b.LoopNewStates(node, 0))), b.LoopLast(node, 0));
        });
        yield return new(OpCode.LoopStates, "a matrix summed elementwise", [Values(1, 3, 2), Values(2, 2, 2), Values(3, 2, 2)], (b, x) =>
        {
            var loop = Open(b, x[0]);
            loop.State(x[1], s => b.Unary(OpCode.Tanh, b.Mul(b.Add(s, loop.Element(0)), b.Mul(x[2], s))));
            return b.LoopNewStates(loop.Close(), 0);
        });
        yield return new(OpCode.IfElse, "the first branch", [Values(1, 3), Values(2, 3)], (b, x) =>
            b.Add(OpCode.IfElse, b.Add(OpCode.Lt, b.Constant(1.0, DType.Float64), b.Constant(2.0, DType.Float64)), b.Exp(x[0]), b.Sqr(x[1])));
        yield return new(OpCode.IfElse, "by data", [Values(1, 3), Values(2, 3)], (b, x) => b.Add(
            b.Add(OpCode.IfElse, b.Add(OpCode.Lt, b.SumAll(x[0]), b.SumAll(b.Sqr(x[1]))), b.Exp(x[0]), b.Sqr(x[1])),
            b.Add(OpCode.IfElse, b.Add(OpCode.Lt, b.SumAll(b.Sqr(x[1])), b.SumAll(x[0])), b.Unary(OpCode.Tanh, x[0]), b.Mul(b.Exp(x[1]), x[1]))));
    }

    /// <summary>A vector times a matrix.</summary>
    public static int VectorDot(GraphBuilder b, int vector, int matrix) => b.Dimshuffle(b.Dot(b.Dimshuffle(vector, -1, 0), matrix), 1);

    /// <summary>A loop over all rows of the sequences, or over a number of steps.</summary>
    public static OpenLoop Open(GraphBuilder b, params int[] sequences) => b[sequences[0]].Rank == 0 ? new(b, sequences[0])
        : Open(b, [.. sequences.Select(s => (s, default(LoopSequence)))]);

    public static OpenLoop Open(GraphBuilder b, params (int Node, LoopSequence Walk)[] sequences)
    {
        var length = sequences.Select(s => b[s.Node].Shape[0] - (s.Walk.Last - s.Walk.First)).Aggregate(Dim.Min);
        var loop = new OpenLoop(b, b.Size(length));
        loop.Parts.Sequences.AddRange(sequences);
        return loop;
    }
}

/// <summary>A loop in the making.</summary>
internal sealed class OpenLoop
{
    private readonly GraphBuilder b;

    public OpenLoop(GraphBuilder b, int steps)
    {
        this.b = b;
        Parts = new(b.NewLoop()) { Steps = steps };
    }

    public LoopParts Parts { get; }

    public int Id => Parts.Id;

    public int Element(int slot, int offset = 0) => b.LoopElement(Id, slot, Parts.Sequences[slot].Node, offset);

    /// <summary>The state before the step.</summary>
    public int Old(int slot) => b.LoopState(Id, slot, b[Parts.States[slot].Initial].Type, b[Parts.States[slot].Initial].Shape);

    public void State(int initial, Func<int, int> next) =>
        Parts.States.Add((initial, 1, next(b.LoopState(Id, Parts.States.Count, b[initial].Type, b[initial].Shape))));

    /// <summary>A state of two taps: the value one step back and the one two steps back.</summary>
    public void State(int initial, int taps, Func<int, int, int> next)
    {
        int slot = Parts.States.Count;
        var shape = b.RowShape(initial);
        Parts.States.Add((initial, taps, next(b.LoopState(Id, slot, b[initial].Type, shape), b.LoopState(Id, slot, b[initial].Type, shape, 2))));
    }

    public int Output(int value)
    {
        Parts.Outputs.Add(value);
        return Parts.Outputs.Count - 1;
    }

    public int Close() => b.Loop(Parts);
}
