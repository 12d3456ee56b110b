using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Capture;

/// <summary>Operations on shapes, and indexing by name.</summary>
internal static partial class Catalogue
{
    private const string ShapeGroup = "shape";
    private const string IndexGroup = "index";

    private static IEnumerable<CatalogueEntry> Shapes() =>
    [
        Node("Reshape", ShapeGroup, Reshape),
        Node("Flatten", ShapeGroup, Flatten),
        Node("Transpose", ShapeGroup, Transpose),
        Node("Dimshuffle", ShapeGroup, Dimshuffle),
        Node("SwapAxes", ShapeGroup, SwapAxes),
        Node("Squeeze", ShapeGroup, Squeeze),
        Node("ExpandDims", ShapeGroup, ExpandDims),
        Node("Concatenate", ShapeGroup, Concatenate),
        Node("Stack", ShapeGroup, Stack),
        new("Split", ShapeGroup, Split),
        Node("Roll", ShapeGroup, Roll),
        Node("Broadcast", ShapeGroup, c => c.Graph.Broadcast(c.Tensor(0), Dimensions(c, 1))),
    ];

    private static IEnumerable<CatalogueEntry> Indexing() =>
    [
        new("Slice", IndexGroup, c => new SliceValue(c["start"], c["stop"], c["step"], wraps: true)),
        Node("Take", IndexGroup, Take),
        new("Nonzero", IndexGroup, Nonzero),
        Node("SetSubtensor", IndexGroup, c => c.Evaluator.Write(c, increment: false)),
        Node("IncSubtensor", IndexGroup, c => c.Evaluator.Write(c, increment: true)),
    ];

    /// <summary>Another shape of the same elements; one dimension may be -1, to be computed from the others.</summary>
    private static int Reshape(OperationCall c)
    {
        int x = c.Tensor(0);
        var dims = Dimensions(c, 1).Dims.ToArray();
        int open = Array.FindIndex(dims, d => d.IsConstant && d.Value == -1);
        if (open >= 0)
        {
            var others = Shape.Of(dims.Where((_, i) => i != open)).Count;
            if (dims.Where((_, i) => i != open).Any(d => d.IsConstant && d.Value < 0))
                throw c.Fail(Descriptors.ShapeMismatch, "Only one dimension of a reshape can be -1");
            dims[open] = Dim.FloorDivide(c.Graph[x].Shape.Count, others);
        }
        return c.Graph.Reshape(x, Shape.Of(dims));
    }

    /// <summary>The trailing dimensions joined, so that <c>outdim</c> remain.</summary>
    private static int Flatten(OperationCall c)
    {
        int x = c.Tensor(0);
        int outdim = c.Count > 1 ? c.Known(c[1], c.Place(1)) : 1;
        var shape = c.Graph[x].Shape;
        if (outdim < 1 || outdim > Math.Max(1, shape.Rank))
            throw new CaptureException(Descriptors.RankMismatch, c.Place(1), $"A tensor of rank {shape.Rank} cannot be flattened to rank {outdim}");
        return c.Graph.Reshape(x, Shape.Of(shape.Dims.Take(outdim - 1).Append(Shape.Of(shape.Dims.Skip(outdim - 1)).Count)));
    }

    private static int Transpose(OperationCall c)
    {
        int x = c.Tensor(0);
        int rank = c.Graph[x].Rank;
        var order = c.Count < 2 ? [] : c.Count == 2 ? c.Values(c[1], c.Place(1)) : [.. Enumerable.Range(1, c.Count - 1).Select(i => c[i])];
        if (order.Count == 0) return c.Graph.Transpose(x);
        if (order.Count != rank) throw c.Fail(Descriptors.RankMismatch, $"A transpose of a tensor of rank {rank} names {order.Count} axes");
        return c.Graph.Dimshuffle(x, [.. order.Select(axis => c.Axis(axis, rank, c.At))]);
    }

