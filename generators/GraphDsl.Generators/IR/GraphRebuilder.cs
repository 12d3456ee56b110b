namespace GraphDsl.Generators.IR;

/// <summary>
/// Copies a graph into a new builder, node by node in order, so that a pass may put other nodes in place of some.
/// Variables and sites keep their indices; the symbols of dimensions follow the nodes they came from. All checks of the
/// source are kept, those of nodes that go away too: what the call rejects does not depend on what passes do.
/// </summary>
internal sealed class GraphRebuilder
{
    private readonly Graph source;
    private readonly int[] map;
    private readonly IReadOnlyDictionary<DimAtom, Dim>? known;

    /// <param name="known">Dimensions to put in place of some symbols, where checks make both equal.</param>
    public GraphRebuilder(Graph source, IReadOnlyDictionary<DimAtom, Dim>? known = null)
    {
        this.source = source;
        this.known = known is { Count: > 0 } ? known : null;
        map = new int[source.Nodes.Count];
        for (int i = 0; i < map.Length; i++) map[i] = -1;
        foreach (var site in source.Sites) Builder.AddSite(site);
        foreach (var node in source.Nodes.Span) Builder.ReserveLoop(node);
        foreach (var v in source.Variables)
            Builder.AddVariable(v.Name, v.Kind, v.Type, _ => this.known is null ? v.Shape : v.Shape.Map(Atom), v.Access, v.Site);
    }

    public Graph Source => source;

    /// <summary>The new graph so far; it records no checks, since those of the source imply them.</summary>
    public GraphBuilder Builder { get; } = new() { RecordsChecks = false };

    /// <summary>The new node that stands for an old one.</summary>
    public int this[int old] => map[old] >= 0 ? map[old] : throw new InvalidOperationException($"node %{old} is not mapped");

    public bool IsMapped(int old) => map[old] >= 0;

    public void Map(int old, int node) => map[old] = node;

    /// <summary>Copies the old node as it is, over the new operands.</summary>
    public int Copy(int old)
    {
        var node = source[old];
        Builder.CurrentSite = node.Site;
        var operands = Operands(node);
        var data = Map(node.Data);
        if (data is DimData size && node.Op == OpCode.Size) return map[old] = Builder.Size(size.Dim); // it may be known by now
        return map[old] = node.Op == OpCode.Nonzero
            ? Builder.AddWithShape(node.Op, data, node.Type, node.Shape.Map(Atom), operands)
            : Builder.Add(node.Op, data, node.Type, operands);
    }

    /// <summary>Copies all nodes, in an order in which each comes after what it depends on; then finishes.</summary>
    /// <param name="together">The nodes that become one with an old one, it among them: what any of them depends on comes before.</param>
    /// <param name="copy">Maps an old node, and those that become one with it.</param>
    public Graph CopyInOrder(Func<int, int[]> together, Action<int> copy)
    {
        // An explicit stack: chains of nodes may be long.
        var pending = new Stack<int>();
        for (int i = 0; i < source.Nodes.Count; i++)
        {
            pending.Push(i);
            while (pending.Count > 0)
            {
                int node = pending.Peek(), waiting = pending.Count;
                if (!IsMapped(node))
                {
                    foreach (int need in together(node).SelectMany(n => source[n].Dependencies))
                        if (!IsMapped(need)) pending.Push(need);
                    if (pending.Count > waiting) continue;
                    copy(node);
                }
                pending.Pop();
            }
        }
        return Finish();
    }

    /// <summary>The new nodes that stand for the operands of an old one.</summary>
    public int[] Operands(Node node)
    {
        var operands = new int[node.Operands.Count];
        for (int i = 0; i < operands.Length; i++) operands[i] = this[node.Operands[i]];
        return operands;
    }

    public Dim Map(Dim dim) => dim.Map(Atom);

    public Shape Map(Shape shape) => shape.Map(Atom);

    public NodeData? Map(NodeData? data) => data?.Map(Atom);

    /// <summary>The new graph, of what the outputs, the updates and the checks need.</summary>
    public Graph Finish()
    {
        // A check speaks of the sizes as the call brings them, so known dimensions do not enter it.
        foreach (var check in source.Checks)
        {
            if (Guards(check) is { } guards)
                Builder.Require(check with { Actual = check.Actual.Map(Renumber), Expected = check.Expected.Map(Renumber), Guards = guards });
        }
        return Builder.Build(
            source.Outputs.Select(o => o with { Node = this[o.Node] }),
            source.Updates.Select(u => u with { Node = this[u.Node] })).Prune();
    }

    /// <summary>The branches that a check belongs to, those of conditions that are known by now left out; null where they are not taken.</summary>
    private EquatableArray<Guard>? Guards(Check check)
    {
        var open = new List<Guard>();
        foreach (var guard in check.Guards)
        {
            int condition = this[guard.Condition];
            if (Builder[condition].Constant is not { } constant) open.Add(guard with { Condition = condition });
            else if ((constant.AsLong != 0) != guard.Holds) return null;
        }
        return open.ToEquatable();
    }

    private Dim Atom(DimAtom atom) => known is not null && known.TryGetValue(atom, out var dim) ? dim : Renumber(atom);

    private Dim Renumber(DimAtom atom) =>
        atom.Kind == DimAtomKind.Value ? Builder.AsDim(this[atom.Index]) : Dim.Of(atom);
}
