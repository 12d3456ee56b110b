using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Kernels;

/// <summary>Turns the groups of a schedule into steps with loops and bodies.</summary>
internal sealed class Lowering(Schedule schedule)
{
    private readonly Graph graph = schedule.Graph;
    private readonly NodeForms forms = schedule.Forms;
    private readonly Layouts layouts = schedule.Layouts;
    private readonly HashSet<int> readElsewhere = ReadElsewhere(schedule);

    /// <summary>
    /// Schedules and lowers. Where what goes into a reduction does not lie in one loop that a driver knows, it is stored and all is
    /// scheduled again.
    /// </summary>
    public static (Schedule Schedule, IReadOnlyList<Step> Steps) Run(Graph graph, bool fusesPools, CancellationToken cancellation)
    {
        var stored = new HashSet<int>();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var schedule = Schedule.Make(graph, stored, fusesPools);
            var lowering = new Lowering(schedule);
            var steps = lowering.Lower(schedule.Regions.Function);
            int before = stored.Count;
            foreach (var reduce in steps.Flatten().OfType<ReduceStep>().Where(r => !r.HasDriver)) stored.Add(graph[reduce.Group.Cores[0]].Operands[0]);
            if (stored.Count == before) return (schedule, steps);
        }
    }

    /// <summary>True where a computed node's own memory is needed: others read it, or it is a result.</summary>
    public static HashSet<int> ReadElsewhere(Schedule schedule)
    {
        var needed = new HashSet<int>(schedule.FinalCopies.Select(c => c.Node));
        foreach (var group in schedule.Grouping.Groups) needed.UnionWith(schedule.Grouping.Reads(group));
        return needed;
    }

    private IReadOnlyList<Step> Lower(Region region) => [.. schedule.StepsOf(region).Select(Lower)];

    private Step Lower(Group group) => group.Kind switch
    {
        GroupKind.Scalar => Scalar(group),
        GroupKind.Map => Map(group),
        GroupKind.Reduce => Reduce(group),
        GroupKind.Product => new ProductLowering(schedule, readElsewhere).Lower(group),
        GroupKind.Row => Row(group),
        GroupKind.Loop => new LoopLowering(schedule).Lower(group, Lower(schedule.Regions.Body(group.Cores[0]))),
        GroupKind.Branch => Branch(group),
        _ => new LibraryStep(group, group.Cores[0]),
    };

    private BranchStep Branch(Group group) => new(
        group, graph[group.Cores[0]].Operands[0], Lower(schedule.Regions.Branch(group.Cores[0], 1)), Lower(schedule.Regions.Branch(group.Cores[0], 2)));

    private ScalarStep Scalar(Group group)
    {
        int node = group.Cores[0];
        var builder = new BodyBuilder(graph, forms, layouts, 0, [], group.Cores);
        return new(group, node, builder.Body, builder.Root(node));
    }

    private MapStep Map(Group group)
    {
        int rank = group.Space.Rank;
        var builder = new BodyBuilder(graph, forms, layouts, rank, AxisIndex.Identities(rank), group.Roots);
        var stores = Stores(group, builder, AxisIndex.Identities(rank), rank);
        var loops = LoopNest.Collapse(group.Space.Dims.Select(d => new LoopAxis(d, false)), [builder.Body], stores);
        // A position that is stored itself is a long beside whatever else there is.
        bool storesIndex = stores.Any(s => builder.Body[s.Value].Kind == InstructionKind.Index);
        return new(group, loops, builder.Body, stores, storesIndex ? null : Vectorisation.TypeOf([builder.Body]));
    }

    private ReduceStep Reduce(Group group)
    {
        int core = group.Cores[0];
        var node = graph[core];
        var source = graph[node.Operands[0]].Shape;
        var reduced = ((AxesData)node.Data!).Axes.ToArray();
        var kept = Enumerable.Range(0, source.Rank).Where(a => !reduced.Contains(a)).Select(AxisIndex.Identity).ToArray();

        var builder = new BodyBuilder(graph, forms, layouts, source.Rank, AxisIndex.Identities(source.Rank), []);
        int value = builder.Value(node.Operands[0], AxisIndex.Identities(source.Rank));
        var epilogue = new BodyBuilder(graph, forms, layouts, source.Rank, kept, group.Roots, n => n == core);
        var stores = node.Rank == 0 ? [] : Stores(group, epilogue, kept, source.Rank);
        var loops = LoopNest.Collapse(
            source.Dims.Select((d, axis) => new LoopAxis(d, reduced.Contains(axis))), [builder.Body, epilogue.Body], stores);
        Arrange(loops, [builder.Body, epilogue.Body], stores);
        return new(group, node.Op, loops, builder.Body, value, epilogue.Body, stores, node.Type);
    }

    /// <summary>
    /// Brings the loops into the order kept, reduced, kept (of which some may be missing), or kept, reduced: the forms that the
    /// drivers know, with leading kept loops outside.
    /// </summary>
    private static void Arrange(LoopNest loops, IReadOnlyList<Body> bodies, List<Store> stores)
    {
        int last = loops.Rank - 1;
        if (loops.Axes.Count(a => a.Reduced) <= 1) return;
        // Several separate reduced loops: kept ones outside, then all reduced ones.
        var order = Enumerable.Range(0, loops.Rank).OrderBy(a => loops.Axes[a].Reduced ? 1 : 0).ToArray();
        if (last >= 0) loops.Permute(order, bodies, stores);
    }

    /// <summary>Everything the group's roots (and its core) are written to.</summary>
    private List<Store> Stores(Group group, BodyBuilder builder, AxisIndex[] self, int rank)
    {
        var stores = new List<Store>();
        foreach (int node in group.Computed)
        {
            var memories = new List<Memory>();
            if (layouts.IsComputed(node) && (readElsewhere.Contains(node) || layouts[node].Memory.Kind == MemoryKind.Output))
                memories.Add(layouts[node].Memory);
            memories.AddRange(group.Targets.Where(t => t.Node == node).Select(t => t.Memory));
            if (memories.Count == 0) continue;
            int value = builder.Root(node);
            stores.AddRange(memories.Select(m => new Store(value, PlaceOf(m, graph[node].Shape, self, rank))));
        }
        return stores;
    }

    private static Place PlaceOf(Memory memory, Shape shape, AxisIndex[] self, int rank)
    {
        var dense = Layout.DenseStrides(shape);
        var strides = Enumerable.Repeat(Dim.Zero, rank).ToArray();
        for (int axis = 0; axis < shape.Rank; axis++) strides[self[axis].Axis] = dense[axis];
        return new(memory, Dim.Zero, strides.ToEquatable());
    }

    private RowStep Row(Group group)
    {
        int input = graph[group.Cores[0]].Operands[0];
        var shape = graph[input].Shape;
        var layout = layouts[input];
        var columns = shape[shape.Rank - 1];
        var rows = Shape.Of(shape.Dims.Take(shape.Rank - 1)).Count;
        var builder = new BodyBuilder(graph, forms, layouts, 1, AxisIndex.Identities(1), []);
        var operations = group.Cores.Select(core => new RowOperation(
            core, graph[core].Op, forms[core] == NodeForm.Scalar ? new(MemoryKind.Workspace, core) : layouts[core].Memory,
            [.. graph[core].Operands.Skip(1).Select(o => builder.Value(o, AxisIndex.Identities(1)))])).ToArray();
        return new(group, rows, columns, new(layout.Memory, layout.Offset, new([columns, Dim.One])), operations, builder.Body, graph[input].Type);
    }
}
