using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>The names of one generated function: its locals for memories, scalars and sizes.</summary>
internal class FunctionContext(Graph graph, NameAllocator names)
{
    private readonly Dictionary<string, string> sizes = new(StringComparer.Ordinal);

    public Graph Graph => graph;

    /// <summary>The locals of memories.</summary>
    protected Dictionary<Memory, string> Memories { get; set; } = [];

    /// <summary>The locals of scalars.</summary>
    protected Dictionary<int, string> Scalars { get; set; } = [];

    public virtual NameAllocator Names => names;

    public void SetMemory(Memory memory, string local) => Memories[memory] = local;

    public virtual bool HasMemory(Memory memory) => Memories.ContainsKey(memory);

    private readonly Dictionary<string, string> streams = new(StringComparer.Ordinal);

    /// <summary>The local that holds what the draws of this call from a stream follow from.</summary>
    public void SetStream(string access, string local) => streams[access] = local;

    public virtual string Stream(string access) => streams[access];

    public void SetScalar(int node, string local) => Scalars[node] = local;

    public virtual bool HasScalar(int node) => Scalars.ContainsKey(node);

    /// <summary>The local of an atom: <c>x.Shape[0]</c> lives in <c>xRows</c>.</summary>
    public void SetSize(DimAtom atom, string local) => sizes[atom.Key] = local;

    /// <summary>The local of a size.</summary>
    public string SizeOf(DimAtom atom) => Size(atom);

    protected virtual string Size(DimAtom atom) => sizes[atom.Key];

    public bool HasSize(DimAtom atom) => sizes.ContainsKey(atom.Key);

    public virtual string Memory(Memory memory) => Memories[memory];

    /// <summary>The span of a memory from an offset on; the empty one where an empty part begins behind the end.</summary>
    public virtual string Span(Memory memory, Dim offset) => offset.IsZero ? Memories[memory]
        : IsInside(memory, offset) ? $"{Memories[memory]}[{AsInt(offset)}..]"
        : From(Memories[memory], offset);

    /// <inheritdoc cref="Span"/>
    public virtual string From(string span, Dim offset) => offset.IsZero ? span : $"Rt.Sizes.From({span}, {Text(offset)})";

    /// <summary>The span of exactly some elements of a memory, from an offset on.</summary>
    public virtual string Part(Memory memory, Dim offset, Dim count) => ShapeOf(memory).Count.Equals(count) ? Memories[memory]
        : $"Rt.Sizes.From({Memories[memory]}, {Text(offset)})[..{AsInt(count)}]";

    /// <summary>True for offsets that the memory has whatever is empty: known ones, and those of whole rows of the first axis.</summary>
    private bool IsInside(Memory memory, Dim offset)
    {
        var shape = ShapeOf(memory);
        if (offset.IsConstant && shape.Count.IsConstant) return offset.Value >= 0 && offset.Value <= shape.Count.Value;
        return shape.Rank > 0 && Dim.TryDivideExact(offset, Layout.DenseStrides(shape)[0]) is not null;
    }

    public virtual string Scalar(int node) => graph[node].Constant is { } constant
        ? OpText.ConstantText(constant, graph[node].Type) : Scalars[node];

    /// <summary>A dimension as a C# expression of type nint (constants are plain integers).</summary>
    public string Text(Dim dim) => Text(dim, isChecked: false);

    /// <summary>A dimension for a check: no argument makes it overflow, however large.</summary>
    public string CheckText(Dim dim) => Text(dim, isChecked: true);

    protected virtual string Text(Dim dim, bool isChecked)
    {
        if (dim.IsConstant) return dim.Key;
        var text = new System.Text.StringBuilder();
        foreach (var term in dim.Terms)
        {
            long coefficient = term.Coefficient;
            if (text.Length > 0) text.Append(coefficient < 0 ? " - " : " + ");
            else if (coefficient < 0) text.Append('-');
            ulong magnitude = coefficient < 0 ? (ulong)-coefficient : (ulong)coefficient;
            var factors = term.Atoms.Select(atom => Atom(atom, isChecked));
            if (magnitude != 1 || term.Atoms.Count == 0)
                factors = factors.Prepend(magnitude.ToString(System.Globalization.CultureInfo.InvariantCulture));
            text.Append(string.Join(" * ", factors));
        }
        return text.ToString();
    }

    /// <summary>A dimension as a factor: in brackets where it is a sum.</summary>
    public string Factor(Dim dim) => dim.Terms.Count > 1 ? $"({Text(dim)})" : Text(dim);

    protected Shape ShapeOf(Memory memory) => memory.Kind switch
    {
        MemoryKind.Variable => graph.Variables[memory.Index].Shape,
        MemoryKind.Output => graph[graph.Outputs[memory.Index].Node].Shape,
        MemoryKind.LoopState => graph[new LoopView(graph[memory.Index]).NewState(memory.Slot)].Shape,
        _ => graph[memory.Index].Shape,
    };

    public virtual string AsInt(Dim dim) => dim.IsConstant ? dim.Key : $"(int)({Text(dim)})";

    protected virtual string Atom(DimAtom atom, bool isChecked) => atom.Kind switch
    {
        DimAtomKind.Value when graph[atom.Index].Constant is { } constant => constant.ToString(),
        DimAtomKind.Value => isChecked && graph[atom.Index].Type == DType.Int64 ? $"Rt.Sizes.Clamp({Scalar(atom.Index)})" : $"(nint){Scalar(atom.Index)}",
        DimAtomKind.Call => Call(atom, isChecked),
        _ => Size(atom),
    };

    private string Call(DimAtom atom, bool isChecked)
    {
        string a = Text(atom.Arguments[0], isChecked), b = Text(atom.Arguments[1], isChecked);
        return Function(atom.Function, a, b);
    }

    protected virtual string Function(DimFunction function, string a, string b) => function switch
    {
        DimFunction.FloorDivide => $"Rt.Sizes.FloorDivide({a}, {b})",
        DimFunction.Max => $"nint.Max({a}, {b})",
        DimFunction.Min => $"nint.Min({a}, {b})",
        DimFunction.Broadcast => $"Rt.Sizes.Broadcast({a}, {b})",
        DimFunction.NotOne => $"Rt.Sizes.NotOne({a})",
        _ => $"Rt.Sizes.Wrap({a}, {b})",
    };
}
