namespace GraphDsl;

// Linear algebra (theano.tensor.nlinalg, slinalg).
public static partial class T
{
    /// <summary>The inverse of a square matrix; a singular one throws at the call (<c>matrix_inverse</c>).</summary>
    public static Expr<TElement> Inverse<TElement>(Expr<TElement> a) => throw Symbolic.NotAtRunTime();

    /// <summary>The determinant of a square matrix, a scalar (<c>det</c>).</summary>
    public static Expr<TElement> Det<TElement>(Expr<TElement> a) => throw Symbolic.NotAtRunTime();

    /// <summary>The lower triangular L with L dot L.T = a, of a symmetric positive definite matrix, of which only the lower triangle is read; another throws at the call (<c>cholesky</c>).</summary>
    public static Expr<TElement> Cholesky<TElement>(Expr<TElement> a) => throw Symbolic.NotAtRunTime();

    /// <summary>The x with a dot x = b, b a vector or a matrix; a singular matrix throws at the call (<c>solve</c>).</summary>
    public static Expr<TElement> Solve<TElement>(Expr<TElement> a, Expr<TElement> b) => throw Symbolic.NotAtRunTime();

    /// <summary>The sum of a matrix's diagonal, a scalar (<c>trace</c>).</summary>
    public static Expr<TElement> Trace<TElement>(this Expr<TElement> a) => throw Symbolic.NotAtRunTime();
}
