using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>Operations that make tensors.</summary>
internal static partial class Catalogue
{
    private const string MakingGroup = "make";

    private static IEnumerable<CatalogueEntry> Making() =>
    [
        Node("Zeros", MakingGroup, c => Filled(c, 0)),
        Node("Ones", MakingGroup, c => Filled(c, 1)),
        Node("Full", MakingGroup, Full),
        Node("ZerosLike", MakingGroup, c => c.Graph.ZerosLike(c.Tensor(0))),
        Node("OnesLike", MakingGroup, c => c.Tensor(0) is var x ? c.Graph.Full(1, c.Graph[x].Type, c.Graph[x].Shape) : 0),
        Node("Arange", MakingGroup, Arange),
        Node("Eye", MakingGroup, Eye),
        Node("Diag", MakingGroup, Diag),
        Node("Tri", MakingGroup, Tri),
        Node("Tril", MakingGroup, c => Triangle(c, upper: false)),
        Node("Triu", MakingGroup, c => Triangle(c, upper: true)),
        Node("Constant", MakingGroup, Constant),
        Node("Tile", MakingGroup, Tile),
        Node("Repeat", MakingGroup, Repeat),
        Node("OneHot", MakingGroup, OneHot),
    ];

    /// <summary>The dimensions from a list, or from several arguments.</summary>
    private static Shape Dimensions(OperationCall c, int first)
    {
        if (first < c.Count && c[first] is ListValue or TupleValue) return c.Shape(c[first], c.Place(first));
        return Shape.Of(Enumerable.Range(first, Math.Max(0, c.Count - first)).Select(i => c.Evaluator.DimOf(c[i], c.Place(i))));
    }

    private static int Filled(OperationCall c, double value) => c.Graph.Full(value, c.TypeArgument(), Dimensions(c, 0));

    /// <summary><c>Full(shape, value)</c>, in either order of its parameters.</summary>
    private static int Full(OperationCall c)
    {
        int list = c[0] is ListValue or TupleValue ? 0 : 1;
        var value = c["value"] ?? c[1 - list];
        int node = c.Evaluator.NumberLike(value, c.TypeArgument(), c.At);
        return c.Graph.Broadcast(node, c.Shape(c[list], c.Place(list)));
    }

    /// <summary><c>Arange(stop)</c>, <c>Arange(start, stop, step)</c>; of floats from constants alone, for their number must be known.</summary>
    private static int Arange(OperationCall c)
    {
        var type = c.ResultType() ?? DType.Int64;
        var (start, stop, step) = (c["start"], c["stop"]!, c["step"]);
        if (type.IsFloat() && c.Graph[c.Evaluator.TensorOf(stop, c.Place("stop"))].Type.IsFloat()) return FloatRange(c, start, stop, step, type);
        if (step is not null && c.Evaluator.TryKnownNumber(step) is null) return SteppedRange(c, start, stop, step, type);
        long by = step is null ? 1 : c.Known(step, c.Place("step"));
        if (by == 0) throw new CaptureException(Descriptors.BuildTimeFailure, c.Place("step"), "a step must not be 0");
        var first = start is null ? Dim.Zero : c.Evaluator.DimOf(start, c.Place("start"));
        var end = c.Evaluator.DimOf(stop, c.Place("stop"));
        var span = by > 0 ? end - first : first - end;
        var length = Dim.CeilingDivide(span.IsSurelyNonNegative ? span : Dim.Max(span, Dim.Zero), Math.Abs(by));
        int positions = c.Graph.Iota(length);
        if (by != 1) positions = c.Graph.Mul(positions, c.Graph.Constant(by, DType.Int64));
        if (!first.IsZero) positions = c.Graph.Add(positions, c.Graph.Size(first));
        return c.Graph.Cast(positions, type);
    }

