using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Inference;

/// <summary>The shapes of loops and choices.</summary>
internal static class LoopRules
{
    /// <summary>A loop counts its steps; its parts must fit each other.</summary>
    public static Shape Loop(InferenceContext c)
    {
        var b = c.Builder;
        var loop = new LoopView(new(c.Op, c.Operands.ToEquatable(), c.Data<LoopData>(), DType.Int64, default, -1));
        RequireScalar(c, loop.Steps, DType.Int64, "the number of steps");
        c.RequireNotNegative(b.AsDim(loop.Steps), "the number of steps");
        if (loop.Until >= 0) RequireScalar(c, loop.Until, DType.Bool, "the condition that ends a loop");
        foreach (int sequence in loop.Sequences)
            if (b[sequence].Rank == 0) throw c.Error(GraphError.Rank, "a scalar cannot be walked through: a sequence needs a first axis");
        for (int slot = 0; slot < loop.Data.States; slot++) RequireFits(c, loop, slot);
        return Shape.Scalar;
    }

    public static Shape States(InferenceContext c)
    {
        var (loop, slot) = Of(c);
        var row = c.Builder[loop.NewState(slot)].Shape;
        return Shape.Of(row.Dims.Prepend(c.Builder.AsDim(c.Operands[0]) + loop.Data.Taps[slot]));
    }

    public static Shape Last(InferenceContext c)
    {
        var (loop, slot) = Of(c);
        return c.Builder[loop.NewState(slot)].Shape;
    }

    public static Shape Output(InferenceContext c)
    {
        var (loop, slot) = Of(c);
        return Shape.Of(c.Builder[loop.Output(slot)].Shape.Dims.Prepend(c.Builder.AsDim(c.Operands[0])));
    }

    /// <summary>Both branches have one shape.</summary>
    public static Shape IfElse(InferenceContext c)
    {
        if (c[0].Rank != 0) throw c.Error(GraphError.Rank, $"the condition must be a scalar, not a tensor of shape {c.Builder.Describe(c[0].Shape)}");
        RequireSame(c, c[2].Shape, c[1].Shape, "the branches", "branch");
        return c[1].Shape;
    }

    private static (LoopView Loop, int Slot) Of(InferenceContext c) => (new(c[0]), c.Data<LoopSlotData>().Slot);

    private static void RequireScalar(InferenceContext c, int node, DType type, string what)
    {
        var value = c.Builder[node];
        if (value.Rank != 0) throw c.Error(GraphError.Rank, $"{what} must be a scalar, not a tensor of shape {c.Builder.Describe(value.Shape)}");
        if (value.Type != type) throw c.Error(GraphError.Type, $"{what} must be of type {type.Keyword()}, not {value.Type.Keyword()}");
    }

    /// <summary>A new state is of the type and shape of the old one; with several taps there is a row for each.</summary>
    private static void RequireFits(InferenceContext c, LoopView loop, int slot)
    {
        var b = c.Builder;
        var (initial, next) = (b[loop.Initial(slot)], b[loop.NewState(slot)]);
        if (initial.Type != next.Type)
            throw c.Error(GraphError.Type, $"a new state of {next.Type.Keyword()} follows an initial state of {initial.Type.Keyword()}");
        int taps = loop.Data.Taps[slot];
        var old = taps == 1 ? initial.Shape : Shape.Of(initial.Shape.Dims.Skip(1));
        if (taps > 1) c.RequireEqual(initial.Shape[0], taps, "the number of initial states");
        RequireSame(c, next.Shape, old, "a new state and the initial one", "the state's axis");
    }

    private static void RequireSame(InferenceContext c, Shape actual, Shape expected, string what, string axisOf)
    {
        if (actual.Rank != expected.Rank)
            throw c.Error(GraphError.Rank, $"{what} have shapes {c.Builder.Describe(actual)} and {c.Builder.Describe(expected)}: both must have one rank");
        for (int axis = 0; axis < actual.Rank; axis++)
        {
            if (Dim.SurelyDiffer(actual[axis], expected[axis]))
                throw c.Error(GraphError.Shape, $"{what} have shapes {c.Builder.Describe(actual)} and {c.Builder.Describe(expected)}: both must be the same");
            c.RequireEqual(actual[axis], expected[axis], FormattableString.Invariant($"{axisOf} {axis}"));
        }
    }
}
