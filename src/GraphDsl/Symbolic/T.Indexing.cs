using System.Runtime.CompilerServices;

namespace GraphDsl;

// Parts of tensors, and tensors with parts replaced.
public static partial class T
{
    /// <summary>A new axis of length 1 in <c>x[...]</c> and Dimshuffle (<c>None</c>, <c>'x'</c>).</summary>
    public static NewAxis NewAxis => default;

    /// <summary>A range with a step for <c>x[...]</c>: from start to before stop. Where they are left out the whole axis is meant; a negative step runs backwards.</summary>
    public static Slice Slice(Expr<long>? start = null, Expr<long>? stop = null, Expr<long>? step = null) => throw Symbolic.NotAtRunTime();

    /// <summary>The elements at those positions of the axis, whose place the indices' axes take; without an axis, of the flattened tensor (<c>take</c>). A position outside throws at the call.</summary>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Take<TElement>(this Expr<TElement> x, Expr<long> indices, int? axis = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The elements at those positions of the axis, whose place the indices' axes take; without an axis, of the flattened tensor (<c>take</c>). A position outside throws at the call.</summary>
    public static Expr<TElement> Take<TElement>(this Expr<TElement> x, Expr<int> indices, int? axis = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The positions of the elements that are not 0, a vector an axis, in row-major order (<c>nonzero</c>). Their length is data.</summary>
    public static Expr<long>[] Nonzero<TElement>(this Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The tensor x of <c>x[...]</c> with that part replaced (<c>set_subtensor</c>). The value is broadcast to the part.</summary>
    public static Expr<TElement> SetSubtensor<TElement>(Expr<TElement> place, Expr<TElement> value)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="SetSubtensor{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> SetSubtensor<TElement>(Expr<TElement> place, TElement value)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="SetSubtensor{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> SetSubtensor<TElement>(Expr<TElement> place, double value)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The tensor x of <c>x[...]</c> with the value added to that part; repeated positions accumulate (<c>inc_subtensor</c>). The value is broadcast to the part.</summary>
    public static Expr<TElement> IncSubtensor<TElement>(Expr<TElement> place, Expr<TElement> value)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="IncSubtensor{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> IncSubtensor<TElement>(Expr<TElement> place, TElement value)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="IncSubtensor{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> IncSubtensor<TElement>(Expr<TElement> place, double value)
        => throw Symbolic.NotAtRunTime();
}
