namespace GraphDsl;

/// <summary>Sums over lists of expressions that are known at build time, as LINQ has them for numbers.</summary>
public static class SymbolicEnumerable
{
    /// <summary>The sum of the expressions, which broadcast; the list must not be empty.</summary>
    public static Expr<TElement> Sum<TElement>(this IEnumerable<Expr<TElement>> source)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The sum of an expression of every item, which broadcast; the list must not be empty.</summary>
    public static Expr<TElement> Sum<TSource, TElement>(this IEnumerable<TSource> source, Func<TSource, Expr<TElement>> selector)
        => throw Symbolic.NotAtRunTime();
}
