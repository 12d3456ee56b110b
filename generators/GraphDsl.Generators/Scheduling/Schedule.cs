using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>A new value that cannot be written in place, moved into the shared variable when all else is done.</summary>
internal sealed record FinalCopy(int Variable, int Node);

/// <summary>The kernels and locals of a function in the order in which they run, and where everything lies.</summary>
internal sealed class Schedule
{
    private readonly Dictionary<Group, HashSet<Group>> after = [];

    private Schedule(Graph graph, IReadOnlyCollection<int> stored)
    {
        Graph = graph;
        Forms = NodeForms.Decide(graph, stored);
        Layouts = new(graph, Forms, stored);
        Grouping = new(graph, Forms, Layouts);
    }

    public Graph Graph { get; }

    public NodeForms Forms { get; }

    public Layouts Layouts { get; }

    public Grouping Grouping { get; }

    public IReadOnlyList<Group> Steps { get; private set; } = [];

    public List<FinalCopy> FinalCopies { get; } = [];

    /// <param name="stored">Nodes that must lie in memory, densely, for the kernels that read them.</param>
    public static Schedule Make(Graph graph, IReadOnlyCollection<int> stored)
    {
        var schedule = new Schedule(graph, stored);
        schedule.PlaceOutputs();
        schedule.PlaceUpdates();
        schedule.Steps = schedule.Order() ?? throw new InvalidOperationException("the kernels depend on each other in a circle");
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
            if (Layouts.IsComputed(node) && placed.Add(node)) Layouts.Move(node, memory);
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

    /// <summary>A topological order; what writes shared variables comes as late as it can, so that a failing call changes nothing.</summary>
    private List<Group>? Order()
    {
        var waits = Grouping.Groups.ToDictionary(g => g, g =>
        {
            var set = new HashSet<Group>(Grouping.Dependencies(g));
            if (after.TryGetValue(g, out var more)) set.UnionWith(more);
            set.Remove(g);
            return set;
        });
        var order = new List<Group>();
        var open = Grouping.Groups.OrderBy(g => g.Computed.Min()).ToList();
        while (open.Count > 0)
        {
            var next = open.FirstOrDefault(g => waits[g].Count == 0 && !g.WritesShared) ?? open.FirstOrDefault(g => waits[g].Count == 0);
            if (next is null) return null;
            open.Remove(next);
            order.Add(next);
            foreach (var group in open) waits[group].Remove(next);
        }
        return order;
    }
}