    private static int Dimshuffle(OperationCall c)
    {
        int x = c.Tensor(0);
        int rank = c.Graph[x].Rank;
        var pattern = c.Count == 2 ? c.Values(c[1], c.Place(1)) : [.. Enumerable.Range(1, c.Count - 1).Select(i => c[i])];
        return c.Graph.Add(OpCode.Dimshuffle, new PatternData(pattern.Select(item => item switch
        {
            MarkerValue { Name: MarkerValue.NewAxis } or ConstantValue { Object: "x" or 'x' } => -1,
            _ => c.Axis(item, rank, c.At),
        }).ToEquatable()), x);
    }

    private static int SwapAxes(OperationCall c)
    {
        int x = c.Tensor(0);
        int rank = c.Graph[x].Rank;
        int[] pattern = [.. Enumerable.Range(0, rank)];
        int a = c.Axis(c[1], rank, c.Place(1)), b = c.Axis(c[2], rank, c.Place(2));
        (pattern[a], pattern[b]) = (b, a);
        return c.Graph.Dimshuffle(x, pattern);
    }

    private static int Squeeze(OperationCall c)
    {
        int x = c.Tensor(0);
        var shape = c.Graph[x].Shape;
        int[] dropped = c["axis"] is null
            ? [.. Enumerable.Range(0, shape.Rank).Where(axis => shape[axis].IsOne)] : c.Axes("axis", shape.Rank);
        return c.Graph.Dimshuffle(x, [.. Enumerable.Range(0, shape.Rank).Except(dropped)]);
    }

    private static int ExpandDims(OperationCall c)
    {
        int x = c.Tensor(0);
        int rank = c.Graph[x].Rank;
        var items = c.Values(c[1], c.Place(1));
        int[] axes = [.. items.Select(i => c.Axis(i, rank + items.Count, c.Place(1))).OrderBy(a => a)];
        return c.Graph.ExpandDims(x, axes);
    }

    /// <summary>The tensors that a call names one by one or as a list.</summary>
    private static int[] Parts(OperationCall c)
    {
        int list = Enumerable.Range(0, c.Count).FirstOrDefault(i => c[i] is ListValue or TupleValue);
        int[] parts = [.. c.Values(c[list], c.Place(list)).Select(part => c.Evaluator.TensorOf(part, c.Place(list)))];
        return parts.Length > 0 ? parts : throw c.Fail(Descriptors.BuildTimeFailure, $"{c.Method.Name} of no tensors");
    }

    private static int Concatenate(OperationCall c)
    {
        int[] parts = Parts(c);
        int rank = c.Graph[parts[0]].Rank;
        return c.Graph.Concat(c.Axis("axis", rank) ?? (rank > 0 ? 0 : throw c.Fail(Descriptors.RankMismatch, "Scalars cannot be concatenated: use T.Stack")), parts);
    }

    private static int Stack(OperationCall c)
    {
        int[] parts = Parts(c);
        foreach (int part in parts)
        {
            if (c.Graph[part].Rank != c.Graph[parts[0]].Rank)
                throw c.Fail(Descriptors.RankMismatch, $"Tensors of ranks {c.Graph[parts[0]].Rank} and {c.Graph[part].Rank} cannot be stacked");
        }
        return Stack(c, parts, c.Axis("axis", c.Graph[parts[0]].Rank + 1) ?? 0);
    }

    /// <summary>Parts of the given sizes along an axis, or so many of one size.</summary>
    private static Value Split(OperationCall c)
    {
        int x = c.Tensor(0);
        int axis = c.Axis("axis", c.Graph[x].Rank) ?? 0;
        var length = c.Graph[x].Shape[axis];
        Dim[] sizes;
        if (c[1] is ListValue or TupleValue) sizes = [.. c.Shape(c[1], c.Place(1)).Dims];
        else
        {
            int count = c.Known(c[1], c.Place(1));
            if (count < 1) throw new CaptureException(Descriptors.BuildTimeFailure, c.Place(1), $"a tensor cannot be split into {count} parts");
            if (length.IsConstant && length.Value % count != 0)
                throw new CaptureException(Descriptors.ShapeMismatch, c.Place(1), $"An axis of {length.Value} elements cannot be split into {count} equal parts");
            sizes = [.. Enumerable.Repeat(Dim.FloorDivide(length, count), count)];
        }
        var total = sizes.Aggregate(Dim.Zero, (sum, size) => sum + size);
        if (Dim.SurelyDiffer(total, length))
            throw new CaptureException(Descriptors.ShapeMismatch, c.Place(1), $"The parts have {total} elements together, but axis {axis} has {c.Graph.Describe(length)}");
        if (!total.Equals(length))
            c.Evaluator.Require(new(CheckKind.Equal, total, length, FormattableString.Invariant($"the size of axis {axis}"), c.Graph.CurrentSite));
        var start = Dim.Zero;
        var parts = new List<Value>();
        foreach (var size in sizes)
        {
            parts.Add(new NodeValue(c.Graph.SliceAlong(x, axis, start, size)));
            start += size;
        }
        return new ListValue(parts);
    }

