namespace GraphDsl.Generators.IR;

/// <summary>
/// Which node belongs to the body of which loop. A node is in a body when it depends on a variable of the loop; it lies as far
/// outside as it can.
/// </summary>
internal sealed class LoopNesting
{
    private static readonly IReadOnlyCollection<int> none = [];

    private readonly IReadOnlyCollection<int>[] free; // per node: the loops whose variables it depends on
    private readonly Dictionary<int, int> loops = []; // the node of each loop, by its number
    private readonly Dictionary<int, int> depths = [];

    public LoopNesting(IReadOnlyList<Node> nodes)
    {
        free = new IReadOnlyCollection<int>[nodes.Count];
        for (int i = 0; i < free.Length; i++)
        {
            free[i] = FreeOf(nodes[i], free);
            if (nodes[i].Op == OpCode.Loop) loops[((LoopData)nodes[i].Data!).Id] = i;
        }
    }

    /// <summary>The loops whose variables a node depends on, from those of the nodes before it.</summary>
    public static IReadOnlyCollection<int> FreeOf(Node node, IReadOnlyList<IReadOnlyCollection<int>> before)
    {
        var free = node.Data is LoopVariableData variable ? [variable.Loop] : none;
        foreach (int dependency in node.Dependencies) free = Union(free, before[dependency]);
        return node is { Op: OpCode.Loop, Data: LoopData { Id: var id } } ? [.. free.Where(l => l != id)] : free;
    }

    /// <summary>True where there are no loops at all.</summary>
    public bool IsFlat => loops.Count == 0;

    /// <summary>The loops whose variables a node depends on.</summary>
    public IReadOnlyCollection<int> Free(int node) => free[node];

    public bool IsInside(int node, int loop) => free[node].Contains(loop);

    /// <summary>The number of the innermost loop whose body a node is in; -1 for none.</summary>
    public int Of(int node)
    {
        int innermost = -1, depth = 0;
        foreach (int loop in free[node])
        {
            int own = Depth(loop);
            if (own > depth) (innermost, depth) = (loop, own);
        }
        return innermost;
    }

    /// <summary>The node of a loop.</summary>
    public int NodeOf(int loop) => loops[loop];

    /// <summary>The loop around a loop; -1 for none. A loop in the making, or one that was given up, has no node yet.</summary>
    public int Around(int loop) => loops.TryGetValue(loop, out int node) ? Of(node) : -1;

    /// <summary>How many loops a loop lies in, itself included.</summary>
    private int Depth(int loop)
    {
        if (depths.TryGetValue(loop, out int known)) return known;
        depths[loop] = 1; // a loop does not contain itself
        int outer = 0;
        if (loops.TryGetValue(loop, out int node))
            foreach (int around in free[node]) outer = Math.Max(outer, Depth(around));
        return depths[loop] = outer + 1;
    }

    private static IReadOnlyCollection<int> Union(IReadOnlyCollection<int> a, IReadOnlyCollection<int> b) =>
        b.Count == 0 || ReferenceEquals(a, b) ? a : a.Count == 0 ? b : b.All(a.Contains) ? a : [.. a.Union(b)];
}
