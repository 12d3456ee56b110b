using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Calls of convolution and pooling kernels.</summary>
internal partial class KernelEmitter
{
    private IEnumerable<string> Convolution(Call call, string method)
    {
        var data = (WindowData)call.Node.Data!;
        var (first, second, result) = (call.Source, Graph[call.Node.Operands[1]].Shape, call.Node.Shape);
        var (images, filters) = call.Node.Op switch
        {
            OpCode.Conv2d => (first, second),
            OpCode.Conv2dInput => (result, second),
            _ => (first, result),
        };
        string fused = call.Pool is null ? "" : call.Node.Op == OpCode.Conv2d ? "Max" : "OfMax";
        string pool = call.Pool is { } axes ? $" {Axis(axes.Rows)}, {Axis(axes.Columns)}," : "";
        yield return $"Cpu.Convolution.{method}{fused}<{call.Element(0)}>(\n"
            + $"    new({Text(images[0])}, {Text(images[1])}, {Text(filters[0])}, {Axis(data.Rows)}, {Axis(data.Columns)}, {(data.Flip ? "true" : "false")}),{pool}\n"
            + $"    {call.Operands[0]}, {call.Operands[1]}, {call.Result});";
    }

    /// <summary>The pool that is computed with a convolution, or whose gradient is made where it is used.</summary>
    private WindowData? Pool(LibraryStep step, Schedule schedule)
    {
        int pool = step.Group.Cores.Count > 1 ? step.Group.Cores[1]
            : Graph[step.Node].Operands.Where(o => Graph[o].Op == OpCode.PoolMaxInput && schedule.Forms[o] == NodeForm.Fused).DefaultIfEmpty(-1).First();
        return pool < 0 ? null : (WindowData)Graph[pool].Data!;
    }

    private IEnumerable<string> Pooling(Call call, string method)
    {
        var data = (WindowData)call.Node.Data!;
        var images = Shape.Of(call.Node.Shape.Dims.Take(call.Node.Rank - 2)).Count;
        yield return $"Cpu.Pooling.{method}<{call.Element(0)}>(\n"
            + $"    {Text(images)}, {Axis(data.Rows)}, {Axis(data.Columns)},\n"
            + $"    {string.Join(", ", call.Operands)}, {call.Result});";
    }

    private string Axis(WindowAxis axis) => FormattableString.Invariant(
        $"new({Text(axis.Image)}, {Text(axis.Window)}, {Text(axis.Count)}{(axis.Pad.IsZero ? "" : $", pad: {Text(axis.Pad)}")}{(axis.Step == 1 ? "" : $", step: {axis.Step}")}{(axis.Dilation == 1 ? "" : $", dilation: {axis.Dilation}")})");
}
