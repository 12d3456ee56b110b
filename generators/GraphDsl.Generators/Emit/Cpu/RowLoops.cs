using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>What both ways through the rows of a kernel have in common.</summary>
internal abstract class RowLoops(RowStep step, KernelFields fields, RowMembers members, string input, string columns)
{
    private static readonly OpCode[] ofExponentials = [OpCode.Softmax, OpCode.SoftmaxCrossentropyGrad];

    protected RowStep Step => step;

    protected KernelFields Fields => fields;

    protected RowMembers Members => members;

    protected string Input => input;

    protected string Columns => columns;

    protected CodeWriter Text { get; } = new();

    protected string Element { get; } = step.Type.Keyword();

    protected bool NeedsLogarithm => step.Operations.Any(o => o.Op is OpCode.LogSoftmax or OpCode.LogSumExp or OpCode.SoftmaxCrossentropy);

    /// <summary>The first result that is made of the exponentials themselves.</summary>
    protected RowOperation? OfExponentials => step.Operations.FirstOrDefault(o => ofExponentials.Contains(o.Op));

    protected string Result(RowOperation operation) =>
        fields.Span(new(operation.Result, Dim.Zero, EquatableArray.Of(Dim.Zero)), step.Type, written: true);

    protected abstract void WriteResult(RowOperation operation);
}
