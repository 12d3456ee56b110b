using System.Globalization;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Writes what is done with several short rows at once, vectors running across them: lane k belongs to row first + k.</summary>
internal sealed class RowBlockText(RowStep step, KernelFields fields, RowMembers members, string input, string columns)
    : RowLoops(step, fields, members, input, columns)
{
    /// <summary>The names that the text uses itself.</summary>
    public static readonly string[] Locals =
        ["first", "lanes", "memory", "start", "size", "tile", "at", "x", "exponentials", "results", "labels", "label", "factors", "factor", "atLabel",
            "largest", "exponential", "sums", "logSums", "scale", "share", "lane", "j"];

    private bool HasLosses => Step.Operations.Any(o => o.Op == OpCode.SoftmaxCrossentropy);

    private bool HasTiles => Step.Operations.Any(o => o.Op is OpCode.Softmax or OpCode.LogSoftmax or OpCode.SoftmaxCrossentropyGrad);

    private int Tiles => 1 + (OfExponentials is null ? 0 : 1) + (HasTiles ? 1 : 0);

    private int Singles => (Members.HasLabels ? 1 : 0) + (Members.HasFactors ? 1 : 0);

    /// <summary>How many vectors of memory a block needs.</summary>
    public string Vectors => Singles == 0 ? $"{Tiles} * columns" : FormattableString.Invariant($"{Tiles} * columns + {Singles}");

    public override string ToString()
    {
        Text.Line($"nint start = first * {Columns};");
        Text.Line($"int size = {(Step.Columns.IsConstant ? "" : "(int)")}{Columns} * V.Count;");
        Text.Line($"var tile = memory[..size];");
        WriteMemory();
        WriteLabels();
        Text.Line($"Cpu.RowTile.Load<V, {Element}>({Input}, start, {Columns}, lanes, tile);");
        Text.Line();
        WriteLargest();
        WriteExponentials();
        foreach (var operation in Step.Operations) WriteResult(operation);
        return Text.ToString();
    }

    private void WriteMemory()
    {
        int before = 1;
        if (OfExponentials is not null) Part("exponentials");
        if (HasTiles) Part("results");
        string behind = before == 1 ? "size" : FormattableString.Invariant($"{before} * size");
        if (Members.HasLabels) Text.Line($"var labels = memory.Slice({behind}, V.Count);");
        if (Members.HasFactors) Text.Line($"var factors = memory.Slice({behind} + V.Count, V.Count);");

        void Part(string name)
        {
            Text.Line(FormattableString.Invariant($"var {name} = memory.Slice({(before == 1 ? "size" : $"{before} * size")}, size);"));
            before++;
        }
    }

    private void WriteLabels()
    {
        if (!Members.HasLabels) return;
        using (Text.Block("for (int lane = 0; lane < lanes; lane++)"))
        {
            Text.Line("nint row = first + lane;");
            Text.Line("labels[lane] = Label(row);");
            if (Members.HasFactors) Text.Line("factors[lane] = Factor(row);");
        }
        Text.Line("var label = V.Load(labels, 0, V.Count);");
    }

    private void WriteLargest()
    {
        Text.Line("// The largest element of each row, so that no exponential overflows.");
        Text.Line($"var largest = V.Broadcast({Element}.NegativeInfinity);");
        if (HasLosses) Text.Line("var atLabel = V.Zero;");
        using (Loop())
        {
            Text.Line($"var x = {At("tile")};");
            Text.Line("largest = V.Max(largest, x);");
            if (HasLosses) Text.Line($"atLabel = V.Select({IsLabel}, x, atLabel);");
        }
        Text.Line();
    }

    private void WriteExponentials()
    {
        Text.Line("// The exponentials and their sums.");
        Text.Line("var sums = V.Zero;");
        using (Loop())
        {
            Text.Line($"var exponential = Cpu.VectorMath.Exp<V, {Element}>({At("tile")} - largest);");
            if (OfExponentials is not null) Text.Line("V.Store(exponential, exponentials, j * V.Count, V.Count);");
            Text.Line("sums += exponential;");
        }
        if (NeedsLogarithm) Text.Line($"var logSums = Cpu.VectorMath.Log<V, {Element}>(sums);");
    }

    protected override void WriteResult(RowOperation operation)
    {
        Text.Line();
        switch (operation.Op)
        {
            case OpCode.Softmax:
                Text.Line("// softmax: the exponentials over their sum.");
                WriteTile(operation, () => $"{At("exponentials")} / sums");
                break;
            case OpCode.LogSoftmax:
                Text.Line("// log(softmax), without a logarithm of a small number.");
                WriteTile(operation, () => $"{At("tile")} - largest - logSums");
                break;
            case OpCode.LogSumExp:
                Text.Line($"V.Store(V.Select(V.Less(V.Abs(largest), V.Broadcast({Element}.PositiveInfinity)), largest + logSums, largest), {Result(operation)}, first, lanes);");
                break;
            case OpCode.SoftmaxCrossentropy:
                Text.Line("// -log(softmax) at the label.");
                Text.Line($"V.Store(logSums + (largest - atLabel), {Result(operation)}, first, lanes);");
                break;
            case OpCode.SoftmaxCrossentropyGrad:
                Text.Line("// (softmax - one at the label) * factor.");
                Text.Line(Members.HasFactors ? "var factor = V.Load(factors, 0, V.Count);" : $"var factor = V.Broadcast({Members.Factor});");
                Text.Line("var scale = factor / sums;");
                WriteTile(operation, () =>
                {
                    Text.Line($"var share = {At("exponentials")} * scale;");
                    return $"V.Select({IsLabel}, share - factor, share)";
                });
                break;
            default:
                throw new InvalidOperationException($"{operation.Op} is no row operation");
        }
    }

    /// <summary>A result of whole rows, which are turned back.</summary>
    private void WriteTile(RowOperation operation, Func<string> value)
    {
        using (Loop()) Text.Line($"V.Store({value()}, results, j * V.Count, V.Count);");
        Text.Line($"Cpu.RowTile.Store<V, {Element}>(results, {Result(operation)}, start, {Columns}, lanes);");
    }

    private string IsLabel => $"V.Equal(label, V.Broadcast(({Element})j))";

    private static string At(string tile) => $"V.Load({tile}, j * V.Count, V.Count)";

    private CodeWriter.Scope Loop() => Text.Block(string.Format(CultureInfo.InvariantCulture, "for (nint j = 0; j < {0}; j++)", Columns));
}
