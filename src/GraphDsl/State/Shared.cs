using System.ComponentModel;
using System.Numerics.Tensors;

namespace GraphDsl;

/// <summary>
/// State that lives on a device between calls and is common to all functions of all modules that hold it; in a describing
/// method it is an expression. Theano's <c>shared</c>.
/// </summary>
/// <typeparam name="TElement">float, double, int, long, byte or bool; Half where the device has it.</typeparam>
/// <remarks>Made by the factories of <see cref="Shared"/>.</remarks>
public abstract class Shared<TElement> : Expr<TElement>, ISharedVariable
{
    private protected Shared(SharedCell<TElement> cell)
        : base(cell.Name) => Cell = cell;

    /// <summary>The sizes of the axes.</summary>
    public ReadOnlySpan<nint> Lengths => Cell.Lengths;

    /// <summary>The number of axes.</summary>
    public int Rank => Cell.Rank;

    /// <summary>The live elements on the CPU, row-major. What lives on a device is fetched first, and brought back at its next use there.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<TElement> Span => Cell.Span;

    Type ISharedVariable.ElementType => typeof(TElement);

    object ISharedVariable.Identity => Cell;

    /// <summary>The memory on a device that holds the value: what generated code for devices works on.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Runtime.DeviceMemory OnDevice(GraphDevice device) => Cell.OnDevice(device);

    /// <summary>Tells that kernels wrote the memory on the device.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void WrittenOnDevice() => Cell.WrittenOnDevice();

    /// <summary>Memory on a device for a new value of any size, which kernels are about to write.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Runtime.DeviceMemory AssignOnDevice(GraphDevice device, params ReadOnlySpan<nint> sizes) => Cell.AssignOnDevice(device, sizes);

    void ISharedVariable.MoveTo(GraphDevice device) => Cell.MoveTo(device);

    internal SharedCell<TElement> Cell { get; }

    /// <summary>
    /// The value: a copy, or with <paramref name="borrow"/> on the CPU the live storage, in which later changes are seen both ways
    /// (until a <see cref="SetValue"/> of another size). A lent array of several dimensions cannot be shown as a tensor and is copied.
    /// </summary>
    /// <returns>A tensor of the variable's shape; of a scalar, one of shape (1,), since tensors have no rank 0.</returns>
    public Tensor<TElement> GetValue(bool borrow = false) => Cell.GetValue(borrow);

    /// <summary>
    /// Stores a copy of a value. A value of the same size goes into the storage that is there; another size is allowed where no
    /// <c>[Shape]</c> fixes it, and lets go of an array that was borrowed. A scalar takes a value of one element.
    /// </summary>
    /// <exception cref="ArgumentException">The rank differs, or the size is not the declared one; nothing is changed.</exception>
    public void SetValue(scoped ReadOnlyTensorSpan<TElement> value) => Cell.SetValue(value);

    /// <summary>Takes a new value of any size from a generated function.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Assign(ReadOnlySpan<TElement> value, ReadOnlySpan<nint> sizes) => Cell.Assign(value, sizes);

    /// <summary>Fixes sizes for good, as <c>[Shape]</c> declares them; -1 leaves an axis free.</summary>
    /// <exception cref="ArgumentException">The value has another shape.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void DeclareShape(string variable, params ReadOnlySpan<nint> sizes) => Cell.DeclareShape(variable, sizes);

    /// <inheritdoc/>
    public NumpyArray ToNumpy() => NumpyArray.From(Cell.Values.ToArray(), Cell.Lengths);

    string? ISharedVariable.WhyNot(NumpyArray value) => value.ElementType != typeof(TElement)
        ? $"{Name ?? "The shared variable"} holds {typeof(TElement).Name}, not {value.ElementTypeName}."
        : Cell.WhyNot(value.Lengths);

    void ISharedVariable.SetNumpy(NumpyArray value) => Cell.Store(value.ToArray<TElement>(), value.Lengths);

    /// <summary>The name and the shape: <c>W (784, 10)</c>.</summary>
    public override string ToString() => $"{Name ?? "shared"} {Runtime.Sizes.Text(Lengths)}";
}