    /// <summary>A range whose step, and with it the direction, only the call knows.</summary>
    private static int SteppedRange(OperationCall c, Value? start, Value stop, Value step, DType type)
    {
        int first = start is null ? c.Graph.Constant(0, DType.Int64) : Whole(start, "start"), by = Whole(step, "step");
        int zero = c.Graph.Constant(0, DType.Int64);
        by = c.Graph.Add(OpCode.Assert, new DebugData("the step of a range must not be 0", "the step is not 0", 0), by, c.Graph.Add(OpCode.Neq, by, zero));
        // Division cuts towards 0: of a span in the direction of the step, one less than a step more rounds up.
        int span = c.Graph.Sub(Whole(stop, "stop"), first);
        int up = c.Graph.Add(OpCode.Div, c.Graph.Add(span, c.Graph.Sub(by, c.Graph.Unary(OpCode.Sign, by))), by);
        int count = c.Graph.Maximum(up, zero);
        int positions = c.Graph.Mul(c.Graph.Iota(c.Graph.AsDim(count)), by);
        return c.Graph.Cast(c.Graph.Add(positions, first), type);

        int Whole(Value value, string name)
        {
            int node = c.Evaluator.TensorOf(value, c.Place(name));
            if (c.Graph[node].Rank != 0)
                throw new CaptureException(Descriptors.RankMismatch, c.Place(name), $"Arange takes scalars, not a tensor of shape {c.Graph.Describe(c.Graph[node].Shape)}");
            return c.Graph.Cast(node, DType.Int64);
        }
    }

    private static int FloatRange(OperationCall c, Value? start, Value stop, Value? step, DType type)
    {
        double first = start is null ? 0 : Fixed(c, start, "start"), by = step is null ? 1 : Fixed(c, step, "step");
        double count = Math.Ceiling((Fixed(c, stop, "stop") - first) / by);
        if (by == 0 || double.IsNaN(count) || count > int.MaxValue)
            throw new CaptureException(Descriptors.BuildTimeFailure, c.At, "the range has no end");
        int positions = c.Graph.Cast(c.Graph.Iota((long)Math.Max(count, 0)), type);
        return c.Graph.Add(c.Graph.Scale(positions, by), c.Graph.Constant(first, type));
    }

    private static double Fixed(OperationCall c, Value value, string name) =>
        c.Graph[c.Evaluator.TensorOf(value, c.Place(name))].Constant?.AsDouble
        ?? throw new CaptureException(Descriptors.NotKnown, c.Place(name), name, "the number of elements of a range of floats must be known: use T.Arange of integers and T.Cast");

    private static int Row(OperationCall c, Dim length) => c.Graph.Dimshuffle(c.Graph.Iota(length), -1, 0);

    private static int Column(OperationCall c, Dim length) => c.Graph.Dimshuffle(c.Graph.Iota(length), 0, -1);

    private static int Eye(OperationCall c)
    {
        var rows = c.Evaluator.DimOf(c[0], c.Place(0));
        var columns = (c["m"] ?? c["columns"]) is { } m ? c.Evaluator.DimOf(m, c.At) : rows;
        int shifted = Shifted(c, Column(c, rows));
        return c.Graph.Cast(c.Graph.Add(OpCode.Eq, shifted, Row(c, columns)), c.TypeArgument());
    }

    /// <summary>Row numbers moved by the diagonal <c>k</c>, which is 0 where none is given.</summary>
    private static int Shifted(OperationCall c, int rows)
    {
        var k = c["k"] ?? c["diagonal"] ?? c["offset"];
        return k is null or ConstantValue { Object: 0 or 0L } ? rows : c.Graph.Add(rows, c.Graph.Size(c.Evaluator.DimOf(k, c.At)));
    }

    private static int Tri(OperationCall c)
    {
        var rows = c.Evaluator.DimOf(c[0], c.Place(0));
        var columns = (c["m"] ?? c["columns"]) is { } m ? c.Evaluator.DimOf(m, c.At) : rows;
        return c.Graph.Cast(c.Graph.Add(OpCode.Le, Row(c, columns), Shifted(c, Column(c, rows))), c.TypeArgument());
    }

    private static int Triangle(OperationCall c, bool upper)
    {
        int x = c.Tensor(0);
        int rank = c.Graph[x].Rank;
        if (rank < 2) throw c.Fail(Descriptors.RankMismatch, $"{c.Method.Name} needs a matrix, not a tensor of rank {rank}");
        int row = Row(c, c.Graph[x].Shape[rank - 1]), column = Shifted(c, Column(c, c.Graph[x].Shape[rank - 2]));
        int inside = upper ? c.Graph.Add(OpCode.Le, column, row) : c.Graph.Add(OpCode.Le, row, column);
        return c.Graph.Add(OpCode.Select, inside, x, c.Graph.ConstantLike(x, 0));
    }

