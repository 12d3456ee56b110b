namespace GraphDsl.Generators.IR;

/// <summary>Drops what no output, update or check needs, and numbers the rest anew in the same order.</summary>
internal static class Pruning
{
    /// <summary>The nodes that the given ones depend on, themselves included.</summary>
    public static bool[] Reachable(IReadOnlyList<Node> nodes, IEnumerable<int> roots)
    {
        var live = new bool[nodes.Count];
        foreach (int root in roots) live[root] = true;
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            if (!live[i]) continue;
            foreach (int dependency in nodes[i].Dependencies) live[dependency] = true;
        }
        return live;
    }

    public static Graph Prune(this Graph graph)
    {
        var roots = graph.Roots.Concat(graph.Checks
            .SelectMany(c => c.Actual.Atoms().Concat(c.Expected.Atoms()))
            .Where(a => a.Kind == DimAtomKind.Value).Select(a => a.Index));
        var live = Reachable(graph.Nodes.ToArray(), roots);
        if (Array.TrueForAll(live, l => l)) return graph;
        var index = new int[live.Length];
        int next = 0;
        for (int i = 0; i < live.Length; i++) index[i] = live[i] ? next++ : -1;

        Dim Atom(DimAtom atom) => Dim.Of(atom.Kind == DimAtomKind.Value ? DimAtom.Value(index[atom.Index]) : atom);
        var nodes = new List<Node>(next);
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            var node = graph[i];
            nodes.Add(node with
            {
                Operands = node.Operands.Select(o => index[o]).ToEquatable(),
                Data = node.Data?.Map(Atom),
                Shape = node.Shape.Map(Atom),
            });
        }
        return graph with
        {
            Nodes = nodes.ToEquatable(),
            Outputs = graph.Outputs.Select(o => o with { Node = index[o.Node] }).ToEquatable(),
            Updates = graph.Updates.Select(u => u with { Node = index[u.Node] }).ToEquatable(),
            // Where nothing depends on a condition any more, nothing is left in its branches that could need a check.
            Checks = graph.Checks.Where(c => c.Guards.All(g => live[g.Condition])).Select(c => c with
            {
                Actual = c.Actual.Map(Atom),
                Expected = c.Expected.Map(Atom),
                Guards = c.Guards.Select(g => g with { Condition = index[g.Condition] }).ToEquatable(),
            }).ToEquatable(),
        };
    }
}
