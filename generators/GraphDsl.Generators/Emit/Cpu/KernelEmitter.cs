using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Writes the kernels of a function as nested ref structs, and the calls that run them.</summary>
internal partial class KernelEmitter(FunctionContext context, CodeWriter kernels, CodeWriter function, string holder, string siteMethod, Graph written)
{
    /// <summary>As <c>GraphDsl.Cpu.Far.Bytes</c>.</summary>
    internal const int FarBytes = 32 << 20;

    private readonly NameAllocator kernelNames = new();

    // The named expressions of the graph as written, with the type and rank of their values.
    private readonly Dictionary<int, (DType Type, int Rank)> named = NamedSites(written);

    protected Graph Graph => context.Graph;

    /// <summary>An elementwise kernel and its call.</summary>
    public string Map(MapStep step)
    {
        string name = Name(step, "Map");
        if (step.VectorType is { } type) VectorMap(step, name, type);
        else ElementMap(step, name);
        return name;
    }

    private void VectorMap(MapStep step, string name, DType type)
    {
        var fields = new KernelFields(context, "i", "row", "column", "lanes");
        var text = new CodeWriter();
        int rank = step.Loops.Rank;
        bool flat = rank == 1;
        var outer = OuterIndices(step.Loops, rank - 1, fields, text);
        var lanes = new Lanes(fields, outer, flat ? "i" : "column");
        var values = new VectorText(Graph, step.Body, fields, text, type, lanes);
        values.Reserve("i", "row", "column", "lanes", "V");
        values.Reserve([.. outer]);
        int far = flat ? FarStore(step, type) : -1;
        var spans = WriteStores(values, step.Body, step.Stores, fields, text, lanes, far);
        string element = type.Keyword();
        string interfaceName = flat ? $"Cpu.IMapKernel<{element}>" : $"Cpu.IMap2Kernel<{element}>";
        string parameters = flat ? "nint i, int lanes" : "nint row, nint column, int lanes";
        WriteStruct(step, name, interfaceName, fields, w => WriteVectorMethod(w, "void Step", parameters, element, text.ToString()));
        int cost = Cost(step.Body, step.Stores.Count);
        string call = flat
            ? $"Cpu.Map.Run<{element}, {holder}.{name}>(ref {Local(name)}, {context.Text(step.Loops.Axes[0].Size)}, cost: {cost}{(far < 0 ? "" : $", far: {fields.Argument(spans[far])}")});"
            : $"Cpu.Map.Run2<{element}, {holder}.{name}>(ref {Local(name)}, {Rows(step.Loops, rank - 1)}, {context.Text(step.Loops.Axes[rank - 1].Size)}, cost: {cost});";
        WriteCall(name, fields, call);
    }

    private void ElementMap(MapStep step, string name)
    {
        var fields = new KernelFields(context, "i", "start", "end");
        var text = new CodeWriter();
        int rank = step.Loops.Rank;
        string[] indices = rank == 1 ? ["i"] : [.. Enumerable.Range(0, rank).Select(axis => FormattableString.Invariant($"i{axis}"))];
        for (int axis = 0; rank > 1 && axis < rank; axis++)
        {
            string inner = string.Join(" * ", step.Loops.Axes.Skip(axis + 1).Select((a, k) => fields.Size(a.Size, FormattableString.Invariant($"size{axis + 1 + k}"))));
            string quotient = inner.Length == 0 ? "i" : $"i / ({inner})";
            text.Line(axis == 0 ? $"nint i0 = {quotient};"
                : $"nint i{axis} = {(inner.Length == 0 ? "i" : quotient)} % {fields.Size(step.Loops.Axes[axis].Size, FormattableString.Invariant($"size{axis}"))};");
        }
        var lanes = new Lanes(fields, [.. indices.Take(rank - 1)], indices[rank - 1]);
        var values = new ElementText(Graph, step.Body, fields, text, lanes.Element);
        values.Reserve("i", "start", "end");
        values.Reserve(indices);
        WriteElementStores(values, step.Body, step.Stores, fields, text, lanes);
        WriteStruct(step, name, "Cpu.IRangeKernel", fields, w =>
        {
            using (w.Block("public readonly void Run(nint start, nint end)"))
            using (w.Block("for (nint i = start; i < end; i++)"))
                w.Line(text.ToString().TrimEnd('\n'));
        });
        var count = step.Loops.Axes.Aggregate(Dim.One, (product, axis) => product * axis.Size);
        WriteCall(name, fields, $"Cpu.Ranges.Run(ref {Local(name)}, {context.Text(count)}, cost: {4 * Cost(step.Body, step.Stores.Count)});");
    }

