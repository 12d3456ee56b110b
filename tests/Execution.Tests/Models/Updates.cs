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
