using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Matrix products: calls of the packed product, with an epilogue kernel where elementwise work follows.</summary>
internal partial class KernelEmitter
{
    public string Product(ProductStep step)
    {
        string name = Name(step, "Product");
        string element = step.Type.Keyword();
        string sizes = $"{context.Text(step.Rows)}, {context.Text(step.Columns)}, {context.Text(step.Inner)}";
        string batch = step.Batch is null ? "" : context.Names.Local("batch");
        string operands = $"{Operand(step.Left, batch)},\n    {Operand(step.Right, batch)}";
        if (!step.HasEpilogue)
        {
            WriteProduct(step, batch, $"Cpu.Gemm.Multiply<{element}>(\n    {sizes}, {Factor(step.Alpha, step.Type)},\n    {operands},\n"
                + $"    {Factor(step.Beta, step.Type)}, {From(step.Destination, batch)}, {context.Text(step.Destination.RowStride)});");
            return name;
        }

        var fields = new KernelFields(context, "row", "column", "lanes", "product");
        var text = new CodeWriter();
        string[] outer = step.Batch is null ? ["row"] : [fields.Other("batch", "nint", "0"), "row"];
        var lanes = new Lanes(fields, outer, "column");
        var values = new VectorText(Graph, step.Epilogue, fields, text, step.Type, lanes) { Core = "product" };
        values.Reserve("row", "column", "lanes", "product", "V");
        WriteStores(values, step.Epilogue, step.Stores, fields, text, lanes);
        WriteStruct(step, name, $"Cpu.IGemmEpilogue<{element}>", fields, w =>
        {
            w.Line("public static bool IsNone => false;").Line();
            WriteVectorMethod(w, "void Step", "nint row, nint column, int lanes, V product", element, text.ToString());
        });
        WriteCall(name, fields);
        string select = step.Batch is null ? "" : $"{Local(name)}.batch = {batch};\n";
        WriteProduct(step, batch, $"{select}Cpu.Gemm.Multiply<{element}, {holder}.{name}>(\n    {sizes}, {Factor(step.Alpha, step.Type)},\n    {operands},\n"
            + $"    {Factor(step.Beta, step.Type)}, {From(step.Destination, batch)}, {context.Text(step.Destination.RowStride)}, ref {Local(name)});");
        return name;
    }

    /// <summary>One call, or a loop of calls over a batch.</summary>
    private void WriteProduct(ProductStep step, string batch, string call)
    {
        if (step.Batch is not { } count)
        {
            function.Line(call);
            return;
        }
        using (function.Block($"for (nint {batch} = 0; {batch} < {context.Text(count)}; {batch}++)")) function.Line(call);
    }

    private string Operand(MatrixOperand matrix, string batch) =>
        $"{From(matrix, batch)}, {context.Text(matrix.RowStride)}, {context.Text(matrix.ColumnStride)}";

    private string From(MatrixOperand matrix, string batch) => batch.Length == 0 || matrix.BatchStride.IsZero ? context.Span(matrix.Memory, matrix.Offset)
        : $"Rt.Sizes.From({context.Memory(matrix.Memory)}, {(matrix.Offset.IsZero ? "" : context.Text(matrix.Offset) + " + ")}{batch} * {context.Factor(matrix.BatchStride)})";

    /// <summary>A factor as a value of the host.</summary>
    protected string Factor(ScaleFactor factor, DType type)
    {
        string constant = OpText.ConstantText(ConstantData.Of(factor.Constant), type);
        if (factor.ScalarNode < 0) return constant;
        string scalar = context.Scalar(factor.ScalarNode);
        return factor.Constant == 1 ? scalar : factor.Constant == -1 ? $"-{scalar}" : $"{constant} * {scalar}";
    }
}
