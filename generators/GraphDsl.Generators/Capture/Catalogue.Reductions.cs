using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Capture;

/// <summary>Reductions: <c>axis</c> names one axis, several or all; with <c>keepDims</c> they stay with size 1.</summary>
internal static partial class Catalogue
{
    private const string ReductionGroup = "reduce";

    private static IEnumerable<CatalogueEntry> Reductions() =>
    [
        Reduction("Sum", (c, x, axes) => c.Graph.Sum(Widened(c, x), axes)),
        Reduction("Prod", (c, x, axes) => c.Graph.Reduce(OpCode.Prod, Widened(c, x), axes)),
        Reduction("Mean", Mean),
        Reduction("Var", Variance),
        Reduction("Std", (c, x, axes) => c.Graph.Sqrt(Variance(c, x, axes))),
        Reduction("Max", (c, x, axes) => Extreme(c, OpCode.Max, x, axes)),
        Reduction("Min", (c, x, axes) => Extreme(c, OpCode.Min, x, axes)),
        Node("ArgMax", ReductionGroup, c => Position(c, OpCode.ArgMax)),
        Node("ArgMin", ReductionGroup, c => Position(c, OpCode.ArgMin)),
        Reduction("Any", (c, x, axes) => c.Graph.Reduce(OpCode.Any, Truth(c, x), axes)),
        Reduction("All", (c, x, axes) => c.Graph.Reduce(OpCode.All, Truth(c, x), axes)),
        Reduction("Norm", Norm),
        Node("CumSum", ReductionGroup, c => Cumulative(c, OpCode.CumSum)),
        Node("CumProd", ReductionGroup, c => Cumulative(c, OpCode.CumProd)),
        Node("LogSumExp", ReductionGroup, LogSumExp),
    ];

    private static CatalogueEntry Reduction(string name, Func<OperationCall, int, int[], int> translate) => Node(name, ReductionGroup, c =>
    {
        int x = c.Tensor(0);
        int[] axes = c.Axes("axis", c.Graph[x].Rank);
        return Kept(c, translate(c, x, axes), axes);
    });

    private static int Kept(OperationCall c, int reduced, int[] axes) => c.Flag("keepDims") ? c.Graph.ExpandDims(reduced, axes) : reduced;

    /// <summary>The operand in the element type of the result: sums of bool are counts.</summary>
    private static int Widened(OperationCall c, int x) => c.Graph.Cast(x, c.ResultType() ?? c.Graph[x].Type);

    /// <summary>Which elements are not 0.</summary>
    private static int Truth(OperationCall c, int x) =>
        c.Graph[x].Type == DType.Bool ? x : c.Graph.Add(OpCode.Neq, x, c.Graph.ConstantLike(x, 0));

    private static int Averaged(OperationCall c, int x) =>
        c.Graph.Cast(x, c.ResultType() is { } type && type.IsFloat() ? type : c.Graph[x].Type.IsFloat() ? c.Graph[x].Type : DType.Float64);

    /// <summary>There is no mean of nothing: an empty minibatch must not turn the weights into NaN.</summary>
    private static int Mean(OperationCall c, int x, int[] axes)
    {
        RequireElements(c, "mean", x, axes);
        return c.Graph.Mean(Averaged(c, x), axes);
    }

    private static int Extreme(OperationCall c, OpCode op, int x, int[] axes)
    {
        RequireElements(c, op == OpCode.Max ? "maximum" : "minimum", x, axes);
        return c.Graph.Reduce(op, x, axes);
    }

    /// <summary>What has no value for no elements is refused where it stands, or at the call.</summary>
    private static void RequireElements(OperationCall c, string what, int x, int[] axes)
    {
        var count = axes.Aggregate(Dim.One, (product, axis) => product * c.Graph[x].Shape[axis]);
        string missing = $"{what} of an empty axis; the shape is {c.Graph.Describe(c.Graph[x].Shape)}";
        if (count.IsZero) throw c.Fail(Descriptors.ShapeMismatch, $"There is no {missing}");
        if (!count.IsConstant) c.Evaluator.Require(new(CheckKind.NotEmpty, count, Dim.Zero, missing, c.Graph.CurrentSite));
    }

