using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>
/// The softmax family: per row the largest element, the sum of exponentials below it, then everything that is asked for,
/// in one pass over rows that stay in the cache. Short rows are done several at once, each in a lane of its own.
/// </summary>
internal partial class KernelEmitter
{
    public string Rows(RowStep step)
    {
        string name = Name(step, "Rows");
        var fields = new KernelFields(context, [.. RowText.Locals, .. RowBlockText.Locals, .. RowMembers.Names]);
        string element = step.Type.Keyword();
        string input = fields.Span(new(step.Input.Memory, step.Input.Offset, EquatableArray.Of(Dim.Zero)), step.Type, written: false);
        string columns = fields.Size(step.Columns, "columns");
        var members = new RowMembers(Graph, step, fields, columns, node => LabelFailure(node, columns));
        string memberText = members.ToString();
        var block = new RowBlockText(step, fields, members, input, columns);
        var row = new RowText(step, fields, members, input, columns);
        string blockText = block.ToString(), rowText = row.ToString();
        WriteStruct(step, name, $"Cpu.IRowKernel<{element}>", fields, w =>
        {
            w.Line($"public static nint Vectors(nint columns) => {block.Vectors};").Line();
            WriteRowMethod(w, $"void Row<V>(nint row) where V : struct, Cpu.IVector<V, {element}>", rowText);
            w.Line();
            WriteRowMethod(w, $"void Block<V>(nint first, int lanes, scoped Span<{element}> memory) where V : struct, Cpu.IVector<V, {element}>", blockText);
            if (memberText.Length > 0) w.Line().Line(memberText.Trim('\n'));
        });
        int cost = 1 + (step.Operations.Max(o => o.Op.Info().Flops) / 4);
        WriteCall(name, fields,
            $"Cpu.Rows.Run<{element}, {holder}.{name}>(ref {Local(name)}, {context.Text(step.Rows)}, {context.Text(step.Columns)}, cost: {cost});");
        foreach (var operation in step.Operations.Where(o => Graph[o.Node].Rank == 0)) ReadScalar(operation.Node, operation.Result);
        return name;
    }

    /// <summary>Makes a local of a scalar that a kernel left in memory.</summary>
    private void ReadScalar(int node, Memory memory)
    {
        string local = context.Names.Local(ValueName(node));
        function.Line($"{Graph[node].Type.Keyword()} {local} = {context.Memory(memory)}[0];");
        context.SetScalar(node, local);
    }

    private static void WriteRowMethod(CodeWriter writer, string head, string body)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"public readonly {head}")) writer.Line(body.TrimEnd('\n'));
    }

    /// <summary>The statement that reports a label outside of the classes.</summary>
    private string LabelFailure(Node node, string columns) =>
        $"Rt.Fail.Label({SiteCall(node.Site)}, {CodeWriter.Literal(VariableName(node.Operands[1]))}, row, label, {columns})";

    /// <summary>The name of the variable that a tensor is a view or conversion of.</summary>
    protected string VariableName(int node)
    {
        while (Graph[node].Op != OpCode.Variable && Graph[node].Operands.Count > 0) node = Graph[node].Operands[0];
        return Graph[node].Op == OpCode.Variable ? Graph.Variables[((VariableData)Graph[node].Data!).Index].Name : "labels";
    }
}
