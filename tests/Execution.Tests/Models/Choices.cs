namespace GraphDsl.Tests.Models;

/// <summary>Choices whose branches fail where they must not run: only the one that is needed may.</summary>
[GraphModule]
public sealed partial class Choices
{
    private static Expr<floatX> Positive(Expr<floatX> x) => T.Assert(x, x > 0, "only what is positive");

    private static Expr<floatX> Negative(Expr<floatX> x) => T.Assert(x, x < 0, "only what is negative");

    [GraphFunction]
    private static (Expr<floatX> value, Expr<floatX> gradient) LoopsGraph(Vector<floatX> x, Scalar<floatX> start)
    {
        var value = T.IfElse(
            start > 0,
            T.Scan((e, sum) => Positive(sum + T.Sqr(e)), x, start),
            T.Map(e => Negative(start - T.Sqr(e)), x));
        return (value, T.Grad(T.Sum(value * value), x));
    }

    /// <summary>A loop in a branch in a step, with a length that data decide and an end that does.</summary>
    [GraphFunction]
    private static Expr<floatX> InStepsGraph(Vector<floatX> x, Vector<long> lengths, Scalar<floatX> most) => T.Scan(
        (n, sum) => T.IfElse(n > 0, sum + T.Sum(T.Scan((e, a) => a + e, x[..n], T.Constant((floatX)0), until: (_, a) => a > most)), -sum),
        lengths, T.Constant((floatX)1));

    /// <summary>Choices inside of a choice and one by the same condition beside it: they must not drag each other out.</summary>
    [GraphFunction]
    private static (Expr<floatX> first, Expr<floatX> second, Expr<floatX> beside) NestedGraph(Scalar<bool> outer, Scalar<bool> inner, Scalar<floatX> x)
    {
        var (first, second) = T.IfElse(
            outer,
            T.IfElse(inner, (Positive(x) + 1, Positive(x + 1) * 2), (Negative(x) + 3, x)),
            (x * 4, x * 5));
        return (first, second, T.IfElse(inner, x, 6 * x));
    }

    /// <summary>Branches that protect what has no meaning for all sizes.</summary>
    [GraphFunction]
    private static (Expr<floatX> mean, Expr<floatX> last, Expr<floatX> apart) ProtectedGraph(Vector<floatX> x, Scalar<long> n) => (
        T.IfElse(x.Shape[0] > 0, T.Mean(x), -1),
        T.IfElse(n > 0, x[n - 1], T.IfElse(n < 0, T.Max(x), 0)),
        T.IfElse(x.Shape[0] > 4, T.Sum(T.Sort(x[2..])) * T.Dot(T.Sort(x[4..]), x[..^4]), T.Sum(T.Sort(x))));

    /// <summary>A size that the result has, and one that a gradient needs, are needed whatever is chosen.</summary>
    [GraphFunction]
    private static (Expr<floatX> part, Expr<floatX> gradient) SizedGraph(Vector<floatX> x, Vector<floatX> y, Scalar<bool> c) =>
        (T.IfElse(c, x[2..], y), T.Grad(T.IfElse(c, T.Sum(y[..2]), T.Sum(T.Sqr(y))), y));

    /// <summary>Each of two pairs by one condition needs one of the other.</summary>
    [GraphFunction]
    private static (Expr<floatX> a, Expr<floatX> b, Expr<floatX> c, Expr<floatX> d) CrossedGraph(Scalar<bool> p, Scalar<bool> q, Scalar<floatX> x)
    {
        var a = T.IfElse(p, x + 1, x + 2);
        var b = T.IfElse(q, x * 2, x * 3);
        return (a, b, T.IfElse(p, b + 4, b + 5), T.IfElse(q, a * 6, a * 7));
    }
}
