using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>The label of a row and the factor of its gradient, as small methods that both loops of a kernel call.</summary>
/// <param name="labelFailure">The statement that reports the label of a node's row as outside of the classes.</param>
internal sealed class RowMembers(Graph graph, RowStep step, KernelFields fields, string columns, Func<Node, string> labelFailure)
{
    /// <summary>The names of the methods and of what they use themselves.</summary>
    public static readonly string[] Names = ["Label", "Factor", "row", "label"];

    private readonly CodeWriter text = new();

    /// <summary>Whether rows have labels, which <c>Label(row)</c> gives once it has checked them.</summary>
    public bool HasLabels { get; private set; }

    /// <summary>Whether rows have factors of their own, which <c>Factor(row)</c> gives.</summary>
    public bool HasFactors { get; private set; }

    /// <summary>The factor of row <c>row</c>.</summary>
    public string Factor { get; private set; } = "";

    /// <summary>Writes the methods; all operations of a kernel share one label.</summary>
    public override string ToString()
    {
        if (step.Operations.FirstOrDefault(o => o.Operands.Count > 0) is { } labelled) WriteLabel(labelled);
        if (step.Operations.FirstOrDefault(o => o.Op == OpCode.SoftmaxCrossentropyGrad) is { } gradient) WriteFactor(gradient.Operands[1]);
        return text.ToString();
    }

    private void WriteLabel(RowOperation operation)
    {
        HasLabels = true;
        using (Method("nint Label(nint row)"))
        {
            text.Line($"nint label = (nint){Element(operation.Operands[0])};");
            text.Line($"if ((nuint)label >= (nuint){columns}) {labelFailure(graph[operation.Node])};");
            text.Line("return label;");
        }
    }

    private void WriteFactor(int value)
    {
        HasFactors = step.Operands[value].Kind is not (InstructionKind.Constant or InstructionKind.Scalar);
        if (!HasFactors)
        {
            Factor = Element(value);
            return;
        }
        Factor = "Factor(row)";
        using (Method($"{step.Type.Keyword()} Factor(nint row)")) text.Line($"return {Element(value)};");
    }

    private CodeWriter.Scope Method(string head)
    {
        text.Line();
        text.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        return text.Block("private readonly " + head);
    }

    /// <summary>A value for <c>row</c>; what it needs is written before.</summary>
    private string Element(int value)
    {
        var body = new ElementText(graph, step.Operands, fields, text, new Lanes(fields, ["row"], null).Element);
        body.Reserve(Names);
        return body.Value(value);
    }
}
