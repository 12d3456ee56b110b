namespace GraphDsl.Benchmarks;

/// <summary>Loops whose steps do next to nothing, so that what is left is the loop.</summary>
[GraphModule]
internal sealed partial class Steps
{
    [GraphFunction]
    private static Expr<long> CountGraph(Scalar<long> steps) => T.Scan(count => count + 1, outputsInfo: T.Constant(0L), nSteps: steps)[^1];

    [GraphFunction]
    private static Expr<floatX> DecayGraph(Scalar<floatX> start, Scalar<long> steps) => T.Scan(x => x / 2 + 1, outputsInfo: start, nSteps: steps)[^1];

    [GraphFunction]
    private static Expr<floatX> SumsGraph(Vector<floatX> x) => T.Scan((element, sum) => sum + element, x, outputsInfo: T.Constant((floatX)0));

    [GraphFunction]
    private static Expr<floatX> VectorGraph([Shape(16)] Vector<floatX> start, Scalar<long> steps) => T.Scan(x => x / 2 + 1, outputsInfo: start, nSteps: steps)[^1];
}
