using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>Gradients of views, slices, concatenation and indexing: the elements go back to where they came from.</summary>
internal static class MovementGradients
{
    public static void Fill(GradientTable table)
    {
        table.Add(OpCode.Broadcast, c => c.Give(0, c.G));
        table.Add(OpCode.Reshape, c => c.Give(0, c.B.Reshape(c.G, c.ShapeOf(0))));
        table.Add(OpCode.Dimshuffle, c => c.Give(0, c.B.Dimshuffle(c.G, Inverse(c))));
        table.Add(OpCode.Slice, c => c.Give(0, IsFlip(c) ? c.B.Add(OpCode.Slice, c.Node.Data, c.G)
            : c.B.Add(OpCode.IncSlice, c.Node.Data, c.B.ZerosLike(c.X), c.G)));

        table.Add(OpCode.SetSlice, c =>
        {
            if (c.Wants(0)) c.Give(0, c.B.Add(OpCode.SetSlice, c.Node.Data, c.G, c.B.ConstantLike(c.G, 0)));
            if (c.Wants(1)) c.Give(1, c.B.Add(OpCode.Slice, c.Node.Data, c.G));
        });
        table.Add(OpCode.IncSlice, c =>
        {
            if (c.Wants(0)) c.Give(0, c.G);
            if (c.Wants(1)) c.Give(1, c.B.Add(OpCode.Slice, c.Node.Data, c.G));
        });
        table.Add(OpCode.Concat, c =>
        {
            int axis = ((AxisData)c.Node.Data!).Axis;
            var start = Dim.Zero;
            for (int i = 0; i < c.Count; i++)
            {
                var length = c.ShapeOf(i)[axis];
                if (c.Wants(i)) c.Give(i, c.B.SliceAlong(c.G, axis, start, length));
                start += length;
            }
        });

        table.Add(OpCode.Gather, c => c.Give(0, c.B.ScatterAdd(c.B.ZerosLike(c.X), c.G, Indices(c, 1))),
            "repeated indices accumulate", operand => operand == 0);
        table.Add(OpCode.ScatterSet, c =>
        {
            if (c.Wants(0)) c.Give(0, c.B.ScatterSet(c.G, c.B.ConstantLike(c.G, 0), Indices(c, 2)));
            if (c.Wants(1)) c.Give(1, ScatterGradients.OfLastWritten(c.B, c.X, c.G, Indices(c, 2)));
        }, "of several values for one place the last one stays and gets the gradient; the overwritten ones get 0", operand => operand < 2);
        table.Add(OpCode.ScatterAdd, c =>
        {
            if (c.Wants(0)) c.Give(0, c.G);
            if (c.Wants(1)) c.Give(1, c.B.Gather(c.G, Indices(c, 2)));
        }, operands: operand => operand < 2);
        table.Disconnected(OpCode.Nonzero);
    }

    private static int[] Indices(GradientContext c, int first)
    {
        var indices = new int[c.Count - first];
        for (int i = 0; i < indices.Length; i++) indices[i] = c.Node.Operands[first + i];
        return indices;
    }

    private static int[] Inverse(GradientContext c)
    {
        var pattern = ((PatternData)c.Node.Data!).Pattern;
        var inverse = new int[c.ShapeOf(0).Rank];
        for (int axis = 0; axis < inverse.Length; axis++) inverse[axis] = -1;
        for (int i = 0; i < pattern.Count; i++)
            if (pattern[i] >= 0) inverse[pattern[i]] = i;
        return inverse;
    }

    /// <summary>True for a slice that only turns axes around: it is its own inverse.</summary>
    private static bool IsFlip(GradientContext c)
    {
        var axes = ((SliceData)c.Node.Data!).Axes;
        var shape = c.ShapeOf(0);
        for (int axis = 0; axis < axes.Count; axis++)
        {
            var (start, length, step) = axes[axis];
            if (!axes[axis].IsWhole(shape[axis]) && !(step == -1 && length.Equals(shape[axis]) && start.Equals(shape[axis] - 1))) return false;
        }
        return true;
    }
}
