namespace GraphDsl.Tests.Models;

/// <summary>Functions without state.</summary>
[GraphModule]
public static partial class Arithmetic
{
    [GraphFunction]
    private static Expr<floatX> NormaliseGraph(Matrix<floatX> x)
    {
        var mean = T.Mean(x, axis: 1, keepDims: true);
        var deviation = T.Sqrt(T.Mean(T.Sqr(x - mean), axis: 1, keepDims: true) + 1e-6);
        return (x - mean) / deviation;
    }

    [GraphFunction]
    private static Expr<floatX> LogisticGraph(Matrix<floatX> x) => 1 / (1 + T.Exp(-x));

    [GraphFunction]
    private static (Expr<floatX> sum, Expr<floatX> difference, Expr<floatX> squared) PairGraph(Matrix<floatX> a, Matrix<floatX> b)
        => (a + b, a - b, T.Sqr(a - b));

    [GraphFunction]
    private static (Expr<floatX> total, Expr<floatX> doubled) TotalGraph(Vector<floatX> x) => (T.Sum(x), 2 * x);

    [GraphFunction]
    private static Expr<floatX> AddGraph(Scalar<floatX> x, [Default(1)] Scalar<floatX> y, [Default(2)] Scalar<floatX> w) => (x + y) * w;

    [GraphFunction]
    private static Expr<floatX> WeightedGraph([Shape("n", 3)] Matrix<floatX> x, [Shape("n")] Vector<floatX> weights) => T.Dot(weights, x);

    [GraphFunction(Access = GraphAccess.Internal)]
    private static Expr<bool> AnyAboveGraph(Vector<floatX> x, Scalar<floatX> limit) => T.Any(x > limit);
}
