using System.Text;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Documentation;

/// <summary>docs/diagnostics.md says what the descriptors say, and its examples give the diagnostics that they claim.</summary>
public sealed class DiagnosticsPageTests
{
    private const string Intro = """
        # Diagnostics

        This page is written by a test from the table of descriptors. Each diagnostic stands at the expression that is wrong; one mistake gives one diagnostic, and the other functions of the class still compile. Warnings can be silenced as usual, with `#pragma warning disable` or an `.editorconfig`. In the messages `{0}` and its like stand for names and figures of your code.


        """;

    private const string Examples = """

        ## Examples

        Each is a member of this module, unless it is a whole class:

        ```csharp
        [GraphModule]
        public partial class Model
        {
            [Shape(784, 10)] private readonly SharedMatrix<float> W = Shared.Zeros<float>(784, 10);
            [Shape(10)] private readonly SharedVector<float> B = Shared.Zeros<float>(10);
            public float Rate { get; set; } = 0.1f;
        }
        ```


        """;

    private static readonly (string Code, string Id)[] wrong =
    [
        ("[GraphModule] public class Layer { }", "GDSL0001"),
        ("[Shape(1)] private readonly int units = 3;", "GDSL0002"),
        ("[GraphFunction] Expr<float> Train(Vector<float> x) => x;", "GDSL0003"),
        ("[GraphFunction] Expr<float> RunGraph(Scalar<float> x) => x; public float Run(float x) => x;", "GDSL0004"),
        ("[GraphFunction] Expr<float> RunGraph(Expr<float> x) => x;", "GDSL0005"),
        ("[GraphFunction] Function RunGraph(Vector<float> x) { Rate = 2; return T.Function(outputs: x); }", "GDSL0006"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x * int.Parse(\"3\");", "GDSL0008"),
        ("[GraphFunction] Expr<int> RunGraph(Vector<int> x) => T.Sqrt(x);", "GDSL0009"),
        ("[GraphFunction] Expr<float> RunGraph(Tensor3<float> x) => T.Dot(x, W);", "GDSL0010"),
        ("[GraphFunction] Expr<float> RunGraph() => B + W[..3, 0];", "GDSL0011"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Sum(x, axis: 2);", "GDSL0012"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad(x * B, B);", "GDSL0013"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(x), B);", "GDSL0014"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Sum(x) + T.Grad(T.Sum(x), B, disconnectedInputs: Disconnected.Warn);", "GDSL0015"),
        ("[GraphFunction] Function RunGraph(Vector<float> x) => T.Function(updates: [(x, x * 2)]);", "GDSL0016"),
        ("[GraphFunction] Function RunGraph(Matrix<float> x) => T.Function(updates: [(B, x)]);", "GDSL0017"),
        ("[GraphFunction] Function RunGraph() => T.Function(updates: [(B, B * 2), (B, B + 1)]);", "GDSL0018"),
        ("[GraphFunction] Function RunGraph(Vector<float> x) => T.Function(outputs: B * 2, givens: [(B * 2, x)]);", "GDSL0019"),
        ("[GraphFunction] Function RunGraph(Matrix<float> x) { var y = new Vector<float>(\"y\"); return T.Function(outputs: y, givens: [(y, x)]); }", "GDSL0020"),
        ("[GraphFunction] Function RunGraph() { var y = new Vector<float>(\"y\"); return T.Function(outputs: y, givens: [(y, y * 2)]); }", "GDSL0021"),
        ("[GraphFunction] Expr<float> RunGraph() => new Vector<float>(\"y\") * 2;", "GDSL0022"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x, Scalar<float> unused) => x;", "GDSL0023"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) => Loop(x); Expr<float> Loop(Expr<float> x) => Loop(x) + 1;", "GDSL0024"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) => Rate > 1 ? x : x * 2;", "GDSL0025"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Sum(x, axis: (int)Rate);", "GDSL0026"),
        ("[GraphFunction] Expr<int> RunGraph(Vector<int> x) => x + 0.5;", "GDSL0027"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) { int[] sizes = [1]; return x * sizes[3]; }", "GDSL0028"),
        ("[GraphFunction] Expr<float> RunGraph([Shape(1, 2)] Vector<float> x) => x;", "GDSL0029"),
        ("[GraphFunction] Expr<float> RunGraph([Default(0.5)] Scalar<int> n) => B * T.Cast<float>(n);", "GDSL0030"),
        ("[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => T.Log2(T.Softmax(x));", "GDSL0032"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(T.Sqr(T.Round(x * B))), B);", "GDSL0033"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Norm(x - B), B);", "GDSL0034"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<int> x) => T.Sum(T.Cast<float>(x));", "GDSL0035"),
        ("[GraphFunction] Expr<float> RunGraph(Vector<float> x) { T.SetSubtensor(x[0], 1); return x; }", "GDSL0037"),
        ("[GraphModule] public partial class Net { protected virtual Expr<float> Act(Expr<float> x) => x; [GraphFunction] Expr<float> RunGraph(Vector<float> x) => Act(x); } [GraphModule] public partial class TanhNet : Net { protected override Expr<float> Act(Expr<float> x) => T.Tanh(x); }", "GDSL0038"),
    ];

    public static IEnumerable<object[]> Wrong => wrong.Select(w => new object[] { w.Code, w.Id });

    [Fact]
    public void Page_is_what_the_descriptors_say()
    {
        var text = new StringBuilder(Intro.ReplaceLineEndings("\n")).Head("id", "severity", "", "message");
        foreach (var d in Descriptors.All)
            text.Row(d.Id, d.DefaultSeverity.ToString().ToLowerInvariant(), d.Title.ToString(), d.MessageFormat.ToString() is "{0}" ? "says which, and what was expected" : d.MessageFormat.ToString());
        text.Append(Examples.ReplaceLineEndings("\n")).Head("wrong", "gives");
        foreach (var (code, id) in wrong) text.Row($"`{code}`", id);
        Page.HoldAgainst("docs/diagnostics.md", text.ToString());
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Example_gives_its_diagnostic(string code, string id)
    {
        string module = Page.Blocks(Examples.ReplaceLineEndings("\n")).Single();
        var generation = Generation.Of(code.StartsWith("[GraphModule]", StringComparison.Ordinal) ? code : module.Insert(module.LastIndexOf('}'), code));
        Assert.Equal(id, Assert.Single(generation.Diagnostics.Select(d => d.Id).Distinct()));
    }
}
