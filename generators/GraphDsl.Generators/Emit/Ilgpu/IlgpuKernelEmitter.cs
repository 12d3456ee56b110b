using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>Writes the kernels of a function for devices, one static method each, and the launches that run them.</summary>
internal sealed partial class IlgpuKernelEmitter : KernelEmitter
{
    // Beyond that parameters are packed: a kernel has at most 14.
    private const int MostParameters = 12;
    private const int PackSize = 8;

    // Names that kernels use themselves.
    private static readonly string[] reserved =
        ["i", "k", "row", "column", "batch", "count", "total", "lost", "term", "next", "product", "lane", "lanes", "slot", "shared", "start", "Dev", "Gpu"];

    private readonly List<(string Name, string Types)> loaded = [];
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
        Launch(name, $"device.Each({context.Text(count)})", fields, count);
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
            foreach (var (name, types) in loaded)
                file.Line($"public readonly Action<Gpu.KernelConfig, {types}> {name} = Gpu.Runtime.KernelLoaders.LoadStreamKernel<{types}>(accelerator, {name}Kernel);");
            string text = kernels.ToString();
            if (text.Length > 0) file.Line().Line(text.TrimEnd('\n'));
        }
    }

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
    private void WriteKernel(IEnumerable<string> summary, string name, DeviceFields fields, CodeWriter body, bool isGuarded = false)
    {
        string? guard = isGuarded ? $"if ({Status(fields)}[0] != 0) return;" : null;
        var parameters = fields.Fields.Select(f => (Type: ParameterType(f), f.Name)).ToArray();
        kernels.Line();
        foreach (string line in summary) kernels.Line(line);
        var direct = parameters.Length <= MostParameters ? parameters : [.. parameters.Take(MostParameters - 2)];
        var packs = Packs([.. parameters.Skip(direct.Length)]);
        var declared = direct.Concat(packs.Select(p => (p.Type, p.Name))).ToArray();
        using (kernels.Block($"private static void {name}Kernel({string.Join(", ", declared.Select(p => $"{p.Type} {p.Name}"))})"))
        {
            foreach (var pack in packs) kernels.Lines(pack.Unpack);
            if (guard is not null) kernels.Line(guard);
            kernels.Lines(fields.Loads);
            kernels.Line(body.ToString().TrimEnd('\n'));
        }
        loaded.Add((name, string.Join(", ", declared.Select(p => p.Type))));
    }

    /// <summary>Writes a launch; work of a size that only the call knows may be none.</summary>
    private void Launch(string name, string config, KernelFields fields, Dim work)
    {
        if (work.IsZero) return;
        var all = fields.Fields.Select(Argument).ToArray();
        string[] arguments = all.Length <= MostParameters ? all
            : [.. all.Take(MostParameters - 2), .. Chunks(all.Skip(MostParameters - 2).ToArray()).Select(c => $"new({string.Join(", ", c)})")];
        string call = $"kernels.{name}({string.Join(", ", arguments.Prepend(config))});";
        string guard = work.IsConstant ? "" : $"if ({context.Text(work)} > 0) ";
        DeclarePlaces();
        function.Line(guard + call);
    }

    private static string ParameterType(KernelFields.Field field) => field.Element is { } element ? $"Gpu.ArrayView<{DeviceTypes.OfKeyword(element).InMemory()}>"
        : field.Type switch
        {
            "nint" or "bool" => "int",
            "Half" => "float",
            var type => type!,
        };

    private static string Argument(KernelFields.Field field) => field.Element is not null ? field.Argument : field.Type switch
    {
        "nint" => int.TryParse(field.Argument, out _) ? field.Argument : $"(int)({field.Argument})",
        "bool" => $"{field.Argument} ? 1 : 0",
        "Half" => $"(float){field.Argument}",
        _ => field.Argument,
    };

    private static IEnumerable<string[]> Chunks(string[] items)
    {
        for (int start = 0; start < items.Length; start += PackSize) yield return [.. items.Skip(start).Take(PackSize)];
    }

    private static List<(string Type, string Name, List<string> Unpack)> Packs((string Type, string Name)[] parameters)
    {
        var packs = new List<(string, string, List<string>)>();
        for (int start = 0; start < parameters.Length; start += PackSize)
        {
            var part = parameters.Skip(start).Take(PackSize).ToArray();
            string name = FormattableString.Invariant($"more{packs.Count + 1}");
            packs.Add(($"Dev.Pack<{string.Join(", ", part.Select(p => p.Type))}>", name,
                [.. part.Select((p, k) => FormattableString.Invariant($"var {p.Name} = {name}.Item{k + 1};"))]));
        }
        return packs;
    }

    /// <summary>The kernel's view of what checks report.</summary>
    private static string Status(KernelFields fields)
    {
        string name = fields.Other("status", "int", "run.Status");
        fields.Fields.First(f => f.Name == name).Element = "int";
        return name;
    }
}
