namespace GraphDsl.Tests.Models;

/// <summary>Loops: those of Theano's tutorial, and one of each form.</summary>
[GraphModule]
public sealed partial class Scans
{
    private readonly RandomStreams rng = new(seed: 7);

    public readonly SharedScalar<long> Counter = Shared.Scalar(0L, name: "counter");

    [GraphFunction]
    private Expr<floatX> TanhOfRowsGraph(Matrix<floatX> x, Matrix<floatX> w, Vector<floatX> b) => T.Map(row => T.Tanh(T.Dot(row, w) + b), x);

    private static Expr<floatX> Recurrent(Expr<floatX> x0, Expr<floatX> y, Expr<floatX> p, Expr<floatX> w, Expr<floatX> u, Expr<floatX> v) =>
        T.Scan((s, h) => T.Tanh(T.Dot(h, w) + T.Dot(s.y, u) + T.Dot(s.p, v)), sequences: (y: y, p: p[T.Slice(step: -1)]), outputsInfo: x0);

    [GraphFunction]
    private Expr<floatX> RecurrenceGraph(Vector<floatX> x0, Matrix<floatX> y, Matrix<floatX> p, Matrix<floatX> w, Matrix<floatX> u, Matrix<floatX> v) =>
        Recurrent(x0, y, p, w, u, v);

    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX0, Expr<floatX> gW, Expr<floatX> gU, Expr<floatX> gV) RecurrenceGradientGraph(
        Vector<floatX> x0, Matrix<floatX> y, Matrix<floatX> p, Matrix<floatX> w, Matrix<floatX> u, Matrix<floatX> v)
    {
        var cost = T.Sum(T.Sqr(Recurrent(x0, y, p, w, u, v)[^1]));
        var (gX0, gW, gU, gV) = T.Grad(cost, x0, w, u, v);
        return (cost, gX0, gW, gU, gV);
    }

    private static Expr<floatX> Norm(Expr<floatX> row) => T.Sqrt(T.Sum(T.Sqr(row)));

    [GraphFunction]
    private (Expr<floatX> rows, Expr<floatX> columns) NormsGraph(Matrix<floatX> x) => (T.Map(Norm, x), T.Map(Norm, x.T));

    [GraphFunction]
    private Expr<floatX> RunningSumGraph(Vector<floatX> x) => T.Scan((element, sum) => sum + element, x, T.Constant((floatX)0));

    [GraphFunction]
    private Expr<floatX> LimitedSumGraph(Vector<floatX> x, Scalar<long> n) => T.Scan((element, sum) => sum + element, x, T.Constant((floatX)0), nSteps: n);

    [GraphFunction]
    private Expr<floatX> BackwardSumGraph(Vector<floatX> x) => T.Scan((element, sum) => sum + element, x, T.Constant((floatX)0), goBackwards: true);

    [GraphFunction]
    private Expr<floatX> SumUntilGraph(Vector<floatX> x, Scalar<floatX> limit) =>
        T.Scan((element, sum) => sum + element, x, T.Constant((floatX)0), until: (_, sum) => sum > limit);

    [GraphFunction]
    private Expr<floatX> TwoTapsGraph(Matrix<floatX> first, Matrix<floatX> w, Matrix<floatX> u, Matrix<floatX> v, Vector<floatX> b, Scalar<long> n) =>
        T.Scan(x => T.Dot(T.Tap(x, -2), u) + T.Dot(x, v) + T.Tanh(T.Dot(x, w) + b), first, nSteps: n);

    [GraphFunction]
    private Expr<floatX> DifferencesGraph(Vector<floatX> x) => T.Map(element => T.Tap(element, 1) - T.Tap(element, -1), x);

    [GraphFunction]
    private Expr<floatX> PowerGraph(Vector<floatX> a, Scalar<long> k) => T.Scan(power => power * a, outputsInfo: T.OnesLike(a), nSteps: k)[^1];

    [GraphFunction]
    private Expr<floatX> DecayGraph(Scalar<floatX> start, Scalar<long> n) => T.Scan(x => x / 2 + 1, start, nSteps: n)[^1];

    [GraphFunction]
    private Expr<floatX> PolynomialGraph(Vector<floatX> coefficients, Scalar<floatX> x) =>
        T.Sum(T.Map(term => term.c * T.Pow(x, T.Cast<floatX>(term.power)), (c: coefficients, power: T.Arange(10000))));

    [GraphFunction]
    private Expr<floatX> JacobianGraph(Matrix<floatX> a, Vector<floatX> v)
    {
        var y = T.Tanh(T.Dot(a, v));
        return T.Map(i => T.Grad(y[i], v), T.Arange(y.Shape[0]));
    }

    [GraphFunction]
    private (Expr<floatX> fibonacci, Expr<long> count, Expr<bool> even) MixedGraph(Scalar<long> n)
    {
        var (a, _, count, even) = T.Scan(
            st => (st.b, st.a + st.b, st.count + 1, T.Eq((st.count + 1) % 2, 0)),
            (a: T.Constant((floatX)0), b: T.Constant((floatX)1), count: T.Constant(0L)), n);
        return (a, count, even);
    }

    [GraphFunction]
    private (Expr<floatX> left, Expr<floatX> right) FoldsGraph(Vector<floatX> x) =>
        (T.Foldl((element, a) => 2 * a + element, x, T.Constant((floatX)0)), T.Foldr((element, a) => 2 * a + element, x, T.Constant((floatX)0)));

    [GraphFunction]
    private Expr<floatX> NestedGraph(Matrix<floatX> x) => T.Map(row => T.Scan((element, sum) => sum + element, row, T.Constant((floatX)0)), x);

    [GraphFunction]
    private Expr<floatX> DescentGraph(Vector<floatX> start, Matrix<floatX> a, Scalar<long> n) =>
        T.Scan(x => x - 0.1 * T.Grad(T.Sum(T.Sqr(T.Dot(a, x))) / 2, x), start, n)[^1];

    [GraphFunction]
    private (Expr<floatX> scanned, Expr<floatX> outside) DrawnGraph(Scalar<long> n)
    {
        var outside = rng.Uniform<floatX>([4]);
        return (T.Scan(x => x + rng.Uniform<floatX>([4]), T.ZerosLike(outside), n), outside);
    }

    [GraphFunction]
    private Function CountGraph(Scalar<long> n)
    {
        var counted = T.Reduce((_, count) => count + 1, T.Arange(n), Counter);
        return T.Function(outputs: counted, updates: [(Counter, counted)]);
    }
}
