using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>What a kernel is given: spans, scalars and sizes, each a field with the argument that the function passes.</summary>
/// <param name="locals">The names of the kernel's own locals and parameters, which no field may take.</param>
internal class KernelFields(FunctionContext context, params string[] locals)
{
    private readonly NameAllocator names = NewNames(locals);
    private readonly List<Field> fields = [];
    private readonly Dictionary<string, Field> known = new(StringComparer.Ordinal);

    public NameAllocator Names => names;

    public IReadOnlyList<Field> Fields => fields;

    /// <summary>The field of the span that a place lies in, from its offset on.</summary>
    public string Span(Place place, DType type, bool written)
    {
        var from = place.IsForward ? place.Offset : Dim.Zero;
        string key = FormattableString.Invariant($"{place.Memory.Kind}{place.Memory.Index}.{place.Memory.Slot}@{from.Key}");
        var field = Get(key, context.Memory(place.Memory), () => context.Span(place.Memory, from));
        field.Element = type.Keyword();
        field.Written |= written;
        return field.Name;
    }

    /// <summary>What the function passes for a field.</summary>
    public string Argument(string name) => fields.Find(f => f.Name == name).Argument;

    /// <summary>The field of a scalar local.</summary>
    public virtual string Scalar(int node)
    {
        if (context.Graph[node].Constant is { } constant) return OpText.ConstantText(constant, context.Graph[node].Type);
        var field = Get(FormattableString.Invariant($"%{node}"), context.Scalar(node), () => context.Scalar(node));
        field.Type = context.Graph[node].Type.Keyword();
        return field.Name;
    }

    /// <summary>A size: a constant, or a field.</summary>
    public string Size(Dim dim, string wish)
    {
        if (dim.IsConstant) return dim.Key;
        var field = Get("dim " + dim.Key, wish, () => context.Text(dim));
        field.Type = "nint";
        return field.Name;
    }

    /// <summary>A field of another kind, set by the function.</summary>
    public string Other(string name, string type, string argument)
    {
        var field = Get("other " + name, name, () => argument);
        field.Type = type;
        return field.Name;
    }

    protected Field Get(string key, string wish, Func<string> argument)
    {
        if (known.TryGetValue(key, out var field)) return field;
        return Add(key, new(names.Local(wish), argument()));
    }

    protected Field Add(string key, Field field)
    {
        known[key] = field;
        fields.Add(field);
        return field;
    }

    private static NameAllocator NewNames(string[] locals)
    {
        var names = new NameAllocator();
        foreach (string name in locals.Concat(["V", "Cpu", "Rt", "Dev", "Gpu"])) names.Reserve(name);
        return names;
    }

    internal sealed class Field(string name, string argument)
    {
        public string Name => name;

        public string Argument => argument;

        public string? Element { get; set; }

        public bool Written { get; set; }

        public string? Type { get; set; }

        public string Declaration => $"public {Type ?? $"{(Written ? "Span" : "ReadOnlySpan")}<{Element}>"} {name};";
    }
}
