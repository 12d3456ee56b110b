using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>
/// Puts the nodes of a function into kernels: one group for each computed node first, then groups that can share a loop
/// are merged: row operations on one tensor, elementwise work into the product or reduction it follows,
/// elementwise work of one shape.
/// </summary>
internal sealed class Grouping
{
    private readonly Graph graph;
    private readonly NodeForms forms;
    private readonly Layouts layouts;
    private readonly Regions regions;
    private readonly Dictionary<int, Group> groupOf = [];
    private readonly Dictionary<Group, HashSet<int>> reads = [];
    private readonly Dictionary<Group, HashSet<Group>> dependencies = [];

    public Grouping(Graph graph, NodeForms forms, Layouts layouts, Regions regions)
    {
        this.graph = graph;
        this.forms = forms;
        this.layouts = layouts;
        this.regions = regions;
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            if (OwnerOf(i) is var owner and >= 0) Join(i, owner);
            else if (KindOf(i) is { } kind) Add(i, kind);
        }
        foreach (int root in graph.Roots.Distinct())
        {
            // Results that are variables or views of them are copied.
            if (graph[root].Rank > 0 && !layouts.IsComputed(root)) Add(root, GroupKind.Map);
        }
        MergeRows();
        MergeIntoCores();
        MergeMaps();
    }

    public List<Group> Groups { get; } = [];

    public Group Of(int node) => groupOf[node];

    /// <summary>The computed nodes, scalars and variables that a group reads.</summary>
    public HashSet<int> Reads(Group group)
    {
        if (!reads.TryGetValue(group, out var known)) reads[group] = known = FindReads(group);
        return known;
    }

    private HashSet<int> FindReads(Group group)
    {
        var found = new HashSet<int>();
        var own = new HashSet<int>(group.Computed);
        var seen = new HashSet<int>();
        var pending = new Stack<int>(group.Computed);
        while (pending.Count > 0)
        {
            foreach (int dependency in graph[pending.Pop()].Dependencies)
            {
                if (!seen.Add(dependency)) continue;
                if (own.Contains(dependency)) continue;
                if (forms[dependency] == NodeForm.Fused || (forms[dependency] == NodeForm.Memory && !layouts.IsComputed(dependency)
                    && graph[dependency].Op is not (OpCode.Variable or OpCode.LoopVariable)))
                {
                    pending.Push(dependency);
                    continue;
                }
                found.Add(dependency);
            }
        }
        // A copy reads the memory that it copies.
        foreach (int root in group.Roots)
            if (graph[root].Op == OpCode.Variable) found.Add(root);
        return found;
    }

    /// <summary>The groups whose results a group reads.</summary>
    public HashSet<Group> Dependencies(Group group)
    {
        if (dependencies.TryGetValue(group, out var known)) return known;
        var result = dependencies[group] = [];
        foreach (int node in Reads(group))
            if (groupOf.TryGetValue(node, out var other) && other != group && other.Computed.Contains(node)
                && graph[node].Op != OpCode.Variable) result.Add(other);
        return result;
    }

    /// <summary>How a group reads a variable: not at all (null), only at the index it writes (true), or elsewhere too (false).</summary>
    public bool? ReadsAligned(Group group, int variableNode)
    {
        if (!Reads(group).Contains(variableNode)) return null;
        var coreReads = new HashSet<int>();
        var pending = new Stack<int>(group.Cores.SelectMany(c => graph[c].Operands));
        while (pending.Count > 0)
        {
            int node = pending.Pop();
            if (!coreReads.Add(node)) continue;
            if (forms[node] == NodeForm.Scalar || layouts.IsComputed(node)) continue;
            foreach (int operand in graph[node].Operands) pending.Push(operand);
        }
        return !coreReads.Contains(variableNode) && IsReadAligned(group.Roots, variableNode, group.Space);
    }

    private GroupKind? KindOf(int index)
    {
        var node = graph[index];
        switch (forms[index])
        {
            case NodeForm.Scalar:
                return node.Info.Kind switch
                {
                    OpKind.Reduce => VectorTrees.IsVectorReduction(node) ? GroupKind.Reduce : GroupKind.Library,
                    OpKind.Row => GroupKind.Row,
                    OpKind.Library => GroupKind.Library,
                    OpKind.Leaf when node.Op is OpCode.Constant or OpCode.LoopVariable => null,
                    OpKind.Loop => GroupKind.Loop,
                    OpKind.Branch => GroupKind.Branch,
                    _ => GroupKind.Scalar,
                };
            case NodeForm.Memory when layouts.IsComputed(index):
                return node.Info.Kind switch
                {
                    OpKind.Reduce => VectorTrees.IsVectorReduction(node) ? GroupKind.Reduce : GroupKind.Library,
                    OpKind.Product => VectorTrees.IsVectorProduct(node) ? GroupKind.Product : GroupKind.Library,
                    OpKind.Row => GroupKind.Row,
                    OpKind.Library => GroupKind.Library,
                    OpKind.Branch => GroupKind.Branch,
                    _ => GroupKind.Map,
                };
            default:
                return null;
        }
    }

    private void Add(int node, GroupKind kind)
    {
        var group = new Group(kind, graph[node].Shape, kind == GroupKind.Map && !layouts.IsComputed(node) ? regions.Function : regions[node]);
        (kind == GroupKind.Map ? group.Roots : group.Cores).Add(node);
        Groups.Add(group);
        groupOf[node] = group;
    }

    /// <summary>The node whose group a node belongs to: what a loop leaves to the loop, a choice to the first of its branches; else -1.</summary>
    private int OwnerOf(int node) => graph[node].Op switch
    {
        OpCode.LoopStates or OpCode.LoopLast or OpCode.LoopOutput => graph[node].Operands[0],
        OpCode.IfElse when regions.Leader(node) != node => regions.Leader(node),
        _ => -1,
    };

    private void Join(int node, int owner)
    {
        var group = groupOf[owner];
        group.Cores.Add(node);
        groupOf[node] = group;
    }

    private void MergeRows()
    {
        foreach (var group in Groups.ToArray())
        {
            if (group.Kind != GroupKind.Row || !Groups.Contains(group)) continue;
            foreach (var other in Groups.ToArray())
            {
                if (other == group || other.Kind != GroupKind.Row || other.Region != group.Region || graph[other.Cores[0]].Operands[0] != graph[group.Cores[0]].Operands[0]) continue;
                if (Dependencies(other).Contains(group) || IsReachable(group, other) || IsReachable(other, group)) continue;
                Merge(other, group);
            }
        }
    }

    private void MergeIntoCores()
    {
        foreach (var map in Groups.ToArray())
        {
            if (map.Kind != GroupKind.Map) continue;
            foreach (var core in Dependencies(map).OrderBy(g => g.Cores.FirstOrDefault()))
            {
                bool fits = core.Kind is GroupKind.Product or GroupKind.Reduce && core.Region == map.Region && core.Space.Equals(map.Space) && core.Space.Rank > 0
                    && IsReadAligned(map.Roots, core.Cores[0], map.Space) && core.Roots.All(r => IsReadAligned(map.Roots, r, map.Space))
                    && HasVectorForm(map, graph[core.Cores[0]].Type) && !IsReachable(core, map, direct: false);
                if (!fits) continue;
                Merge(map, core);
                break;
            }
        }
    }

    private void MergeMaps()
    {
        bool merged = true;
        while (merged)
        {
            merged = false;
            foreach (var second in Groups.ToArray())
            {
                if (second.Kind != GroupKind.Map || !Groups.Contains(second)) continue;
                foreach (var first in Groups.ToArray())
                {
                    if (first == second || first.Kind is not (GroupKind.Map or GroupKind.Product or GroupKind.Reduce)
                        || first.Region != second.Region || !first.Space.Equals(second.Space) || !CanShareLoop(first, second)) continue;
                    Merge(second, first);
                    merged = true;
                    break;
                }
            }
        }
    }

    private bool CanShareLoop(Group first, Group second)
    {
        bool depends = Dependencies(second).Contains(first);
        if (first.Kind != GroupKind.Map && !(depends && HasVectorForm(second, graph[first.Cores[0]].Type))) return false;
        if (!depends && !Reads(first).Overlaps(Reads(second).Where(r => graph[r].Rank > 0))) return false;
        return Functions(first) + Functions(second) <= NodeForms.MostFunctions
            && first.Computed.All(n => IsReadAligned(second.Roots, n, second.Space))
            && !IsReachable(first, second, direct: false) && !IsReachable(second, first);
    }

    /// <summary>The elementary functions that a group's loop holds.</summary>
    private int Functions(Group group)
    {
        var seen = new HashSet<int>();
        var pending = new Stack<int>(group.Computed);
        int count = 0;
        while (pending.Count > 0)
        {
            int node = pending.Pop();
            if (!seen.Add(node)) continue;
            count += NodeForms.Functions(graph[node].Op);
            foreach (int operand in graph[node].Operands)
                if (forms[operand] == NodeForm.Fused) pending.Push(operand);
        }
        return count;
    }

    /// <summary>True where a product or reduction of the type can evaluate the roots on the vectors of its results.</summary>
    private bool HasVectorForm(Group map, DType type) => map.Roots.All(root =>
        VectorTrees.IsVector(graph, root, type, node => node != root && forms[node] != NodeForm.Fused));

    /// <summary>True where the roots read a node (if at all) only at the index at which they are computed.</summary>
    private bool IsReadAligned(IEnumerable<int> roots, int target, Shape space)
    {
        var seen = new HashSet<(int, bool)>();
        var pending = new Stack<(int Node, bool Aligned)>(roots.Select(r => (r, graph[r].Info.IsElementwise || graph[r].Op == OpCode.Variable)));
        foreach (int root in roots)
            if (root == target && graph[root].Op == OpCode.Variable) return true;
        while (pending.Count > 0)
        {
            var (node, aligned) = pending.Pop();
            if (!seen.Add((node, aligned))) continue;
            foreach (int operand in graph[node].Operands)
            {
                bool stays = aligned && graph[node].Info.IsElementwise && graph[operand].Shape.Equals(space);
                if (operand == target)
                {
                    if (!stays) return false;
                    continue;
                }
                if (forms[operand] == NodeForm.Scalar || layouts.IsComputed(operand)) continue;
                pending.Push((operand, stays));
            }
        }
        return true;
    }

    /// <summary>True where <paramref name="to"/> depends on <paramref name="from"/>; with direct: false only through a third group.</summary>
    private bool IsReachable(Group from, Group to, bool direct = true)
    {
        var seen = new HashSet<Group>();
        var pending = new Stack<Group>();
        foreach (var dependency in Dependencies(to))
        {
            if (dependency == from)
            {
                if (direct) return true;
                continue;
            }
            pending.Push(dependency);
        }
        while (pending.Count > 0)
        {
            var group = pending.Pop();
            if (group == from) return true;
            if (!seen.Add(group)) continue;
            foreach (var dependency in Dependencies(group)) pending.Push(dependency);
        }
        return false;
    }

    private void Merge(Group from, Group into)
    {
        foreach (int node in from.Computed) groupOf[node] = into;
        reads.Remove(from);
        reads.Remove(into);
        dependencies.Clear();
        into.Cores.AddRange(from.Cores);
        into.Roots.AddRange(from.Roots);
        into.Cores.Sort();
        into.Roots.Sort();
        Groups.Remove(from);
    }
}
