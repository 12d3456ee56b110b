using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Kernels;

/// <summary>Finds what must lie in the workspace, and for how long.</summary>
internal sealed class Lifetimes
{
    private readonly Schedule schedule;
    private readonly Graph graph;
    private readonly List<(Memory Memory, DType Type, Shape Shape, int At)> written = [];
    private readonly Dictionary<Memory, List<int>> reads = [];
    private readonly Dictionary<int, Memory> aliases = []; // nodes that lie in the memory of something else
    private readonly HashSet<Memory> placed = [];          // what lies in the memory of a loop
    private readonly List<(int First, int Last)> loops = [];
    private int position;

    private Lifetimes(Schedule schedule)
    {
        this.schedule = schedule;
        graph = schedule.Graph;
    }

    public static IEnumerable<Lifetime> Find(Schedule schedule, IReadOnlyList<Step> steps)
    {
        var finder = new Lifetimes(schedule);
        finder.Visit(steps);
        foreach (var copy in schedule.FinalCopies) finder.Read(copy.Node, finder.position);
        var seen = new HashSet<Memory>();
        foreach (var (memory, type, shape, at) in finder.written)
        {
            if (memory.Kind is not (MemoryKind.Workspace or MemoryKind.LoopState) || finder.placed.Contains(memory) || !seen.Add(memory)) continue;
            int last = finder.reads.TryGetValue(memory, out var readers) ? Math.Max(at, readers.Max(r => finder.Extend(at, r))) : at;
            yield return new(memory, type, shape, at, last);
        }
    }

    /// <summary>What a loop reads of what was there before it is needed until its last step.</summary>
    private int Extend(int from, int to)
    {
        foreach (var (first, last) in loops)
            if (from < first && to > first && to < last) to = last;
        return to;
    }

    private void Read(int node, int at)
    {
        var memory = aliases.TryGetValue(node, out var other) ? other : new(MemoryKind.Workspace, node);
        if (!reads.TryGetValue(memory, out var list)) reads[memory] = list = [];
        list.Add(at);
    }

    private void Visit(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps) Visit(step);
    }

    private void Visit(Step step)
    {
        int at = position++;
        foreach (var (memory, type, shape) in Written(step)) written.Add((memory, type, shape, at));
        if (step is LoopStep loop) Enter(loop);
        Visit([.. step.Nested]);
        int end = position;
        if (step.Nested.Any() || step is LoopStep)
        {
            position++;
            if (step is LoopStep) loops.Add((at, end));
        }
        else
        {
            end = at;
        }
        foreach (int node in schedule.Grouping.Reads(step.Group)) Read(node, end);
        // The memories of a loop are in use as long as it runs.
        foreach (var (memory, _, _) in Written(step).ToArray()) Use(memory, end);
    }

    private void Use(Memory memory, int at)
    {
        if (!reads.TryGetValue(memory, out var list)) reads[memory] = list = [];
        list.Add(at);
    }

    private void Enter(LoopStep step)
    {
        var loop = new LoopView(graph[step.Node]);
        foreach (var state in step.States)
        {
            if (state.IsDirect) placed.Add(schedule.Layouts[loop.NewState(state.Slot)].Memory);
            if (state.Last >= 0 && state.Memory is { } memory) aliases[state.Last] = memory;
        }
        foreach (var output in step.Outputs)
            if (output.IsDirect) placed.Add(schedule.Layouts[loop.Output(output.Slot)].Memory);
    }

    private IEnumerable<(Memory Memory, DType Type, Shape Shape)> Written(Step step) => step switch
    {
        MapStep map => OfNodes(map.Stores.Select(s => s.Place.Memory)),
        ReduceStep reduce => OfNodes(reduce.Stores.Select(s => s.Place.Memory)),
        ProductStep { HasEpilogue: true } product => OfNodes(product.Stores.Select(s => s.Place.Memory).Append(product.Destination.Memory)),
        ProductStep product => OfNodes([product.Destination.Memory]),
        RowStep row => OfNodes(row.Operations.Select(o => o.Result)),
        LibraryStep library when schedule.Forms[library.Node] == NodeForm.Memory => OfNodes(library.Group.Cores.Select(c => schedule.Layouts[c].Memory)),
        LibraryStep library => OfNodes([new(MemoryKind.Workspace, library.Node)]),
        BranchStep branch => OfNodes(branch.Group.Cores.Where(c => graph[c].Rank > 0).Select(c => schedule.Layouts[c].Memory)),
        LoopStep loop => OfLoop(loop),
        _ => [],
    };

    private IEnumerable<(Memory, DType, Shape)> OfNodes(IEnumerable<Memory> memories) =>
        memories.Where(m => m.Kind == MemoryKind.Workspace).Select(m => (m, graph[m.Index].Type, graph[m.Index].Shape));

    private IEnumerable<(Memory, DType, Shape)> OfLoop(LoopStep step)
    {
        var loop = new LoopView(graph[step.Node]);
        var steps = Loops.Capacity(graph, step.Node);
        foreach (var state in step.States)
        {
            if (state.Memory is not { } memory) continue;
            var value = graph[loop.NewState(state.Slot)];
            int taps = loop.Data.Taps[state.Slot];
            yield return (memory, value.Type, Shape.Of(value.Shape.Dims.Prepend(state.KeepsAll ? steps + taps : taps + 1)));
        }
        foreach (var output in step.Outputs)
        {
            var value = graph[loop.Output(output.Slot)];
            yield return (output.Memory, value.Type, Shape.Of(value.Shape.Dims.Prepend(steps)));
        }
    }
}
