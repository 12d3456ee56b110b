using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>The kin of the gradient, written in terms of <see cref="OpCode.Grad"/>: what capture calls.</summary>
internal static class Derivatives
{
    /// <summary>Jacobians of at most this many rows are unrolled.</summary>
    public const int MaximumRows = 8;

    /// <summary>The gradient of a scalar cost.</summary>
    public static int Grad(this GraphBuilder b, int cost, int variable, DisconnectedInputs disconnected = DisconnectedInputs.Error,
        IReadOnlyList<int>? constants = null, IReadOnlyList<(int Node, int Gradient)>? known = null) =>
        Placeholder(b, variable, cost, disconnected, constants ?? [], known ?? []);

    /// <summary>The vector <paramref name="direction"/> times the Jacobian of <paramref name="f"/> by the variable: Theano's Lop.</summary>
    public static int Lop(this GraphBuilder b, int f, int variable, int direction, DisconnectedInputs disconnected = DisconnectedInputs.Zero) =>
        Placeholder(b, variable, -1, disconnected, [], [(f, direction)]);

    /// <summary>The Jacobian of <paramref name="f"/> by the variables times directions of their shapes: Theano's Rop.</summary>
    /// <remarks>Lop is linear in its direction; the derivative by that direction is Rop, and the direction itself is gone.</remarks>
    public static int Rop(this GraphBuilder b, int f, IReadOnlyList<int> variables, IReadOnlyList<int> directions)
    {
        if (variables.Count != directions.Count)
            throw new ArgumentException($"{variables.Count} variables, but {directions.Count} directions");
        int seed = b.Add(OpCode.Seed, new SeedData(b[f].Shape, b.Nodes.Count), b[f].Type);
        var known = new (int, int)[variables.Count];
        for (int i = 0; i < known.Length; i++) known[i] = (b.Lop(f, variables[i], seed), directions[i]);
        return Placeholder(b, seed, -1, DisconnectedInputs.Zero, [], known);
    }

    /// <summary>The derivatives of a scalar or of each element of a vector, stacked along a new first axis.</summary>
    public static int Jacobian(this GraphBuilder b, int f, int variable, DisconnectedInputs disconnected = DisconnectedInputs.Error)
    {
        if (b[f].Rank == 0) return b.Grad(f, variable, disconnected);
        if (b[f].Rank > 1)
            throw new GraphException(GraphError.Rank, $"a Jacobian needs a scalar or a vector, not a tensor of shape {b.Describe(b[f].Shape)}: use Flatten");
        var length = b[f].Shape[0];
        if (!length.IsConstant || length.Value > MaximumRows) return b.JacobianByLoop(f, variable, disconnected);
        if (length.IsZero) return b.Full(0, b[f].Type, Shape.Of(b[variable].Shape.Dims.Prepend(length)));
        var rows = new int[length.Value];
        for (int i = 0; i < rows.Length; i++)
        {
            int element = b.Dimshuffle(b.SliceAlong(f, 0, i, 1));
            rows[i] = b.ExpandDims(b.Grad(element, variable, disconnected), [0]);
        }
        return b.Concat(0, rows);
    }

    /// <summary>A loop over the elements: a row of the Jacobian at each step.</summary>
    private static int JacobianByLoop(this GraphBuilder b, int f, int variable, DisconnectedInputs disconnected)
    {
        var length = b[f].Shape[0];
        var loop = new LoopParts(b.NewLoop()) { Steps = b.Size(length), Name = "Jacobian" };
        int rows = b.Iota(length);
        loop.Sequences.Add((rows, default));
        loop.Outputs.Add(b.Grad(b.Gather(f, b.LoopElement(loop.Id, 0, rows)), variable, disconnected));
        return b.LoopOutput(b.Loop(loop), 0);
    }

    /// <summary>The second derivatives of a scalar cost by a vector: the Jacobian of its gradient.</summary>
    public static int Hessian(this GraphBuilder b, int cost, int variable, DisconnectedInputs disconnected = DisconnectedInputs.Error)
    {
        if (b[variable].Rank != 1)
            throw new GraphException(GraphError.Rank, $"a Hessian needs a vector, not a tensor of shape {b.Describe(b[variable].Shape)}");
        return b.Jacobian(b.Grad(cost, variable, disconnected), variable, DisconnectedInputs.Zero);
    }

    private static int Placeholder(GraphBuilder b, int variable, int cost, DisconnectedInputs disconnected,
        IReadOnlyList<int> constants, IReadOnlyList<(int Node, int Gradient)> known)
    {
        if (!b[variable].Type.IsFloat())
            throw new GraphException(GraphError.Type, $"a gradient needs a variable of a floating-point type, not {b[variable].Type.Keyword()}");
        if (cost >= 0 && b[cost].Rank != 0)
            throw new GraphException(GraphError.NotScalarCost, $"the cost must be a scalar; its shape is {b.Describe(b[cost].Shape)}");
        if (cost >= 0 && !b[cost].Type.IsFloat())
            throw new GraphException(GraphError.Type, $"the cost must be of a floating-point type, not {b[cost].Type.Keyword()}");
        var operands = new List<int> { variable };
        if (cost >= 0) operands.Add(cost);
        operands.AddRange(constants);
        foreach (var (node, gradient) in known)
        {
            operands.Add(node);
            operands.Add(gradient);
        }
        return b.Add(OpCode.Grad, new GradData(cost >= 0, constants.Count, disconnected), b[variable].Type, [.. operands]);
    }
}