    /// <summary>All values first, then all stores: a swap within a kernel reads the old values.</summary>
    /// <param name="far">The store that may go past the caches, or -1.</param>
    /// <returns>The fields that are written.</returns>
    private string[] WriteStores(VectorText values, Body body, List<Store> stores, KernelFields fields, CodeWriter text, Lanes lanes, int far = -1)
    {
        var spans = Prepare(values, body, stores, fields);
        var results = stores.Select(s => values.Value(s.Value)).ToArray();
        for (int k = 0; k < stores.Count; k++)
        {
            var type = body[stores[k].Value].Type;
            text.Line(type == DType.Bool ? lanes.StoreMask(results[k], spans[k], stores[k].Place)
                : k == far ? lanes.StoreFar(results[k], spans[k], stores[k].Place, type) : lanes.Store(results[k], spans[k], stores[k].Place));
        }
        return spans;
    }

    /// <summary>The first result that may be larger than the caches, and that the kernel does not read; -1 where there is none.</summary>
    private static int FarStore(MapStep step, DType type)
    {
        var size = step.Loops.Axes[0].Size;
        if (size.IsConstant && size.Value * type.Size() < FarBytes) return -1;
        var read = new HashSet<Memory>(step.Body.Instructions.Where(i => i.Kind == InstructionKind.Load).Select(i => i.Place!.Memory));
        return step.Stores.FindIndex(s => step.Body[s.Value].Type == type && s.Place.Strides[0].IsOne && !read.Contains(s.Place.Memory));
    }

    /// <inheritdoc cref="WriteStores"/>
    private static void WriteElementStores(ElementText values, Body body, List<Store> stores, KernelFields fields, CodeWriter text, Lanes lanes)
    {
        var spans = Prepare(values, body, stores, fields);
        var results = stores.Select(s => values.Value(s.Value)).ToArray();
        for (int k = 0; k < stores.Count; k++) text.Line($"{spans[k]}[{lanes.Element(stores[k].Place)}] = {results[k]};");
    }

    /// <summary>The fields that are written; they have their names before locals are named.</summary>
    private static string[] Prepare(BodyText values, Body body, List<Store> stores, KernelFields fields)
    {
        // What is stored over something that the kernel reads waits in locals until all is read.
        var read = new HashSet<Memory>(body.Instructions.Where(i => i.Kind == InstructionKind.Load).Select(i => i.Place!.Memory));
        bool mustWait = stores.Count > 1 && stores.Any(s => read.Contains(s.Place.Memory));
        foreach (var store in stores)
            for (int times = mustWait ? 2 : 1; times > 0; times--) values.Use(store.Value);
        return [.. stores.Select(s => fields.Span(s.Place, body[s.Value].Type, written: true))];
    }

    /// <summary>The names of the outer indices; several are taken apart from <c>row</c>.</summary>
    private static List<string> OuterIndices(LoopNest loops, int count, KernelFields fields, CodeWriter text)
    {
        if (count == 0) return [];
        if (count == 1) return ["row"];
        var names = new List<string>();
        for (int axis = 0; axis < count; axis++)
        {
            var inner = loops.Axes.Skip(axis + 1).Take(count - axis - 1).Select((a, k) => fields.Size(a.Size, FormattableString.Invariant($"size{axis + 1 + k}"))).ToArray();
            string quotient = inner.Length == 0 ? "row" : $"row / {(inner.Length == 1 ? inner[0] : $"({string.Join(" * ", inner)})")}";
            string name = FormattableString.Invariant($"row{axis}");
            text.Line(axis == 0 ? $"nint {name} = {quotient};" : $"nint {name} = {quotient} % {fields.Size(loops.Axes[axis].Size, FormattableString.Invariant($"size{axis}"))};");
            names.Add(name);
        }
        return names;
    }

    private string Rows(LoopNest loops, int count) => string.Join(" * ", loops.Axes.Take(count).Select(a => context.Factor(a.Size)));

