namespace GraphDsl.Tests.Models;

/// <summary>A layer with a stream of its own.</summary>
[GraphModule]
public sealed partial class NoisyLayer
{
    private readonly RandomStreams rng = new(seed: 7);

    public RandomStreams Streams => rng;

    public readonly SharedMatrix<floatX> W = Shared.Zeros<floatX>(3, 1);

    public Expr<floatX> Output(Expr<floatX> x) => T.Dot(T.Dropout(x, rng, 0.25), W);
}

/// <summary>Draws of every kind, and a model that trains under dropout.</summary>
[GraphModule]
public sealed partial class Noise(ulong seed)
{
    private readonly RandomStreams rng = new(seed);

    private readonly NoisyLayer layer = new();

    public NoisyLayer Layer => layer;

    public RandomStreams Streams => rng;

    [GraphFunction]
    private Expr<floatX> UniformGraph(long n) => rng.Uniform<floatX>([n, 10], low: 2, high: 3);

    [GraphFunction]
    private (Expr<floatX> first, Expr<floatX> second) TwiceGraph(Vector<floatX> x) => (rng.Normal<floatX>(x.Shape), rng.Normal<floatX>(x.Shape));

    [GraphFunction]
    private Expr<int> BinomialGraph(Vector<floatX> p) => rng.Binomial<int>(p.Shape, n: 10, p: p);

    [GraphFunction]
    private Expr<floatX> CoinsGraph(Matrix<floatX> p) => rng.Binomial<floatX>(p.Shape, n: 1, p: p);

    [GraphFunction]
    private Expr<long> MultinomialGraph(Matrix<floatX> p) => rng.Multinomial(p, n: 4);

    [GraphFunction]
    private Expr<long> PermutationGraph(long n) => rng.Permutation(n);

    [GraphFunction]
    private Expr<floatX> DropoutGraph(Matrix<floatX> x) => T.Dropout(x, rng, 0.5);

    [GraphFunction]
    private Function ReparametrisedGraph(Vector<floatX> mean, Vector<floatX> std)
    {
        var x = rng.Normal<floatX>(mean.Shape, mean, std);
        var (gMean, gStd) = T.Grad(T.Sum(x * x), mean, std);
        return T.Function(outputs: (x: x, gMean: gMean, gStd: gStd));
    }

    [GraphFunction]
    private Function TrainGraph(Matrix<floatX> x, Matrix<floatX> y)
    {
        var cost = T.Mean(T.Sqr(layer.Output(x) - y));
        return T.Function(outputs: cost, updates: [(layer.W, layer.W - 0.05f * T.Grad(cost, layer.W))]);
    }
}
