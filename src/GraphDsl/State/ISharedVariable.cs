using System.ComponentModel;

namespace GraphDsl;

/// <summary>A shared variable of any element type, for what treats all alike: checkpoints, moves between devices.</summary>
public interface ISharedVariable
{
    /// <summary>The name, where one was given.</summary>
    string? Name { get; }

    /// <summary>The sizes of the axes.</summary>
    ReadOnlySpan<nint> Lengths { get; }

    /// <summary>The element type.</summary>
    Type ElementType { get; }

    /// <summary>What tells variables apart: objects that stand for one variable have one identity.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    object Identity { get; }

    /// <summary>Brings the value to a device, at once; it lives there from then on.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    void MoveTo(GraphDevice device);

    /// <summary>A copy of the value.</summary>
    NumpyArray ToNumpy();

    /// <summary>Says why a value cannot be stored; null where it can.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    string? WhyNot(NumpyArray value);

    /// <summary>Stores a value that <see cref="WhyNot"/> accepts.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    void SetNumpy(NumpyArray value);
}
