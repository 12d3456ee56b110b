namespace GraphDsl.Benchmarks;

/// <summary>A training step of one hidden layer whose sizes the call knows.</summary>
[GraphModule]
internal sealed partial class Network
{
    private const int Classes = 10;

    [Shape("inputs", "units")] public required SharedMatrix<float> W { get; init; }
    [Shape("units")] public required SharedVector<float> B { get; init; }
    [Shape("units", Classes)] public required SharedMatrix<float> V { get; init; }
    [Shape("batch", "inputs")] public required SharedMatrix<float> X { get; init; }
    [Shape("batch")] public required SharedVector<int> Y { get; init; }

    [GraphFunction]
    private Function TrainGraph()
    {
        var cost = -T.Mean(T.LogSoftmax(T.Dot(T.Tanh(T.Dot(X, W) + B), V))[T.Arange(Y.Shape[0]), Y]);
        Expr<float>[] parameters = [W, B, V];
        return T.Function(outputs: cost, updates: [.. parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - 0.01 * g))]);
    }

    public static Action Of(int batch, int inputs, int units)
    {
        var random = new NumpyRandomState(1);
        var model = new Network
        {
            W = new SharedMatrix<float>(random.Uniform<float>(-0.1, 0.1, inputs, units)),
            B = Shared.Zeros<float>(units),
            V = new SharedMatrix<float>(random.Uniform<float>(-0.1, 0.1, units, Classes)),
            X = new SharedMatrix<float>(random.Uniform<float>(-1, 1, batch, inputs)),
            Y = Shared.From([.. random.RandInt(0, Classes, batch).Select(label => (int)label)]),
        };
        return () => model.Train();
    }
}
