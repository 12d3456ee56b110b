using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>
/// The sum of a gradient over the steps of a backward loop. Products of what the steps see become one product after the loop;
/// vectors are stacked and summed; what is larger is summed up in the loop.
/// </summary>
internal sealed class LoopTotal(GraphBuilder builder, LoopParts loop, Func<int, int> forwards)
{
    /// <summary>How the sum follows from the finished loop.</summary>
    public Func<int, int> Of(int gradient)
    {
        var node = builder[gradient];
        if (node.Op == OpCode.Dot && Stack(Transposed(node.Operands[0])) is { } left && Stack(node.Operands[1]) is { } right)
            return finished => builder.Dot(builder.Transpose(Rows(left(finished))), Rows(right(finished)));
        if (node.Op == OpCode.Dimshuffle && builder[node.Operands[0]].Op == OpCode.Dot)
        {
            var inner = Of(node.Operands[0]);
            return finished => builder.Add(OpCode.Dimshuffle, node.Data, inner(finished));
        }
        if (node.Rank <= 1 && Stack(gradient) is { } rows) return finished => builder.Sum(rows(finished), 0);

        int slot = loop.States.Count;
        int sum = builder.LoopState(loop.Id, slot, node.Type, node.Shape);
        loop.States.Add((builder.ZerosLike(gradient), 1, builder.Add(sum, gradient)));
        return finished => builder.LoopLast(finished, slot);
    }

    private int Transposed(int matrix) => builder.Transpose(matrix);

    /// <summary>The rows of all steps as one matrix.</summary>
    private int Rows(int stack)
    {
        var shape = builder[stack].Shape;
        return builder.Reshape(stack, Shape.Of(shape[0] * shape[1], shape[2]));
    }

    /// <summary>The values of all steps in the order of the steps; null for what does not depend on the step, or whose shape does.</summary>
    private Func<int, int>? Stack(int value)
    {
        var node = builder[value];
        if (node.Data is LoopVariableData { Kind: LoopVariableKind.Sequence } variable && variable.Loop == loop.Id)
        {
            return finished => forwards(builder.SliceAlong(loop.Sequences[variable.Slot].Node, 0, variable.Offset, builder.AsDim(finished)));
        }
        if (node.Op == OpCode.Dimshuffle)
        {
            if (Stack(node.Operands[0]) is not { } inner) return null;
            int[] pattern = [0, .. ((PatternData)node.Data!).Pattern.Select(a => a < 0 ? -1 : a + 1)];
            return finished => builder.Dimshuffle(inner(finished), pattern);
        }
        var nesting = new LoopNesting(builder.Nodes);
        bool varies = node.Shape.Dims.SelectMany(d => d.Atoms()).Any(a => a.Kind == DimAtomKind.Value && nesting.IsInside(a.Index, loop.Id));
        if (varies || !nesting.IsInside(value, loop.Id)) return null;
        int slot = loop.Outputs.IndexOf(value);
        if (slot < 0)
        {
            slot = loop.Outputs.Count;
            loop.Outputs.Add(value);
        }
        return finished => forwards(builder.LoopOutput(finished, slot));
    }
}
