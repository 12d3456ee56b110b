using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>
/// Checks of sizes, memory for results and the workspace: before the first kernel as far as their sizes follow from the arguments,
/// else as soon as the kernel has run that computes a size (the number of elements that a mask picks).
/// </summary>
internal partial class FunctionEmitter
{
    private const int LineBytes = 64;

    // What is still to be written.
    private readonly List<Check> checks;
    private readonly List<Guard> branches = []; // those around what is being written
    private readonly List<int> outputs;
    private readonly List<Slot> slots;

    // One workspace for each time at which sizes become known: those before are in use, so they cannot grow.
    private readonly List<string> workspaceFields = [];
    private readonly List<string> workspaceDeclarations = [];

    /// <summary>True where a result or memory that is still to come has a size with such a number in it.</summary>
    protected bool Awaits(Func<DimAtom, bool> isAwaited) => outputs.SelectMany(k => graph[graph.Outputs[k].Node].Shape.Dims)
        .Concat(slots.Select(s => s.Bytes)).Any(dim => dim.Atoms().Any(isAwaited));

    /// <summary>The checks that are still to be written.</summary>
    protected List<Check> ChecksToCome
    {
        get => [.. checks];
        set
        {
            checks.Clear();
            checks.AddRange(value);
        }
    }

    /// <summary>Writes all of which the sizes are known by now.</summary>
    protected void Prepare()
    {
        var ready = TakeReady(checks.FindAll(c => c.Guards.All(branches.Contains)), c => [c.Actual, c.Expected]);
        checks.RemoveAll(ready.Contains);
        WriteChecks(ready);
        WriteOutputs(TakeReady(outputs, k => graph[graph.Outputs[k].Node].Shape.Dims));
        WriteWorkspace(TakeReady(slots, s => [s.Bytes]));
    }

    private List<TItem> TakeReady<TItem>(List<TItem> pending, Func<TItem, IEnumerable<Dim>> dims)
    {
        var ready = pending.FindAll(item => dims(item).All(IsKnown));
        pending.RemoveAll(item => dims(item).All(IsKnown));
        return ready;
    }

    /// <summary>True where all numbers in a size are locals or constants.</summary>
    private bool IsKnown(Dim dim) => dim.Atoms().All(a => a.Kind != DimAtomKind.Value || graph[a.Index].Constant is not null || context.HasScalar(a.Index));

    protected virtual void WriteChecks(List<Check> ready)
    {
        foreach (var check in ready)
        {
            string actual = context.CheckText(check.Actual), expected = context.CheckText(check.Expected);
            string site = emitter.SiteCall(check.Site);
            string what = CodeWriter.Literal(check.What);
            body.Line(check.Kind switch
            {
                CheckKind.Equal => $"if ({actual} != {expected}) Rt.Fail.Sizes({site}, {what}, {actual}, {expected});",
                CheckKind.Broadcast => $"if ({actual} != {expected}{AndNotOne(check.Actual)}{AndNotOne(check.Expected)}) Rt.Fail.Sizes({site}, {what}, {actual}, {expected});",
                CheckKind.NotEmpty => $"if ({actual} == 0) Rt.Fail.Empty({site}, {what});",
                CheckKind.NotNegative => $"if ({actual} < 0) Rt.Fail.Negative({site}, {what}, {actual});",
                _ => $"if ((nuint)({actual}) > (nuint)({expected})) Rt.Fail.Range({site}, {what}, {actual}, {expected});",
            });
        }
        if (ready.Count > 0) body.Line();
    }

    private string AndNotOne(Dim dim) => dim.IsConstant ? "" : $" && {context.Factor(dim)} != 1";

    private void WriteOutputs(List<int> ready)
    {
        foreach (int k in ready)
        {
            var node = graph[graph.Outputs[k].Node];
            string local = Names.Local(graph.Outputs[k].Name + "Elements");
            foreach (string argument in Arguments()) body.Line($"{graph.Outputs[k].Name}.AvoidOverlap({argument});");
            body.Line($"Span<{node.Type.Keyword()}> {local} = {graph.Outputs[k].Name}.Begin([{string.Join(", ", node.Shape.Dims.Select(context.Text))}]);");
            BindOutput(k, local);
        }
    }

    /// <summary>Makes the elements of a result the memory that kernels write.</summary>
    protected virtual void BindOutput(int output, string elements) => context.SetMemory(new(MemoryKind.Output, output), elements);

    /// <summary>The memories that a caller's destination could overlap.</summary>
    protected virtual IEnumerable<string> Arguments() => Enumerable.Range(0, graph.Variables.Count)
        .Select(v => new Memory(MemoryKind.Variable, v)).Where(context.HasMemory).Select(context.Memory);

    private void WriteWorkspace(List<Slot> ready)
    {
        if (ready.Count == 0) return;
        string field = workspaceFields.Count == 0 ? WorkspaceField : Names.Local(WorkspaceField);
        workspaceFields.Add(field);
        string? end = null; // of the last buffer whose size only the call knows
        long since = 0;     // the bytes of those behind it
        var offsets = new string[ready.Count];
        body.Line($"// Workspace: {ready.Count} buffer{(ready.Count == 1 ? "" : "s")}.");
        for (int slot = 0; slot < ready.Count; slot++)
        {
            var bytes = ready[slot].Bytes;
            offsets[slot] = Offset() ?? "0";
            if (bytes.IsConstant)
            {
                since += (bytes.Value + LineBytes - 1) / LineBytes * LineBytes;
                continue;
            }
            string next = Names.Local("end");
            body.Line($"nint {next} = {(Offset() is { } start ? $"{start} + " : "")}Rt.Workspace.Align({context.Text(bytes)});");
            (end, since) = (next, 0);
        }
        string total = Offset() ?? "0";
        string workspace = ReserveWorkspace(field, workspaceFields.Count, total);
        for (int slot = 0; slot < ready.Count; slot++)
        {
            foreach (var tensor in ready[slot].Tensors)
            {
                string local = Names.Local(emitter.ValueName(tensor.Memory));
                body.Line(WorkspacePart(workspace, local, tensor, offsets[slot]));
                context.SetMemory(tensor.Memory, local);
            }
        }
        body.Line();

        string? Offset() => (end, since) switch
        {
            (null, 0) => null,
            (null, _) => FormattableString.Invariant($"{since}"),
            (_, 0) => end,
            _ => FormattableString.Invariant($"{end} + {since}"),
        };
    }

    /// <summary>Writes the statements that make room, and returns what its parts are asked of.</summary>
    /// <param name="number">1 for the first workspace of the function.</param>
    protected virtual string ReserveWorkspace(string field, int number, string bytes)
    {
        workspaceDeclarations.Add(function.IsStatic ? $"[ThreadStatic] private static Rt.Workspace? {field};" : $"private readonly Rt.Workspace {field} = new();");
        string workspace = field;
        if (function.IsStatic)
        {
            workspace = number == 1 ? "workspace" : Names.Local("workspace");
            body.Line($"var {workspace} = {field} ??= new();");
        }
        body.Line($"{workspace}.Reserve({bytes});");
        return workspace;
    }

    /// <summary>The statement that makes a local of a part of a workspace.</summary>
    protected virtual string WorkspacePart(string workspace, string local, Lifetime tensor, string offset) =>
        $"Span<{tensor.Type.Keyword()}> {local} = {workspace}.Span<{tensor.Type.Keyword()}>({offset}, {context.Text(tensor.Shape.Count)});";
}
