using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphDsl.Runtime;

namespace GraphDsl;

/// <summary>
/// The state of one shared variable: its elements, on the host and perhaps on a device, and their shape. Objects that stand for one variable (a
/// <see cref="SharedTensor{TElement}"/> and the <see cref="SharedMatrix{TElement}"/> that it was converted to) hold one cell.
/// </summary>
internal sealed partial class SharedCell<TElement>
{
    // One of two owners of the elements: a tensor (over a plain array where we made it), or a host array of several
    // dimensions that was lent to us and that no tensor can wrap.
    private Tensor<TElement>? tensor;
    private TElement[]? elements;
    private Array? lent;
    private nint[] lengths;
    private nint[]? declared;
    private string? declaredName;

    /// <summary>Over an array in row-major order, which becomes the storage.</summary>
    public SharedCell(string? name, TElement[] elements, nint[] lengths)
    {
        Name = name;
        Keep(elements, lengths);
    }

    /// <summary>Over a tensor, or a copy of it. A scalar is made of a tensor of one element: tensors have no rank 0.</summary>
    public SharedCell(string? name, Tensor<TElement> value, int rank, bool borrow)
    {
        ArgumentNullException.ThrowIfNull(value);
        Name = name;
        if (rank == 0 ? value.FlattenedLength != 1 : value.Rank != rank)
            throw new ArgumentException(RankMismatch(rank, value.Lengths), nameof(value));
        lengths = rank == 0 ? [] : [.. value.Lengths];
        if (borrow && value.IsDense) tensor = value;
        else Keep(Flat(value), lengths);
    }

    /// <summary>Over an array of several dimensions, or a copy of it.</summary>
    public SharedCell(string? name, Array value, bool borrow)
    {
        ArgumentNullException.ThrowIfNull(value);
        Name = name;
        lengths = new nint[value.Rank];
        for (int axis = 0; axis < lengths.Length; axis++) lengths[axis] = value.GetLength(axis);
        if (borrow) lent = value;
        else Keep(LargeArray.Copy<TElement>(Elements(value)), lengths);
    }

    public string? Name { get; }

    public int Rank => lengths.Length;

    public ReadOnlySpan<nint> Lengths => lengths;

    /// <summary>The elements on the host, to read and to write.</summary>
    public Span<TElement> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => elements is not null && resident is null ? elements : SpanToWrite;
    }

    private Span<TElement> HostSpan => elements is not null ? elements : lent is not null ? Elements(lent)
        : MemoryMarshal.CreateSpan(ref tensor!.GetPinnableReference(), checked((int)tensor.FlattenedLength));

    private string Title => declaredName ?? Name ?? "The shared variable";

    public Tensor<TElement> GetValue(bool borrow) =>
        borrow && tensor is not null && resident is null ? tensor : Tensor.Create(LargeArray.Copy<TElement>(Values), TensorLengths(lengths));

    public void SetValue(scoped ReadOnlyTensorSpan<TElement> value)
    {
        bool isScalar = Rank == 0 && value.FlattenedLength == 1;
        ReadOnlySpan<nint> sizes = isScalar ? [] : value.Lengths;
        if (WhyNot(sizes) is { } reason) throw new ArgumentException(reason, nameof(value));
        if (value.IsDense && sizes.SequenceEqual(lengths)) value.FlattenTo(SpanToOverwrite);
        else Store(Flat(value), sizes);
    }

    /// <summary>Stores elements that nobody else will change; those of the size that is there are copied into the storage.</summary>
    public void Store(TElement[] value, ReadOnlySpan<nint> sizes)
    {
        if (sizes.SequenceEqual(lengths)) value.CopyTo(SpanToOverwrite);
        else Keep(value, sizes.ToArray());
    }

    /// <summary>Stores a copy of elements.</summary>
    public void Assign(ReadOnlySpan<TElement> value, ReadOnlySpan<nint> sizes)
    {
        if (WhyNot(sizes) is { } reason) throw new ArgumentException(reason);
        if (sizes.SequenceEqual(lengths)) value.CopyTo(SpanToOverwrite);
        else Keep(LargeArray.Copy(value), sizes.ToArray());
    }

    public void DeclareShape(string variable, ReadOnlySpan<nint> sizes)
    {
        nint[] merged = sizes.ToArray();
        for (int axis = 0; declared is not null && axis < Math.Min(merged.Length, declared.Length); axis++)
            if (merged[axis] < 0) merged[axis] = declared[axis];
        var before = (declaredName, declared);
        (declaredName, declared) = (variable, merged);
        if ((merged.Length == Rank ? WhyNot(lengths) : RankMismatch(merged.Length, lengths)) is { } reason)
        {
            (declaredName, declared) = before;
            throw new ArgumentException(reason, variable);
        }
    }

    /// <summary>Why a value of these sizes cannot be stored; null where it can.</summary>
    public string? WhyNot(ReadOnlySpan<nint> sizes)
    {
        if (sizes.Length != Rank) return RankMismatch(Rank, sizes);
        for (int axis = 0; declared is not null && axis < declared.Length; axis++)
        {
            if (declared[axis] >= 0 && declared[axis] != sizes[axis])
                return $"{Title} is declared with the shape {Sizes.Text(declared)}; the value has the shape {Sizes.Text(sizes)}.";
        }
        return null;
    }

    private static Span<TElement> Elements(Array array) => MemoryMarshal.CreateSpan(
        ref Unsafe.As<byte, TElement>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    /// <summary>A copy in row-major order; made before anything is stored, since the value may be a view of the storage.</summary>
    private static TElement[] Flat(scoped ReadOnlyTensorSpan<TElement> value)
    {
        var copy = LargeArray.New<TElement>(checked((int)value.FlattenedLength));
        value.FlattenTo(copy);
        return copy;
    }

    private static ReadOnlySpan<nint> TensorLengths(nint[] lengths) => lengths.Length == 0 ? [1] : lengths;

    private string RankMismatch(int rank, ReadOnlySpan<nint> sizes) => string.Create(
        CultureInfo.InvariantCulture, $"{Title} has rank {rank}; the value has rank {sizes.Length}, shape {Sizes.Text(sizes)}.");

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(lengths))]
    private void Keep(TElement[] value, nint[] sizes)
    {
        (elements, tensor, lent, lengths) = (value, Tensor.Create(value, TensorLengths(sizes)), null, sizes);
        Forget();
    }
}
