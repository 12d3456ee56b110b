using System.Runtime.CompilerServices;

namespace GraphDsl;

// Other shapes of the same elements.
public static partial class T
{
    /// <summary>The same elements, in row-major order, in another shape; one length may be -1 and is worked out (<c>reshape</c>).</summary>
    public static Expr<TElement> Reshape<TElement>(this Expr<TElement> x, params Expr<long>[] shape)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Rank <paramref name="outdim"/>: the first outdim - 1 axes stay, the others become one (<c>flatten</c>).</summary>
    public static Expr<TElement> Flatten<TElement>(this Expr<TElement> x, int outdim = 1) => throw Symbolic.NotAtRunTime();

    /// <summary>The axes in another order; none given reverses them (<c>transpose</c>).</summary>
    public static Expr<TElement> Transpose<TElement>(this Expr<TElement> x, params int[] axes)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The axes in another order, with new ones of length 1 that are broadcast: T.NewAxis or "x". An axis that is left out must have length 1 (<c>dimshuffle</c>).</summary>
    public static Expr<TElement> Dimshuffle<TElement>(this Expr<TElement> x, params DimshuffleAxis[] pattern)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Two axes exchanged (<c>swapaxes</c>).</summary>
    public static Expr<TElement> SwapAxes<TElement>(this Expr<TElement> x, int axis1, int axis2)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Without the given axes, which must have length 1; by default without those known to have (<c>squeeze</c>).</summary>
    public static Expr<TElement> Squeeze<TElement>(this Expr<TElement> x, Axes axis = default)
        => throw Symbolic.NotAtRunTime();

    /// <summary>With a new axis of length 1 at that place (<c>expand_dims</c>).</summary>
    public static Expr<TElement> ExpandDims<TElement>(this Expr<TElement> x, int axis) => throw Symbolic.NotAtRunTime();

    /// <summary>The tensors one after another along an existing axis (<c>join</c>).</summary>
    public static Expr<TElement> Concatenate<TElement>(int axis, params Expr<TElement>[] parts)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The tensors one after another along an existing axis (<c>concatenate</c>).</summary>
    [OverloadResolutionPriority(1)] // where both arguments are named
    public static Expr<TElement> Concatenate<TElement>(Expr<TElement>[] parts, int axis = 0)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Tensors of one shape side by side along a new axis (<c>stack</c>).</summary>
    public static Expr<TElement> Stack<TElement>(int axis, params Expr<TElement>[] parts) => throw Symbolic.NotAtRunTime();

    /// <summary>Tensors of one shape side by side along a new axis (<c>stack</c>).</summary>
    [OverloadResolutionPriority(1)] // where both arguments are named
    public static Expr<TElement> Stack<TElement>(Expr<TElement>[] parts, int axis = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>Equal parts along the axis, whose length must be divisible (<c>split</c>).</summary>
    public static Expr<TElement>[] Split<TElement>(this Expr<TElement> x, int parts, int axis = 0)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Parts of those lengths along the axis, which they must fill (<c>split</c>).</summary>
    public static Expr<TElement>[] Split<TElement>(this Expr<TElement> x, Expr<long>[] sizes, int axis = 0)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The elements moved along the axis, those past the end back at the start; without an axis, of the flattened tensor (<c>roll</c>).</summary>
    public static Expr<TElement> Roll<TElement>(this Expr<TElement> x, Expr<long> shift, int? axis = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Axes of length 1, and new ones in front, repeated to that shape (<c>broadcast_to</c>).</summary>
    public static Expr<TElement> Broadcast<TElement>(this Expr<TElement> x, params Expr<long>[] shape)
        => throw Symbolic.NotAtRunTime();
}
