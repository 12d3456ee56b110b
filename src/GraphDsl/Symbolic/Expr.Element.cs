namespace GraphDsl;

/// <summary>
/// A symbolic tensor of elements of type <typeparamref name="TElement"/> (Theano's <c>TensorVariable</c>). Operators work
/// element by element with broadcasting; a constant takes the tensor's element type and never widens it.
/// </summary>
/// <typeparam name="TElement">float, double, int, long, byte or bool; <see cref="Half"/> where the device has it.</typeparam>
public abstract partial class Expr<TElement> : Expr
{
    /// <summary>Makes a symbolic value of that name.</summary>
    protected Expr(string? name) : base(name)
    {
    }

    /// <summary>The tensor with its axes reversed: a matrix's transpose (Theano's <c>x.T</c>).</summary>
    public Expr<TElement> T => throw Symbolic.NotAtRunTime();

    /// <summary>
    /// A part of the tensor, one argument an axis from the outermost on, axes that are not named in full: a position
    /// (counted from the end with <c>^</c>; the axis goes), a range, a <see cref="GraphDsl.T.Slice"/>, <see cref="GraphDsl.T.NewAxis"/>,
    /// integer tensors (advanced indexing, broadcast together) or one bool tensor (a mask). Positions and bounds outside the axis throw at the call.
    /// </summary>
    public Expr<TElement> this[params IndexArgument[] index] => throw Symbolic.NotAtRunTime("this[...]");

    /// <summary>A constant of rank 0.</summary>
    public static implicit operator Expr<TElement>(TElement value) => throw Symbolic.NotAtRunTime("implicit conversion to Expr");

    /// <summary>An integer scalar as a position or as a bound of a range: <c>x[a..b]</c>.</summary>
    public static implicit operator Index(Expr<TElement> position) => throw Symbolic.NotAtRunTime("implicit conversion to Index");
}
