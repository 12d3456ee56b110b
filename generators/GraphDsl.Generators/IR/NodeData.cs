using System.Globalization;

namespace GraphDsl.Generators.IR;

/// <summary>What an operation carries besides its operands. Compared by value.</summary>
internal abstract record NodeData
{
    /// <summary>The dimensions inside, whose symbols the node depends on.</summary>
    public virtual IEnumerable<Dim> Dims => [];

    /// <summary>This data with the symbols of its dimensions replaced.</summary>
    public virtual NodeData Map(Func<DimAtom, Dim> replace) => this;
}

/// <summary>Which variable of the graph is read.</summary>
internal sealed record VariableData(int Index) : NodeData
{
    public override string ToString() => Index.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A scalar constant; floating-point values by their bits, so that -0 is not 0 and NaN is itself.</summary>
internal sealed record ConstantData(long Bits, bool IsFloat) : NodeData
{
    public static ConstantData Of(double value) => new(BitConverter.DoubleToInt64Bits(value), true);

    public static ConstantData Of(long value) => new(value, false);

    /// <summary>The value as a double; exact for floats and for integers below 2^53.</summary>
    public double AsDouble => IsFloat ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    /// <summary>The value as an integer, for integer and bool constants.</summary>
    public long AsLong => IsFloat ? (long)AsDouble : Bits;

    public override string ToString() => IsFloat
        ? AsDouble.ToString("R", CultureInfo.InvariantCulture) : Bits.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A dimension: the value of <see cref="OpCode.Size"/>, the length of <see cref="OpCode.Iota"/>.</summary>
internal sealed record DimData(Dim Dim) : NodeData
{
    public override IEnumerable<Dim> Dims => [Dim];

    public override NodeData Map(Func<DimAtom, Dim> replace) => new DimData(Dim.Map(replace));

    public override string ToString() => Dim.Key;
}

/// <summary>What is drawn.</summary>
internal enum DrawKind : byte
{
    /// <summary>Numbers in [0, 1), float or double.</summary>
    Uniform,

    /// <summary>Numbers of mean 0 and deviation 1, float or double.</summary>
    Normal,

    /// <summary>Successes (long) of operand 0 trials (long) of probability operand 1 (double).</summary>
    Binomial,

    /// <summary>Counts (long) of classes of the probabilities in the rows of operand 0.</summary>
    Multinomial,

    /// <summary>The numbers from 0 on in random order (long).</summary>
    Permutation,
}

/// <summary>A draw from a stream.</summary>
/// <param name="Kind">What is drawn.</param>
/// <param name="Stream">The C# expression that reaches the stream from the generated code.</param>
/// <param name="Ordinal">The number of the draw in its function: no two are alike, so that no two become one.</param>
/// <param name="Trials">How often each row of a multinomial draws.</param>
/// <param name="Shape">The shape of the result.</param>
/// <param name="Steps">How many operands at the end are the steps of the loops around, the outermost first: each step draws anew.</param>
internal sealed record RandomData(DrawKind Kind, string Stream, int Ordinal, long Trials, Shape Shape, int Steps = 0) : NodeData
{
    public override IEnumerable<Dim> Dims => Shape.Dims;

    public override NodeData Map(Func<DimAtom, Dim> replace) => this with { Shape = Shape.Map(replace) };

    public override string ToString() => FormattableString.Invariant($"{Kind} #{Ordinal} of {Stream}{(Trials > 1 ? $", {Trials} a row" : "")}{(Steps > 0 ? ", each step" : "")}");
}

/// <summary>The shape of a reshape, a broadcast or a sum to a shape.</summary>
internal sealed record ShapeData(Shape Shape) : NodeData
{
    public override IEnumerable<Dim> Dims => Shape.Dims;

    public override NodeData Map(Func<DimAtom, Dim> replace) => new ShapeData(Shape.Map(replace));

    public override string ToString() => Shape.ToString();
}

/// <summary>Axes that a reduction removes, ascending.</summary>
internal sealed record AxesData(EquatableArray<int> Axes) : NodeData
{
    public override string ToString() => $"axes: {Axes}";
}

/// <summary>One axis: of a concatenation, a cumulative sum, a part of <c>Nonzero</c>.</summary>
internal sealed record AxisData(int Axis) : NodeData
{
    public override string ToString() => FormattableString.Invariant($"axis: {Axis}");
}

/// <summary>For each axis of the result the operand's axis it shows, or -1 for a new one; axes left out have size 1.</summary>
internal sealed record PatternData(EquatableArray<int> Pattern) : NodeData
{
    public override string ToString() => $"[{string.Join(", ", Pattern.Select(a => a < 0 ? "new" : a.ToString(CultureInfo.InvariantCulture)))}]";
}

/// <summary>A slice of one axis: elements start, start + step, ... (length of them); the start is not negative.</summary>
internal readonly record struct SliceAxis(Dim Start, Dim Length, long Step)
{
    /// <summary>The whole axis.</summary>
    public static SliceAxis Whole(Dim length) => new(Dim.Zero, length, 1);

    public bool IsWhole(Dim length) => Step == 1 && Start.IsZero && Length.Equals(length);

    public override string ToString() => FormattableString.Invariant($"{Start}..{Start + (Length * Step)}{(Step == 1 ? "" : $" by {Step}")}");
}

/// <summary>A slice of each axis.</summary>
internal sealed record SliceData(EquatableArray<SliceAxis> Axes) : NodeData
{
    public override IEnumerable<Dim> Dims => Axes.SelectMany(a => new[] { a.Start, a.Length });

    public override NodeData Map(Func<DimAtom, Dim> replace) =>
        new SliceData(Axes.Select(a => new SliceAxis(a.Start.Map(replace), a.Length.Map(replace), a.Step)).ToEquatable());

    public override string ToString() => $"[{string.Join(", ", Axes)}]";
}

/// <summary>What happens where the cost does not depend on a variable.</summary>
internal enum DisconnectedInputs : byte
{
    Error,
    Warn,
    Zero,
}

/// <summary>
/// The operands of a <see cref="OpCode.Grad"/>: the variable; the cost where <see cref="HasCost"/>;
/// <see cref="Constants"/> expressions through which nothing flows; then pairs (expression, its known gradient).
/// </summary>
internal sealed record GradData(bool HasCost, int Constants, DisconnectedInputs Disconnected) : NodeData
{
    public override string ToString() => FormattableString.Invariant(
        $"{(HasCost ? "of a cost" : "of known gradients")}, constants: {Constants}, disconnected: {Disconnected}");
}

/// <summary>What is written out or asserted.</summary>
/// <param name="Message">The user's words.</param>
/// <param name="What">The expression that is printed, or the condition that is asserted.</param>
/// <param name="Ordinal">The number of the print in its function: two prints of one value are two.</param>
internal sealed record DebugData(string Message, string What, int Ordinal) : NodeData
{
    public override string ToString() => $"\"{Message}\"";
}

/// <summary>The bounds that a gradient is clipped to on its way back.</summary>
internal sealed record GradClipData(double Lower, double Upper) : NodeData
{
    public override string ToString() => FormattableString.Invariant($"gradient in {Lower}..{Upper}");
}

/// <summary>A direction of some shape; <paramref name="Id"/> keeps those of one shape apart.</summary>
internal sealed record SeedData(Shape Shape, int Id) : NodeData
{
    public override IEnumerable<Dim> Dims => Shape.Dims;

    public override NodeData Map(Func<DimAtom, Dim> replace) => new SeedData(Shape.Map(replace), Id);

    public override string ToString() => FormattableString.Invariant($"#{Id} {Shape}");
}
