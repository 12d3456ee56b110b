using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>Gradients of reductions, cumulative operations and sorting.</summary>
internal static class ReductionGradients
{
    public static void Fill(GradientTable table)
    {
        table.Add(OpCode.Sum, c => c.Give(0, c.B.Broadcast(Keep(c, c.G), c.ShapeOf(0))));
        table.Add(OpCode.SumTo, c => c.Give(0, c.B.Broadcast(c.G, c.ShapeOf(0))));
        table.Add(OpCode.Prod, Product, "right where elements are 0, too");
        table.Add(OpCode.Max, Extreme, "the whole gradient to every element that equals the extreme");
        table.Add(OpCode.Min, Extreme, "the whole gradient to every element that equals the extreme");
        table.Add(OpCode.CumSum, c => c.Give(0, Backwards(c, c.G)));
        table.Add(OpCode.CumProd, c => c.Give(0, c.B.Div(Backwards(c, c.B.Mul(c.G, c.Out)), c.X)), "NaN where an element is 0");
        table.Add(OpCode.Sort, c =>
        {
            // Each element's gradient goes back to the place it was sorted from.
            var shape = c.ShapeOf(0);
            var indices = new int[shape.Rank];
            for (int axis = 0; axis < indices.Length; axis++)
            {
                var pattern = new int[shape.Rank];
                for (int k = 0; k < pattern.Length; k++) pattern[k] = k == axis ? 0 : -1;
                indices[axis] = axis == indices.Length - 1 ? c.B.Add(OpCode.ArgSort, c.X) : c.B.Dimshuffle(c.B.Iota(shape[axis]), pattern);
            }
            c.Give(0, c.B.ScatterAdd(c.B.ZerosLike(c.X), c.G, indices));
        }, "equal elements keep their order");
        table.Disconnected(OpCode.Any, OpCode.All, OpCode.ArgMax, OpCode.ArgMin, OpCode.ArgSort);
    }

    private static IReadOnlyList<int> Axes(GradientContext c) => ((AxesData)c.Node.Data!).Axes;

    /// <summary>With the reduced axes back, of size 1.</summary>
    private static int Keep(GradientContext c, int reduced) => c.B.ExpandDims(reduced, Axes(c));

    private static void Extreme(GradientContext c)
    {
        int isExtreme = c.B.Binary(OpCode.Eq, c.X, Keep(c, c.Out));
        c.Give(0, c.B.Select(isExtreme, Keep(c, c.G), c.B.ConstantLike(c.G, 0)));
    }

    /// <summary>
    /// The product of the other elements: of all divided by the element's own where it is not 0; else the product of those that
    /// are not 0, unless there is a second 0.
    /// </summary>
    private static void Product(GradientContext c)
    {
        int zero = c.B.ConstantLike(c.X, 0), one = c.B.ConstantLike(c.X, 1);
        int[] axes = [.. Axes(c)];
        int isZero = c.B.Binary(OpCode.Eq, c.X, zero);
        int nonzero = c.B.Select(isZero, one, c.X);
        int zeros = Keep(c, c.B.Sum(c.B.Cast(isZero, c.Node.Type), axes));
        int rest = Keep(c, c.B.Reduce(OpCode.Prod, nonzero, axes));
        int atZero = c.B.Select(c.B.Binary(OpCode.Eq, zeros, one), rest, zero);
        int others = c.B.Select(isZero, atZero, c.B.Div(Keep(c, c.Out), nonzero));
        c.Give(0, c.B.Mul(Keep(c, c.G), others));
    }

    /// <summary>The cumulative sum from the end.</summary>
    private static int Backwards(GradientContext c, int x)
    {
        int axis = ((AxisData)c.Node.Data!).Axis;
        return c.B.Flip(c.B.Add(OpCode.CumSum, c.Node.Data, c.B.Flip(x, axis)), axis);
    }
}