    /// <summary>A matrix with a vector on its k-th diagonal, or that diagonal of a matrix.</summary>
    private static int Diag(OperationCall c)
    {
        int x = c.Tensor(0);
        var shape = c.Graph[x].Shape;
        int k = c.Known("k", 0);
        int down = Math.Max(-k, 0), right = Math.Max(k, 0);
        if (shape.Rank == 1)
        {
            var side = shape[0] + (down + right);
            var (rows, columns) = Along(c, shape[0], down, right);
            return c.Graph.ScatterSet(c.Graph.Full(0, c.Graph[x].Type, Shape.Of(side, side)), x, rows, columns);
        }
        if (shape.Rank != 2) throw c.Fail(Descriptors.RankMismatch, $"Diag needs a vector or a matrix, not a tensor of rank {shape.Rank}");
        var (i, j) = Along(c, Dim.Max(Dim.Min(shape[0] - down, shape[1] - right), Dim.Zero), down, right);
        return c.Graph.Gather(x, i, j);
    }

    private static (int Rows, int Columns) Along(OperationCall c, Dim length, int down, int right)
    {
        int positions = c.Graph.Iota(length);
        return (c.Graph.Add(positions, c.Graph.Constant(down, DType.Int64)), c.Graph.Add(positions, c.Graph.Constant(right, DType.Int64)));
    }

    private static int Constant(OperationCall c) => ConstantTensor(c, c[0], c.TypeArgument());

    private static int ConstantTensor(OperationCall c, Value value, DType type)
    {
        if (value is not ListValue list) return c.Evaluator.NumberLike(value, type, c.At);
        if (list.Items.Count == 0) return c.Graph.Full(0, type, Shape.Of(Dim.Zero));
        var parts = list.Items.Select(item => ConstantTensor(c, item, type)).ToArray();
        return Stack(c, parts, 0);
    }

    /// <summary>The tensor repeated as a whole, so many times along each axis.</summary>
    private static int Tile(OperationCall c)
    {
        int x = c.Tensor(0);
        var times = Dimensions(c, 1);
        int rank = Math.Max(c.Graph[x].Rank, times.Rank);
        x = c.Graph.ExpandDims(x, [.. Enumerable.Range(0, rank - c.Graph[x].Rank)]);
        var shape = c.Graph[x].Shape;
        var counts = Enumerable.Repeat(Dim.One, rank - times.Rank).Concat(times.Dims).ToArray();
        int[] pattern = [.. Enumerable.Range(0, rank).SelectMany(axis => new[] { -1, axis })];
        int spread = c.Graph.Broadcast(c.Graph.Dimshuffle(x, pattern), Shape.Of(Enumerable.Range(0, rank).SelectMany(axis => new[] { counts[axis], shape[axis] })));
        return c.Graph.Reshape(spread, Shape.Of(shape.Dims.Select((dim, axis) => dim * counts[axis])));
    }

    /// <summary>Each element repeated in place, along an axis or in a flat tensor.</summary>
    private static int Repeat(OperationCall c)
    {
        int x = c.Tensor(0);
        var times = c.Evaluator.DimOf(c[1], c.Place(1));
        int? axis = c.Axis("axis", c.Graph[x].Rank);
        if (axis is null) (x, axis) = (c.Graph.Reshape(x, Shape.Of(c.Graph[x].Shape.Count)), 0);
        var shape = c.Graph[x].Shape;
        int spread = c.Graph.ExpandDims(x, [axis.Value + 1]);
        spread = c.Graph.Broadcast(spread, Shape.Of(c.Graph[spread].Shape.Dims.Select((dim, i) => i == axis + 1 ? times : dim)));
        return c.Graph.Reshape(spread, Shape.Of(shape.Dims.Select((dim, i) => i == axis ? dim * times : dim)));
    }

    private static int OneHot(OperationCall c)
    {
        int x = c.Tensor(0);
        var classes = c.Evaluator.DimOf(c[1], c.Place(1));
        int rank = c.Graph[x].Rank;
        int labels = c.Graph.Cast(c.Graph.ExpandDims(x, [rank]), DType.Int64);
        return c.Graph.Cast(c.Graph.Add(OpCode.Eq, labels, c.Graph.Iota(classes)), c.TypeArgument());
    }

    private static int Stack(OperationCall c, int[] parts, int axis) =>
        c.Graph.Concat(axis, [.. parts.Select(part => c.Graph.ExpandDims(part, [axis]))]);
}
