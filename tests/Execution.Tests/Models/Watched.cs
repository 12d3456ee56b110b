namespace GraphDsl.Tests.Models;

/// <summary>A step of descent that is watched while it runs.</summary>
[GraphModule]
public sealed partial class Watched
{
    public readonly SharedVector<floatX> W = Shared.From<floatX>([1, 2], name: "W");

    [GraphFunction]
    private Function StepGraph(Vector<floatX> x)
    {
        var h = T.Print(W * x, "products");
        var cost = T.Sum(T.Sqr(h));
        return T.Function(outputs: T.Print(cost, "cost"), updates: [(W, W - T.Grad(cost, W))]);
    }

    [GraphFunction]
    private Function CheckedGraph(Vector<floatX> x)
        => T.Function(outputs: T.Sum(x), updates: [(W, T.Assert(W + x, x < 10, "steps must be small"))]);

    [GraphFunction]
    private static Expr<floatX> RootGraph(Scalar<floatX> x) => T.Sqrt(T.Assert(x, x >= 0, "no roots of negative numbers"));

    [GraphFunction]
    private static (Expr<floatX> twice, Expr<floatX> same) TwiceGraph(Matrix<floatX> x) => (T.Print(x, "x"), T.Print(x, "x"));

    [GraphFunction]
    private static Expr<bool> LongGraph(Vector<int> x) => T.Print(T.Print(x, "x") > 1, "large");
}
