namespace GraphDsl;

// Debugging.
public static partial class T
{
    /// <summary>x itself; its value is written out with the message at each call, to GraphPrint.Output (<c>Print(message)(x)</c>).</summary>
    public static Expr<TElement> Print<TElement>(Expr<TElement> x, string message) => throw Symbolic.NotAtRunTime();

    /// <summary>x itself; a call for which not every element of the condition holds throws a GraphAssertionException with the message (<c>Assert(message)(x, condition)</c>).</summary>
    public static Expr<TElement> Assert<TElement>(Expr<TElement> x, Expr<bool> condition, string message)
        => throw Symbolic.NotAtRunTime();
}
