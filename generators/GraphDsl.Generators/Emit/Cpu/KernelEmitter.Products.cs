using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Matrix products: calls of the packed product, with an epilogue kernel where elementwise work follows.</summary>
internal sealed partial class KernelEmitter
{
    public string Product(ProductStep step)
    {
        string name = Name(step, "Product");
        string element = step.Type.Keyword();
        string sizes = $"{context.Text(step.Rows)}, {context.Text(step.Columns)}, {context.Text(step.Inner)}";
        string operands = $"{Operand(step.Left)},\n    {Operand(step.Right)}";
        if (!step.HasEpilogue)
        {
            function.Line($"Cpu.Gemm.Multiply<{element}>(\n    {sizes}, {Factor(step.Alpha, step.Type)},\n    {operands},\n"
                + $"    {Factor(step.Beta, step.Type)}, {context.Span(step.Destination.Memory, step.Destination.Offset)}, {context.Text(step.Destination.RowStride)});");
            return name;
        }

        var fields = new KernelFields(context);
        var text = new CodeWriter();
        var lanes = new Lanes(fields, ["row"], "column");
        var values = new VectorText(Graph, step.Epilogue, fields, text, step.Type, lanes) { Core = "product" };
        values.Reserve("row", "column", "lanes", "product", "V");
        WriteStores(values, step.Epilogue, step.Stores, fields, text, lanes);
        WriteStruct(step, name, $"Cpu.IGemmEpilogue<{element}>", fields, w =>
            WriteVectorMethod(w, "void Step", "nint row, nint column, int lanes, V product", element, text.ToString()));
        WriteCall(name, fields,
            $"Cpu.Gemm.Multiply<{element}, {holder}.{name}>(\n    {sizes}, {Factor(step.Alpha, step.Type)},\n    {operands},\n    ref {Local(name)});");
        return name;
    }

    private string Operand(MatrixOperand matrix) =>
        $"{context.Span(matrix.Memory, matrix.Offset)}, {context.Text(matrix.RowStride)}, {context.Text(matrix.ColumnStride)}";

    private string Factor(ScaleFactor factor, DType type)
    {
        string constant = OpText.ConstantText(ConstantData.Of(factor.Constant), type);
        if (factor.ScalarNode < 0) return constant;
        string scalar = context.Scalar(factor.ScalarNode);
        return factor.Constant == 1 ? scalar : factor.Constant == -1 ? $"-{scalar}" : $"{constant} * {scalar}";
    }
}
