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
        for (int i = 0; i < graph.Nodes.Count; i++)
            if (graph[i].Op == OpCode.IfElse) leaders[i] = i;
        if (leaders.Count == 0) return;
        PlaceFromUses();
        if (ShareBranches()) PlaceFromUses();
    }

    public Region Function { get; }

    /// <summary>Where a node is computed.</summary>
    public Region this[int node] => regions[node] ?? BodyOf(nesting.Of(node));

    /// <summary>The branches around a node; null where a loop is around it, or it needs no branch.</summary>
    public IReadOnlyList<Guard>? Branches(int node)
    {
        var branches = new List<Guard>();
        for (var region = this[node]; region.Parent is not null; region = region.Parent)
        {
            if (region.IsLoop) return null;
            branches.Insert(0, new(graph[region.Owner].Operands[0], region.Side == 1));
        }
        return branches;
    }

    /// <summary>The first of the choices that share the branches of a choice.</summary>
    public int Leader(int choice) => leaders[choice];

    /// <summary>The body of a loop, by the node of the loop.</summary>
    public Region Body(int loopNode) => BodyOf(LoopOf(loopNode));

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

    /// <summary>Choices by one condition in one block share their branches, unless one needs the other's result; true where any do.</summary>
    private bool ShareBranches()
    {
        var leaderOf = new Dictionary<(int Condition, string Block), List<int>>();
        foreach (int choice in leaders.Keys.OrderBy(c => regions[c]!.Depth).ThenBy(c => c).ToArray())
        {
            var key = (graph[choice].Operands[0], Path(regions[choice]!));
            if (!leaderOf.TryGetValue(key, out var known)) leaderOf[key] = known = [];
            int leader = known.FindIndex(l => !AreOrdered(choice, l));
            if (leader >= 0) leaders[choice] = known[leader];
            else known.Add(choice);
        }
        return leaders.Any(l => l.Key != l.Value);

        string Path(Region region) => region.Parent is null ? ""
            : FormattableString.Invariant($"{Path(region.Parent)}/{(region.IsLoop ? region.Owner : leaders[region.Owner])}:{region.Side}");
    }

    /// <summary>Whether one of two choices needs the other's result, be it by way of others that share branches.</summary>
    private bool AreOrdered(int choice, int leader) => IsNeeded(leader, choice) || IsNeeded(choice, leader);

    private bool IsNeeded(int choice, int by)
    {
        var roots = new HashSet<int> { by };
        while (true)
        {
            var groups = new HashSet<int>(roots.Where(leaders.ContainsKey).Select(r => leaders[r]));
            roots.UnionWith(leaders.Where(l => groups.Contains(l.Value)).Select(l => l.Key));
            int before = roots.Count;
            var needed = Pruning.Reachable(graph.Nodes.ToArray(), roots.SelectMany(r => graph[r].Dependencies));
            if (leaders.Any(l => l.Value == leaders[choice] && needed[l.Key])) return true;
            roots.UnionWith(leaders.Keys.Where(l => needed[l]));
            if (roots.Count == before) return false;
        }
    }

    /// <summary>From the last nodes to the first: where all uses lie in one branch, so does the node.</summary>
    private void PlaceFromUses()
    {
        Array.Clear(regions, 0, regions.Length);
        bodies.Clear();
        branches.Clear();
        var units = Enumerable.Range(0, regions.Length).ToLookup(UnitOf);
        var uses = new Region?[regions.Length]; // per unit
        var waiting = new int[regions.Length];  // per unit: uses that are still to come
        foreach (var unit in units)
        {
            foreach (var (dependency, _) in Needs(unit)) waiting[UnitOf(dependency)]++;
        }
        foreach (int root in graph.Roots) Use(root, Function);
        foreach (int value in CheckedValues())
            if (nesting.Of(value) < 0) Use(value, Function);

        var ready = new Stack<int>(units.Select(u => u.Key).Where(u => waiting[u] == 0));
        while (ready.Count > 0)
        {
            int unit = ready.Pop();
            var body = BodyOf(nesting.Of(unit));
            var region = uses[unit] is { } use && CanMove(unit) ? Deepest(use, body) : body;
            foreach (int node in units[unit]) regions[node] = region;
            foreach (var (dependency, side) in Needs(units[unit]))
            {
                Use(dependency, side > 0 ? Branch(unit, side) : graph[unit].Op == OpCode.Loop && nesting.IsInside(dependency, LoopOf(unit)) ? Body(unit) : region);
                if (--waiting[UnitOf(dependency)] == 0) ready.Push(UnitOf(dependency));
            }
        }

        void Use(int node, Region region)
        {
            int unit = UnitOf(node);
            uses[unit] = uses[unit] is { } known ? Region.Common(known, region) : region;
        }
    }

    /// <summary>What lies in one block with others is placed with them: a loop with what it leaves, choices that share their branches.</summary>
    private int UnitOf(int node) => graph[node].Op switch
    {
        OpCode.LoopStates or OpCode.LoopLast or OpCode.LoopOutput => graph[node].Operands[0],
        OpCode.IfElse => leaders[node],
        _ => node,
    };

    /// <summary>What a unit needs from others, and the side of a choice that needs it (else 0). A loop needs what is checked in its steps.</summary>
    private IEnumerable<(int Node, int Side)> Needs(IEnumerable<int> unit)
    {
        foreach (int node in unit)
        {
            int operand = 0;
            foreach (int dependency in graph[node].Dependencies)
            {
                int side = graph[node].Op == OpCode.IfElse && operand is 1 or 2 ? operand : 0;
                if (UnitOf(dependency) != UnitOf(node)) yield return (dependency, side);
                operand++;
            }
            if (graph[node].Op != OpCode.Loop) continue;
            foreach (int value in CheckedValues())
                if (nesting.Of(value) == LoopOf(node)) yield return (value, 0);
        }
    }

    /// <summary>The integers of the graph that checks look at.</summary>
    private IEnumerable<int> CheckedValues() => graph.Checks.Where(c => c.Guards.Count == 0)
        .SelectMany(c => c.Actual.Atoms().Concat(c.Expected.Atoms())).Where(a => a.Kind == DimAtomKind.Value).Select(a => a.Index);

    private int LoopOf(int loopNode) => ((LoopData)graph[loopNode].Data!).Id;

    /// <summary>Variables are everywhere.</summary>
    private bool CanMove(int node) => graph[node].Op is not (OpCode.Variable or OpCode.LoopVariable or OpCode.Constant);

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
