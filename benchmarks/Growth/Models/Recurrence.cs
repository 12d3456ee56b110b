namespace GraphDsl.Benchmarks;

/// <summary>A training step of a recurrent layer over one sequence.</summary>
[GraphModule]
internal sealed partial class Recurrence
{
    private const int Units = 32;

    [Shape(Units, Units)] public required SharedMatrix<float> U { get; init; }
    [Shape("steps", Units)] public required SharedMatrix<float> X { get; init; }

    [GraphFunction]
    private Function TrainGraph()
    {
        var h = T.Scan((x, before) => T.Tanh(x + T.Dot(before, U)), sequences: X, outputsInfo: T.Zeros<float>(Units));
        var cost = T.Mean(T.Sqr(h));
        return T.Function(outputs: cost, updates: [(U, U - 0.01 * T.Grad(cost, U))]);
    }

    public static Action Of(int steps)
    {
        var random = new NumpyRandomState(1);
        var model = new Recurrence
        {
            U = new SharedMatrix<float>(random.Uniform<float>(-0.1, 0.1, Units, Units)),
            X = new SharedMatrix<float>(random.Uniform<float>(-1, 1, steps, Units)),
        };
        return () => model.Train();
    }
}
