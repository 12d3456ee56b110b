namespace GraphDsl.Tests.Models;

/// <summary>Reductions that have no value for no elements, and some that have.</summary>
[GraphModule]
public static partial class Extremes
{
    [GraphFunction]
    private static Expr<floatX> LargestGraph(Matrix<floatX> scores) => T.Max(scores, axis: 1);

    [GraphFunction]
    private static Expr<floatX> SmallestGraph(Vector<floatX> scores) => scores.Min();

    [GraphFunction]
    private static Expr<long> PlaceGraph(Matrix<floatX> scores) => T.ArgMax(scores, axis: 0);

    [GraphFunction]
    private static Expr<floatX> WhereGraph(Vector<floatX> scores) => T.Max(scores[scores > 0]);

    [GraphFunction]
    private static (Expr<floatX> sum, Expr<floatX> product, Expr<bool> all) TotalGraph(Vector<floatX> scores) => (T.Sum(scores), T.Prod(scores), T.All(scores > 0));
}
