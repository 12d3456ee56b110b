using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Capture;

/// <summary>One member of the surface that describing methods may call.</summary>
/// <param name="Name">The member's name: of <c>T</c>, of a tensor, of <c>RandomStreams</c>.</param>
/// <param name="Group">The row of the operations' table it stands in.</param>
/// <param name="Translate">Makes the nodes.</param>
internal sealed record CatalogueEntry(string Name, string Group, Func<OperationCall, Value> Translate);

/// <summary>All operations of the surface: the one place that says how each is translated.</summary>
internal static partial class Catalogue
{
    private static readonly Dictionary<string, CatalogueEntry> entries = Build();

    /// <summary>The entries in the order of the documentation.</summary>
    public static IEnumerable<CatalogueEntry> All => Groups().SelectMany(g => g);

    public static CatalogueEntry? Find(string name) => entries.TryGetValue(name, out var entry) ? entry : null;

    private static IEnumerable<IEnumerable<CatalogueEntry>> Groups() =>
        [Elementwise(), Reductions(), Making(), Shapes(), Indexing(), Products(), Sorting(), LinearAlgebra(), Neural(), Gradients(), Control(), Debugging(), RandomDraws()];

    private static Dictionary<string, CatalogueEntry> Build()
    {
        var table = new Dictionary<string, CatalogueEntry>(StringComparer.Ordinal);
        foreach (var entry in Groups().SelectMany(g => g)) table.Add(entry.Name, entry);
        return table;
    }

    private static CatalogueEntry Node(string name, string group, Func<OperationCall, int> translate) =>
        new(name, group, call => new NodeValue(translate(call)));

    private static IEnumerable<CatalogueEntry> Control() =>
    [
        new("IfElse", "control", IfElse),
        new("Scan", "control", c => c.Evaluator.Loop(c, LoopResult.All, backwards: c.Flag("goBackwards"))),
        new("Map", "control", c => c.Evaluator.Loop(c, LoopResult.All)),
        new("Reduce", "control", c => c.Evaluator.Loop(c, LoopResult.LastStates)),
        new("Foldl", "control", c => c.Evaluator.Loop(c, LoopResult.LastStates)),
        new("Foldr", "control", c => c.Evaluator.Loop(c, LoopResult.LastStates, backwards: true)),
        Node("Tap", "control", c => c.Evaluator.Tap(c)),
    ];

    /// <summary>A choice by one scalar, of a tensor or of each part of a tuple.</summary>
    private static Value IfElse(OperationCall c)
    {
        int condition = Scalar(c, 0);
        if (c[1] is TupleValue first && c[2] is TupleValue second)
        {
            return new TupleValue([.. first.Items.Zip(second.Items, (x, y) => (Value)new NodeValue(
                Choice(c, condition, c.Evaluator.TensorOf(x, c.Place(1)), c.Evaluator.TensorOf(y, c.Place(2)))))], first.Names);
        }
        var (whenTrue, whenFalse) = Pair(c, 1, 2);
        return new NodeValue(Choice(c, condition, whenTrue, whenFalse));
    }

    /// <summary>Both branches in one shape: a scalar beside a tensor fills it.</summary>
    private static int Choice(OperationCall c, int condition, int whenTrue, int whenFalse)
    {
        var (left, right) = (c.Graph[whenTrue].Shape, c.Graph[whenFalse].Shape);
        if (left.Rank != right.Rank && left.Rank > 0 && right.Rank > 0)
            throw c.Fail(Descriptors.RankMismatch, $"The branches have shapes {Both(c, whenTrue, whenFalse)}: both must have one rank");
        var shape = left.Rank == 0 ? right : right.Rank == 0 ? left : Shape.Of(left.Dims.Select((dim, axis) => Dim.Broadcast(dim, right[axis])));
        return c.Graph.Add(OpCode.IfElse, condition, c.Graph.Broadcast(whenTrue, shape), c.Graph.Broadcast(whenFalse, shape));
    }

    /// <summary>Does something along the last axis with another axis put in its place, and puts that back.</summary>
    private static int AlongLast(OperationCall c, int x, int axis, Func<int, int> apply)
    {
        int rank = c.Graph[x].Rank;
        if (axis == rank - 1) return apply(x);
        int[] swap = [.. Enumerable.Range(0, rank)];
        (swap[axis], swap[rank - 1]) = (rank - 1, axis);
        return c.Graph.Dimshuffle(apply(c.Graph.Dimshuffle(x, swap)), swap);
    }

    private static int Scalar(OperationCall c, int index)
    {
        int node = c.Tensor(index);
        return c.Graph[node].Rank == 0 ? node
            : throw new CaptureException(Descriptors.RankMismatch, c.Place(index), $"{c.Method.Name} needs a scalar here, not a tensor of shape {c.Graph.Describe(c.Graph[node].Shape)}");
    }
}
