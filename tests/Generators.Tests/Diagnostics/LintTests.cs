using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Diagnostics;

/// <summary>Sound programs that a careless lint would blame. What lints do blame stands in <see cref="DiagnosticTests"/>.</summary>
public sealed class LintTests
{
    [Theory]
    // Logarithms that are rewritten, that cannot be -infinity, or are not of a softmax.
    [InlineData("Expr<float> RunGraph(Matrix<float> x, Vector<int> y) => -T.Mean(T.Log(T.Softmax(x))[T.Arange(y.Shape[0]), y]);")]
    [InlineData("Expr<float> RunGraph(Matrix<float> x, Vector<int> y) => -T.Mean(T.Log(T.Softmax(x)[T.Arange(y.Shape[0]), y]));")]
    [InlineData("Expr<float> RunGraph(Matrix<float> x, Vector<int> y) => T.Mean(T.CategoricalCrossentropy(T.Softmax(x), y));")]
    [InlineData("Expr<float> RunGraph(Matrix<float> x) => T.Log(T.Softmax(x, axis: 0).T[1..].Reshape(3, 4));")]
    [InlineData("Expr<float> RunGraph(Matrix<float> x) => T.Log(T.Softmax(x) * x + 1e-6);")]
    [InlineData("Expr<float> RunGraph(Matrix<float> x) => T.Log(T.Clip(T.Softmax(x), 1e-6, 1) * 2);")]
    [InlineData("Expr<float> RunGraph(Matrix<float> x) => T.Log(T.Sum(T.Softmax(x) * x, axis: 1));")]
    [InlineData("Expr<float> RunGraph(Matrix<float> x) => -T.Sum(T.Softmax(x) * T.Log(T.Softmax(x)));")]
    [InlineData("Expr<float> RunGraph(Matrix<float> x) => T.Log(1 - T.Softmax(x)) + T.Log(x / T.Softmax(x));")]
    // Roundings without a gradient, meant as constants, or past which the gradient flows.
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Sum(T.Floor(x * W)) + T.Sum(T.Cast<int>(W)).Cast<float>();")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(T.Floor(x) * W), W);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(W + T.ConsiderConstant(T.Round(W) - W)), W);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) { var r = T.Round(W); return T.Grad(T.Sum(W * r), W, considerConstant: [r]); }")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(T.Sqr(x * W - T.Floor(x * W))), W);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(W * T.Cast<float>(W > 0)), W);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(W[T.Cast<int>(x)]), W);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(x[T.Cast<int>(W)]) + T.Sum(T.Switch(T.Eq(T.Round(W), 1), W, 0)), W);")]
    [InlineData("(Expr<float>, Expr<float>) RunGraph(Vector<float> x) { var cost = T.Sum(x * W); return (T.Round(cost), T.Grad(cost, W)); }")]
    [InlineData("Expr<float> RunGraph(Vector<float> x, Scalar<long> n) => T.Grad(T.Sum(x * W) * T.Cast<float>(n / 2), W);")]
    // Roots without a gradient, or of what cannot be 0.
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Norm(W - x) + T.Sqrt(T.Sum(W)) + T.Std(x);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(T.Sqrt(x) * W), W);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(T.Sqrt(T.Sqr(W) + 1e-8)), W);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(x / T.Sqrt(T.Var(W) + Epsilon)), W);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sqrt(T.Maximum(T.Sum(T.Sqr(W)), 1e-6)), W);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sqrt(T.Mean(T.Exp(W) + T.Sqr(x))), W);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(T.Pow(W, 2) + T.Pow(W, 1.5)), W);")]
    [InlineData("Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(x * W) / T.ConsiderConstant(T.Norm(W)), W);")]
    [InlineData("Function RunGraph(Vector<float> x) { var g = T.Grad(T.Sum(x * W), W); return T.Function(updates: [(W, W - g / T.Sqrt(T.Sum(T.Sqr(g))))]); }")]
    // Sums that are exact, of floats, or small enough.
    [InlineData("Expr<float> RunGraph(Vector<int> x, Vector<int> y) => T.Mean(T.Cast<float>(T.Neq(x, y)));")]
    [InlineData("Expr<float> RunGraph(Vector<int> x) => T.Cast<float>(T.Sum(x)) + T.Mean(x).Cast<float>() + T.Sum(T.Cast<float>(x) * 0.5);")]
    [InlineData("Expr<double> RunGraph(Vector<int> x) => T.Sum(T.Cast<double>(x));")]
    [InlineData("Expr<float> RunGraph([Shape(4000, 4000)] Matrix<bool> x, [Shape(200, 300)] Matrix<byte> y) => T.Sum(T.Cast<float>(x)) + T.Mean(T.Cast<float>(y));")]
    [InlineData("Expr<float> RunGraph() => T.Sum(T.Cast<float>(T.Arange(100))) + T.Sum(T.OneHot<float>(T.Arange(5), 7));")]
    public void Sound_programs_are_left_alone(string function)
    {
        var generation = Generation.Of($$"""
            [GraphModule]
            public partial class Model
            {
                private readonly SharedVector<float> W = Shared.Zeros<float>(3);
                public float Epsilon { get; set; } = 1e-6f;
            #pragma warning disable GDSL0023
                [GraphFunction] private {{function}}
            #pragma warning restore GDSL0023
            }
            """);
        Assert.DoesNotContain(generation.Diagnostics, d => !d.IsSuppressed);
        Assert.Empty(generation.CompilerDiagnostics);
    }

    [Fact]
    public void An_expression_with_many_gradients_is_blamed_once()
    {
        var generation = Generation.Of("""
            [GraphModule]
            public partial class Model
            {
                private readonly SharedVector<float> W = Shared.Zeros<float>(3), V = Shared.Zeros<float>(3);
                private Expr<float> Length(Expr<float> x) => T.Norm(x);
                [GraphFunction] Expr<float> RunGraph() { var (a, b) = T.Grad(Length(W) * Length(V), W, V); return a + b + T.Grad(Length(W - V), W); }
            }
            """);
        Assert.Equal("GDSL0034", Assert.Single(generation.Diagnostics).Id);
    }
}
