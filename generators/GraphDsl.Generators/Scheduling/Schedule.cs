using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>A new value that cannot be written in place, moved into the shared variable when all else is done.</summary>
internal sealed record FinalCopy(int Variable, int Node);

/// <summary>The kernels and locals of a function in the order in which they run, and where everything lies.</summary>
internal sealed class Schedule
{
    // What a call may find wrong with its arguments only when it computes this.
    private static readonly HashSet<OpCode> canFail =
    [
        OpCode.Gather, OpCode.ScatterSet, OpCode.ScatterAdd, OpCode.SoftmaxCrossentropy, OpCode.SoftmaxCrossentropyGrad,
        OpCode.Inverse, OpCode.Solve, OpCode.Cholesky, OpCode.Assert,
    ];

    private readonly Dictionary<Group, HashSet<Group>> after = [];
    private Dictionary<Region, List<Group>> order = [];

    private Schedule(Graph graph, IReadOnlyCollection<int> stored, bool fusesPools)
    {
        Graph = graph;
        Regions = new(graph);
        Forms = NodeForms.Decide(graph, Regions, stored, fusesPools ? ConvolutionPools.Gradients(graph, Regions) : []);
        Layouts = new(graph, Forms, stored);
        Grouping = new(graph, Forms, Layouts, Regions, fusesPools);
    }

    public Graph Graph { get; }

    public Regions Regions { get; }

    public NodeForms Forms { get; }

    public Layouts Layouts { get; }

    public Grouping Grouping { get; }

    /// <summary>What runs in a block, in order.</summary>
    public IReadOnlyList<Group> StepsOf(Region region) => order.TryGetValue(region, out var groups) ? groups : [];

    public List<FinalCopy> FinalCopies { get; } = [];

    /// <param name="stored">Nodes that must lie in memory, densely, for the kernels that read them.</param>
    /// <param name="fusesPools">Whether pools are computed with convolutions, see <see cref="ConvolutionPools"/>.</param>
    public static Schedule Make(Graph graph, IReadOnlyCollection<int> stored, bool fusesPools)
    {
        var schedule = new Schedule(graph, stored, fusesPools);
        schedule.PlaceOutputs();
        schedule.PlaceUpdates();
        schedule.ProtectVariables();
        schedule.order = schedule.Order() ?? throw new InvalidOperationException("the kernels depend on each other in a circle");
        return schedule;
    }

    /// <summary>The node of a variable, -1 where the function does not read it.</summary>
    public int NodeOf(int variable)
    {
        for (int i = 0; i < Graph.Nodes.Count; i++)
            if (Graph[i].Op == OpCode.Variable && ((VariableData)Graph[i].Data!).Index == variable) return i;
        return -1;
    }

    private void PlaceOutputs()
    {
        var placed = new HashSet<int>();
        for (int k = 0; k < Graph.Outputs.Count; k++)
        {
            int node = Graph.Outputs[k].Node;
            if (Graph[node].Rank == 0) continue;
            var memory = new Memory(MemoryKind.Output, k);
            bool isDirect = Layouts.IsComputed(node) && Regions[node] == Regions.Function && !EndsEarly(node);
            if (isDirect && placed.Add(node)) Layouts.Move(node, memory);
            else Grouping.Of(node).Targets.Add(new(node, memory));
        }
    }

    private void PlaceUpdates()
    {
        foreach (var update in Graph.Updates)
        {
            if (Graph[update.Node].Rank == 0) continue; // stored at the end
            if (!TryWriteInPlace(update)) FinalCopies.Add(new(update.Variable, Stored(update.Node)));
        }
    }

    /// <summary>A computed node as it is; a copy group of a variable or view gets workspace memory to keep the old value.</summary>
    private int Stored(int node)
    {
        if (!Layouts.IsComputed(node)) Grouping.Of(node).Targets.Add(new(node, new(MemoryKind.Workspace, node)));
        return node;
    }

    private bool TryWriteInPlace(Update update)
    {
        var shape = Graph.Variables[update.Variable].Shape;
        var node = Graph[update.Node];
        if (!node.Shape.Equals(shape)) return false; // the variable takes a new size
        var group = Grouping.Of(update.Node);
        if (group.Kind is not (GroupKind.Map or GroupKind.Product or GroupKind.Reduce)) return false;
        int variable = NodeOf(update.Variable);
        var edges = new List<Group>();
        if (variable >= 0)
        {
            if (Grouping.ReadsAligned(group, variable) == false) return false;
            foreach (var reader in Grouping.Groups)
                if (reader != group && Grouping.Reads(reader).Contains(variable)) edges.Add(reader);
        }
        if (!after.TryGetValue(group, out var before)) after[group] = before = [];
        var added = edges.Where(before.Add).ToArray();
        if (Order() is null)
        {
            before.ExceptWith(added);
            return false;
        }
        group.Targets.Add(new(update.Node, new(MemoryKind.Variable, update.Variable)));
        return true;
    }

