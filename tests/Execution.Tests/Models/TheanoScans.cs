namespace GraphDsl.Tests.Models;

/// <summary>The loops of Theano's scan tutorial that <see cref="Scans"/> does not hold.</summary>
[GraphModule]
public sealed partial class TheanoScans
{
    [GraphFunction]
    private (Expr<floatX> last, Expr<floatX> all) TraceGraph(Matrix<floatX> x)
    {
        var all = T.Scan((s, sum) => x[s.i, s.j] + sum, (i: T.Arange(x.Shape[0]), j: T.Arange(x.Shape[1])), T.Constant((floatX)0));
        return (all[^1], all);
    }

    [GraphFunction]
    private Expr<floatX> JacobianGraph(Matrix<floatX> a, Vector<floatX> v)
    {
        var y = T.Tanh(T.Dot(v, a));
        return T.Map(i => T.Grad(y[i], v), T.Arange(y.Shape[0]));
    }

    [GraphFunction]
    private Expr<floatX> SumsOfRowsGraph(Matrix<floatX> x) => T.Scan((row, sum) => sum + row, x, T.ZerosLike(x[0]));

    [GraphFunction]
    private (Expr<floatX> last, Expr<floatX> all) PowersGraph(Vector<floatX> a, Scalar<long> k)
    {
        var all = T.Scan(power => power * a, outputsInfo: T.OnesLike(a), nSteps: k);
        return (all[^1], all);
    }

    [GraphFunction]
    private Expr<floatX> PowerGradientGraph(Vector<floatX> a, Scalar<long> k) =>
        T.Grad(T.Sum(T.Scan(power => power * a, outputsInfo: T.OnesLike(a), nSteps: k)[^1]), a);

    [GraphFunction]
    private (Expr<double> sum, Expr<double> components) PolynomialGraph(Vector<floatX> coefficients, Scalar<floatX> x)
    {
        var components = T.Map(
            term => T.Cast<double>(term.c) * T.Pow(T.Cast<double>(x), T.Cast<double>(term.power)), (c: coefficients, power: T.Arange(10000)));
        return (T.Sum(components), components);
    }
}
