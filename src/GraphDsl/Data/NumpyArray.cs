using System.Numerics;
using System.Numerics.Tensors;

namespace GraphDsl;

/// <summary>
/// An array of any rank whose element type is known at run time only: what <see cref="PickleReader"/>,
/// <see cref="Npy"/>, <see cref="Npz"/> and <see cref="Idx"/> read. The elements lie in row-major order and in this
/// machine's byte order, whatever they were in the file.
/// </summary>
/// <remarks>
/// Element types: <see cref="bool"/>, <see cref="sbyte"/>, <see cref="short"/>, <see cref="int"/>, <see cref="long"/>,
/// <see cref="byte"/>, <see cref="ushort"/>, <see cref="uint"/>, <see cref="ulong"/>, <see cref="Half"/>,
/// <see cref="float"/>, <see cref="double"/>.
/// </remarks>
public sealed class NumpyArray
{
    /// <summary>As many axes as NumPy allows.</summary>
    internal const int MostAxes = 64;

    private nint[] lengths = [];
    private NumpyType? type;
    private Array? data;

    /// <summary>An array that a pickle has announced and not yet described.</summary>
    internal NumpyArray()
    {
    }

    internal NumpyArray(NumpyType type, nint[] lengths, Array data) => Set(type, lengths, data);

    /// <summary>The lengths of the axes (NumPy's <c>shape</c>); none for a scalar.</summary>
    public ReadOnlySpan<nint> Lengths => lengths;

    /// <summary>The number of axes.</summary>
    public int Rank => lengths.Length;

    /// <summary>The number of elements.</summary>
    public long Count => Data.Length;

    /// <summary>The element type in C#.</summary>
    public Type ElementType => Type.ClrType;

    /// <summary>NumPy's name of the element type: <c>float32</c>.</summary>
    public string ElementTypeName => Type.Name;

    /// <summary>The lengths as NumPy writes them: <c>(50000, 784)</c>.</summary>
    public string ShapeText => lengths.Length == 1 ? $"({lengths[0]},)" : $"({string.Join(", ", lengths)})";

    private nint[] TensorLengths => lengths.Length == 0 ? [1] : lengths;

    internal bool IsSet => data is not null;

    internal NumpyType Type => type ?? throw new InvalidOperationException("the pickle has not described this array yet");

    internal Array Data => data ?? throw new InvalidOperationException("the pickle has not described this array yet");

    /// <summary>Copies the elements of a tensor.</summary>
    /// <typeparam name="T">One of the element types above.</typeparam>
    /// <param name="tensor">The elements.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of NumPy arrays.</exception>
    public static NumpyArray From<T>(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return From((ReadOnlyTensorSpan<T>)tensor);
    }

    /// <summary>Copies the elements of a span.</summary>
    /// <typeparam name="T">One of the element types above.</typeparam>
    /// <param name="span">The elements, of any rank and layout.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of NumPy arrays.</exception>
    public static NumpyArray From<T>(scoped ReadOnlyTensorSpan<T> span)
    {
        var type = NumpyType.Of(typeof(T));
        var elements = new T[checked((int)span.FlattenedLength)];
        span.FlattenTo(elements);
        return new NumpyArray(type, span.Lengths.ToArray(), elements);
    }

    /// <summary>Makes a vector over existing elements, without a copy.</summary>
    /// <typeparam name="T">One of the element types above.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of NumPy arrays.</exception>
    public static NumpyArray From<T>(T[] elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return From(elements, [elements.Length]);
    }

    /// <summary>Makes an array over existing elements in row-major order, without a copy.</summary>
    /// <typeparam name="T">One of the element types above.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <param name="lengths">The lengths of the axes; their product is the number of elements. An empty span makes a scalar.</param>
    /// <exception cref="ArgumentException">The lengths do not agree with the number of elements.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of NumPy arrays.</exception>
    public static NumpyArray From<T>(T[] elements, params ReadOnlySpan<nint> lengths)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var type = NumpyType.Of(typeof(T));
        nint[] shape = lengths.ToArray();
        if (shape.Any(length => length < 0) || shape.Aggregate((Int128)1, (product, length) => product * length) != elements.Length)
            throw new ArgumentException($"{elements.Length} elements do not fill the lengths ({string.Join(", ", shape)})", nameof(lengths));
        return new NumpyArray(type, shape, elements);
    }

    /// <summary>The elements as a tensor over the same memory: no copy. A scalar becomes (1), since tensors have no rank 0.</summary>
    /// <typeparam name="T">The element type; it must be <see cref="ElementType"/>.</typeparam>
    /// <exception cref="InvalidCastException">The elements are of another type; <see cref="ConvertTo{T}"/> converts them.</exception>
    public Tensor<T> ToTensor<T>() => Tensor.Create(ToArray<T>(), TensorLengths);

    /// <summary>The elements in row-major order: the live array, no copy.</summary>
    /// <typeparam name="T">The element type; it must be <see cref="ElementType"/>.</typeparam>
    /// <exception cref="InvalidCastException">The elements are of another type; <see cref="ConvertTo{T}"/> converts them.</exception>
    public T[] ToArray<T>() => typeof(T) == Type.ClrType
        ? (T[])Data
        : throw new InvalidCastException($"the array's elements are {Type.Name} ({Type.ClrType.Name}), not {typeof(T).Name}; ConvertTo<{typeof(T).Name}>() converts them");

    /// <summary>The elements as a tensor of numbers of another type; without a copy where the types agree.</summary>
    /// <typeparam name="T">The numbers wanted; bool counts as 0 and 1, fractions are cut off for integer types.</typeparam>
    /// <exception cref="OverflowException">An element does not fit; the message gives its index and value.</exception>
    public Tensor<T> ConvertTo<T>() where T : INumberBase<T> =>
        Tensor.Create(typeof(T) == Type.ClrType ? (T[])Data : Type.ConvertTo<T>(Data), TensorLengths);

    /// <summary>NumPy's name of the type and the shape: <c>float32 (50000, 784)</c>.</summary>
    public override string ToString() => IsSet ? $"{Type.Name} {ShapeText}" : "an array without content";

    internal void Set(NumpyType newType, nint[] newLengths, Array newData)
    {
        type = newType;
        lengths = newLengths;
        data = newData;
    }
}
