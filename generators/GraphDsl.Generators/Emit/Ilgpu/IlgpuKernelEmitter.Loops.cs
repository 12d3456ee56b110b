using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>What becomes of kernels within the kernel of a loop: methods that it calls, with a barrier behind each.</summary>
internal sealed partial class IlgpuKernelEmitter
{
    // Scalars that the next kernel of a step leaves in memory.
    private readonly List<(int Node, string View)> resultsToCome = [];

    /// <summary>The kernel that runs a loop, and its launch.</summary>
    public void Loop(LoopStep step, LoopKernel loop)
    {
        string name = Name(step, "Loop");
        var text = new CodeWriter().Lines(loop.Start);
        text.Line(loop.Page.Text.ToString().TrimEnd('\n'));
        WriteKernel(Summary(step), name, loop.Fields, text);
        Launch(name, () => loop.IsAlone ? "device.One()" : "device.Groups(1)", loop.Fields, Dim.One);
    }

    /// <summary>The statement that copies memory of the device.</summary>
    public string Copy(string source, string target) => $"{(context.Kernel is null ? "device" : "Dev.Steps")}.Copy({source}, {target});";

    /// <summary>A scalar of a step: each thread computes it.</summary>
    public void ScalarInLoop(ScalarStep step, LoopKernel loop)
    {
        var node = Graph[step.Node];
        string value;
        if (node.Op == OpCode.Size)
        {
            value = context.Text(((DimData)node.Data!).Dim);
        }
        else
        {
            value = new LoopScalarText(context, step.Body, loop, function).Value(step.Value);
        }
        string local = context.Names.Local(ValueName(step.Node));
        function.Line($"{node.Type.InKernels()} {local} = {value};");
        context.SetScalar(step.Node, local);
        if (step.Body.Instructions.Any(i => i.Kind == InstructionKind.Load)) WriteBarrier(loop);
    }

    /// <summary>All threads of the group have done what stands before.</summary>
    public void WriteBarrier(LoopKernel loop)
    {
        if (!loop.IsAlone) function.Line("Gpu.Group.Barrier();");
    }

    /// <summary>Ends the loop where a check has failed, so that the first step that fails is reported.</summary>
    public void WriteFailure(LoopKernel loop) => function.Line($"if (Dev.Steps.HasFailed({StatusView})) break;");

    private void CallInLoop(string name, KernelFields fields)
    {
        var loop = context.Kernel!;
        function.Line($"{methods[name]}({string.Join(", ", Arguments(fields))});");
        WriteBarrier(loop);
        if (resultsToCome.Count == 0) return;
        foreach (var (node, view) in resultsToCome)
        {
            var type = Graph[node].Type;
            string local = context.Names.Local(ValueName(node));
            function.Line($"{type.InKernels()} {local} = {type.Loaded($"{view}[0]")};");
            context.SetScalar(node, local);
        }
        resultsToCome.Clear();
        WriteBarrier(loop);
    }

    /// <summary>Memory for a scalar that the next kernel of a step computes.</summary>
    private string PlaceInLoop(LoopKernel loop, int node, int slot)
    {
        var type = Graph[node].Type;
        string view = loop.View(FormattableString.Invariant($"{ValueName(node)}Place{slot}"), type, () => FormattableString.Invariant($"run.Scalar<{type.InMemory()}>({slot})"));
        resultsToCome.Add((node, view));
        return view;
    }

    /// <summary>A number of the host: in a loop's kernel a parameter.</summary>
    private string OfHost(string wish, string type, Func<string> text) => context.Kernel is { } loop ? loop.Number(wish, type, text) : text();

    /// <summary>Scalars in a loop's kernel: locals by their names, elements of memories.</summary>
    private sealed class LoopScalarText(IlgpuContext context, Body body, LoopKernel loop, CodeWriter writer)
        : DeviceText(context.Graph, body, loop.Fields, writer, [])
    {
        protected override string Load(Instruction load) =>
            load.Type.Loaded($"{context.Memory(load.Place!.Memory)}[{context.Text(load.Place.Offset)}]");

        protected override string LoadName(Instruction load) => context.Memory(load.Place!.Memory) + "At";

        protected override string Scalar(Instruction scalar) =>
            scalar.Constant is { } constant ? DeviceOpText.Constant(constant, scalar.Type) : context.Scalar(scalar.Node);

        protected override string Index(Instruction index) => $"(long)({context.Text(index.Place!.Offset)})";
    }
}
