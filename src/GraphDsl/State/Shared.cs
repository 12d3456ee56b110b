using System.ComponentModel;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace GraphDsl;

/// <summary>
/// State that lives on a device between calls and is common to all functions of all modules that hold it; in a describing
/// method it is an expression. Theano's <c>shared</c>.
/// </summary>
/// <typeparam name="TElement">float, double, int, long, byte or bool; Half where the device has it.</typeparam>
public abstract class Shared<TElement> : Expr<TElement>, ISharedVariable
    where TElement : unmanaged
{
    // One of two owners of the elements: a tensor (over a plain array where we made it), or a host array of several
    // dimensions that was lent to us and that no tensor can wrap.
    private Tensor<TElement>? tensor;
    private TElement[]? elements;
    private Array? lent;
    private nint[] lengths;
    private nint[]? declared;
    private string? declaredName;

    private protected Shared(Tensor<TElement> value, int rank, bool borrow, string? name)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(value);
        lengths = [.. value.Lengths];
        RequireRank(rank);
        if (borrow && value.IsDense) tensor = value;
        else Own(value.AsReadOnlyTensorSpan());
    }

    private protected Shared(Array value, bool borrow, string? name)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(value);
        lengths = [.. Enumerable.Range(0, value.Rank).Select(axis => (nint)value.GetLength(axis))];
        if (value is TElement[] vector)
        {
            elements = borrow ? vector : (TElement[])vector.Clone();
            tensor = Tensor.Create(elements, lengths);
        }
        else if (borrow)
        {
            lent = value;
        }
        else
        {
            Own(Elements(value), lengths);
        }
    }

    /// <summary>The sizes of the axes.</summary>
    public ReadOnlySpan<nint> Lengths => lengths;

    /// <summary>The number of axes.</summary>
    public int Rank => lengths.Length;

    /// <summary>The live elements on the CPU, row-major.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<TElement> Span => elements is not null ? elements
        : lent is not null ? Elements(lent)
        : MemoryMarshal.CreateSpan(ref tensor!.GetPinnableReference(), checked((int)tensor.FlattenedLength));

    Type ISharedVariable.ElementType => typeof(TElement);

    /// <summary>
    /// The value: a copy, or with <paramref name="borrow"/> on the CPU the live storage, in which later changes are seen both ways
    /// (until a <see cref="SetValue"/> of another size). A lent array of several dimensions cannot be shown as a tensor and is copied.
    /// </summary>
    public Tensor<TElement> GetValue(bool borrow = false) =>
        borrow && tensor is not null ? tensor : Tensor.Create(Span.ToArray(), lengths);

    /// <summary>
    /// Stores a copy of a value. A value of the same size goes into the storage that is there; another size is allowed where no
    /// <c>[Shape]</c> fixes it.
    /// </summary>
    /// <exception cref="ArgumentException">The rank differs, or the size is not the declared one; nothing is changed.</exception>
    public void SetValue(scoped ReadOnlyTensorSpan<TElement> value)
    {
        if (WhyNot(value.Lengths) is { } reason) throw new ArgumentException(reason, nameof(value));
        if (value.Lengths.SequenceEqual(lengths)) value.FlattenTo(Span);
        else Own(value);
    }

    /// <summary>Takes a new value of any size from a generated function.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Assign(ReadOnlySpan<TElement> value, ReadOnlySpan<nint> sizes)
    {
        if (WhyNot(sizes) is { } reason) throw new ArgumentException(reason);
        if (sizes.SequenceEqual(lengths)) value.CopyTo(Span);
        else Own(value, sizes.ToArray());
    }

    /// <summary>Fixes sizes for good, as <c>[Shape]</c> declares them; -1 leaves an axis free.</summary>
    /// <exception cref="ArgumentException">The value has another shape.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void DeclareShape(string variable, params ReadOnlySpan<nint> sizes)
    {
        (declaredName, declared) = (variable, sizes.ToArray());
        if (WhyNot(lengths) is { } reason) throw new ArgumentException(reason, variable);
    }

    /// <inheritdoc/>
    public NumpyArray ToNumpy() => NumpyArray.From(Span.ToArray(), lengths);

    string? ISharedVariable.WhyNot(NumpyArray value) => value.ElementType != typeof(TElement)
        ? $"{Title} holds {typeof(TElement).Name}, not {value.ElementTypeName}."
        : WhyNot(value.Lengths);

    void ISharedVariable.SetNumpy(NumpyArray value)
    {
        if (value.Lengths.SequenceEqual(lengths)) value.ToArray<TElement>().CopyTo(Span);
        else Own(value.ToArray<TElement>(), [.. value.Lengths]);
    }

    private string Title => declaredName ?? Name ?? "The shared variable";

    private static Span<TElement> Elements(Array array) => MemoryMarshal.CreateSpan(
        ref System.Runtime.CompilerServices.Unsafe.As<byte, TElement>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private void RequireRank(int rank)
    {
        if (Rank != rank)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Title} has rank {rank}; the value has rank {Rank}, shape {Text(lengths)}."));
    }

    private string? WhyNot(ReadOnlySpan<nint> sizes)
    {
        if (sizes.Length != Rank)
            return string.Create(CultureInfo.InvariantCulture, $"{Title} has rank {Rank}; the value has rank {sizes.Length}, shape {Text(sizes)}.");
        for (int axis = 0; declared is not null && axis < declared.Length; axis++)
        {
            if (declared[axis] >= 0 && declared[axis] != sizes[axis])
                return $"{Title} is declared with the shape {Text(declared)}; the value has the shape {Text(sizes)}.";
        }
        return null;
    }

    private void Own(scoped ReadOnlyTensorSpan<TElement> value)
    {
        var copy = new TElement[checked((int)value.FlattenedLength)];
        value.FlattenTo(copy);
        Own(copy, [.. value.Lengths], isFresh: true);
    }

    private void Own(ReadOnlySpan<TElement> value, nint[] sizes) => Own(value.ToArray(), sizes, isFresh: true);

    private void Own(TElement[] value, nint[] sizes, bool isFresh)
    {
        elements = isFresh ? value : [.. value];
        (tensor, lent, lengths) = (Tensor.Create(elements, sizes), null, sizes);
    }

    private static string Text(ReadOnlySpan<nint> sizes)
    {
        var parts = new string[sizes.Length];
        for (int axis = 0; axis < parts.Length; axis++)
            parts[axis] = sizes[axis] < 0 ? "any" : sizes[axis].ToString(CultureInfo.InvariantCulture);
        return $"({string.Join(", ", parts)}{(parts.Length == 1 ? "," : "")})";
    }
}
