using GraphDsl.Generators.IR;

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
        yield return $"Cpu.Convolution.{method}<{call.Element(0)}>(\n"
            + $"    new({Text(images[0])}, {Text(images[1])}, {Text(filters[0])}, {Axis(data.Rows)}, {Axis(data.Columns)}, {(data.Flip ? "true" : "false")}),\n"
            + $"    {call.Operands[0]}, {call.Operands[1]}, {call.Result});";
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
