namespace GraphDsl.Benchmarks;

/// <summary>A training step of an Elman network: 100 steps of 100 inputs and 100 units, 10 classes at each step, one sequence.</summary>
[GraphModule]
internal sealed partial class Rnn
{
    private const int Steps = 100, Inputs = 100, Units = 100, Classes = 10;

    [Shape(Units)] public readonly SharedVector<floatX> H0 = Shared.Zeros<floatX>(Units, name: "h0");
    [Shape(Inputs, Units)] public readonly SharedMatrix<floatX> Wx = Weights(1, Inputs, Units, "Wx");
    [Shape(Units, Units)] public readonly SharedMatrix<floatX> U = Weights(2, Units, Units, "U");
    [Shape(Units)] public readonly SharedVector<floatX> B = Shared.Zeros<floatX>(Units, name: "b");
    [Shape(Units, Classes)] public readonly SharedMatrix<floatX> V = Weights(3, Units, Classes, "V");
    [Shape(Classes)] public readonly SharedVector<floatX> C = Shared.Zeros<floatX>(Classes, name: "c");

    [Shape(Steps, Inputs)] public readonly SharedMatrix<floatX> X = new(new NumpyRandomState(0).Uniform<floatX>(-1, 1, Steps, Inputs), name: "x");
    [Shape(Steps)] public readonly SharedVector<int> Y = Shared.From(Labels.Draw(Steps, Classes), name: "y");

    [GraphFunction]
    private Function TrainGraph()
    {
        var h = T.Scan((x, before) => T.Tanh(T.Dot(x, Wx) + T.Dot(before, U) + B), sequences: X, outputsInfo: H0);
        var cost = -T.Mean(T.Log(T.Softmax(T.Dot(h, V) + C))[T.Arange(Steps), Y]);
        Expr<floatX>[] parameters = [H0, Wx, U, B, V, C];
        return T.Function(outputs: cost, updates: [.. parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - 0.01 * g))]);
    }

    private static SharedMatrix<floatX> Weights(uint seed, int rows, int columns, string name)
    {
        double bound = Math.Sqrt(6.0 / (rows + columns));
        return new(new NumpyRandomState(seed).Uniform<floatX>(-bound, bound, rows, columns), name: name);
    }

    public static Func<double> Prepare()
    {
        var model = new Rnn();
        return () => model.Train();
    }
}
