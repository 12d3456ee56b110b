using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Capture;
/// <summary>Programs in the manner of users.</summary>
public sealed class UserProgramTests
{
    [Fact]
    public void Networks_with_optimisers_compile()
    {
        var generation = Generation.Of("""
            using Act = System.Func<GraphDsl.Expr<float>, GraphDsl.Expr<float>>;

            [GraphModule]
            public sealed partial class Dense
            {
                private readonly Act activation;
                public Dense(int n, int m, Act? activation = null) { W = Shared.Zeros<floatX>(n, m); B = Shared.Zeros<floatX>(m); this.activation = activation ?? (x => x); }
                public SharedMatrix<floatX> W { get; }
                public SharedVector<floatX> B { get; }
                public Expr<floatX> this[Expr<floatX> x] => activation(T.Dot(x, W) + B);
                public IEnumerable<Expr<floatX>> Parameters { get { yield return W; yield return B; } }
                public Expr<floatX> Penalty(floatX l2) => l2 * (T.Sum(T.Sqr(W)) + T.Sum(T.Sqr(B)));
            }

            public interface IOptimiser { IEnumerable<(Expr, Expr)> Updates(Expr<floatX> cost, Expr<floatX>[] parameters); }

            public sealed class Momentum(floatX rate, floatX momentum, SharedMatrix<floatX>[] velocities) : IOptimiser
            {
                public IEnumerable<(Expr, Expr)> Updates(Expr<floatX> cost, Expr<floatX>[] parameters)
                {
                    var grads = T.Grad(cost, parameters);
                    for (int i = 0; i < parameters.Length; i++)
                    {
                        var v = momentum * velocities[i] - rate * grads[i];
                        yield return (velocities[i], v);
                        yield return (parameters[i], parameters[i] + v);
                    }
                }
            }

            [GraphModule]
            public partial class Net
            {
                public const int Pixels = 4;
                private readonly Dense hidden = new(Pixels, 3, T.Tanh), output = new(3, 2);
                public List<Dense> More { get; } = new() { new Dense(2, 2, T.Sigmoid), new Dense(2, 2) };
                private readonly SharedMatrix<floatX>[] v = [Shared.Zeros<floatX>(Pixels, 3), Shared.Zeros<floatX>(3, 2)];
                private readonly SharedScalar<long> steps = Shared.Scalar(0L, name: "steps");
                [Shape("n", Pixels)] public readonly SharedMatrix<floatX> Data = Shared.Zeros<floatX>(10, Pixels);
                public floatX Rate = 0.1f;
                protected virtual floatX Decay => 0.5f;
                private static Expr<floatX> Hinge(Expr<floatX> margin) => T.Maximum(0, 1 - margin);
                private (Expr<floatX> Cost, Expr<double> Errors) Losses(Expr<floatX> x, Expr<int> y)
                {
                    Expr<floatX> h = output[hidden[x]];
                    foreach (var layer in More) h = layer[h];
                    var p = T.Softmax(h);
                    return (T.Mean(T.CategoricalCrossentropy(p, y)) + hidden.Penalty(0.01f), T.Mean(T.Neq(T.ArgMax(p, axis: 1), y.Cast<long>())));
                }

                [GraphFunction]
                private Function TrainGraph([Shape("batch", Pixels)] Matrix<floatX> x, [Shape("batch")] Vector<int> y, [Default(0.9f)] Scalar<floatX> momentum)
                {
                    var (cost, errors) = Losses(x, y);
                    var updates = new List<(Expr, Expr)>();
                    Expr<floatX>[] ps = [.. hidden.Parameters, .. output.Parameters];
                    foreach (var (p, g) in ps.Zip(T.Grad(cost, ps))) updates.Add((p, p - Rate * Decay * T.Clip(g, -1, 1)));
                    updates.Add((steps, steps + 1));
                    return T.Function(outputs: (cost, errors, momentum * 2), updates: [.. updates]);
                }

                [GraphFunction]
                private Function MomentumGraph(Matrix<floatX> x, Vector<int> y)
                {
                    var cost = Losses(x, y).Cost;
                    IOptimiser optimiser = new Momentum(0.1f, 0.9f, v);
                    return T.Function(cost, updates: [.. optimiser.Updates(cost, [hidden.W, output.W])]);
                }

                [GraphFunction] private Expr<floatX> HingeGraph(Matrix<floatX> x) => Hinge(x[.., ..1]);
                [GraphFunction] private Expr<floatX> RowGraph(Scalar<int> i) => Data[i] + Data[^1] + Data[0, ..];
                [GraphFunction] private Function ResetGraph() => T.Function(updates: [(steps, T.Constant(0L))]);
                [GraphFunction] private (Expr<floatX>, Expr<floatX>) MomentsGraph(Tensor3<floatX> x) => (T.Mean(x, axis: (0, 2)), T.Var(x, axis: [0, -1]));
                [GraphFunction] private Expr<floatX> NormalisedGraph(Matrix<floatX> x) { var m = x.Mean(axis: 0, keepDims: true); var s = x.Std(axis: 0, keepDims: true); return (x - m) / (s + 1e-5); }
                [GraphFunction] private Expr<floatX> DistanceGraph(Matrix<floatX> a, Matrix<floatX> b) => T.Sqrt(T.Sum(T.Sqr(a.Dimshuffle(0, "x", 1) - b.Dimshuffle("x", 0, 1)), axis: 2));
                [GraphFunction] private Expr<floatX> PolyGraph(Vector<floatX> x) => Enumerable.Range(1, 4).Select(k => T.Pow(x, k) / Factorial(k)).Aggregate((a, b) => a + b);
                [GraphFunction] private Expr<int> IntsGraph(Vector<int> x, Scalar<int> k) => x / 2 * k % 3 - ~x + (x & 1);
                [GraphFunction] private Expr<floatX> RowColGraph(Row<floatX> r, Col<floatX> c) => r + c;
                private static int Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
            }
            """);
        Assert.Empty(generation.Diagnostics);
        generation.Load();
    }
}
