using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Calls of library kernels: dense operands in, a dense result out.</summary>
internal sealed partial class KernelEmitter
{
    private static readonly Dictionary<OpCode, Func<KernelEmitter, Node, string[], string, string>> library = BuildLibrary();

    /// <summary>True where the backend has a kernel for a library operation.</summary>
    public static bool HasLibrary(OpCode op) => library.ContainsKey(op);

    public string Library(LibraryStep step, Schedule schedule)
    {
        var node = Graph[step.Node];
        var operands = node.Operands.Select(o => Dense(schedule, o)).ToArray();
        bool isScalar = schedule.Forms[step.Node] == NodeForm.Scalar;
        var memory = isScalar ? new Memory(MemoryKind.Workspace, step.Node) : schedule.Layouts[step.Node].Memory;
        string result = context.Memory(memory);
        function.Line(library[node.Op](this, node, operands, result));
        if (isScalar)
        {
            string local = context.Names.Local(ValueName(step.Node));
            function.Line($"{node.Type.Keyword()} {local} = {result}[0];");
            context.SetScalar(step.Node, local);
        }
        return kernelNames.Type(ValueName(step.Node));
    }

    private string Dense(Schedule schedule, int node)
    {
        if (Graph[node].Rank == 0) return $"[{context.Scalar(node)}]";
        var layout = schedule.Layouts[node];
        return context.Span(layout.Memory, layout.Offset);
    }

    private static Dictionary<OpCode, Func<KernelEmitter, Node, string[], string, string>> BuildLibrary() => new()
    {
        [OpCode.ArgMax] = (e, n, o, result) => $"Cpu.ArgReduce.Max({o[0]}, {e.AroundAxis(n)}, {result});",
        [OpCode.ArgMin] = (e, n, o, result) => $"Cpu.ArgReduce.Min({o[0]}, {e.AroundAxis(n)}, {result});",
    };

    /// <summary>The sizes before, along and behind the axis of a node: what a dense tensor looks like from that axis.</summary>
    private string AroundAxis(Node node)
    {
        int axis = ((AxisData)node.Data!).Axis;
        var shape = Graph[node.Operands[0]].Shape;
        var outer = Shape.Of(shape.Dims.Take(axis)).Count;
        var inner = Shape.Of(shape.Dims.Skip(axis + 1)).Count;
        return $"{context.Text(outer)}, {context.Text(shape[axis])}, {context.Text(inner)}";
    }
}
