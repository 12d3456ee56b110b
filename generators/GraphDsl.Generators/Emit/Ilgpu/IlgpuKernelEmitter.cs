using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>Writes the kernels of a function for devices, one static method each, and the launches that run them.</summary>
internal sealed partial class IlgpuKernelEmitter : KernelEmitter
{
    // Beyond that parameters are packed.
    private const int MostParameters = 12;
    private const int AllParameters = 14;
    private const int PackSize = 8;

    // Names that kernels use themselves.
    private static readonly string[] reserved =
        ["i", "k", "row", "column", "batch", "count", "total", "lost", "term", "next", "product", "lane", "lanes", "slot", "shared", "start", "Dev", "Gpu"];

    private readonly List<(string Name, string Types, string Method)> loaded = [];
    private readonly Dictionary<string, string> methods = new(StringComparer.Ordinal); // by the name of the kernel
    private readonly Dictionary<string, string> methodsOf = new(StringComparer.Ordinal); // by what is in them
    private readonly NameAllocator methodNames = new();
    private readonly Dictionary<Step, string> names = [];
    private readonly IlgpuContext context;
    private readonly CodeWriter kernels;
    private readonly CodeWriter function;
    private readonly string siteMethod;
    private readonly Graph written;
    private readonly Schedule schedule;

    public IlgpuKernelEmitter(IlgpuContext context, CodeWriter kernels, CodeWriter function, string siteMethod, Graph written, Schedule schedule)
        : base(context, kernels, function, "", siteMethod, written)
    {
        (this.context, this.kernels, this.function) = (context, kernels, function);
        (this.siteMethod, this.written, this.schedule) = (siteMethod, written, schedule);
    }

    /// <summary>An elementwise kernel and its launch.</summary>
    public new string Map(MapStep step)
    {
        string name = Name(step, "Map");
        var fields = NewFields();
        var text = new CodeWriter();
        var count = Count(step.Loops.Axes.Select(a => a.Size));
        var indices = Decode("i", [.. step.Loops.Axes.Select(a => a.Size)], fields, text, "i");
        var values = Text(step.Body, fields, text, indices);
        WriteStores(values, step.Body, step.Stores, fields, text);
        var kernel = new CodeWriter();
        using (kernel.Block($"for (int i = Dev.Threads.First; i < {fields.Size(count, "count")}; i += Dev.Threads.Count)"))
            kernel.Line(text.ToString().TrimEnd('\n'));
        WriteKernel(Summary(step), name, fields, kernel, IsGuarded(step));
        LaunchEach(name, fields, count);
        return name;
    }

    /// <summary>False for functions of scalars, or of steps on the host alone.</summary>
    public bool HasKernels => loaded.Count > 0;

    /// <summary>The class that loads the kernels, with the kernels.</summary>
    public void WriteClass(CodeWriter file, string type, string title)
    {
        if (!HasKernels) return;
        file.Line();
        file.Line($"/// <summary>The kernels of <see cref=\"{title}OnIlgpu\"/>, loaded on a device.</summary>");
        using (file.Block($"private sealed class {type}(Gpu.Runtime.Accelerator accelerator) : Dev.IIlgpuKernels"))
        {
            foreach (var (name, types, method) in loaded)
                file.Line($"public readonly Action<Gpu.KernelConfig, {types}> {name} = Gpu.Runtime.KernelLoaders.LoadStreamKernel<{types}>(accelerator, {method});");
            string text = kernels.ToString();
            if (text.Length > 0) file.Line().Line(text.TrimEnd('\n'));
        }
    }

    /// <summary>A step that is written twice, for a loop on the device and for one on the host, keeps its name.</summary>
    protected override string Name(Step step, string fallback) => names.TryGetValue(step, out string? name) ? name : names[step] = base.Name(step, fallback);

    private DeviceFields NewFields(params string[] more) => new(context, [.. reserved, .. more]);

    private DeviceText Text(Body body, KernelFields fields, CodeWriter text, IReadOnlyList<string> indices, string? core = null)
    {
        var values = new DeviceText(Graph, body, fields, text, indices) { Core = core };
        values.Reserve(reserved);
        values.Reserve([.. indices]);
        return values;
    }

    /// <summary>All values first, then all stores: a swap within a kernel reads the old values.</summary>
    private static void WriteStores(DeviceText values, Body body, List<Store> stores, KernelFields fields, CodeWriter text)
    {
        var read = new HashSet<Memory>(body.Instructions.Where(i => i.Kind == InstructionKind.Load).Select(i => i.Place!.Memory));
        bool mustWait = stores.Count > 1 && stores.Any(s => read.Contains(s.Place.Memory));
        foreach (var store in stores)
            for (int times = mustWait ? 2 : 1; times > 0; times--) values.Use(store.Value);
        foreach (var store in stores) fields.Span(store.Place, body[store.Value].Type, written: true);
        var results = stores.Select(s => values.Value(s.Value)).ToArray();
        for (int k = 0; k < stores.Count; k++)
        {
            var type = body[stores[k].Value].Type;
            text.Line($"{values.Element(stores[k].Place, type, written: true)} = {type.Stored(results[k])};");
        }
    }