    private static void WriteVectorMethod(CodeWriter writer, string head, string parameters, string element, string body)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"public readonly {head}<V>({parameters}) where V : struct, Cpu.IVector<V, {element}>"))
            writer.Line(body.TrimEnd('\n'));
    }

    private void WriteStruct(Step step, string name, string interfaces, KernelFields fields, Action<CodeWriter> members)
    {
        kernels.Line();
        foreach (string line in Summary(step)) kernels.Line(line);
        using (kernels.Block($"public ref struct {name} : {interfaces}"))
        {
            foreach (var field in fields.Fields) kernels.Line(field.Declaration);
            kernels.Line();
            members(kernels);
        }
    }

    private void WriteCall(string name, KernelFields fields, params string[] calls)
    {
        string arguments = string.Join(", ", fields.Fields.Select(f => $"{f.Name} = {f.Argument}"));
        function.Line($"var {Local(name)} = new {holder}.{name} {{ {arguments} }};");
        foreach (string call in calls) function.Line(call);
    }

    /// <summary>The user's expressions that a kernel computes, as a documentation comment.</summary>
    protected IEnumerable<string> Summary(Step step)
    {
        var expressions = Expressions(step);
        return expressions.Count == 1
            ? [$"/// <summary>{CodeWriter.Escape(expressions[0])}</summary>"]
            : ["/// <summary>", .. expressions.Select(e => $"/// {CodeWriter.Escape(e)}" + (e == expressions[expressions.Count - 1] ? "" : "<br/>")), "/// </summary>"];
    }

    /// <summary>The user's expressions behind a step.</summary>
    public List<string> Expressions(Step step) => [.. step.Group.Computed
        .Where(n => Graph[n].Site >= 0)
        .Select(n => Graph.Sites[Graph[n].Site].Text)
        .Distinct()
        .DefaultIfEmpty(string.Join(", ", step.Group.Computed.Select(n => Graph[n].Op.ToString())))];

    /// <summary>A name that says what a kernel computes: what it updates or returns, what the user calls it, or the operation.</summary>
    protected virtual string Name(Step step, string fallback)
    {
        var updated = step.Group.Targets.Where(t => t.Memory.Kind == MemoryKind.Variable).Select(t => NameAllocator.Pascal(NameAllocator.Identifier(Graph.Variables[t.Memory.Index].Name))).ToArray();
        if (updated.Length > 0) return kernelNames.Type("Update" + string.Concat(updated.Take(3)));
        int last = step.Group.Computed.Max();
        for (int k = 0; k < Graph.Outputs.Count; k++)
            if (step.Group.Computed.Contains(Graph.Outputs[k].Node)) return kernelNames.Type(Graph.Outputs[k].Name);
        if (UserName(last) is { } name) return kernelNames.Type(name);
        return kernelNames.Type(step.Group.Cores.Count > 0 ? ValueNames.Of(Graph[step.Group.Cores[0]].Op) : fallback);
    }

    /// <summary>A name for a kernel that nothing is named after.</summary>
    protected string NewName(string wish) => kernelNames.Type(wish);

    /// <summary>What the user calls a value: the local it initialises, the helper it is the body of; else what it is.</summary>
    public string ValueName(int node) => UserName(node) ?? ValueNames.Of(Graph[node].Op);

    /// <summary>What lies in a part of the workspace.</summary>
    public string ValueName(Memory memory) => memory.Kind == MemoryKind.LoopState
        ? ValueName(new LoopView(Graph[memory.Index]).NewState(memory.Slot)) + "Values" : ValueName(memory.Index);

    /// <summary>The name of a user's expression belongs to the last node made for it that is of its type and rank.</summary>
    private string? UserName(int node)
    {
        int site = Graph[node].Site;
        if (!Names(node)) return null;
        for (int later = Graph.Nodes.Count - 1; later > node; later--)
            if (Graph[later].Site == site && Names(later)) return null;
        return Graph.Sites[site].Name;
    }

    private bool Names(int node) => named.TryGetValue(Graph[node].Site, out var value)
        && value.Type == Graph[node].Type && value.Rank == Graph[node].Rank;

    /// <summary>The C# expression for the place of a user's expression: file, line, text.</summary>
    public string SiteCall(int site) => site < 0 ? "\"\"" : FormattableString.Invariant($"{siteMethod}({Graph.WrittenSite(site)})");

    private string Local(string kernel)
    {
        if (!kernelLocals.TryGetValue(kernel, out string? local)) kernelLocals[kernel] = local = context.Names.Local(kernel + "Kernel");
        return local;
    }

    private static Dictionary<int, (DType Type, int Rank)> NamedSites(Graph written)
    {
        var sites = new Dictionary<int, (DType, int)>();
        foreach (var node in written.Nodes)
            if (node.Site >= 0 && written.Sites[node.Site].Name is not null) sites[node.Site] = (node.Type, node.Rank);
        return sites;
    }

    private readonly Dictionary<string, string> kernelLocals = new(StringComparer.Ordinal);

    /// <summary>The estimated time an element, in tenths of a nanosecond: what the pool decides by.</summary>
    private static int Cost(Body body, int stores) =>
        1 + (body.Flops / 4) + body.Instructions.Count(i => i.Kind == InstructionKind.Load) + stores;
}
