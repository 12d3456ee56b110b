namespace GraphDsl.Tests.Models;

/// <summary>Updates that read each other.</summary>
[GraphModule]
public sealed partial class Swapper
{
    public readonly SharedVector<floatX> A = Shared.From<floatX>([1, 2, 3], name: "a");
    public readonly SharedVector<floatX> B = Shared.From<floatX>([10, 20, 30], name: "b");
    public readonly SharedScalar<long> Count = Shared.Scalar<long>(0, name: "count");

    [GraphFunction]
    private Function SwapGraph() => T.Function(updates: [(A, B), (B, A)]);

    [GraphFunction]
    private Function RotateGraph()
    {
        var (a, b) = (A + B, A - B);
        return T.Function(outputs: (old: T.Sum(A * B), count: Count), updates: [(A, a), (B, b), (Count, Count + 1)]);
    }

    [GraphFunction]
    private Function ReverseGraph() => T.Function(updates: [(A, A[T.Slice(step: -1)])]);

    [GraphFunction("Accumulate")]
    private Function AddGraph(Scalar<floatX> amount) => T.Function(outputs: A, updates: [(A, A + amount)]);
}

/// <summary>Updates whose new values something reads that can fail.</summary>
[GraphModule]
public sealed partial class Guarded
{
    public readonly SharedMatrix<floatX> Table = Shared.From(new floatX[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, name: "table");
    public readonly SharedVector<floatX> Bias = Shared.From<floatX>([1, 2], name: "bias");

    [GraphFunction]
    private Function PickGraph(Vector<int> words)
    {
        var table = Table * 2;
        return T.Function(outputs: T.Sum(table[words]), updates: [(Table, table), (Bias, Bias + 1)]);
    }

    [GraphFunction]
    private Function WalkGraph(Vector<int> words)
    {
        var (table, bias) = (Table * 2, Bias + 1);
        var last = T.Scan((word, h) => T.Tanh(h + table[word] + bias), words, T.Zeros<floatX>(2))[^1];
        return T.Function(outputs: T.Sum(last), updates: [(Table, table), (Bias, bias)]);
    }

    [GraphFunction]
    private Function SolveGraph(Matrix<floatX> a)
    {
        var bias = Bias * 2;
        return T.Function(outputs: T.Solve(a, bias), updates: [(Bias, bias)]);
    }
}
