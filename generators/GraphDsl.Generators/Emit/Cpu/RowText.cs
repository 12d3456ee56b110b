using System.Globalization;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Writes what is done with one row, vectors running along it.</summary>
internal sealed class RowText(RowStep step, KernelFields fields, RowMembers members, string input, string columns)
    : RowLoops(step, fields, members, input, columns)
{
    /// <summary>The names that the text uses itself.</summary>
    public static readonly string[] Locals =
        ["row", "start", "j", "lanes", "label", "largest", "largestInRow", "exponential", "sums", "sumOfRow", "logSum", "factor", "scale", "share"];

    private string LoadInput => $"V.Load({Input}, start + j, lanes)";

    private string Exponential => $"Cpu.VectorMath.Exp<V, {Element}>({LoadInput} - V.Broadcast(largestInRow))";

    public override string ToString()
    {
        Text.Line($"nint start = row * {Columns};");
        if (Members.HasLabels) Text.Line("nint label = Label(row);");
        Text.Line();
        Text.Line("// The largest element, so that no exponential overflows.");
        Text.Line($"var largest = V.Broadcast({Element}.NegativeInfinity);");
        using (Loop())
            Text.Line($"largest = V.Max(largest, V.KeepLanes({LoadInput}, lanes, largest));");
        Text.Line($"{Element} largestInRow = V.ReduceMax(largest);");
        Text.Line();
        WriteExponentials();
        foreach (var operation in Step.Operations) WriteResult(operation);
        return Text.ToString();
    }

    /// <summary>Exponentials are kept in the first result that is made of them, else computed again where needed.</summary>
    private void WriteExponentials()
    {
        Text.Line("// The exponentials and their sum.");
        Text.Line("var sums = V.Zero;");
        using (Loop())
        {
            Text.Line($"var exponential = {Exponential};");
            if (OfExponentials is { } kept) Text.Line($"V.Store(exponential, {Result(kept)}, start + j, lanes);");
            Text.Line("sums += V.KeepLanes(exponential, lanes, V.Zero);");
        }
        Text.Line($"{Element} sumOfRow = V.ReduceSum(sums);");
        if (NeedsLogarithm) Text.Line($"{Element} logSum = Cpu.ScalarMath.Log(sumOfRow);");
    }

    protected override void WriteResult(RowOperation operation)
    {
        string result = Result(operation);
        Text.Line();
        switch (operation.Op)
        {
            case OpCode.Softmax:
                Text.Line("// softmax: the exponentials over their sum.");
                using (Loop()) Text.Line($"V.Store({KeptExponential(operation)} / V.Broadcast(sumOfRow), {result}, start + j, lanes);");
                break;
            case OpCode.LogSoftmax:
                Text.Line("// log(softmax), without a logarithm of a small number.");
                using (Loop()) Text.Line($"V.Store({LoadInput} - V.Broadcast(largestInRow) - V.Broadcast(logSum), {result}, start + j, lanes);");
                break;
            case OpCode.LogSumExp:
                Text.Line($"{result}[(int)row] = {Element}.IsFinite(largestInRow) ? largestInRow + logSum : largestInRow;");
                break;
            case OpCode.SoftmaxCrossentropy:
                Text.Line("// -log(softmax) at the label.");
                Text.Line($"{result}[(int)row] = logSum + (largestInRow - {Input}[(int)(start + label)]);");
                break;
            case OpCode.SoftmaxCrossentropyGrad:
                Text.Line("// (softmax - one at the label) * factor.");
                Text.Line($"var factor = V.Broadcast({Members.Factor});");
                Text.Line($"var scale = V.Broadcast({Members.Factor} / sumOfRow);");
                using (Loop())
                {
                    Text.Line($"var share = {KeptExponential(operation)} * scale;");
                    Text.Line($"V.Store(V.Select(V.OneHot(label - j), share - factor, share), {result}, start + j, lanes);");
                }
                break;
            default:
                throw new InvalidOperationException($"{operation.Op} is no row operation");
        }
    }

    private string KeptExponential(RowOperation operation) => OfExponentials == operation ? $"V.Load({Result(operation)}, start + j, lanes)" : Exponential;

    private CodeWriter.Scope Loop()
    {
        var scope = Text.Block(string.Format(CultureInfo.InvariantCulture, "for (nint j = 0; j < {0}; j += V.Count)", Columns));
        Text.Line($"int lanes = (int)nint.Min(V.Count, {Columns} - j);");
        return scope;
    }
}
