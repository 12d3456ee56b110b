using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>Operations with an axis of steps in front of some operands: one entry an operation.</summary>
internal static class StepAxis
{
    private delegate int Rule(GraphBuilder b, Node node, (int Node, bool HasSteps)[] x, Dim steps);

    private static readonly Dictionary<OpCode, Rule> rules = new()
    {
        [OpCode.Dimshuffle] = (b, node, x, _) => b.Dimshuffle(x[0].Node, [0, .. ((PatternData)node.Data!).Pattern.Select(a => a < 0 ? -1 : a + 1)]),
        [OpCode.Broadcast] = (b, node, x, steps) => b.Broadcast(Aligned(b, x[0], node.Rank), WithSteps(node.Shape, steps)),
        [OpCode.Reshape] = (b, node, x, steps) => b.Reshape(x[0].Node, WithSteps(node.Shape, steps)),
        [OpCode.Slice] = (b, node, x, steps) => b.Slice(x[0].Node, [SliceAxis.Whole(steps), .. ((SliceData)node.Data!).Axes]),
        [OpCode.Sum] = Reduce,
        [OpCode.Prod] = Reduce,
        [OpCode.Max] = Reduce,
        [OpCode.Min] = Reduce,
        [OpCode.Any] = Reduce,
        [OpCode.All] = Reduce,
        [OpCode.ArgMax] = Along,
        [OpCode.ArgMin] = Along,
        [OpCode.CumSum] = Along,
        [OpCode.CumProd] = Along,
        [OpCode.Softmax] = Same,
        [OpCode.LogSoftmax] = Same,
        [OpCode.LogSumExp] = Same,
        [OpCode.Concat] = (b, node, x, steps) => b.Concat(((AxisData)node.Data!).Axis + 1, [.. x.Select(p => Repeated(b, p, steps))]),
        [OpCode.Gather] = Gather,
        [OpCode.Dot] = Dot,
    };

    public static bool Has(OpCode op) => op.Info().IsElementwise || rules.ContainsKey(op);

    /// <summary>A node of a step for all steps.</summary>
    /// <param name="x">The operands, each with whether it has an axis of steps.</param>
    public static int Apply(GraphBuilder b, Node node, (int Node, bool HasSteps)[] x, Dim steps) =>
        node.Info.IsElementwise ? b.Add(node.Op, node.Data, node.Type, [.. x.Select(p => Aligned(b, p, node.Rank))]) : rules[node.Op](b, node, x, steps);

    private static Shape WithSteps(Shape shape, Dim steps) => Shape.Of(shape.Dims.Prepend(steps));

    /// <summary>New axes behind that of the steps, so that the others meet those they met before.</summary>
    private static int Aligned(GraphBuilder b, (int Node, bool HasSteps) x, int rank)
    {
        if (!x.HasSteps) return x.Node;
        int own = b[x.Node].Rank - 1;
        return b.Dimshuffle(x.Node, [0, .. Enumerable.Repeat(-1, rank - own), .. Enumerable.Range(1, own)]);
    }

    private static int Repeated(GraphBuilder b, (int Node, bool HasSteps) x, Dim steps) =>
        x.HasSteps ? x.Node : b.Broadcast(x.Node, WithSteps(b[x.Node].Shape, steps));

    private static int Same(GraphBuilder b, Node node, (int Node, bool HasSteps)[] x, Dim steps) => b.Add(node.Op, node.Data, node.Type, x[0].Node);

    private static int Reduce(GraphBuilder b, Node node, (int Node, bool HasSteps)[] x, Dim steps) =>
        b.Reduce(node.Op, x[0].Node, [.. ((AxesData)node.Data!).Axes.Select(a => a + 1)]);

    private static int Along(GraphBuilder b, Node node, (int Node, bool HasSteps)[] x, Dim steps) =>
        b.Add(node.Op, new AxisData(((AxisData)node.Data!).Axis + 1), node.Type, x[0].Node);

    /// <summary>Rows of what is the same in all steps are gathered at once; what is not is addressed by the step too.</summary>
    private static int Gather(GraphBuilder b, Node node, (int Node, bool HasSteps)[] x, Dim steps)
    {
        int rank = x.Skip(1).Max(p => b[p.Node].Rank - (p.HasSteps ? 1 : 0));
        int[] indices = [.. x.Skip(1).Select(p => Aligned(b, p, rank))];
        if (!x[0].HasSteps) return b.Gather(x[0].Node, indices);
        int step = b.Dimshuffle(b.Iota(steps), [0, .. Enumerable.Repeat(-1, rank)]);
        return b.Gather(x[0].Node, [step, .. indices]);
    }

    /// <summary>A product with one matrix is one product of all rows; else one product a step.</summary>
    private static int Dot(GraphBuilder b, Node node, (int Node, bool HasSteps)[] x, Dim steps)
    {
        var (left, right) = (x[0], x[1]);
        if (left.HasSteps && right.HasSteps) return b.Add(OpCode.BatchedDot, left.Node, right.Node);
        if (!left.HasSteps)
        {
            // (A B)^T = B^T A^T
            int swapped = Rows(b, b.Dimshuffle(right.Node, 0, 2, 1), b.Transpose(left.Node), steps);
            return b.Dimshuffle(swapped, 0, 2, 1);
        }
        return Rows(b, left.Node, right.Node, steps);
    }

    private static int Rows(GraphBuilder b, int stack, int matrix, Dim steps)
    {
        var shape = b[stack].Shape;
        int product = b.Dot(b.Reshape(stack, Shape.Of(shape[0] * shape[1], shape[2])), matrix);
        return b.Reshape(product, Shape.Of(steps, shape[1], b[matrix].Shape[1]));
    }
}
