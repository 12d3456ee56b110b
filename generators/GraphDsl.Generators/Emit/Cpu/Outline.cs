using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Model;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>What a function does, for its reader: the kernels in order with their work, and the memory plan.</summary>
internal sealed class Outline(
    Graph graph, Schedule schedule, IReadOnlyList<Step> steps, MemoryPlan plan, FunctionModel function,
    Dictionary<Step, string> kernelNames, KernelEmitter emitter)
{
    /// <summary>The kernels in order, with what they compute in the user's terms and their work in a call: those of a loop in all its steps.</summary>
    public IEnumerable<(string Name, string Expression, Dim Flops, Dim Bytes)> Kernels => Repeated(steps, Dim.One)
        .Where(s => kernelNames.ContainsKey(s.Step))
        .Select(s => (kernelNames[s.Step], string.Join("; ", emitter.Expressions(s.Step)), Flops(s.Step) * s.Times, Bytes(s.Step) * s.Times));

    public IEnumerable<string> Comment()
    {
        yield return $"// {function.Container.Name}.{function.Name}";
        yield return "//";
        yield return "// Kernels, in order:";
        int number = 1;
        foreach (var (name, expression, flops, bytes) in Kernels)
        {
            yield return FormattableString.Invariant($"//   {number++}. {name}: {expression}");
            yield return $"//      {Describe(flops)} flops, {Describe(bytes)} bytes";
        }
        if (number == 1) yield return "//   none: scalars only";
        yield return "//";
        foreach (string line in MemoryPlan()) yield return $"// {line}";
    }

    /// <summary>The workspace: its size, then what lies in each buffer.</summary>
    public IEnumerable<string> MemoryPlan()
    {
        if (plan.IsEmpty)
        {
            yield return "Workspace: none.";
            yield break;
        }
        string shared = plan.BytesWithoutSharing.Equals(TotalBytes()) ? "." : $" ({Describe(plan.BytesWithoutSharing)} without sharing).";
        yield return $"Workspace: {Describe(TotalBytes())} bytes in {plan.Slots.Count} buffer{(plan.Slots.Count == 1 ? "" : "s")}{shared}";
        foreach (var slot in plan.Slots)
            yield return $"  {Describe(slot.Bytes)} bytes: {string.Join(", then ", slot.Tensors.Select(t => $"{emitter.ValueName(t.Memory)} {Describe(t.Shape)}"))}";
    }

    /// <summary>All steps, each with how often it runs at most.</summary>
    private IEnumerable<(Step Step, Dim Times)> Repeated(IEnumerable<Step> block, Dim times) => block.SelectMany(step =>
        Repeated(step.Nested, step is LoopStep loop ? times * Loops.Capacity(graph, loop.Node) : times).Prepend((step, times)));

    /// <summary>Floating-point operations of a step.</summary>
    private Dim Flops(Step step) => step switch
    {
        MapStep map => Count(map.Loops) * map.Body.Flops,
        ReduceStep reduce => Count(reduce.Loops) * (reduce.Body.Flops + 1),
        ProductStep product => product.Rows * product.Columns * product.Inner * 2,
        RowStep row => row.Rows * row.Columns * row.Operations.Sum(o => o.Op.Info().Flops),
        LibraryStep { Node: var node } when graph[node].Op is OpCode.Inverse or OpCode.Det or OpCode.Cholesky or OpCode.Solve => Elimination(graph[node]),
        LibraryStep library when graph[library.Node].Data is WindowData windows => Flops(graph[library.Node], windows),
        LibraryStep library => graph[library.Node].Shape.Count * library.Group.Cores.Max(c => graph[c].Info.Flops),
        _ => Dim.Zero,
    };

    /// <summary>Each element of each operand meets each row.</summary>
    private Dim Elimination(Node node) =>
        node.Operands.Aggregate(Dim.Zero, (sum, o) => sum + graph[o].Shape.Count) * graph[node.Operands[0]].Shape[0] * node.Info.Flops;

    /// <summary>Operations of a convolution or pooling: each element of each window, for each channel and filter.</summary>
    private Dim Flops(Node node, WindowData windows)
    {
        var meetings = windows.Rows.Count * windows.Rows.Window * windows.Columns.Count * windows.Columns.Window * node.Info.Flops;
        if (node.Op is not (OpCode.Conv2d or OpCode.Conv2dInput or OpCode.Conv2dFilters))
            return Shape.Of(node.Shape.Dims.Take(node.Rank - 2)).Count * meetings;
        var other = graph[node.Operands[node.Op == OpCode.Conv2d ? 1 : 0]].Shape;
        return node.Shape[0] * node.Shape[1] * other[node.Op == OpCode.Conv2dFilters ? 0 : 1] * meetings;
    }

    /// <summary>Bytes that a step reads and writes, each tensor once.</summary>
    private Dim Bytes(Step step)
    {
        var bytes = Dim.Zero;
        foreach (int node in schedule.Grouping.Reads(step.Group)) bytes += graph[node].Shape.Count * graph[node].Type.Size();
        foreach (int node in step.Group.Computed) bytes += graph[node].Shape.Count * graph[node].Type.Size();
        return bytes;
    }

    public Dim TotalBytes() => plan.Slots.Aggregate(Dim.Zero, (sum, slot) => sum + slot.Bytes);

    private string Describe(Shape shape) => $"({string.Join(", ", shape.Dims.Select(Describe))}{(shape.Rank == 1 ? ",)" : ")")}";

    /// <summary>A size in the user's terms.</summary>
    public string Describe(Dim dim)
    {
        string text = dim.Key;
        foreach (var atom in dim.Atoms().Where(a => a.Kind == DimAtomKind.Size).OrderByDescending(a => a.Index))
            text = text.Replace(atom.Key, FormattableString.Invariant($"{graph.Variables[atom.Index].Name}.Shape[{atom.Axis}]"));
        return text;
    }

    private static Dim Count(LoopNest loops) => loops.Axes.Aggregate(Dim.One, (product, axis) => product * axis.Size);
}
