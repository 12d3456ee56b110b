namespace GraphDsl.Tests.Models;

/// <summary>Derivatives of every kind, of functions whose derivatives are known.</summary>
[GraphModule]
public sealed partial class Calculus
{
    [Shape(3)]
    public readonly SharedVector<floatX> W = Shared.From<floatX>([1, -2, 3], name: "W");

    [Shape(2, 3)]
    public readonly SharedMatrix<floatX> A = Shared.From<floatX>(new floatX[,] { { 1, 2, 3 }, { 4, 5, 6 } }, name: "A");

    private Expr<floatX> Curve(Expr<floatX> w) => T.Tanh(T.Dot(A, w) / 10);

    [GraphFunction]
    private Expr<floatX> JacobianGraph() => T.Jacobian(Curve(W), W);

    [GraphFunction]
    private (Expr<floatX> byW, Expr<floatX> byA) JacobiansGraph()
    {
        var both = T.Jacobian(T.Dot(A, W), [(Expr<floatX>)W, A]);
        return (both[0], both[1]);
    }

    [GraphFunction]
    private Expr<floatX> HessianGraph() => T.Hessian(T.Sum(T.Sqr(Curve(W))), W);

    /// <summary>The Hessian times a vector, as the gradient of a product and as Rop of the gradient.</summary>
    [GraphFunction]
    private (Expr<floatX> product, Expr<floatX> rop, Expr<floatX> whole) HessianTimesGraph([Shape(3)] Vector<floatX> v)
    {
        var cost = T.Sum(T.Sqr(Curve(W)));
        var gradient = T.Grad(cost, W);
        return (T.Grad(T.Sum(gradient * v), W), T.Rop(gradient, W, v), T.Dot(T.Hessian(cost, W), v));
    }

    [GraphFunction]
    private (Expr<floatX> value, Expr<floatX> change) RopGraph(Vector<floatX> x, Vector<floatX> v) => (Curve(x), T.Rop(Curve(x), x, v));

    [GraphFunction]
    private Expr<floatX> RopOfBothGraph(Vector<floatX> v, Matrix<floatX> directions)
        => T.Rop(Curve(W), [(Expr<floatX>)W, A], [(Expr<floatX>)v, directions]);

    [GraphFunction]
    private (Expr<floatX> byW, Expr<floatX> byA) LopGraph(Vector<floatX> v)
    {
        var both = T.Lop(Curve(W), [(Expr<floatX>)W, A], v);
        return (both[0], both[1]);
    }

    [GraphFunction]
    private Expr<floatX> ClippedGraph(Vector<floatX> x, Vector<floatX> y) => T.Grad(T.Sum(T.Sqr(T.GradClip(x, -1, 2)) * y), x);

    [GraphFunction]
    private (Expr<floatX> value, Expr<floatX> gradient) HeldGraph(Vector<floatX> x)
    {
        var cost = T.Sum(x * T.ConsiderConstant(x * x));
        return (cost, T.Grad(cost, x));
    }

    [GraphFunction]
    private Expr<floatX> KnownGraph(Vector<floatX> x, Vector<floatX> known)
        => T.Grad(null, x, knownGrads: [(x * x, known)]);
}
