using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>The softmax family: a team of threads for each row, everything that is asked for of a row in one kernel.</summary>
internal sealed partial class IlgpuKernelEmitter
{
    private static readonly string[] rowNames =
        ["teams", "step", "at", "first", "end", "label", "largest", "exponential", "sum", "logSum", "factor", "share"];

    public new string Rows(RowStep step)
    {
        string name = Name(step, "Rows");
        var type = step.Type;
        foreach (var operation in step.Operations.Where(o => Graph[o.Node].Rank == 0)) context.SetMemory(operation.Result, NewPlace(operation.Node));
        string lanes = Lanes(name, step.Rows, step.Columns, isAdjacent: true);
        var fields = NewFields(rowNames);
        string input = fields.Span(new(step.Input.Memory, step.Input.Offset, EquatableArray.Of(Dim.Zero)), type, written: false);
        string rows = fields.Size(step.Rows, "rows"), columns = fields.Size(step.Columns, "columns"), team = fields.Other("team", "int", lanes);
        var kernel = new CodeWriter();
        WriteTeams(kernel, fields, type, team, isAdjacent: true);
        using (kernel.Block($"for (int start = Gpu.Grid.IdxX * teams; start < {rows}; start += Gpu.Grid.DimX * teams)"))
        {
            kernel.Line($"int row = start + slot, first = row * {columns}, end = row < {rows} ? {columns} : 0;");
            var row = new RowText(this, step, fields, kernel, input, team, rows, columns);
            row.Write();
        }
        WriteKernel(Summary(step), name, fields, kernel);
        LaunchTeams(name, fields, step.Rows, lanes);
        return name;
    }

    private sealed class RowText(
        IlgpuKernelEmitter emitter, RowStep step, KernelFields fields, CodeWriter kernel, string input, string team, string rows, string columns)
    {
        private const string Math = "Dev.DeviceMath";

        private readonly string element = step.Type.Keyword();

        private string Loop => $"for (int k = lane; k < end; k += {team})";

        /// <summary>Exponentials are kept in the first result that holds whole rows of them, else computed again where needed.</summary>
        private string? Kept => step.Operations.FirstOrDefault(o => o.Op is OpCode.Softmax or OpCode.SoftmaxCrossentropyGrad) is { } operation
            ? Result(operation) : null;

        private string Exponential => $"{Math}.Exp({input}[first + k] - largest)";

        public void Write()
        {
            var operands = emitter.Text(step.Operands, fields, kernel, ["at"]);
            operands.Reserve(rowNames);
            foreach (var operation in step.Operations)
                foreach (int operand in operation.Operands) operands.Use(operand);
            if (step.Operations.Any(o => o.Operands.Count > 0)) kernel.Line($"int at = row < {rows} ? row : 0;");
            var values = step.Operations.ToDictionary(o => o.Node, o => o.Operands.Select(v => operands.Value(v)).ToArray());
            WriteLabels(values);

            kernel.Line("// The largest element, so that no exponential overflows.");
            kernel.Line($"{element} largest = {element}.NegativeInfinity;");
            kernel.Line($"{Loop} largest = {Math}.Max(largest, {input}[first + k]);");
            kernel.Line($"largest = Dev.Team.Max(shared, lane, {team}, step, largest);");
            kernel.Line("// The exponentials and their sum.");
            kernel.Line($"{element} sum = 0;");
            using (kernel.Block(Loop))
            {
                kernel.Line($"{element} exponential = {Exponential};");
                if (Kept is { } kept) kernel.Line($"{kept}[first + k] = exponential;");
                kernel.Line("sum += exponential;");
            }
            kernel.Line($"sum = Dev.Team.Sum(shared, lane, {team}, step, sum);");
            if (step.Operations.Any(o => o.Op is OpCode.LogSoftmax or OpCode.LogSumExp or OpCode.SoftmaxCrossentropy))
                kernel.Line($"{element} logSum = {Math}.Log(sum);");
            foreach (var operation in step.Operations) WriteResult(operation, values[operation.Node]);
        }

        /// <summary>Labels are checked before they address anything.</summary>
        private void WriteLabels(Dictionary<int, string[]> values)
        {
            var labelled = step.Operations.FirstOrDefault(o => o.Op is OpCode.SoftmaxCrossentropy or OpCode.SoftmaxCrossentropyGrad);
            if (labelled is null) return;
            var node = emitter.Graph[labelled.Node];
            string status = emitter.Status(fields);
            int check = emitter.Expect(labelled.Node, 1, CodeWriter.Literal(emitter.VariableName(node.Operands[1])), step.Columns);
            kernel.Line($"long label = {values[labelled.Node][0]};");
            using (kernel.Block($"if (label < 0 || label >= {columns})"))
            {
                kernel.Line(FormattableString.Invariant($"if (lane == 0 && row < {rows}) Dev.Report.Failure({status}, {check}, row, label);"));
                kernel.Line("label = 0;");
            }
        }

        private void WriteResult(RowOperation operation, string[] operands)
        {
            string result = Result(operation);
            string mine = $"if (lane == 0 && row < {rows}) {result}[row] =";
            switch (operation.Op)
            {
                case OpCode.Softmax:
                    kernel.Line("// softmax: the exponentials over their sum.");
                    kernel.Line($"{Loop} {result}[first + k] = {KeptExponential(result)} / sum;");
                    break;
                case OpCode.LogSoftmax:
                    kernel.Line("// log(softmax), without a logarithm of a small number.");
                    kernel.Line($"{Loop} {result}[first + k] = {input}[first + k] - largest - logSum;");
                    break;
                case OpCode.LogSumExp:
                    kernel.Line($"{mine} {Math}.Abs(largest) < {element}.PositiveInfinity ? largest + logSum : largest;");
                    break;
                case OpCode.SoftmaxCrossentropy:
                    kernel.Line("// -log(softmax) at the label.");
                    kernel.Line($"{mine} logSum + (largest - {input}[first + (int)label]);");
                    break;
                case OpCode.SoftmaxCrossentropyGrad:
                    kernel.Line("// (softmax - one at the label) * factor.");
                    kernel.Line($"{element} factor = {operands[1]};");
                    using (kernel.Block(Loop))
                    {
                        kernel.Line($"{element} share = {KeptExponential(result)} * (factor / sum);");
                        kernel.Line($"{result}[first + k] = k == label ? share - factor : share;");
                    }
                    break;
                default:
                    throw new InvalidOperationException($"{operation.Op} is no row operation");
            }
        }

        private string KeptExponential(string result) => Kept == result ? $"{result}[first + k]" : Exponential;

        private string Result(RowOperation operation) =>
            fields.Span(new(operation.Result, Dim.Zero, EquatableArray.Of(Dim.Zero)), step.Type, written: true);
    }
}
