using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>How a loop is run.</summary>
internal enum LoopForm : byte
{
    /// <summary>The host counts the steps and launches the kernels of each.</summary>
    Host,

    /// <summary>One kernel runs all steps.</summary>
    Kernel,

    /// <summary>The sizes decide when the function is called.</summary>
    Either,
}

/// <summary>
/// Which loops one kernel can run: such whose steps hold nothing that needs the host or more than one group. It pays where a group is
/// done with a kernel's work before the host could launch the next.
/// </summary>
/// <param name="awaits">Whether a result or memory is still to come that has a size with such a number in it.</param>
internal sealed class DeviceLoops(Schedule schedule, Func<Func<DimAtom, bool>, bool> awaits)
{
    // As the runtime has it.
    private const long WorkOfLaunch = 1 << 15;

    // One group is no match for these, or they are launches of many kernels.
    private static readonly HashSet<OpCode> notInKernels =
    [
        OpCode.Nonzero, OpCode.Sort, OpCode.ArgSort, OpCode.Conv2d, OpCode.Conv2dInput, OpCode.Conv2dFilters,
        OpCode.Inverse, OpCode.Det, OpCode.Cholesky, OpCode.Solve, OpCode.PoolSum, OpCode.PoolMax, OpCode.PoolMaxPick, OpCode.PoolSumInput, OpCode.PoolMaxInput,
    ];

    private readonly Graph graph = schedule.Graph;

    /// <summary>The form of a loop, with its work and its launches where the call decides.</summary>
    public (LoopForm Form, Dim Work, Dim Launches) Decide(LoopStep step)
    {
        if (!Fits(step)) return (LoopForm.Host, Dim.Zero, Dim.Zero);
        if (IsScalar(step)) return (LoopForm.Kernel, Dim.Zero, Dim.Zero);
        var (work, launches) = Cost(step.Steps);
        if (!work.IsConstant || !launches.IsConstant) return (LoopForm.Either, work, launches);
        return (work.Value <= launches.Value * WorkOfLaunch ? LoopForm.Kernel : LoopForm.Host, work, launches);
    }

    /// <summary>True where a step computes scalars alone.</summary>
    public bool IsScalar(LoopStep step) => new Step[] { step }.Flatten().All(s => s switch
    {
        LoopStep loop => loop.States.All(state => graph[new LoopView(graph[loop.Node]).NewState(state.Slot)].Rank == 0)
            && loop.Outputs.All(output => graph[new LoopView(graph[loop.Node]).Output(output.Slot)].Rank == 0),
        BranchStep branch => branch.Group.Cores.All(c => graph[c].Rank == 0),
        _ => s is ScalarStep,
    });

    private bool Fits(LoopStep step)
    {
        var steps = new Step[] { step }.Flatten().ToArray();
        if (steps.OfType<LibraryStep>().Any(s => notInKernels.Contains(graph[s.Node].Op) || !IlgpuKernelEmitter.LibraryOperations.Contains(graph[s.Node].Op))) return false;
        var loops = new HashSet<int>(steps.OfType<LoopStep>().Select(s => new LoopView(graph[s.Node]).Data.Id));
        var inside = new HashSet<int>(step.Steps.Flatten().SelectMany(s => s.Group.Computed));
        inside.UnionWith(Enumerable.Range(0, graph.Nodes.Count).Where(n => graph[n].Data is LoopVariableData variable && loops.Contains(variable.Loop)));
        bool IsInside(DimAtom atom) => atom.Kind == DimAtomKind.Value && inside.Contains(atom.Index);
        return !awaits(IsInside) && !inside.Any(n => graph[n].Shape.Dims.Any(d => d.Atoms().Any(IsInside)))
            && !step.Steps.Flatten().OfType<LoopStep>().Any(s => Loops.Capacity(graph, s.Node).Atoms().Any(IsInside));
    }

    /// <summary>The elements that a step goes through, and the launches that it would take, about.</summary>
    private (Dim Work, Dim Launches) Cost(IEnumerable<Step> steps)
    {
        var (work, launches) = (Dim.Zero, Dim.Zero);
        foreach (var step in steps)
        {
            var (times, nested) = step is LoopStep loop ? (Loops.Capacity(graph, loop.Node), step.Nested) : (Dim.One, step.Nested);
            var (inner, calls) = Cost(nested);
            work += (times * inner) + Work(step);
            launches += step is LoopStep or BranchStep ? times * calls : Dim.One;
        }
        return (work, launches);
    }

    private Dim Work(Step step) => step switch
    {
        MapStep map => Count(map.Loops.Axes.Select(a => a.Size)),
        ReduceStep reduce => Count(reduce.Loops.Axes.Select(a => a.Size)),
        ProductStep product => Count([product.Batch ?? Dim.One, product.Rows, product.Columns, product.Inner]),
        RowStep row => row.Rows * row.Columns * 4,
        LibraryStep library => graph[library.Node].Operands.Prepend(library.Node).Aggregate(Dim.Zero, (sum, n) => sum + graph[n].Shape.Count),
        _ => Dim.One,
    };

    private static Dim Count(IEnumerable<Dim> sizes) => sizes.Aggregate(Dim.One, (product, size) => product * size);
}