    /// <summary>The indices of loops that were made one: each a local, taken apart from a linear index.</summary>
    private static string[] Decode(string linear, IReadOnlyList<Dim> sizes, KernelFields fields, CodeWriter text, string prefix)
    {
        if (sizes.Count == 1) return [linear];
        var indices = new string[sizes.Count];
        for (int axis = 0; axis < sizes.Count; axis++)
        {
            var inner = Count(sizes.Skip(axis + 1));
            string innerText = inner.IsConstant ? inner.Key : fields.Size(inner, FormattableString.Invariant($"inner{axis}"));
            string quotient = axis == sizes.Count - 1 ? linear : DeviceOpText.Quotient(linear, inner, innerText);
            indices[axis] = fields.Names.Local(FormattableString.Invariant($"{prefix}{axis}"));
            text.Line($"int {indices[axis]} = {(axis == 0 ? quotient : $"{quotient} % {fields.Size(sizes[axis], FormattableString.Invariant($"size{axis}"))}")};");
        }
        return indices;
    }

    private static Dim Count(IEnumerable<Dim> sizes) => sizes.Aggregate(Dim.One, (product, size) => product * size);

    /// <summary>What keeps kernels that write shared variables from doing so where a check failed: the call changes nothing then.</summary>
    private bool IsGuarded(Step step) => step.Group.WritesShared && context.Checks > 0;

    /// <summary>Writes a kernel's method and has it loaded.</summary>
    /// <param name="isGuarded">True where it does nothing once a check has failed.</param>
    /// <param name="result">The type of what it returns to the loop that calls it.</param>
    private void WriteKernel(IEnumerable<string> summary, string name, DeviceFields fields, CodeWriter body, bool isGuarded = false, string result = "void")
    {
        string? guard = isGuarded ? $"if ({Status(fields)}[0] != 0) return;" : null;
        var (declared, unpack) = Packed(fields.Fields.Select(f => (ParameterType(f), f.Name, "")));
        string head = $"({string.Join(", ", declared.Select(p => $"{p.Type} {p.Name}"))})";
        var text = new CodeWriter().Lines(unpack);
        if (guard is not null) text.Line(guard);
        text.Lines(fields.Loads).Line(body.ToString().TrimEnd('\n'));

        // What a step of a loop runs may be the same, be it launched by the host or called by the loop's kernel.
        string key = $"{name}{head}{text}";
        if (!methodsOf.TryGetValue(key, out string? method))
        {
            methodsOf[key] = method = methodNames.Type(name + (context.Kernel is null ? "Kernel" : result == "void" ? "StepKernel" : "Step"));
            kernels.Line();
            foreach (string line in summary) kernels.Line(line);
            using (kernels.Block($"private static {result} {method}{head}")) kernels.Line(text.ToString().TrimEnd('\n'));
        }
        methods[name] = method;
        if (context.Kernel is null) loaded.Add((name, string.Join(", ", declared.Select(p => p.Type)), method));
    }

    /// <summary>Writes a launch; work of a size that only the call knows may be none. In a loop's kernel it is a call.</summary>
    private void Launch(string name, Func<string> config, KernelFields fields, Dim work)
    {
        if (work.IsZero) return;
        if (context.Kernel is not null)
        {
            CallInLoop(name, fields);
            return;
        }
        string call = $"kernels.{name}({string.Join(", ", Arguments(fields).Prepend(config()))});";
        string guard = work.IsConstant ? "" : $"if ({context.Text(work)} > 0) ";
        DeclarePlaces();
        function.Line(guard + call);
    }

    /// <summary>A launch of one thread an element.</summary>
    private void LaunchEach(string name, KernelFields fields, Dim count) => Launch(name, () => $"device.Each({context.Text(count)})", fields, count);

    /// <summary>A launch of a team for each result.</summary>
    private void LaunchTeams(string name, KernelFields fields, Dim results, string lanes) =>
        Launch(name, () => $"device.Teams({context.Text(results)}, {lanes})", fields, results);

    private IEnumerable<string> Arguments(KernelFields fields) => Packed(fields.Fields.Select(f => (ParameterType(f), f.Name, Argument(f)))).Declared.Select(p => p.Argument);

    private static string ParameterType(KernelFields.Field field) => field.Element is { } element ? $"Gpu.ArrayView<{DeviceTypes.OfKeyword(element).InMemory()}>"
        : field.Type switch
        {
            "nint" or "bool" => "int",
            "Half" => "float",
            var type => type!,
        };

    private string Argument(KernelFields.Field field) => field.Element is not null ? field.Argument : field.Type switch
    {
        "nint" => context.Kernel is not null || int.TryParse(field.Argument, out _) ? field.Argument : $"(int)({field.Argument})",
        "bool" => context.Kernel is null ? $"{field.Argument} ? 1 : 0" : $"Dev.DeviceMath.ToByte({field.Argument})",
        "Half" => $"(float){field.Argument}",
        _ => field.Argument,
    };

    /// <summary>Parameters, of which as many as need be become one: their types and names, their arguments, and the statements that take them apart.</summary>
    private static (List<(string Type, string Name, string Argument)> Declared, List<string> Unpack) Packed(IEnumerable<(string Type, string Name, string Argument)> parameters)
    {
        var declared = parameters.ToList();
        var unpack = new List<string>();
        int number = 0;
        for (int most = MostParameters; declared.Count > most; most = AllParameters)
        {
            var packed = declared.Take(MostParameters - 2).ToList();
            var lines = new List<string>();
            for (int start = packed.Count; start < declared.Count; start += PackSize)
            {
                var part = declared.Skip(start).Take(PackSize).ToArray();
                string name = FormattableString.Invariant($"more{++number}");
                packed.Add(($"Dev.Pack<{string.Join(", ", part.Select(p => p.Type))}>", name, $"new({string.Join(", ", part.Select(p => p.Argument))})"));
                lines.AddRange(part.Select((p, k) => FormattableString.Invariant($"var {p.Name} = {name}.Item{k + 1};")));
            }
            unpack.InsertRange(0, lines);
            declared = packed;
        }
        return (declared, unpack);
    }
}
