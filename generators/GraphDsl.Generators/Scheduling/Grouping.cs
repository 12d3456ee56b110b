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
    private readonly GroupDependencies dependencies;

    public Grouping(Graph graph, NodeForms forms, Layouts layouts, Regions regions, bool fusesPools)
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
        dependencies = new(Groups, FindDependencies);
        MergeRows();
        if (fusesPools) MergePools();
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
    public HashSet<Group> Dependencies(Group group) => dependencies.Of(group);

    private IEnumerable<Group> FindDependencies(Group group) => Reads(group)
        .Where(node => graph[node].Op != OpCode.Variable && groupOf.TryGetValue(node, out var other) && other != group && other.Computes(node))
        .Select(node => groupOf[node]);

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
        var byInput = Groups.Where(g => g.Kind == GroupKind.Row).ToLookup(g => graph[g.Cores[0]].Operands[0]);
        foreach (var group in Groups.ToArray())
        {
            if (group.Kind != GroupKind.Row || group.IsMerged) continue;
            foreach (var other in byInput[graph[group.Cores[0]].Operands[0]])
            {
                if (other == group || other.IsMerged || other.Region != group.Region || !HaveOneLabel(group, other)) continue;
                if (dependencies.IsReachable(group, other) || dependencies.IsReachable(other, group)) continue;
                Merge(other, group);
            }
        }
    }

    /// <summary>True where each row of both has one label and one factor at most: no operation is there twice, and all labels are the same.</summary>
    private bool HaveOneLabel(Group group, Group other)
    {
        var both = group.Cores.Concat(other.Cores).Select(core => graph[core]).ToArray();
        return both.Select(n => n.Op).Distinct().Count() == both.Length
            && both.Where(n => n.Operands.Count > 1).Select(n => n.Operands[1]).Distinct().Count() <= 1;
    }

    private void MergePools()
    {
        foreach (var group in Groups.ToArray())
        {
            if (group.Kind != GroupKind.Library || ConvolutionPools.Source(graph, group.Cores[0]) is not (>= 0 and var source)) continue;
            if (groupOf[source] is { Cores.Count: 1 } convolution && convolution.Region == group.Region) Merge(group, convolution);
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
                    && HasVectorForm(map, graph[core.Cores[0]].Type) && !dependencies.IsReachableThroughOthers(core, map);
                if (!fits) continue;
                Merge(map, core);
                break;
            }
        }
    }

    private void MergeMaps()
    {
        var readers = new Dictionary<int, HashSet<Group>>(); // of each tensor
        foreach (var group in Groups) NoteReads(group);
        bool merged = true;
        while (merged)
        {
            merged = false;
            foreach (var second in Groups.ToArray())
            {
                if (second.Kind != GroupKind.Map || second.IsMerged) continue;
                if (Partners(second).OrderBy(dependencies.Number).FirstOrDefault(first => CanShareLoop(first, second)) is not { } chosen) continue;
                foreach (int node in Reads(second))
                    if (readers.TryGetValue(node, out var own)) own.Remove(second);
                Merge(second, chosen);
                NoteReads(chosen);
                merged = true;
            }
        }

        void NoteReads(Group group)
        {
            foreach (int node in Reads(group).Where(n => graph[n].Rank > 0))
            {
                if (!readers.TryGetValue(node, out var known)) readers[node] = known = [];
                known.Add(group);
            }
        }

        // What it reads the result of, and what reads the same as it.
        IEnumerable<Group> Partners(Group second) => Dependencies(second)
            .Concat(Reads(second).SelectMany(node => readers.TryGetValue(node, out var known) ? known : [])).Distinct()
            .Where(first => first != second && first.Kind is GroupKind.Map or GroupKind.Product or GroupKind.Reduce
                && first.Region == second.Region && first.Space.Equals(second.Space));
    }

    private bool CanShareLoop(Group first, Group second)
    {
        bool depends = Dependencies(second).Contains(first);
        if (first.Kind != GroupKind.Map && !(depends && HasVectorForm(second, graph[first.Cores[0]].Type))) return false;
        if (!depends && !Reads(first).Overlaps(Reads(second).Where(r => graph[r].Rank > 0))) return false;
        return !dependencies.IsReachableThroughOthers(first, second) && !dependencies.IsReachable(second, first)
            && Functions(first) + Functions(second) <= NodeForms.MostFunctions
            && first.Computed.All(n => IsReadAligned(second.Roots, n, second.Space));
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

    private void Merge(Group from, Group into)
    {
        foreach (int node in from.Computed) groupOf[node] = into;
        reads.Remove(from);
        reads.Remove(into);
        into.TakeIn(from);
        Groups.Remove(from);
        dependencies.Merge(from, into, FindDependencies(into));
    }
}
