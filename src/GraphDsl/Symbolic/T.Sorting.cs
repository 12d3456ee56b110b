namespace GraphDsl;

// Sorting.
public static partial class T
{
    /// <summary>The elements in ascending order along the axis, NaN last (<c>sort</c>).</summary>
    public static Expr<TElement> Sort<TElement>(this Expr<TElement> x, int axis = -1) => throw Symbolic.NotAtRunTime();

    /// <summary>The positions of the elements in ascending order along the axis; equal ones keep their order (<c>argsort</c>).</summary>
    public static Expr<long> ArgSort<TElement>(this Expr<TElement> x, int axis = -1) => throw Symbolic.NotAtRunTime();

    /// <summary>The k largest elements along the axis, in descending order, NaN first (<c>topk</c>).</summary>
    public static Expr<TElement> TopK<TElement>(Expr<TElement> x, Expr<long> k, int axis = -1)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The positions of the k largest elements along the axis, in descending order of the elements; equal ones keep their order (<c>argtopk</c>).</summary>
    public static Expr<long> ArgTopK<TElement>(Expr<TElement> x, Expr<long> k, int axis = -1)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The k largest elements along the axis, in descending order, and their positions (<c>topk_and_argtopk</c>).</summary>
    public static (Expr<TElement> Values, Expr<long> Indices) TopKAndArgTopK<TElement>(Expr<TElement> x, Expr<long> k, int axis = -1)
        => throw Symbolic.NotAtRunTime();
}
