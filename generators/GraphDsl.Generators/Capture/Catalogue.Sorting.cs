using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Capture;

/// <summary>Sorting, and the largest elements.</summary>
internal static partial class Catalogue
{
    private const string SortingGroup = "sort";

    private static IEnumerable<CatalogueEntry> Sorting() =>
    [
        Node("Sort", SortingGroup, c => Sorted(c, OpCode.Sort)),
        Node("ArgSort", SortingGroup, c => Sorted(c, OpCode.ArgSort)),
        Node("TopK", SortingGroup, c => Largest(c, values: true)),
        Node("ArgTopK", SortingGroup, c => Largest(c, values: false)),
        new("TopKAndArgTopK", SortingGroup, c =>
            new TupleValue([new NodeValue(Largest(c, values: true)), new NodeValue(Largest(c, values: false))], ["Values", "Indices"])),
    ];

    private static int Sorted(OperationCall c, OpCode op) => AlongSorted(c, y => c.Graph.Add(op, y));

    private static int AlongSorted(OperationCall c, Func<int, int> apply)
    {
        int x = c.Tensor(0);
        if (c.Graph[x].Rank == 0) throw c.Fail(Descriptors.RankMismatch, $"{c.Method.Name} needs at least one axis");
        return AlongLast(c, x, c.Axis("axis", c.Graph[x].Rank) ?? c.Graph[x].Rank - 1, apply);
    }

    /// <summary>
    /// The end of the sorted row, backwards, so that NaN comes first. The row is sorted backwards too: of equal elements the first
    /// then comes first.
    /// </summary>
    private static int Largest(OperationCall c, bool values) => AlongSorted(c, x =>
    {
        int last = c.Graph[x].Rank - 1;
        var length = c.Graph[x].Shape[last];
        var k = Count(c, length);
        int order = c.Graph.Add(OpCode.ArgSort, c.Graph.Flip(x, last));
        int fromEnd = c.Graph.SliceAlong(order, last, length - 1, k, -1);
        int positions = c.Graph.Sub(c.Graph.Size(length - 1), fromEnd);
        if (!values) return positions;
        var indices = new int[last + 1];
        for (int axis = 0; axis < last; axis++)
        {
            int[] pattern = [.. Enumerable.Range(0, last + 1).Select(a => a == axis ? 0 : -1)];
            indices[axis] = c.Graph.Dimshuffle(c.Graph.Iota(c.Graph[x].Shape[axis]), pattern);
        }
        indices[last] = positions;
        return c.Graph.Gather(x, indices);
    });

    private static Dim Count(OperationCall c, Dim length)
    {
        var k = c.Evaluator.DimOf(c["k"]!, c.Place("k"));
        if ((k.IsConstant && k.Value < 0) || (k.IsConstant && length.IsConstant && k.Value > length.Value))
            throw new CaptureException(Descriptors.ShapeMismatch, c.Place("k"), $"There are no {k} largest of {c.Graph.Describe(length)} elements");
        if (!k.Equals(length)) c.Evaluator.Require(new(CheckKind.AtMost, k, length, "the sorted axis", c.Graph.CurrentSite));
        return k;
    }
}
