using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>
/// The softmax family: per row the largest element, the sum of exponentials below it, then everything that is asked for,
/// in one pass over rows that stay in the cache.
/// </summary>
internal partial class KernelEmitter
{
    public string Rows(RowStep step)
    {
        string name = Name(step, "Rows");
        var fields = new KernelFields(context, RowText.Locals);
        string element = step.Type.Keyword();
        string input = fields.Span(new(step.Input.Memory, step.Input.Offset, EquatableArray.Of(Dim.Zero)), step.Type, written: false);
        string columns = fields.Size(step.Columns, "columns");
        var text = new CodeWriter();
        var row = new RowText(step, fields, text, input, columns, element, this);
        row.Write();
        WriteStruct(step, name, $"Cpu.IRowKernel<{element}>", fields, w => WriteRowMethod(w, element, text.ToString()));
        int cost = 2 * step.Operations.Max(o => o.Op.Info().Flops);
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

    private static void WriteRowMethod(CodeWriter writer, string element, string body)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"public readonly void Row<V>(nint row) where V : struct, Cpu.IVector<V, {element}>"))
            writer.Line(body.TrimEnd('\n'));
    }

    /// <summary>Writes the body of one row.</summary>
    private sealed class RowText(RowStep step, KernelFields fields, CodeWriter text, string input, string columns, string element, KernelEmitter emitter)
    {
        /// <summary>The names that the body uses itself.</summary>
        public static readonly string[] Locals =
            ["row", "start", "j", "lanes", "label", "largest", "largestInRow", "exponential", "sums", "sumOfRow", "logSum", "factor", "scale", "share"];

        private const string Loop = "for (nint j = 0; j < {0}; j += V.Count)";

        public void Write()
        {
            var lanes = new Lanes(fields, ["row"], null);
            var operands = new ElementText(emitter.Graph, step.Operands, fields, text, lanes.Element);
            operands.Reserve(Locals);
            foreach (var operation in step.Operations)
                foreach (int operand in operation.Operands) operands.Use(operand);

            text.Line($"nint start = row * {columns};");
            var values = step.Operations.ToDictionary(o => o.Node, o => o.Operands.Select(v => operands.Value(v)).ToArray());
            WriteLabels(values);
            text.Line();
            text.Line("// The largest element, so that no exponential overflows.");
            text.Line($"var largest = V.Broadcast({element}.NegativeInfinity);");
            using (Columns())
                text.Line($"largest = V.Max(largest, V.KeepLanes({LoadInput}, lanes, largest));");
            text.Line($"{element} largestInRow = V.ReduceMax(largest);");
            text.Line();
            WriteExponentials();
            foreach (var operation in step.Operations) WriteResult(operation, values[operation.Node]);
        }

        private string LoadInput => $"V.Load({input}, start + j, lanes)";

        /// <summary>Exponentials are kept in the first result that holds whole rows of them, else computed again where needed.</summary>
        private string? Kept => step.Operations.FirstOrDefault(o => o.Op is OpCode.Softmax or OpCode.SoftmaxCrossentropyGrad) is { } operation
            ? Result(operation) : null;

        private string Exponential => $"Cpu.VectorMath.Exp<V, {element}>({LoadInput} - V.Broadcast(largestInRow))";

        private void WriteExponentials()
        {
            text.Line("// The exponentials and their sum.");
            text.Line("var sums = V.Zero;");
            using (Columns())
            {
                text.Line($"var exponential = {Exponential};");
                if (Kept is { } kept) text.Line($"V.Store(exponential, {kept}, start + j, lanes);");
                text.Line("sums += V.KeepLanes(exponential, lanes, V.Zero);");
            }
            text.Line($"{element} sumOfRow = V.ReduceSum(sums);");
            bool needsLog = step.Operations.Any(o => o.Op is OpCode.LogSoftmax or OpCode.LogSumExp or OpCode.SoftmaxCrossentropy);
            if (needsLog) text.Line($"{element} logSum = Cpu.ScalarMath.Log(sumOfRow);");
        }

        /// <summary>Labels are checked before they address anything.</summary>
        private void WriteLabels(Dictionary<int, string[]> values)
        {
            var labelled = step.Operations.FirstOrDefault(o => o.Op is OpCode.SoftmaxCrossentropy or OpCode.SoftmaxCrossentropyGrad);
            if (labelled is null) return;
            var node = emitter.Graph[labelled.Node];
            text.Line($"nint label = (nint){values[labelled.Node][0]};");
            text.Line($"if ((nuint)label >= (nuint){columns}) {emitter.LabelFailure(node, columns)};");
        }

        private void WriteResult(RowOperation operation, string[] operands)
        {
            string result = Result(operation);
            text.Line();
            switch (operation.Op)
            {
                case OpCode.Softmax:
                    text.Line("// softmax: the exponentials over their sum.");
                    using (Columns()) text.Line($"V.Store({KeptExponential(result)} / V.Broadcast(sumOfRow), {result}, start + j, lanes);");
                    break;
                case OpCode.LogSoftmax:
                    text.Line("// log(softmax), without a logarithm of a small number.");
                    using (Columns()) text.Line($"V.Store({LoadInput} - V.Broadcast(largestInRow) - V.Broadcast(logSum), {result}, start + j, lanes);");
                    break;
                case OpCode.LogSumExp:
                    text.Line($"{result}[(int)row] = {element}.IsFinite(largestInRow) ? largestInRow + logSum : largestInRow;");
                    break;
                case OpCode.SoftmaxCrossentropy:
                    text.Line("// -log(softmax) at the label.");
                    text.Line($"{result}[(int)row] = logSum + (largestInRow - {input}[(int)(start + label)]);");
                    break;
                case OpCode.SoftmaxCrossentropyGrad:
                    text.Line("// (softmax - one at the label) * factor.");
                    text.Line($"var factor = V.Broadcast({operands[1]});");
                    text.Line($"var scale = V.Broadcast({operands[1]} / sumOfRow);");
                    using (Columns())
                    {
                        text.Line($"var share = {KeptExponential(result)} * scale;");
                        text.Line($"V.Store(V.Select(V.OneHot(label - j), share - factor, share), {result}, start + j, lanes);");
                    }
                    break;
                default:
                    throw new InvalidOperationException($"{operation.Op} is no row operation");
            }
        }

        private string KeptExponential(string result) => Kept == result ? $"V.Load({result}, start + j, lanes)" : Exponential;

        private string Result(RowOperation operation) =>
            fields.Span(new(operation.Result, Dim.Zero, EquatableArray.Of(Dim.Zero)), step.Type, written: true);

        private CodeWriter.Scope Columns()
        {
            var scope = text.Block(string.Format(System.Globalization.CultureInfo.InvariantCulture, Loop, columns));
            text.Line($"int lanes = (int)nint.Min(V.Count, {columns} - j);");
            return scope;
        }
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
