using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>Convolution and pooling: where the windows lie, from the options of the call.</summary>
internal static partial class Catalogue
{
    // The values of the enumerations of the surface.
    private const long FullBorder = 1, HalfBorder = 2;
    private const long PoolMaximum = 0, PoolTotal = 1, PoolMeanWithPadding = 2;

    private static int Convolution(OperationCall c)
    {
        int images = c.Tensor(0), filters = c.Tensor(1);
        RequireRank4(c, images, "images (batch, channels, rows, columns)");
        RequireRank4(c, filters, "filters (filters, channels, rows, columns)");
        var (step, dilation) = (Extents(c, "subsample", 1) ?? (1, 1), Extents(c, "dilation", 1) ?? (1, 1));
        var (image, filter) = (c.Graph[images].Shape, c.Graph[filters].Shape);
        var (rowPad, columnPad) = Pads(c, filter[2], filter[3], dilation);
        return c.Graph.Add(OpCode.Conv2d, new WindowData(
            WindowAxis.Inside(image[2], filter[2], rowPad, step.Rows, dilation.Rows),
            WindowAxis.Inside(image[3], filter[3], columnPad, step.Columns, dilation.Columns),
            c.Flag("filterFlip")), images, filters);
    }

    /// <summary>Rows and columns of zeros on each side: a number of each, or as many as the mode asks for.</summary>
    private static (Dim Rows, Dim Columns) Pads(OperationCall c, Dim rows, Dim columns, (int Rows, int Columns) dilation)
    {
        if (c["borderMode"] is TupleValue && Extents(c, "borderMode", 0) is { } pad) return (pad.Rows, pad.Columns);
        long mode = c["borderMode"] is ConstantValue { Object: { } constant } ? ConstantArithmetic.AsLong(constant) : 0;
        var (height, width) = ((rows - 1) * dilation.Rows, (columns - 1) * dilation.Columns); // the extents less 1
        return mode switch
        {
            FullBorder => (height, width),
            HalfBorder => (Dim.FloorDivide(height + 1, 2), Dim.FloorDivide(width + 1, 2)),
            _ => (Dim.Zero, Dim.Zero),
        };
    }

    private static int Pooling(OperationCall c)
    {
        int x = c.Tensor(0);
        int rank = c.Graph[x].Rank;
        if (rank < 2) throw c.Fail(Descriptors.RankMismatch, $"Pool2d needs rows and columns, not a tensor of shape {c.Graph.Describe(c.Graph[x].Shape)}");
        var window = Extents(c, "ws", 1) ?? (1, 1);
        var step = Extents(c, "stride", 1) ?? window;
        var pad = Extents(c, "pad", 0) ?? (0, 0);
        bool ignoreBorder = c.Flag("ignoreBorder");
        if (pad != (0, 0) && !ignoreBorder)
            throw new CaptureException(Descriptors.BuildTimeFailure, c.Place("pad"), "Pool2d pads only with ignoreBorder: true");
        if (pad.Rows >= window.Rows || pad.Columns >= window.Columns)
            throw new CaptureException(Descriptors.BuildTimeFailure, c.Place("pad"), "The padding of Pool2d must be less than the window");
        var shape = c.Graph[x].Shape;
        var data = new WindowData(
            PoolAxis(shape[rank - 2], window.Rows, step.Rows, pad.Rows, ignoreBorder),
            PoolAxis(shape[rank - 1], window.Columns, step.Columns, pad.Columns, ignoreBorder));
        long mode = c["mode"] is ConstantValue { Object: { } constant } ? ConstantArithmetic.AsLong(constant) : PoolMaximum;
        if (mode == PoolMaximum) return c.Graph.Add(OpCode.PoolMax, data, x);
        int sum = c.Graph.Add(OpCode.PoolSum, data, x);
        if (mode == PoolTotal) return sum;
        var type = c.Graph[x].Type;
        int rows = Counted(c, data.Rows, mode == PoolMeanWithPadding, type), columns = Counted(c, data.Columns, mode == PoolMeanWithPadding, type);
        if (c.Graph[rows].Rank == 1) rows = c.Graph.Dimshuffle(rows, 0, -1);
        return c.Graph.Div(sum, c.Graph.Mul(rows, columns));
    }

    /// <summary>
    /// The windows of a pooling: all that lie within the padded image, or, with the border, one more where elements are left
    /// (Theano's count: with steps shorter than the window there is always one).
    /// </summary>
    private static WindowAxis PoolAxis(Dim image, int window, int step, int pad, bool ignoreBorder)
    {
        var inside = WindowAxis.Inside(image, window, pad, step);
        return inside with
        {
            Count = ignoreBorder ? Dim.Max(inside.Count, Dim.Zero)
                : step >= window ? Dim.CeilingDivide(image, step)
                : Dim.Max(Dim.CeilingDivide(image - window, step), Dim.Zero) + 1,
        };
    }

    /// <summary>How many elements of an axis each window has: a number, or a vector where windows are cut off.</summary>
    private static int Counted(OperationCall c, WindowAxis axis, bool withPadding, DType type)
    {
        var b = c.Graph;
        // The windows are cut off at the image, or at its padding.
        var (low, high) = withPadding ? (-axis.Pad, axis.Image + axis.Pad) : (Dim.Zero, axis.Image);
        var lastEnd = ((axis.Count - 1) * axis.Step) - axis.Pad + axis.Window;
        bool whole = (withPadding || axis.Pad.IsZero) && lastEnd.IsConstant && high.IsConstant && lastEnd.Value <= high.Value;
        if (whole) return b.Constant((double)axis.Window.Value, type);
        int start = b.Add(b.Mul(b.Iota(axis.Count), b.Constant(axis.Step, DType.Int64)), b.Constant(-axis.Pad.Value, DType.Int64));
        int end = b.Minimum(b.Add(start, b.Constant(axis.Window.Value, DType.Int64)), b.Size(high));
        return b.Cast(b.Sub(end, b.Maximum(start, b.Size(low))), type);
    }

    private static void RequireRank4(OperationCall c, int x, string what)
    {
        if (c.Graph[x].Rank != 4)
            throw c.Fail(Descriptors.RankMismatch, $"Conv2d takes {what}, not a tensor of shape {c.Graph.Describe(c.Graph[x].Shape)}");
    }

    /// <summary>An option of rows and columns, each at least <paramref name="least"/>.</summary>
    private static (int Rows, int Columns)? Extents(OperationCall c, string name, int least)
    {
        if (c[name] is not { } value) return null;
        var place = c.Place(name);
        if (value is not TupleValue { Items: [var first, var second] })
            throw new CaptureException(Descriptors.NotKnown, place, name, "an option of an operation must be constant");
        var (rows, columns) = (c.Known(first, place), c.Known(second, place));
        return rows >= least && columns >= least ? (rows, columns)
            : throw new CaptureException(Descriptors.BuildTimeFailure, place, $"The option {name} of {c.Method.Name} must be at least {least}, not ({rows}, {columns})");
    }
}