    private static int Variance(OperationCall c, int x, int[] axes)
    {
        x = Averaged(c, x);
        int mean = c.Graph.ExpandDims(c.Graph.Mean(x, axes), axes);
        int squares = c.Graph.Sqr(c.Graph.Sub(x, mean));
        int sum = c.Graph.Sum(squares, axes);
        double correction = c.Number("ddof", 0);
        int count = c.Graph.CountOf(squares, axes, c.Graph[squares].Type);
        return c.Graph.Div(sum, correction == 0 ? count : c.Graph.Sub(count, c.Graph.ConstantLike(count, correction)));
    }

    private static int Position(OperationCall c, OpCode op)
    {
        int x = c.Tensor(0);
        int rank = c.Graph[x].Rank;
        if (c["axis"] is { } axis)
        {
            int along = c.Axis(axis, rank, c.Place("axis"));
            RequireElements(c, PositionName(op), x, [along]);
            return Kept(c, c.Graph.Add(op, new AxisData(along), x), [along]);
        }
        RequireElements(c, PositionName(op), x, [.. Enumerable.Range(0, rank)]);
        int flat = c.Graph.Reshape(x, Shape.Of(c.Graph[x].Shape.Count));
        return Kept(c, c.Graph.Add(op, new AxisData(0), flat), [.. Enumerable.Range(0, rank)]);
    }

    private static string PositionName(OpCode op) => op == OpCode.ArgMax ? "position of the maximum" : "position of the minimum";

    /// <summary>The norm of a given order; 2 where none is given.</summary>
    private static int Norm(OperationCall c, int x, int[] axes)
    {
        double order = c.Number("ord", c.Number("order", 2));
        if (double.IsPositiveInfinity(order)) return Extreme(c, OpCode.Max, c.Graph.Add(OpCode.Abs, x), axes);
        if (double.IsNegativeInfinity(order)) return Extreme(c, OpCode.Min, c.Graph.Add(OpCode.Abs, x), axes);
        if (order == 0)
            return c.Graph.Sum(c.Graph.Cast(c.Graph.Add(OpCode.Neq, x, c.Graph.ConstantLike(x, 0)), c.Graph[x].Type), axes);
        if (order == 1) return c.Graph.Sum(c.Graph.Add(OpCode.Abs, x), axes);
        if (order == 2) return c.Graph.Sqrt(c.Graph.Sum(c.Graph.Sqr(x), axes));
        int powers = c.Graph.Add(OpCode.Pow, c.Graph.Add(OpCode.Abs, x), c.Graph.ConstantLike(x, order));
        int sum = c.Graph.Sum(powers, axes);
        return c.Graph.Add(OpCode.Pow, sum, c.Graph.ConstantLike(sum, 1 / order));
    }

    private static int Cumulative(OperationCall c, OpCode op)
    {
        int x = Widened(c, c.Tensor(0));
        if (c.Axis("axis", c.Graph[x].Rank) is { } axis) return c.Graph.Add(op, new AxisData(axis), x);
        return c.Graph.Add(op, new AxisData(0), c.Graph.Reshape(x, Shape.Of(c.Graph[x].Shape.Count)));
    }

    private static int LogSumExp(OperationCall c)
    {
        int x = c.Tensor(0);
        int rank = c.Graph[x].Rank;
        if (rank == 0) return x;
        int[] axes = c.Axes("axis", rank);
        // The reduced axes last, joined into one.
        int[] kept = [.. Enumerable.Range(0, rank).Except(axes)];
        int moved = c.Graph.Dimshuffle(x, [.. kept, .. axes]);
        var shape = c.Graph[x].Shape;
        if (axes.Length == 0) throw new CaptureException(Descriptors.AxisOutOfRange, c.Place("axis"), "LogSumExp needs an axis");
        int joined = c.Graph.Reshape(moved, Shape.Of(kept.Select(a => shape[a]).Append(Shape.Of(axes.Select(a => shape[a])).Count)));
        return Kept(c, c.Graph.Add(OpCode.LogSumExp, joined), axes);
    }
}
