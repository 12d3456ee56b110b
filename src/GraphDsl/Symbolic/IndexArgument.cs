namespace GraphDsl;

/// <summary>One argument of <c>x[...]</c>. Made only by the conversions, which the generator reads.</summary>
public readonly struct IndexArgument
{
    /// <summary>A position; negative ones count from the end.</summary>
    public static implicit operator IndexArgument(int position) => default;

    /// <summary>A position; negative ones count from the end.</summary>
    public static implicit operator IndexArgument(long position) => default;

    /// <summary>A position: <c>x[^1]</c>.</summary>
    public static implicit operator IndexArgument(Index position) => default;

    /// <summary>A range: <c>x[a..b]</c>, a view of the positions from a to before b.</summary>
    public static implicit operator IndexArgument(Range range) => default;

    /// <summary>A range with a step: <c>x[T.Slice(step: -1)]</c>.</summary>
    public static implicit operator IndexArgument(Slice slice) => default;

    /// <summary>A new axis of length 1: <c>x[T.NewAxis, ..]</c>.</summary>
    public static implicit operator IndexArgument(NewAxis axis) => default;

    /// <summary>A position (rank 0) or an advanced index (any other rank).</summary>
    public static implicit operator IndexArgument(Expr<long> positions) => default;

    /// <summary>A position (rank 0) or an advanced index (any other rank).</summary>
    public static implicit operator IndexArgument(Expr<int> positions) => default;

    /// <summary>A position (rank 0) or an advanced index (any other rank).</summary>
    public static implicit operator IndexArgument(Expr<byte> positions) => default;

    /// <summary>A mask over as many axes as it has: the elements where it holds. The length of the result is data.</summary>
    public static implicit operator IndexArgument(Expr<bool> mask) => default;

    /// <summary>Advanced indices of several axes at once, as <see cref="T.Nonzero"/> gives them.</summary>
    public static implicit operator IndexArgument(Expr<long>[] positions) => default;
}

/// <summary>A range with a step, made by <see cref="T.Slice"/>.</summary>
public readonly struct Slice;

/// <summary>A new axis of length 1 in <c>x[...]</c> and Dimshuffle, written <see cref="T.NewAxis"/>.</summary>
public readonly struct NewAxis;

/// <summary>One argument of Dimshuffle: the number of an axis, or a new axis.</summary>
public readonly struct DimshuffleAxis
{
    /// <summary>An axis of the operand; negative numbers count from the last.</summary>
    public static implicit operator DimshuffleAxis(int axis) => default;

    /// <summary>A new axis of length 1 that is broadcast.</summary>
    public static implicit operator DimshuffleAxis(NewAxis axis) => default;

    /// <summary>A new axis, as Theano writes it: <c>"x"</c>.</summary>
    public static implicit operator DimshuffleAxis(string axis) => default;

    /// <summary>A new axis, as Theano writes it: <c>'x'</c>.</summary>
    public static implicit operator DimshuffleAxis(char axis) => default;
}
