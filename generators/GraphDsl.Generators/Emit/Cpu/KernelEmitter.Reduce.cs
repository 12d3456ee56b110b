using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Reductions: of everything, of rows, of columns.</summary>
internal partial class KernelEmitter
{
    /// <summary>A reduction and its call; a reduction to a scalar gives the local its result.</summary>
    public string Reduce(ReduceStep step)
    {
        string name = Name(step, step.Reduction.ToString());
        var loops = step.Loops;
        if (loops.Axes.All(a => a.Reduced)) ReduceAll(step, name);
        else if (loops.Axes[loops.Rank - 1].Reduced) ReduceRows(step, name);
        else ReduceColumns(step, name);
        return name;
    }

    private void ReduceAll(ReduceStep step, string name)
    {
        var fields = new KernelFields(context, "i", "row", "column", "lanes", "total");
        string element = step.VectorType.Keyword();
        string eval = Eval(step, fields, [], "i");
        WriteStruct(step, name, $"Cpu.IReduceKernel<{element}>", fields, w => WriteVectorMethod(w, "V Eval", "nint i, int lanes", element, eval));
        int node = step.Group.Cores[0];
        string local = context.Names.Local(ValueName(node));
        context.SetScalar(node, local);
        WriteCall(name, fields,
            $"{element} {local} = Cpu.Reduce.All<{element}, {Operator(step)}, {holder}.{name}>(ref {Local(name)}, {context.Text(step.Loops.Axes[0].Size)}, cost: {Cost(step.Body, 0)});");
    }

    private void ReduceRows(ReduceStep step, string name)
    {
        var fields = new KernelFields(context, "i", "row", "column", "lanes", "total");
        string element = step.VectorType.Keyword();
        int kept = step.Loops.Rank - 1;
        var head = new CodeWriter();
        var outer = OuterIndices(step.Loops, kept, fields, head);
        string eval = head + Eval(step, fields, outer, "column");
        string store = head + StoreElements(step, fields, outer);
        WriteStruct(step, name, $"Cpu.IRowReduction<{element}>", fields, w =>
        {
            WriteVectorMethod(w, "V Eval", "nint row, nint column, int lanes", element, eval);
            w.Line();
            using (w.Block($"public readonly void StoreRow({element} total, nint row)")) w.Line(store.TrimEnd('\n'));
        });
        WriteCall(name, fields,
            $"Cpu.Reduce.Rows<{element}, {Operator(step)}, {holder}.{name}>(ref {Local(name)}, {Rows(step.Loops, kept)}, {context.Text(step.Loops.Axes[kept].Size)}, cost: {Cost(step.Body, 0)});");
    }

    /// <summary>Kept loops outside of the reduced one are loops of the function; the last kept one runs along vectors.</summary>
    private void ReduceColumns(ReduceStep step, string name)
    {
        var fields = new KernelFields(context, "i", "row", "column", "lanes", "total");
        string element = step.VectorType.Keyword();
        var axes = step.Loops.Axes;
        int last = axes.Count - 1;
        var outside = Enumerable.Range(0, last).Where(a => !axes[a].Reduced).ToArray();
        int reduced = Enumerable.Range(0, last).Single(a => axes[a].Reduced);
        var indices = Enumerable.Range(0, last).Select(a => a == reduced ? "row" : fields.Other(FormattableString.Invariant($"outer{a}"), "nint", "0")).ToArray();
        string eval = Eval(step, fields, indices, "column");
        var text = new CodeWriter();
        var lanes = new Lanes(fields, indices, "column");
        var values = new VectorText(Graph, step.Epilogue, fields, text, step.VectorType, lanes) { Core = "total" };
        values.Reserve("row", "column", "lanes", "total");
        WriteStores(values, step.Epilogue, step.Stores, fields, text, lanes);
        WriteStruct(step, name, $"Cpu.IColumnReduction<{element}>", fields, w =>
        {
            WriteVectorMethod(w, "V Eval", "nint row, nint column, int lanes", element, eval);
            w.Line();
            WriteVectorMethod(w, "void StoreColumns", "V total, nint column, int lanes", element, text.ToString());
        });
        var calls = new CodeWriter();
        var scopes = new Stack<CodeWriter.Scope>();
        foreach (int axis in outside)
        {
            string index = FormattableString.Invariant($"{Local(name)}.outer{axis}");
            scopes.Push(calls.Block($"for ({index} = 0; {index} < {context.Text(axes[axis].Size)}; {index}++)"));
        }
        calls.Line($"Cpu.Reduce.Columns<{element}, {Operator(step)}, {holder}.{name}>(ref {Local(name)}, {context.Text(axes[reduced].Size)}, {context.Text(axes[last].Size)}, cost: {Cost(step.Body, 0)});");
        while (scopes.Count > 0) scopes.Pop().Dispose();
        WriteCall(name, fields, calls.ToString().TrimEnd('\n'));
    }

    private string Eval(ReduceStep step, KernelFields fields, IReadOnlyList<string> outer, string inner)
    {
        var text = new CodeWriter();
        var values = new VectorText(Graph, step.Body, fields, text, step.VectorType, new Lanes(fields, outer, inner));
        values.Reserve("i", "row", "column", "lanes");
        values.Reserve([.. outer]);
        string value = values.Value(step.Value);
        return $"{text}return {value};\n";
    }

    /// <summary>The epilogue of a row's total, a plain number.</summary>
    private string StoreElements(ReduceStep step, KernelFields fields, IReadOnlyList<string> outer)
    {
        var text = new CodeWriter();
        // The reduced loop does not appear in the epilogue: its places have stride 0 there.
        var lanes = new Lanes(fields, [.. outer, "0"], null);
        var values = new ElementText(Graph, step.Epilogue, fields, text, lanes.Element) { Core = "total" };
        values.Reserve("row", "total");
        values.Reserve([.. outer]);
        WriteElementStores(values, step.Epilogue, step.Stores, fields, text, lanes);
        return text.ToString();
    }

    private static string Operator(ReduceStep step) => $"Cpu.{step.Reduction}Op<{step.VectorType.Keyword()}>";
}
