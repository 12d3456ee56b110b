namespace GraphDsl.Generators.IR;

/// <summary>The dimensions of a tensor; a scalar has none.</summary>
internal readonly record struct Shape(EquatableArray<Dim> Dims)
{
    public static Shape Scalar => default;

    public int Rank => Dims.Count;

    public Dim this[int axis] => Dims[axis];

    /// <summary>The number of elements.</summary>
    public Dim Count => Dims.Aggregate(Dim.One, (product, dim) => product * dim);

    public static Shape Of(params Dim[] dims) => new(dims.ToEquatable());

    public static Shape Of(IEnumerable<Dim> dims) => new(dims.ToEquatable());

    public Shape Map(Func<DimAtom, Dim> replace) => Of(Dims.Select(d => d.Map(replace)));

    public Shape Without(IReadOnlyCollection<int> axes) => Of(Dims.Where((_, axis) => !axes.Contains(axis)));

    public override string ToString() => $"({string.Join(", ", Dims.Select(d => d.Key))}{(Rank == 1 ? ",)" : ")")}";
}
