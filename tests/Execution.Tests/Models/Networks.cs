namespace GraphDsl.Tests.Models;

/// <summary>A layer: a module that others hold.</summary>
[GraphModule]
public sealed partial class Layer(int inputs, int outputs, int seed)
{
    public readonly SharedMatrix<floatX> W =
        new(new NumpyRandomState(seed).Uniform<floatX>(-Math.Sqrt(6.0 / (inputs + outputs)), Math.Sqrt(6.0 / (inputs + outputs)), inputs, outputs), name: "W");

    public readonly SharedVector<floatX> B = Shared.Zeros<floatX>(outputs, name: "b");

    public Expr<floatX>[] Parameters => [W, B];

    public Expr<floatX> Linear(Expr<floatX> x) => T.Dot(x, W) + B;

    public Expr<floatX> Output(Expr<floatX> x, Func<Expr<floatX>, Expr<floatX>>? activation = null)
    {
        var linear = Linear(x);
        return activation is null ? linear : activation(linear);
    }
}

/// <summary>What networks have in common.</summary>
public abstract class Network
{
    /// <summary>The weight of the squared weights in the cost.</summary>
    public floatX Decay { get; set; } = 0.001f;

    protected Expr<floatX> Penalty(params Expr<floatX>[] weights)
    {
        Expr<floatX> sum = 0;
        foreach (var w in weights) sum += T.Sum(T.Sqr(w));
        return Decay * sum;
    }
}

/// <summary>Helpers in a static class.</summary>
internal static class NetworkHelpers
{
    public static Expr<floatX> Loss(Expr<floatX> logits, Expr<int> labels) => T.Mean(T.CategoricalCrossentropy(T.Softmax(logits), labels));

    public static Expr<TElement> Leaky<TElement>(Expr<TElement> x, double slope) where TElement : unmanaged => T.Switch(x > 0, x, slope * x);
}

/// <summary>A perceptron of three layers, put together as the surface's description shows.</summary>
[GraphModule]
public sealed partial class Perceptron : Network
{
    public readonly Layer First = new(6, 5, seed: 1);
    public readonly Layer Second = new(5, 4, seed: 2);
    public readonly Layer Last = new(4, 3, seed: 3);

    private Expr<floatX> Logits(Expr<floatX> x)
    {
        Layer[] hidden = [First, Second];
        Expr<floatX> h = x;
        foreach (var layer in hidden) h = layer.Output(h, T.Tanh);
        return Last.Output(h);
    }

    private Expr<floatX> Cost(Expr<floatX> x, Expr<int> y) => NetworkHelpers.Loss(Logits(x), y) + Penalty(First.W, Second.W, Last.W);

    [GraphFunction]
    private Function TrainGraph(Matrix<floatX> x, Vector<int> y, Scalar<floatX> rate)
    {
        Layer[] hidden = [First, Second];
        var cost = Cost(x, y);
        Expr<floatX>[] parameters = [.. hidden.SelectMany(l => l.Parameters), .. Last.Parameters];
        return T.Function(outputs: cost, updates: [.. parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - rate * g))]);
    }

    [GraphFunction]
    private Expr<floatX> CostGraph(Matrix<floatX> x, Vector<int> y) => Cost(x, y);

    [GraphFunction]
    private Expr<floatX> LeakyGraph(Matrix<floatX> x) => NetworkHelpers.Leaky(First.Linear(x), 0.1);
}