    /// <summary>Elements moved along an axis; those that leave at the end come back at the start.</summary>
    private static int Roll(OperationCall c)
    {
        int x = c.Tensor(0);
        if (c.Axis("axis", c.Graph[x].Rank) is not { } axis)
        {
            var shape = c.Graph[x].Shape;
            int flat = c.Graph.Reshape(x, Shape.Of(shape.Count));
            return c.Graph.Reshape(Rolled(c, flat, 0), shape);
        }
        return Rolled(c, x, axis);
    }

    private static int Rolled(OperationCall c, int x, int axis)
    {
        var length = c.Graph[x].Shape[axis];
        if (c.Evaluator.TryKnownNumber(c[1]) is { } shift && length.IsConstant)
        {
            if (length.Value == 0) return x;
            long start = ((shift % length.Value) + length.Value) % length.Value;
            if (start == 0) return x;
            return c.Graph.Concat(axis,
                c.Graph.SliceAlong(x, axis, length - start, start), c.Graph.SliceAlong(x, axis, Dim.Zero, length - start));
        }
        // The source of each place: (place - shift) modulo the length, whatever the signs.
        int size = c.Graph.Size(length);
        int place = c.Graph.Sub(c.Graph.Iota(length), c.Graph.Cast(c.Evaluator.TensorOf(c[1], c.Place(1)), DType.Int64));
        int source = c.Graph.Add(OpCode.Mod, c.Graph.Add(c.Graph.Add(OpCode.Mod, place, size), size), size);
        return AlongFirst(c, x, axis, y => c.Graph.Gather(y, source));
    }

    /// <summary>Elements picked along one axis, or from the flat tensor.</summary>
    private static int Take(OperationCall c)
    {
        int x = c.Tensor(0);
        var index = c[1] is ListValue ? ConstantTensor(c, c[1], DType.Int64) : c.Tensor(1);
        if (c.Axis("axis", c.Graph[x].Rank) is not { } axis)
            return c.Graph.Gather(c.Graph.Reshape(x, Shape.Of(c.Graph[x].Shape.Count)), index);
        int rank = c.Graph[x].Rank, added = c.Graph[index].Rank;
        int moved = c.Graph.Dimshuffle(x, [axis, .. Enumerable.Range(0, rank).Where(a => a != axis)]);
        int taken = c.Graph.Gather(moved, index);
        // The index's dimensions stand in the place of the axis.
        return c.Graph.Dimshuffle(taken, [.. Enumerable.Range(added, axis), .. Enumerable.Range(0, added), .. Enumerable.Range(added + axis, rank - 1 - axis)]);
    }

    /// <summary>Does something along the first axis with another put in its place, and puts that back.</summary>
    private static int AlongFirst(OperationCall c, int x, int axis, Func<int, int> apply)
    {
        int[] swap = [.. Enumerable.Range(0, c.Graph[x].Rank)];
        (swap[0], swap[axis]) = (axis, 0);
        return c.Graph.Dimshuffle(apply(c.Graph.Dimshuffle(x, swap)), swap);
    }

    private static Value Nonzero(OperationCall c)
    {
        int x = c.Tensor(0);
        int mask = Truth(c, x);
        Value[] parts = [.. c.Evaluator.NonzeroIndices(mask, c.At).Select(node => (Value)new NodeValue(node))];
        return c.Method.ReturnType.IsTupleType ? new TupleValue(parts, [.. parts.Select(_ => (string?)null)])
            : SymbolicTypes.IsExpr(c.Method.ReturnType) ? parts[0] : new ListValue(parts);
    }
}
