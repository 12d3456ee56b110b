using GraphDsl.Generators.IR;
using GraphDsl.Generators.Rewriting;

namespace GraphDsl.Generators.Scheduling;

/// <summary>
/// Sizes that only the call knows may be 1 and then broadcast, but nearly always two that meet are equal; labels may be fewer than the rows
/// that they pick from, but nearly always each row has one. So a function whose sizes leave that open is compiled for equal sizes, where
/// everything fuses, and once more for the rest.
/// </summary>
internal static class Assumptions
{
    /// <summary>The graph under the assumption that such sizes are equal, and what is assumed.</summary>
    public static (Graph Graph, IReadOnlyList<Check> Assumed) Make(Graph graph)
    {
        var assumed = new List<Check>();
        var checks = graph.Checks.Select(check =>
        {
            if (check.Kind != CheckKind.Broadcast || !IsKnownAtOnce(check)) return check;
            var equal = check with { Kind = CheckKind.Equal, Guards = default }; // assumed of the whole call
            assumed.Add(equal);
            return equal;
        }).ToList();
        var labels = LabelCounts(graph).Distinct().Except(checks).ToArray();
        assumed.AddRange(labels);
        return (graph with { Checks = checks.Concat(labels).ToEquatable() }, assumed);
    }

    /// <summary>log(softmax(z))[0..n, labels] and its like: there are n rows.</summary>
    private static IEnumerable<Check> LabelCounts(Graph graph)
    {
        foreach (var node in graph.Nodes)
        {
            if (Stability.CountOfLabels(i => graph[i], node) is not { } count || !IsOfSoftmax(graph, node.Operands[0])) continue;
            var check = new Check(CheckKind.Equal, count, graph[node.Operands[0]].Shape[0], "the number of labels", node.Site);
            if (!check.Actual.Equals(check.Expected) && IsKnownAtOnce(check)) yield return check;
        }
    }

    private static bool IsOfSoftmax(Graph graph, int node)
    {
        for (int depth = 0; depth < Stability.MaximumDepth && graph[node].Op is OpCode.Log or OpCode.Dimshuffle or OpCode.Reshape or OpCode.Slice; depth++)
            node = graph[node].Operands[0];
        return graph[node].Op is OpCode.Softmax or OpCode.LogSoftmax;
    }

    /// <summary>True where the sizes follow from those of the variables.</summary>
    private static bool IsKnownAtOnce(Check check) =>
        !check.Actual.Atoms().Concat(check.Expected.Atoms()).Any(a => a.Kind == DimAtomKind.Value);
}
