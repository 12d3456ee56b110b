namespace GraphDsl.Generators.Tests.Harness;

/// <summary>Programs that several tests share.</summary>
internal static class Programs
{
    /// <summary>The program at the top of the surface's description.</summary>
    public const string LogisticRegression = """
        namespace Models;

        [GraphModule]
        public sealed partial class LogisticRegression
        {
            private const int BatchSize = 600;

            [Shape(784, 10)] public readonly SharedMatrix<floatX> W = Shared.Zeros<floatX>(784, 10, name: "W");
            [Shape(10)]      public readonly SharedVector<floatX> B = Shared.Zeros<floatX>(10, name: "b");

            public required SharedMatrix<floatX> TrainX { get; init; }
            public required SharedVector<int>    TrainY { get; init; }
            public floatX LearningRate { get; set; } = 0.13f;

            private Expr<floatX> Probabilities(Expr<floatX> x) => T.Softmax(T.Dot(x, W) + B);
            private Expr<floatX> NegativeLogLikelihood(Expr<floatX> x, Expr<int> y)
                => -T.Mean(T.Log(Probabilities(x))[T.Arange(y.Shape[0]), y]);

            [GraphFunction]
            private Function TrainGraph(Scalar<long> index)
            {
                var x = new Matrix<floatX>("x");
                var y = new Vector<int>("y");
                var cost = NegativeLogLikelihood(x, y);
                var (gW, gB) = T.Grad(cost, W, B);
                return T.Function(
                    outputs: cost,
                    updates: [(W, W - LearningRate * gW), (B, B - LearningRate * gB)],
                    givens:  [(x, TrainX[(index * BatchSize)..((index + 1) * BatchSize)]),
                              (y, TrainY[(index * BatchSize)..((index + 1) * BatchSize)])]);
            }

            [GraphFunction]
            private Expr<long> PredictGraph(Matrix<floatX> x) => T.ArgMax(Probabilities(x), axis: 1);
        }
        """;

    /// <summary>The loops of Theano's tutorial, and what its readers write first.</summary>
    public const string Scans = """
        namespace Models;

        [GraphModule]
        public sealed partial class Scans
        {
            [GraphFunction]
            private Expr<double> TanhOfRowsGraph(Matrix<double> x, Matrix<double> w, Vector<double> b) => T.Map(row => T.Tanh(T.Dot(row, w) + b), x);

            [GraphFunction]
            private Expr<double> RecurrenceGraph(Vector<double> x0, Matrix<double> y, Matrix<double> p, Matrix<double> w) =>
                T.Scan((s, h) => T.Tanh(T.Dot(h, w) + T.Dot(s.y, w) + T.Dot(s.p, w)), sequences: (y: y, p: p[T.Slice(step: -1)]), outputsInfo: x0);

            private static Expr<double> Norm(Expr<double> row) => T.Sqrt(T.Sum(row * row));

            [GraphFunction]
            private Expr<double> RowNormsGraph() => T.Map(Norm, T.Diag(T.Cast<double>(T.Arange(1, 6)), k: 1));

            [GraphFunction]
            private Expr<double> ColumnNormsGraph() => T.Map(Norm, T.Diag(T.Cast<double>(T.Arange(1, 6)), k: 1).T);

            [GraphFunction]
            private Expr<double> TraceGraph()
            {
                var x = T.Diag(T.Cast<double>(T.Arange(1, 6)));
                return T.Scan((at, sum) => x[at.i, at.j] + sum, sequences: (i: T.Arange(x.Shape[0]), j: T.Arange(x.Shape[1])), outputsInfo: T.Constant(0.0))[^1];
            }

            [GraphFunction]
            private Expr<double> TwoTapsGraph(Matrix<double> first, Scalar<long> k)
            {
                var (w, u, v) = (0.5 * T.Ones<double>(2, 2), 0.5 * (T.Ones<double>(2, 2) - T.Eye<double>(2)), 0.5 * T.Ones<double>(2, 2));
                return T.Scan(x => T.Dot(T.Tap(x, -2), u) + T.Dot(x, v) + T.Tanh(T.Dot(x, w) + T.Ones<double>(2)), first, nSteps: k);
            }

            [GraphFunction]
            private Expr<double> PowerGraph(Vector<double> a, Scalar<long> k) => T.Scan(power => power * a, outputsInfo: T.OnesLike(a), nSteps: k)[^1];

            [GraphFunction]
            private Expr<double> PolynomialGraph(Vector<double> coefficients, Scalar<double> at) =>
                T.Sum(T.Map(term => term.c * T.Pow(at, T.Cast<double>(term.power)), (c: coefficients, power: T.Arange(10000))));

            [GraphFunction]
            private Expr<double> JacobianGraph(Matrix<double> matrix, Vector<double> v)
            {
                var y = T.Tanh(T.Dot(matrix, v));
                return T.Map(i => T.Grad(y[i], v), T.Arange(y.Shape[0]));
            }
        }
        """;
}
