using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>
/// Indexing: <c>x[i]</c>, <c>x[a..b]</c>, steps, new axes are a slice and a dimshuffle; integer tensors and masks gather.
/// What was indexed is remembered for <c>T.SetSubtensor</c> and <c>T.IncSubtensor</c>.
/// </summary>
internal sealed partial class Evaluator
{
    /// <summary>For the result of an indexing: writes a value there, and gives the whole tensor back.</summary>
    private readonly Dictionary<int, Func<bool, int, int>> writers = [];

    private Value? Bound(IOperation? bound) => bound is null ? null : Plain(Need(bound));

    private int Index(int x, Value[] indices, IOperation at)
    {
        // The indexer takes its arguments as one array; arrays inside of it are indices of their own.
        var items = indices is [ListValue list] ? list.Items : [.. indices];
        var graph = GraphAt(at);
        int consumed = items.Sum(i => i switch
        {
            MarkerValue { Name: MarkerValue.NewAxis } => 0,
            NodeValue mask when graph[mask.Node].Type == DType.Bool => graph[mask.Node].Rank,
            _ => 1,
        });
        int rank = graph[x].Rank;
        if (consumed > rank)
            throw new CaptureException(Descriptors.RankMismatch, at, $"{consumed} {(consumed == 1 ? "index" : "indices")} for a tensor of rank {rank}, of shape {graph.Describe(graph[x].Shape)}");

        var slices = graph[x].Shape.Dims.Select(SliceAxis.Whole).ToArray();
        var pattern = new List<int>();                          // the axes of the sliced tensor that stay, -1 for new ones
        var picked = new List<(int Axis, int Index)>();         // axes of the shuffled tensor and what picks from them
        var spots = new List<int>();                            // items that pick, integers included: NumPy looks at whether they stand together
        int axis = 0;
        for (int i = 0; i < items.Count; i++)
        {
            switch (items[i])
            {
                case MarkerValue { Name: MarkerValue.NewAxis }:
                    pattern.Add(-1);
                    break;
                case SliceValue slice:
                    slices[axis] = Slice(slice, graph[x].Shape[axis], at);
                    pattern.Add(axis++);
                    break;
                case NodeValue { Node: var mask } when graph[mask].Type == DType.Bool && graph[mask].Rank > 0:
                    RequireMaskFits(mask, x, axis, at);
                    foreach (int part in NonzeroIndices(mask, at))
                    {
                        spots.Add(i);
                        picked.Add((pattern.Count, part));
                        pattern.Add(axis++);
                    }
                    break;
                case NodeValue { Node: var index } when graph[index].Rank > 0:
                    RequireInteger(index, at);
                    spots.Add(i);
                    picked.Add((pattern.Count, index));
                    pattern.Add(axis++);
                    break;
                case ListValue positions:
                    spots.Add(i);
                    picked.Add((pattern.Count, Positions(positions, at)));
                    pattern.Add(axis++);
                    break;
                default:
                    spots.Add(i);
                    slices[axis] = new(Start(items[i], graph[x].Shape[axis], axis, at), Dim.One, 1);
                    axis++;
                    break;
            }
        }
        for (; axis < rank; axis++) pattern.Add(axis);

        int view = graph.Dimshuffle(graph.Slice(x, slices), [.. pattern]);
        Func<bool, int, int> write = (increment, value) => WriteSlice(x, slices, pattern, view, increment, value);
        if (picked.Count == 0)
        {
            writers[view] = write;
            return view;
        }
        bool together = Enumerable.Range(1, spots.Count - 1).All(i => spots[i] <= spots[i - 1] + 1);
        return Pick(view, picked, together ? picked[0].Axis : 0, view == x ? null : write, at);
    }

    private void RequireMaskFits(int mask, int x, int axis, IOperation at)
    {
        for (int k = 0; k < Graph[mask].Rank; k++)
        {
            var (have, want) = (Graph[mask].Shape[k], Graph[x].Shape[axis + k]);
            if (Dim.SurelyDiffer(have, want))
                throw new CaptureException(Descriptors.ShapeMismatch, at, $"A mask of shape {Graph.Describe(Graph[mask].Shape)} does not fit a tensor of shape {Graph.Describe(Graph[x].Shape)}");
            if (!have.Equals(want)) Require(new(CheckKind.Equal, have, want, "the size of the mask", SiteOf(at)));
        }
    }

    private void RequireInteger(int index, IOperation at)
    {
        if (!Graph[index].Type.IsInteger())
            throw new CaptureException(Descriptors.TypeMismatch, at, $"An index must be of integers, not {Graph[index].Type.Keyword()}");
    }

    /// <summary>A vector of positions that stand one by one in an array.</summary>
    private int Positions(ListValue list, IOperation at)
    {
        var graph = GraphAt(at);
        if (list.Items.Count == 0) return graph.Full(0, DType.Int64, Shape.Of(Dim.Zero));
        return graph.Concat(0, [.. list.Items.Select(item =>
        {
            int node = Sound(item) is ConstantValue { Object: { } constant } ? Literal(constant, DType.Int64, at) : Tensor(item, at);
            RequireInteger(node, at);
            if (graph[node].Rank != 0)
                throw new CaptureException(Descriptors.RankMismatch, at, $"A position in an array of indices must be a scalar, not of rank {graph[node].Rank}");
            return graph.Broadcast(graph.Cast(node, DType.Int64), Shape.Of(Dim.One));
        })]);
    }

