using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>
/// A check belongs to the nodes that need it: one that only a branch of a choice needs is made where that branch is taken, so that
/// <c>T.IfElse(x.Shape[0] > 0, T.Mean(x), 0)</c> is 0 where there is no mean.
/// </summary>
/// <remarks>
/// What a gradient is taken of, and what lies in loops, is computed outside of its branch too, and sizes that the result of a choice has
/// are needed whatever is chosen: there checks are made at every call.
/// </remarks>
internal static class BranchChecks
{
    /// <param name="neededBy">The nodes that need a check; -1 for the whole function.</param>
    public static Graph Assign(Graph graph, Func<Check, IReadOnlyList<int>> neededBy)
    {
        if (graph.Checks.Count == 0 || !graph.Nodes.Any(n => n.Op == OpCode.IfElse)) return graph;
        var regions = new Regions(graph with { Checks = default });
        var differentiated = Pruning.Reachable(graph.Nodes.ToArray(),
            Enumerable.Range(0, graph.Nodes.Count).Where(n => graph[n].Op == OpCode.Grad).SelectMany(n => graph[n].Dependencies));
        // Both branches have one shape: what makes it so belongs to the choice.
        var shaping = new HashSet<int>(graph.Nodes.Where(n => n.Op == OpCode.IfElse).SelectMany(n => n.Operands.Skip(1)).Where(o => graph[o].Op == OpCode.Broadcast));
        return graph with
        {
            Checks = graph.Checks.Select(check => check with { Guards = Common(neededBy(check).Select(Around)).TakeWhile(g => !Sizes(g).Overlaps(Atoms(check))).ToEquatable() }).ToEquatable(),
        };

        HashSet<DimAtom> Sizes(Guard guard) => new(graph.Nodes
            .Where(n => n.Op == OpCode.IfElse && n.Operands[0] == guard.Condition).SelectMany(n => n.Shape.Dims).SelectMany(d => d.Atoms()));

        IReadOnlyList<Guard> Around(int node) =>
            node < 0 || differentiated[node] || shaping.Contains(node) ? [] : regions.Branches(node) ?? [];
    }

    private static IEnumerable<DimAtom> Atoms(Check check) => check.Actual.Atoms().Concat(check.Expected.Atoms());

    /// <summary>The branches around all of them.</summary>
    private static IReadOnlyList<Guard> Common(IEnumerable<IReadOnlyList<Guard>> all) =>
        all.Aggregate((a, b) => [.. a.Zip(b, (x, y) => (x, y)).TakeWhile(p => p.x == p.y).Select(p => p.x)]);
}
