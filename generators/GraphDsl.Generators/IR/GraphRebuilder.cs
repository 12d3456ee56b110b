namespace GraphDsl.Generators.IR;

/// <summary>
/// Copies a graph into a new builder, node by node in order, so that a pass may put other nodes in place of some.
/// Variables and sites keep their indices; the symbols of dimensions follow the nodes they came from.
/// </summary>
internal sealed class GraphRebuilder
{
    private readonly Graph source;
    private readonly int[] map;

    public GraphRebuilder(Graph source, bool keepChecks = true)
    {
        this.source = source;
        map = new int[source.Nodes.Count];
        for (int i = 0; i < map.Length; i++) map[i] = -1;
        foreach (var site in source.Sites) Builder.AddSite(site);
        foreach (var v in source.Variables) Builder.AddVariable(v.Name, v.Kind, v.Type, _ => v.Shape, v.Access, v.Site);
        if (!keepChecks) return;
        foreach (var check in source.Checks) Builder.Require(check);
    }

    public Graph Source => source;

    public GraphBuilder Builder { get; } = new();

    /// <summary>The new node that stands for an old one.</summary>
    public int this[int old] => map[old] >= 0 ? map[old] : throw new InvalidOperationException($"node %{old} is not mapped");

    public bool IsMapped(int old) => map[old] >= 0;

    public void Map(int old, int node) => map[old] = node;

    /// <summary>Copies the old node as it is, over the new operands.</summary>
    public int Copy(int old)
    {
        var node = source[old];
        Builder.CurrentSite = node.Site;
        var operands = node.Operands.Select(o => this[o]).ToArray();
        var data = node.Data?.Map(Atom);
        map[old] = node.Op == OpCode.Nonzero
            ? Builder.AddWithShape(node.Op, data, node.Type, node.Shape.Map(Atom), operands)
            : Builder.Add(node.Op, data, node.Type, operands);
        return map[old];
    }

    public Dim Map(Dim dim) => dim.Map(Atom);

    public Shape Map(Shape shape) => shape.Map(Atom);

    /// <summary>The new graph, of what the outputs and updates need.</summary>
    public Graph Finish() => Builder.Build(
        source.Outputs.Select(o => o with { Node = this[o.Node] }),
        source.Updates.Select(u => u with { Node = this[u.Node] })).Prune();

    private Dim Atom(DimAtom atom) => atom.Kind switch
    {
        DimAtomKind.Value => Builder.AsDim(this[atom.Index]),
        _ => Dim.Of(atom),
    };
}
