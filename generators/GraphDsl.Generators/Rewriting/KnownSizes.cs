using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>
/// Uses what the checks establish: where they make a size of a variable equal to a constant or to another size, all shapes say
/// so, and shapes that must be the same are the same. The checks themselves stay as they are.
/// </summary>
internal static class KnownSizes
{
    public static Graph Apply(Graph graph)
    {
        var known = Find(graph.Checks);
        if (known.Count == 0) return graph;
        var rebuilder = new GraphRebuilder(graph, known);
        for (int i = 0; i < graph.Nodes.Count; i++) rebuilder.Copy(i);
        return rebuilder.Finish();
    }

    private static Dictionary<DimAtom, Dim> Find(IReadOnlyList<Check> checks)
    {
        var known = new Dictionary<DimAtom, Dim>();
        foreach (var check in checks)
        {
            if (check.Kind != CheckKind.Equal || check.Guards.Count > 0) continue;
            var (a, b) = (Substitute(check.Actual, known), Substitute(check.Expected, known));
            if (a.Equals(b)) continue;
            var (left, right) = (AsSize(a), AsSize(b));
            // Of two sizes the later variable's is replaced; a constant replaces any.
            bool replaceLeft = left is not null && (right is null || IsLater(left, right));
            var (atom, value) = replaceLeft ? (left, b) : (right, a);
            if (atom is null || value.Atoms().Any(x => x.Kind == DimAtomKind.Value || x.Equals(atom))) continue;
            foreach (var other in known.Keys.ToArray())
                known[other] = known[other].Map(x => x.Equals(atom) ? value : Dim.Of(x));
            known[atom] = value;
        }
        return known;
    }

    private static Dim Substitute(Dim dim, Dictionary<DimAtom, Dim> known) =>
        dim.Map(atom => known.TryGetValue(atom, out var value) ? value : Dim.Of(atom));

    private static bool IsLater(DimAtom a, DimAtom b) => a.Index != b.Index ? a.Index > b.Index : a.Axis > b.Axis;

    /// <summary>The atom of a dimension that is just the size of a variable.</summary>
    private static DimAtom? AsSize(Dim dim) =>
        dim.Terms.Count == 1 && dim.Terms[0] is { Coefficient: 1, Atoms: { Count: 1 } atoms } && atoms[0].Kind == DimAtomKind.Size ? atoms[0] : null;
}
