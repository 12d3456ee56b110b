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

/// <summary>Streams in lists, in layers in lists, in locals, and a stream that layers share.</summary>
[GraphModule]
public sealed partial class ManyStreams
{
    private readonly NoisyStack stack = new();
    private readonly RandomStreams[] own = [new(seed: 1), new(seed: 2)];
    private readonly List<RandomStreams> more = [new(seed: 3)];
    private static readonly RandomStreams common = new(seed: 4);

    public IReadOnlyList<RandomStreams> Own => own;

    public NoisyStack Stack => stack;

    [GraphFunction]
    private (Expr<floatX> first, Expr<floatX> second, Expr<floatX> third, Expr<floatX> fourth) DrawGraph(Scalar<long> n)
        => (own[0].Uniform<floatX>([n]), own[1].Uniform<floatX>([n]), more[0].Uniform<floatX>([n]), common.Uniform<floatX>([n]));

    [GraphFunction]
    private Expr<floatX> SumGraph(Scalar<long> n)
    {
        RandomStreams[] chosen = [own[1], more[0]];
        Expr<floatX> sum = T.Zeros<floatX>(n);
        foreach (var stream in chosen) sum += stream.Uniform<floatX>([n]);
        return sum;
    }

    [GraphFunction]
    private Expr<floatX> DroppedGraph(Matrix<floatX> x) => stack.Output(x);
}

/// <summary>Layers with streams of their own, and streams in a list that only the module itself can see.</summary>
[GraphModule]
public sealed partial class NoisyStack
{
    private readonly NoisyLayer[] layers = [new(), new()];
    private readonly RandomStreams[] streams = [new(seed: 8), new(seed: 9)];

    public IReadOnlyList<RandomStreams> Streams => [layers[0].Streams, layers[1].Streams, .. streams];

    public Expr<floatX> Output(Expr<floatX> x)
    {
        foreach (var stream in streams) x = T.Dropout(x, stream, 0.5);
        return layers[0].Output(x) + layers[1].Output(x);
    }
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
