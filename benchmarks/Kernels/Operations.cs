namespace GraphDsl.Benchmarks;

/// <summary>Functions of one operation each.</summary>
[GraphModule]
internal sealed partial class Operations
{
    [GraphFunction]
    private static Expr<float> ExpGraph(Vector<float> x) => T.Exp(x);

    [GraphFunction]
    private static Expr<float> TanhGraph(Vector<float> x) => T.Tanh(x);

    [GraphFunction]
    private static Expr<float> LogGraph(Vector<float> x) => T.Log(x);

    [GraphFunction]
    private static Expr<float> SumGraph(Vector<float> x) => T.Sum(x);

    [GraphFunction]
    private static Expr<float> DotGraph(Vector<float> x, Vector<float> y) => T.Dot(x, y);

    [GraphFunction]
    private static Expr<float> SoftmaxGraph(Matrix<float> x) => T.Softmax(x);

    [GraphFunction]
    private static Expr<float> GemmGraph(Matrix<float> a, Matrix<float> b) => T.Dot(a, b);

    [GraphFunction]
    private static Expr<float> GatherGraph(Matrix<float> table, Vector<int> at) => table[at];

    [GraphFunction]
    private static Expr<float> ScatterAddGraph(Matrix<float> table, Vector<int> at, Matrix<float> rows) => T.IncSubtensor(table[at], rows);
}
