using System.Globalization;

namespace GraphDsl.Generators.IR;

/// <summary>What a symbol of a <see cref="Dim"/> stands for.</summary>
internal enum DimAtomKind : byte
{
    /// <summary>A dimension of a variable.</summary>
    Size,

    /// <summary>A name given by <c>[Shape("batch", ...)]</c>.</summary>
    Named,

    /// <summary>The value of an integer scalar of the graph.</summary>
    Value,

    /// <summary>A function of other dimensions.</summary>
    Call,
}

/// <summary>Functions of dimensions that polynomials do not cover.</summary>
internal enum DimFunction : byte
{
    FloorDivide,
    Max,
    Min,

    /// <summary>The size of two dimensions broadcast together.</summary>
    Broadcast,

    /// <summary>An index that counts from the end where it is negative.</summary>
    Wrap,

    /// <summary>0 where the (first) dimension is 1, else 1: the factor of a stride that may be broadcast.</summary>
    NotOne,
}

/// <summary>A symbol of a <see cref="Dim"/>.</summary>
internal sealed class DimAtom : IEquatable<DimAtom>
{
    private DimAtom(DimAtomKind kind, string key)
    {
        Kind = kind;
        Key = key;
    }

    public DimAtomKind Kind { get; }

    /// <summary>The canonical text.</summary>
    public string Key { get; }

    /// <summary>The index of the variable of a <see cref="DimAtomKind.Size"/>, or of the node of a <see cref="DimAtomKind.Value"/>.</summary>
    public int Index { get; private set; }

    public int Axis { get; private set; }

    public DimFunction Function { get; private set; }

    public EquatableArray<Dim> Arguments { get; private set; }

    /// <summary>True where the value is a size, hence not negative.</summary>
    public bool IsSize => Kind switch
    {
        DimAtomKind.Size or DimAtomKind.Named => true,
        DimAtomKind.Value => false,
        _ => Function switch
        {
            DimFunction.Broadcast or DimFunction.NotOne => true, // of sizes alone
            DimFunction.Wrap => false,
            DimFunction.Max => Arguments.Any(a => a.IsSurelyNonNegative),
            _ => Arguments.All(a => a.IsSurelyNonNegative),
        },
    };

    public static DimAtom Size(int variable, int axis) =>
        new(DimAtomKind.Size, Invariant($"v{variable}.Shape[{axis}]")) { Index = variable, Axis = axis };

    public static DimAtom Named(string name) => new(DimAtomKind.Named, name);

    public static DimAtom Value(int node) => new(DimAtomKind.Value, Invariant($"%{node}")) { Index = node };

    public static DimAtom Call(DimFunction function, params Dim[] arguments) =>
        new(DimAtomKind.Call, $"{function}({string.Join(", ", arguments.Select(a => a.Key))})")
        {
            Function = function,
            Arguments = arguments.ToEquatable(),
        };

    /// <summary>This atom with every atom inside replaced, itself last.</summary>
    public Dim Map(Func<DimAtom, Dim> replace)
    {
        if (Kind != DimAtomKind.Call) return replace(this);
        var a = Arguments[0].Map(replace);
        var b = Arguments[1].Map(replace);
        return Function switch
        {
            DimFunction.FloorDivide => Dim.FloorDivide(a, b),
            DimFunction.Max => Dim.Max(a, b),
            DimFunction.Min => Dim.Min(a, b),
            DimFunction.Broadcast => Dim.Broadcast(a, b),
            DimFunction.NotOne => Dim.NotOne(a),
            _ => Dim.Wrap(a, b),
        };
    }

    public IEnumerable<DimAtom> WithArguments() => Arguments.SelectMany(a => a.Atoms()).Prepend(this);

    public bool Equals(DimAtom? other) => ReferenceEquals(this, other) || (other is not null && Key == other.Key);

    public override bool Equals(object? obj) => Equals(obj as DimAtom);

    public override int GetHashCode() => Key.GetHashCode();

    public override string ToString() => Key;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
