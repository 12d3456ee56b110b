namespace GraphDsl;

/// <summary>The operations of the graph, by Theano's names. Symbolic: read at build time, never run. Elementwise functions of tensors broadcast; constants take the tensor's element type.</summary>
public static partial class T
{
    /// <summary>|x| (<c>abs</c>).</summary>
    public static Expr<TElement> Abs<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>-x (<c>neg</c>).</summary>
    public static Expr<TElement> Neg<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>-1, 0 or 1 by the sign of x (<c>sgn</c>).</summary>
    public static Expr<TElement> Sign<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>e to the x (<c>exp</c>).</summary>
    public static Expr<TElement> Exp<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>2 to the x (<c>exp2</c>).</summary>
    public static Expr<TElement> Exp2<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>e to the x, minus 1, exact near 0 (<c>expm1</c>).</summary>
    public static Expr<TElement> Expm1<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The natural logarithm (<c>log</c>).</summary>
    public static Expr<TElement> Log<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The logarithm to base 2 (<c>log2</c>).</summary>
    public static Expr<TElement> Log2<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The logarithm to base 10 (<c>log10</c>).</summary>
    public static Expr<TElement> Log10<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>log(1 + x), exact near 0 (<c>log1p</c>).</summary>
    public static Expr<TElement> Log1p<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>x squared (<c>sqr</c>).</summary>
    public static Expr<TElement> Sqr<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The square root (<c>sqrt</c>).</summary>
    public static Expr<TElement> Sqrt<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>1 / x (<c>inv</c>).</summary>
    public static Expr<TElement> Inv<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>x rounded up (<c>ceil</c>).</summary>
    public static Expr<TElement> Ceil<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>x rounded down (<c>floor</c>).</summary>
    public static Expr<TElement> Floor<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>x rounded to the nearest integer, halves to even (<c>round</c>).</summary>
    public static Expr<TElement> Round<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>x rounded towards 0 (<c>trunc</c>).</summary>
    public static Expr<TElement> Trunc<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The sine (<c>sin</c>).</summary>
    public static Expr<TElement> Sin<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The cosine (<c>cos</c>).</summary>
    public static Expr<TElement> Cos<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The tangent (<c>tan</c>).</summary>
    public static Expr<TElement> Tan<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The arc sine (<c>arcsin</c>).</summary>
    public static Expr<TElement> Asin<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The arc cosine (<c>arccos</c>).</summary>
    public static Expr<TElement> Acos<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The arc tangent (<c>arctan</c>).</summary>
    public static Expr<TElement> Atan<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The hyperbolic sine (<c>sinh</c>).</summary>
    public static Expr<TElement> Sinh<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The hyperbolic cosine (<c>cosh</c>).</summary>
    public static Expr<TElement> Cosh<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The hyperbolic tangent (<c>tanh</c>).</summary>
    public static Expr<TElement> Tanh<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The error function (<c>erf</c>).</summary>
    public static Expr<TElement> Erf<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>1 - erf(x), exact for large x (<c>erfc</c>).</summary>
    public static Expr<TElement> Erfc<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>Elements of another type; floating-point to integer truncates, to bool is x != 0 (<c>cast</c>).</summary>
    public static Expr<TTo> Cast<TTo>(this Expr x) => throw Symbolic.NotAtRunTime();
}
