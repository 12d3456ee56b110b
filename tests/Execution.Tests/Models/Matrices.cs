namespace GraphDsl.Tests.Models;

/// <summary>Linear algebra, with its gradients.</summary>
[GraphModule]
public static partial class Matrices
{
    [GraphFunction]
    private static (Expr<floatX> inverse, Expr<floatX> determinant, Expr<floatX> trace) InvertGraph(Matrix<floatX> a)
        => (T.Inverse(a), T.Det(a), T.Trace(a));

    [GraphFunction]
    private static (Expr<floatX> solution, Expr<floatX> byA, Expr<floatX> byB) SolveGraph(Matrix<floatX> a, Vector<floatX> b)
    {
        var x = T.Solve(a, b);
        var (byA, byB) = T.Grad(T.Sum(T.Sqr(x)), a, b);
        return (x, byA, byB);
    }

    [GraphFunction]
    private static Expr<floatX> FactorGraph(Matrix<floatX> a) => T.Cholesky(a);

    /// <summary>The density of a normal distribution, by its Cholesky factor; the gradient by the covariance.</summary>
    [GraphFunction]
    private static (Expr<floatX> cost, Expr<floatX> byMean, Expr<floatX> byCovariance) DensityGraph(
        [Shape("n")] Vector<floatX> x, [Shape("n")] Vector<floatX> mean, [Shape("n", "n")] Matrix<floatX> covariance)
    {
        var factor = T.Cholesky(covariance);
        var cost = 0.5 * T.Sum(T.Sqr(T.Solve(factor, x - mean))) + T.Sum(T.Log(T.Diag(factor)));
        var (byMean, byCovariance) = T.Grad(cost, mean, covariance);
        return (cost, byMean, byCovariance);
    }

    [GraphFunction]
    private static Expr<floatX> GradientOfLogDetGraph(Matrix<floatX> a) => T.Grad(T.Log(T.Det(a)), a);

    [GraphFunction]
    private static (Expr<floatX> values, Expr<long> places, Expr<floatX> gradient) LargestGraph(Matrix<floatX> x, Scalar<long> k)
    {
        var (values, places) = T.TopKAndArgTopK(x, k);
        return (values, places, T.Grad(T.Sum(T.Sqr(values)), x));
    }
}
