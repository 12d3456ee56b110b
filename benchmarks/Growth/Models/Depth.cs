namespace GraphDsl.Benchmarks;

/// <summary>Training steps of more and more layers: functions of one module, as depth is a matter of the build.</summary>
[GraphModule]
internal sealed partial class Depth
{
    private const int Batch = 32, Units = 64;

    // As many as the deepest function has layers.
    public readonly SharedMatrix<float>[] Weights =
    [
        Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(),
        Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(),
        Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(),
        Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(), Weight(),
    ];

    [Shape(Batch, Units)] public readonly SharedMatrix<float> X = new(new NumpyRandomState(2).Uniform<float>(-1, 1, Batch, Units));

    private static SharedMatrix<float> Weight() => new(new NumpyRandomState(1).Uniform<float>(-0.2, 0.2, Units, Units));

    private Function Train(int layers)
    {
        Expr<float> h = X;
        foreach (var w in Weights[..layers]) h = T.Tanh(T.Dot(h, w));
        var cost = T.Mean(T.Sqr(h));
        Expr<float>[] parameters = [.. Weights[..layers]];
        return T.Function(outputs: cost, updates: [.. parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - 0.01 * g))]);
    }

    [GraphFunction]
    private Function OneGraph() => Train(1);

    [GraphFunction]
    private Function TwoGraph() => Train(2);

    [GraphFunction]
    private Function ThreeGraph() => Train(3);

    [GraphFunction]
    private Function FourGraph() => Train(4);

    [GraphFunction]
    private Function SixGraph() => Train(6);

    [GraphFunction]
    private Function EightGraph() => Train(8);

    [GraphFunction]
    private Function TwelveGraph() => Train(12);

    [GraphFunction]
    private Function SixteenGraph() => Train(16);

    [GraphFunction]
    private Function TwentyFourGraph() => Train(24);

    [GraphFunction]
    private Function ThirtyTwoGraph() => Train(32);

    [GraphFunction]
    private Function FortyEightGraph() => Train(48);

    public static Action Of(int layers)
    {
        var model = new Depth();
        Func<float> train = layers switch
        {
            1 => model.One,
            2 => model.Two,
            3 => model.Three,
            4 => model.Four,
            6 => model.Six,
            8 => model.Eight,
            12 => model.Twelve,
            16 => model.Sixteen,
            24 => model.TwentyFour,
            32 => model.ThirtyTwo,
            48 => model.FortyEight,
            _ => throw new ArgumentOutOfRangeException(nameof(layers)),
        };
        return () => train();
    }
}
