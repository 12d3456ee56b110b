namespace GraphDsl.Generators.IR.Interpreter;

/// <summary>A dense row-major tensor of the reference interpreter: all floats are doubles, integers and bools are longs.</summary>
internal sealed class ReferenceTensor
{
    private ReferenceTensor(DType type, long[] lengths, double[]? reals, long[]? integers)
    {
        Type = type;
        Lengths = lengths;
        this.reals = reals;
        this.integers = integers;
    }

    private readonly double[]? reals;
    private readonly long[]? integers;

    public DType Type { get; }

    public long[] Lengths { get; }

    public int Rank => Lengths.Length;

    public int Count => reals?.Length ?? integers!.Length;

    /// <summary>The elements of a tensor of floats.</summary>
    public double[] Reals => reals ?? throw new InvalidOperationException($"a tensor of {Type.Name()} holds integers");

    /// <summary>The elements of a tensor of integers or bools.</summary>
    public long[] Integers => integers ?? throw new InvalidOperationException($"a tensor of {Type.Name()} holds real numbers");

    /// <summary>A tensor of zeros.</summary>
    public static ReferenceTensor Zeros(DType type, params long[] lengths)
    {
        int count = checked((int)lengths.Aggregate(1L, (product, length) => product * length));
        return type.IsFloat() ? new(type, lengths, new double[count], null) : new(type, lengths, null, new long[count]);
    }

    public static ReferenceTensor Of(DType type, double[] elements, params long[] lengths)
    {
        var result = Zeros(type, lengths);
        if (elements.Length != result.Count)
            throw new ArgumentException($"{elements.Length} elements for the shape ({string.Join(", ", lengths)})");
        for (int i = 0; i < elements.Length; i++) result[i] = elements[i];
        return result;
    }

    public static ReferenceTensor Of(DType type, long[] elements, params long[] lengths)
    {
        var result = Zeros(type, lengths);
        if (elements.Length != result.Count)
            throw new ArgumentException($"{elements.Length} elements for the shape ({string.Join(", ", lengths)})");
        for (int i = 0; i < elements.Length; i++)
        {
            if (type.IsFloat()) result.Reals[i] = elements[i];
            else result.Integers[i] = elements[i];
        }
        return result;
    }

    public static ReferenceTensor Scalar(DType type, double value) => Of(type, [value]);

    public static ReferenceTensor Scalar(DType type, long value) => Of(type, [value]);

    /// <summary>One element as a double.</summary>
    public double this[int index]
    {
        get => reals is null ? integers![index] : reals[index];
        set
        {
            if (reals is null) integers![index] = ScalarMath.ToInteger(value, Type);
            else reals[index] = value;
        }
    }

    /// <summary>Copies one element of a tensor of the same type.</summary>
    public void Copy(ReferenceTensor source, int from, int to)
    {
        if (reals is null) integers![to] = source.Integers[from];
        else reals[to] = source.Reals[from];
    }

    public ReferenceTensor Clone() => new(Type, (long[])Lengths.Clone(), (double[]?)reals?.Clone(), (long[]?)integers?.Clone());

    /// <summary>The same elements in another shape.</summary>
    public ReferenceTensor Reshaped(params long[] lengths) => new(Type, lengths, reals, integers);

    /// <summary>For each axis the distance between neighbours; 0 along axes of size 1, which then broadcast.</summary>
    public long[] Strides()
    {
        var strides = new long[Rank];
        for (long axis = Rank - 1, step = 1; axis >= 0; step *= Lengths[axis], axis--)
            strides[axis] = Lengths[axis] == 1 ? 0 : step;
        return strides;
    }

    public override string ToString() =>
        $"{Type.Name()} ({string.Join(", ", Lengths)}) [{string.Join(", ", Enumerable.Range(0, Math.Min(Count, 20)).Select(i => this[i]))}]";
}
