using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>A block of the generated function: the function itself, the body of a loop, a branch of a choice.</summary>
/// <param name="Parent">The block around; null for the function.</param>
/// <param name="Owner">The node of the loop, or the first choice of those that share a branch; -1 for the function.</param>
/// <param name="IsLoop">True for the body of a loop.</param>
/// <param name="Side">For a branch the operand that it computes: 1 where the condition holds, 2 where not.</param>
internal sealed record Region(Region? Parent, int Owner, bool IsLoop, int Side)
{
    public int Depth { get; } = Parent is null ? 0 : Parent.Depth + 1;

    /// <summary>The bodies of loops around, the innermost first.</summary>
    public Region? Loop
    {
        get
        {
            var region = this;
            while (region is { IsLoop: false }) region = region.Parent;
            return region;
        }
    }

    public bool IsWithin(Region other)
    {
        var region = this;
        while (region.Depth > other.Depth) region = region.Parent!;
        return region == other;
    }

    public static Region Common(Region a, Region b)
    {
        while (a != b)
        {
            if (a.Depth >= b.Depth) a = a.Parent!;
            else b = b.Parent!;
        }
        return a;
    }

    public bool Equals(Region? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => (Owner * 4) + Side;
}

/// <summary>
/// Decides in which block each node is computed: outside of every loop that it does not depend on, and inside of a branch that
/// alone needs it.
/// </summary>
internal sealed class Regions
{
    private readonly Graph graph;
    private readonly LoopNesting nesting;
    private readonly Region?[] regions;
    private readonly Dictionary<int, Region> bodies = [];
    private readonly Dictionary<(int, int), Region> branches = [];
    private readonly Dictionary<int, int> leaders = [];

    public Regions(Graph graph)
    {
        this.graph = graph;
        Function = new(null, -1, false, 0);
        nesting = new(graph.Nodes.ToArray());
        regions = new Region?[graph.Nodes.Count];
        FindLeaders();
        if (leaders.Count > 0) PlaceFromUses();
    }

    public Region Function { get; }

    /// <summary>Where a node is computed.</summary>
    public Region this[int node] => regions[node] ?? BodyOf(nesting.Of(node));

    /// <summary>The first of the choices that share the branches of a choice.</summary>
    public int Leader(int choice) => leaders[choice];

    /// <summary>The body of a loop, by the node of the loop.</summary>
    public Region Body(int loopNode) => BodyOf(((LoopData)graph[loopNode].Data!).Id);

    private Region BodyOf(int loop)
    {
        if (loop < 0) return Function;
        if (bodies.TryGetValue(loop, out var known)) return known;
        int node = nesting.NodeOf(loop);
        return bodies[loop] = new(regions[node] ?? BodyOf(nesting.Of(node)), node, true, 0);
    }

    public Region Branch(int choice, int side)
    {
        var key = (leaders[choice], side);
        if (!branches.TryGetValue(key, out var known)) branches[key] = known = new(this[key.Item1], key.Item1, false, side);
        return known;
    }

    /// <summary>Choices by one condition share their branches, unless one needs the other's result.</summary>
    private void FindLeaders()
    {
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            if (graph[i].Op != OpCode.IfElse) continue;
            leaders[i] = leaders.Values.Distinct().Where(
                l => graph[l].Operands[0] == graph[i].Operands[0] && nesting.Of(l) == nesting.Of(i) && !DependsOnGroup(i, l)).DefaultIfEmpty(i).First();
        }
    }

    private bool DependsOnGroup(int node, int leader)
    {
        var needed = Pruning.Reachable(graph.Nodes.Take(node + 1).ToArray(), [node]);
        return leaders.Any(l => l.Value == leader && needed[l.Key]);
    }

    /// <summary>From the last node to the first: where all uses lie in one branch, so does the node.</summary>
    private void PlaceFromUses()
    {
        var uses = new Region?[regions.Length];
        foreach (int root in graph.Roots) Use(root, Function);
        foreach (var check in graph.Checks)
        {
            foreach (var atom in check.Actual.Atoms().Concat(check.Expected.Atoms()))
                if (atom.Kind == DimAtomKind.Value) Use(atom.Index, BodyOf(nesting.Of(atom.Index)));
        }
        for (int i = regions.Length - 1; i >= 0; i--)
        {
            var body = BodyOf(nesting.Of(i));
            regions[i] = uses[i] is { } use && IsPure(i) ? Deepest(use, body) : body;
            int operand = 0;
            foreach (int dependency in graph[i].Dependencies)
            {
                bool isBranch = graph[i].Op == OpCode.IfElse && operand is 1 or 2;
                Use(dependency, isBranch ? Branch(i, operand) : graph[i].Op == OpCode.Loop ? LoopUse(i, dependency) : regions[i]!);
                operand++;
            }
        }

        void Use(int node, Region region) => uses[node] = uses[node] is { } known ? Region.Common(known, region) : region;

        // What the steps of a loop leave is used inside of its body.
        Region LoopUse(int loop, int dependency) =>
            nesting.IsInside(dependency, ((LoopData)graph[loop].Data!).Id) ? Body(loop) : regions[loop]!;
    }

    /// <summary>Loops and what they leave stay together; variables are everywhere.</summary>
    private bool IsPure(int node) => graph[node].Op is not (OpCode.Variable or OpCode.LoopVariable or OpCode.Constant) && graph[node].Info.Kind != OpKind.Loop;

    /// <summary>The innermost block around the uses that no loop separates from the node's own.</summary>
    private static Region Deepest(Region use, Region body)
    {
        if (!use.IsWithin(body)) return body;
        var result = use;
        for (var region = use; region != body; region = region.Parent!)
            if (region.IsLoop) result = region.Parent!;
        return result;
    }
}
