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
    public IEnumerable<string> Comment()
    {
        yield return $"// {function.Container.Name}.{function.Name}";
        yield return "//";
        yield return "// Kernels, in order:";
        int number = 1;
        foreach (var step in steps.Where(kernelNames.ContainsKey))
        {
            yield return FormattableString.Invariant($"//   {number++}. {kernelNames[step]}: {string.Join("; ", emitter.Expressions(step))}");
            yield return $"//      {Work(step)}";
        }
        if (number == 1) yield return "//   none: scalars only";
        yield return "//";
        yield return plan.IsEmpty ? "// Workspace: none." : $"// Workspace: {Describe(TotalBytes())} bytes in {plan.Slots.Count} buffer{(plan.Slots.Count == 1 ? "" : "s")}"
            + (plan.BytesWithoutSharing.Equals(TotalBytes()) ? "." : $" ({Describe(plan.BytesWithoutSharing)} without sharing).");
    }

    /// <summary>Floating-point operations of a step.</summary>
    public Dim Flops(Step step) => step switch
    {
        MapStep map => Count(map.Loops) * map.Body.Flops,
        ReduceStep reduce => Count(reduce.Loops) * (reduce.Body.Flops + 1),
        ProductStep product => product.Rows * product.Columns * product.Inner * 2,
        RowStep row => row.Rows * row.Columns * row.Operations.Sum(o => o.Op.Info().Flops),
        LibraryStep library => graph[library.Node].Shape.Count * library.Group.Cores.Max(c => graph[c].Info.Flops),
        _ => Dim.Zero,
    };

    /// <summary>Bytes that a step reads and writes, each tensor once.</summary>
    public Dim Bytes(Step step)
    {
        var bytes = Dim.Zero;
        foreach (int node in schedule.Grouping.Reads(step.Group)) bytes += graph[node].Shape.Count * graph[node].Type.Size();
        foreach (int node in step.Group.Computed) bytes += graph[node].Shape.Count * graph[node].Type.Size();
        return bytes;
    }

    public Dim TotalBytes() => plan.Slots.Aggregate(Dim.Zero, (sum, slot) => sum + slot.Bytes);

    public string Work(Step step) => $"{Describe(Flops(step))} flops, {Describe(Bytes(step))} bytes";

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