    /// <summary>
    /// A failing call changes no shared variable: where something that can fail needs what also is written to one, the variable gets
    /// it at the end.
    /// </summary>
    private void ProtectVariables()
    {
        if (!Grouping.Groups.Any(g => g.WritesShared)) return;
        var values = new HashSet<int>(Graph.Checks.SelectMany(c => c.Actual.Atoms().Concat(c.Expected.Atoms()))
            .Where(a => a.Kind == DimAtomKind.Value).Select(a => a.Index));
        var waits = Waits();
        var needed = new HashSet<Group>();
        var pending = new Stack<Group>(Grouping.Groups.Where(g => g.Computed.Any(n => canFail.Contains(Graph[n].Op) || values.Contains(n)))
            .Concat(values.Select(v => Regions[v]).Where(r => r.Depth > 0).Select(r => Grouping.Of(r.Owner))));
        while (pending.Count > 0)
        {
            var group = pending.Pop();
            if (group.Region.Depth > 0) pending.Push(Around(group));
            foreach (var other in waits[group])
                if (needed.Add(other)) pending.Push(other);
        }
        foreach (var group in Grouping.Groups.Where(needed.Contains))
        {
            foreach (var target in group.Targets.Where(t => t.Memory.Kind == MemoryKind.Variable).ToArray())
            {
                group.Targets.Remove(target);
                FinalCopies.Add(new(target.Memory.Index, Stored(target.Node)));
            }
        }
    }

    /// <summary>True for what a loop leaves that may end before its time: its length is known when it has run.</summary>
    private bool EndsEarly(int node) => Graph[node].Info.Kind == OpKind.Loop && Graph[node].Op != OpCode.Loop
        && ((LoopData)Graph[Graph[node].Operands[0]].Data!).HasUntil;

    /// <summary>An order for each block; null where groups depend on each other in a circle.</summary>
    private Dictionary<Region, List<Group>>? Order()
    {
        var blocks = new Dictionary<Region, List<Group>>();
        foreach (var group in Grouping.Groups)
        {
            if (!blocks.TryGetValue(group.Region, out var block)) blocks[group.Region] = block = [];
            block.Add(group);
        }
        var waits = Waits();
        var result = new Dictionary<Region, List<Group>>();
        foreach (var block in blocks)
        {
            if (Order(block.Value, waits) is not { } sorted) return null;
            result[block.Key] = sorted;
        }
        return result;
    }

    /// <summary>For which groups of its block each group waits.</summary>
    private Dictionary<Group, HashSet<Group>> Waits()
    {
        var waits = Grouping.Groups.ToDictionary(g => g, _ => new HashSet<Group>());
        foreach (var group in Grouping.Groups)
        {
            foreach (var other in Grouping.Dependencies(group)) Wait(group, other);
            if (!after.TryGetValue(group, out var more)) continue;
            foreach (var other in more) Wait(group, other);
        }
        return waits;

        // In the innermost block around both, what stands for the one waits for what stands for the other.
        void Wait(Group group, Group other)
        {
            while (group.Region.Depth > other.Region.Depth) group = Around(group);
            while (other.Region.Depth > group.Region.Depth) other = Around(other);
            while (group.Region != other.Region) (group, other) = (Around(group), Around(other));
            if (group != other) waits[group].Add(other);
        }
    }

    /// <summary>The loop or the choice that a group is a step of.</summary>
    private Group Around(Group group) => Grouping.Of(group.Region.Owner);

    /// <summary>A topological order; what writes shared variables comes as late as it can, so that a failing call changes nothing.</summary>
    private static List<Group>? Order(List<Group> block, Dictionary<Group, HashSet<Group>> waits)
    {
        var open = block.OrderBy(g => g.Computed.Min()).ToList();
        var position = Enumerable.Range(0, open.Count).ToDictionary(i => open[i]);
        var waiting = open.Select(g => waits[g].Count).ToArray(); // for how many
        var waited = new Dictionary<Group, List<Group>>();
        foreach (var group in open)
        {
            foreach (var other in waits[group])
            {
                if (!waited.TryGetValue(other, out var users)) waited[other] = users = [];
                users.Add(group);
            }
        }
        var (ready, last) = (new SortedSet<int>(), new SortedSet<int>());
        for (int i = 0; i < open.Count; i++) Offer(i);
        var sorted = new List<Group>();
        while (ready.Count + last.Count > 0)
        {
            var from = ready.Count > 0 ? ready : last;
            var next = open[from.Min];
            from.Remove(from.Min);
            sorted.Add(next);
            if (!waited.TryGetValue(next, out var users)) continue;
            foreach (var group in users)
            {
                waiting[position[group]]--;
                Offer(position[group]);
            }
        }
        return sorted.Count == open.Count ? sorted : null;

        void Offer(int i)
        {
            if (waiting[i] == 0) (open[i].WritesShared ? last : ready).Add(i);
        }
    }
}
