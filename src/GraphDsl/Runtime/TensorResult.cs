using System.Buffers;
using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphDsl.Runtime;

/// <summary>
/// A result of a generated function: a tensor that is made for the caller, or the caller's own destination. A destination that
/// overlaps an argument, or is not dense, is filled through a temporary.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct TensorResult<TElement>
    where TElement : unmanaged
{
    private readonly string function;
    private readonly string name;
    private readonly bool hasDestination;
    private readonly TensorSpan<TElement> destination;
    private bool needsTemporary;
    private TElement[]? values;
    private nint[]? shape;

    /// <summary>A result that makes a tensor.</summary>
    public TensorResult(string function, string name)
    {
        this.function = function;
        this.name = name;
    }

    /// <summary>A result that goes to a destination of the caller's.</summary>
    public TensorResult(string function, string name, TensorSpan<TElement> destination)
        : this(function, name)
    {
        hasDestination = true;
        this.destination = destination;
        needsTemporary = !destination.IsDense;
    }

    /// <summary>Tells of memory that is read while the result is written.</summary>
    public void AvoidOverlap<TOther>(ReadOnlySpan<TOther> source)
        where TOther : unmanaged
    {
        if (!hasDestination || needsTemporary || destination.IsEmpty || source.IsEmpty) return;
        var bytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in destination.GetPinnableReference(), (int)destination.FlattenedLength));
        needsTemporary = bytes.Overlaps(MemoryMarshal.AsBytes(source));
    }

    /// <summary>The memory to write, dense and row-major.</summary>
    /// <exception cref="ArgumentException">The destination has another shape.</exception>
    public Span<TElement> Begin(params ReadOnlySpan<nint> lengths)
    {
        int count = 1;
        foreach (nint length in lengths) count = checked(count * (int)length);
        if (hasDestination)
        {
            if (!destination.Lengths.SequenceEqual(lengths)) Fail.Shape(function, name, lengths, destination.Lengths);
            if (!needsTemporary) return MemoryMarshal.CreateSpan(ref destination.GetPinnableReference(), count);
            values = ArrayPool<TElement>.Shared.Rent(count);
            return values.AsSpan(0, count);
        }
        shape = lengths.ToArray();
        return values = LargeArray.New<TElement>(count);
    }

    /// <summary>The tensor that was made.</summary>
    public readonly Tensor<TElement> ToTensor() => Tensor.Create(values!, shape!);

    /// <summary>Brings what went through a temporary to its destination.</summary>
    public void Complete()
    {
        if (values is null) return;
        new ReadOnlyTensorSpan<TElement>(values, destination.Lengths).CopyTo(destination);
        ArrayPool<TElement>.Shared.Return(values);
        values = null;
    }
}
