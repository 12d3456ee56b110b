using System.Text.RegularExpressions;
using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Loops;

/// <summary>The generated code of a loop does not grow with its steps.</summary>
public sealed class LoopSizeTests
{
    private const string Program = """
        [GraphModule]
        public partial class Loops
        {
            private const long Steps = STEPS;

            [GraphFunction]
            private Expr<float> LastGraph(Scalar<float> x) => T.Scan(s => s / 2 + x, x, nSteps: Steps)[^1];

            [GraphFunction]
            private Expr<float> AllGraph(Vector<float> x) => T.Scan(s => T.Tanh(s + x), x, nSteps: Steps);

            [GraphFunction]
            private (Expr<float>, Expr<float>) GradientGraph(Vector<float> x, Matrix<float> w)
            {
                var cost = T.Sum(T.Scan(s => T.Tanh(T.Dot(s, w) + x), x, nSteps: Steps)[^1]);
                return T.Grad(cost, x, w);
            }

            [GraphFunction]
            private Expr<float> NestedGraph(Vector<float> x) =>
                T.Scan(s => T.Scan(r => T.Sin(r + s), x, nSteps: Steps)[^1] + T.Tap(s, -2), T.Stack(0, x, x), nSteps: Steps);
        }
        """;

    [Fact]
    public void Ten_steps_and_ten_million_give_the_same_text_but_for_numbers()
    {
        var (few, many) = (Text("10"), Text("10000000"));
        Assert.Equal(few.Keys, many.Keys);
        foreach (var (file, text) in few) Assert.Equal(text, many[file]);
    }

    private static Dictionary<string, string> Text(string steps)
    {
        var generation = Generation.Of(Program.Replace("STEPS", steps, StringComparison.Ordinal));
        Assert.Empty(generation.Diagnostics);
        Assert.Empty(generation.CompilerDiagnostics);
        return generation.Files.ToDictionary(f => f.Key, f => Regex.Replace(f.Value, "[0-9]+", "#"), StringComparer.Ordinal);
    }
}