    /// <summary>Gathers along axes of a view; the indices' own dimensions come to stand at <paramref name="place"/>.</summary>
    private int Pick(int view, List<(int Axis, int Index)> picked, int place, Func<bool, int, int>? outer, IOperation at)
    {
        var graph = GraphAt(at);
        int rank = graph[view].Rank;
        int[] axes = [.. picked.Select(p => p.Axis)];
        int[] indices = [.. picked.Select(p => p.Index)];
        int[] rest = [.. Enumerable.Range(0, rank).Except(axes)];
        int[] front = [.. axes, .. rest];
        int gathered = graph.Gather(graph.Dimshuffle(view, front), indices);
        int added = graph[gathered].Rank - rest.Length;
        int before = Math.Min(place, rest.Length);
        int[] order = [.. Enumerable.Range(added, before), .. Enumerable.Range(0, added), .. Enumerable.Range(added + before, rest.Length - before)];
        int result = graph.Dimshuffle(gathered, order);
        writers[result] = (increment, value) =>
        {
            var builder = At();
            int resultRank = builder[result].Rank;
            int padded = Padded(value, resultRank);
            int arranged = builder.Dimshuffle(padded, Inverse(order));
            int moved = builder.Dimshuffle(view, front);
            int written = increment ? builder.ScatterAdd(moved, arranged, indices) : builder.ScatterSet(moved, arranged, indices);
            int whole = builder.Dimshuffle(written, Inverse(front));
            return outer is null ? whole : outer(false, whole);
        };
        return result;
    }

    private static int[] Inverse(int[] order)
    {
        var inverse = new int[order.Length];
        for (int i = 0; i < order.Length; i++) inverse[order[i]] = i;
        return inverse;
    }

    /// <summary>A value with leading axes of size 1 up to a rank.</summary>
    private int Padded(int value, int rank)
    {
        int own = Graph[value].Rank;
        if (own > rank)
            throw new CaptureException(Descriptors.RankMismatch, current, $"A value of shape {Graph.Describe(Graph[value].Shape)} does not fit into a place of rank {rank}");
        return At().ExpandDims(value, [.. Enumerable.Range(0, rank - own)]);
    }

    private int WriteSlice(int x, SliceAxis[] slices, List<int> pattern, int view, bool increment, int value)
    {
        int padded = Padded(value, Graph[view].Rank);
        int[] back = [.. Enumerable.Range(0, slices.Length).Select(axis => pattern.IndexOf(axis))];
        int arranged = At().Dimshuffle(padded, back);
        return At().Add(increment ? OpCode.IncSlice : OpCode.SetSlice, new SliceData(slices.ToEquatable()), x, arranged);
    }

    /// <summary><c>T.SetSubtensor(x[...], value)</c> and <c>T.IncSubtensor</c>.</summary>
    public int Write(OperationCall call, bool increment)
    {
        int place = call.Tensor(0);
        if (!writers.TryGetValue(place, out var write))
            throw new CaptureException(Descriptors.UnsupportedCSharp, call.Place(0), $"'{Text(call.Place(0))}'", $"{call.Method.Name} writes into an indexed tensor: T.{call.Method.Name}(x[...], value)");
        return write(increment, call.IsNumber(1) ? call.Like(call[1], place) : call.Tensor(1));
    }

    /// <summary>The position of one element.</summary>
    private Dim Start(Value index, Dim length, int axis, IOperation at)
    {
        bool fromEnd = false;
        if (index is IndexValue value) (index, fromEnd) = (value.Value, value.FromEnd);
        var offset = DimOf(index, at);
        var start = fromEnd ? length - offset : Dim.Wrap(offset, length);
        if (start.IsConstant && (start.Value < 0 || (length.IsConstant && start.Value >= length.Value)))
            throw new CaptureException(Descriptors.AxisOutOfRange, at, $"The index {(fromEnd ? "^" : "")}{offset} is outside of axis {axis}, which has {Graph.Describe(length)} elements");
        return start;
    }

    private SliceAxis Slice(SliceValue slice, Dim length, IOperation at)
    {
        long step = slice.Step is null or ConstantValue { Object: null } ? 1 : Known(slice.Step, at);
        if (step == 0) throw new CaptureException(Descriptors.BuildTimeFailure, at, "the step of a slice must not be 0");
        Dim End(Value? bound, Dim otherwise)
        {
            if (bound is null or ConstantValue { Object: null }) return otherwise;
            if (bound is IndexValue { FromEnd: true } end) return length - DimOf(end.Value, at);
            var offset = DimOf(bound, at);
            return slice.Wraps ? Dim.Wrap(offset, length) : offset;
        }
        if (step > 0)
        {
            var start = End(slice.Start, Dim.Zero);
            return new(start, Dim.CeilingDivide(End(slice.Stop, length) - start, step), step);
        }
        var first = End(slice.Start, length - 1);
        return new(first, Dim.CeilingDivide(first - End(slice.Stop, Dim.Constant(-1)), -step), step);
    }
}
