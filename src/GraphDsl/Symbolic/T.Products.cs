namespace GraphDsl;

// Products.
public static partial class T
{
    /// <summary>The product of ranks 0 to 2: of vectors a scalar, of matrix and vector a vector, of matrices a matrix; with a scalar, the elementwise product (<c>dot</c>).</summary>
    public static Expr<TElement> Dot<TElement>(this Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>The products of the matrices (or vectors) of two tensors of rank 2 or 3, pair by pair along the first axis (<c>batched_dot</c>).</summary>
    public static Expr<TElement> BatchedDot<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>The sum of products over the last <paramref name="axes"/> axes of x and the first of y (<c>tensordot</c>).</summary>
    public static Expr<TElement> TensorDot<TElement>(Expr<TElement> x, Expr<TElement> y, int axes = 2)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The sum of products over those axes of x and of y, pair by pair (<c>tensordot</c>).</summary>
    public static Expr<TElement> TensorDot<TElement>(Expr<TElement> x, Expr<TElement> y, (Axes X, Axes Y) axes)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The matrix of the products of every element of one vector with every one of the other (<c>outer</c>).</summary>
    public static Expr<TElement> Outer<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();
}
