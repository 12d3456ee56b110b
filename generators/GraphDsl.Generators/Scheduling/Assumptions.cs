using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>
/// Sizes that only the call knows may be 1 and then broadcast, but nearly always two that meet are equal. So a function whose sizes
/// leave that open is compiled for equal sizes, where everything fuses, and once more for the rest.
/// </summary>
internal static class Assumptions
{
    /// <summary>The graph under the assumption that sizes that may broadcast are equal, and what is assumed.</summary>
    public static (Graph Graph, IReadOnlyList<Check> Assumed) Make(Graph graph)
    {
        var assumed = new List<Check>();
        var checks = graph.Checks.Select(check =>
        {
            bool isOpen = check.Kind == CheckKind.Broadcast
                && !check.Actual.Atoms().Concat(check.Expected.Atoms()).Any(a => a.Kind == DimAtomKind.Value);
            if (!isOpen) return check;
            var equal = check with { Kind = CheckKind.Equal, Guards = default }; // assumed of the whole call
            assumed.Add(equal);
            return equal;
        }).ToEquatable();
        return (graph with { Checks = checks }, assumed);
    }
}
