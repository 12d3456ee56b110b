using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Tests.Capture;

/// <summary>Modules that put themselves together in their constructors, as the tutorials' classes do.</summary>
public sealed class ConstructorTests
{
    private const string Layer = """
        [GraphModule]
        public sealed partial class Layer
        {
            private readonly Func<Expr<double>, Expr<double>> activation;
            public Layer(int n, int m, Func<Expr<double>, Expr<double>>? activation = null)
            {
                W = Shared.Full(0.5, n, m);
                B = Shared.Ones<double>(m);
                this.activation = activation ?? (x => x);
                Parameters = [W, B];
            }
            public SharedMatrix<double> W { get; }
            public SharedVector<double> B { get; }
            public Expr<double>[] Parameters { get; }
            public Expr<double> Output(Expr<double> x) => activation(T.Dot(x, W) + B);
        }

        """;

    /// <summary>With hidden layer h = tanh(x W + b) of ones and halves, and the output 1.5 h + 1 in each of three columns.</summary>
    [Theory]
    [InlineData("private readonly Layer hidden, output; private readonly Layer[] layers; public Net() { hidden = new(2, 3, T.Tanh); output = new Layer(3, 2); layers = [hidden, output]; }")]
    [InlineData("private readonly List<Layer> layers = []; public Net() { layers.Add(new Layer(2, 3, T.Tanh)); layers.Add(new(3, 2)); }")]
    [InlineData("private readonly List<Layer> layers = new() { new Layer(2, 3, T.Tanh) }; public Net(int columns = 2) => layers.Add(new Layer(3, columns));")]
    [InlineData("private readonly Layer[] layers; public Net(int hidden = 3) { layers = [new Layer(2, hidden, T.Tanh), new Layer(hidden, 2)]; }")]
    public void Layers_are_made_in_the_constructor(string members)
    {
        var generation = Generation.Of(Layer + $$"""
            [GraphModule]
            public sealed partial class Net
            {
                {{members}}
                [GraphFunction] Expr<double> RunGraph(Matrix<double> x) { Expr<double> h = x; foreach (var layer in layers) h = layer.Output(h); return h; }
                [GraphFunction] Function StepGraph(Matrix<double> x)
                {
                    Expr<double>[] all = [.. layers.SelectMany(l => l.Parameters)];
                    return T.Function(updates: [.. all.Zip(T.Grad(T.Sum(layers[^1].Output(layers[0].Output(x))), all), (p, g) => (p, p - g))]);
                }
            }
            public static class Program
            {
                public static double[] Main() { var net = new Net(); var x = new System.Numerics.Tensors.ReadOnlyTensorSpan<double>(new double[] { 1, 3 }, [1, 2]); double[] before = [.. net.Run(x)]; net.Step(x); return before; }
            }
            """);
        Assert.Empty(generation.Diagnostics);
        var result = (double[])generation.Load().GetType("Program")!.GetMethod("Main")!.Invoke(null, null)!;
        double expected = 1.5 * Math.Tanh(3) + 1;
        Assert.Equal([expected, expected], result.Select(r => Math.Round(r, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void The_arguments_of_modules_within_modules_are_known()
    {
        var generation = Generation.Of(Layer + """
            [GraphModule] public sealed partial class Net { private readonly Layer hidden = new(2, 3, T.Tanh); public Expr<double> Output(Expr<double> x) => hidden.Output(x); }
            [GraphModule] public sealed partial class Trainer { private readonly Net net = new(); [GraphFunction] Expr<double> RunGraph(Matrix<double> x) => net.Output(x); }
            """);
        Assert.Empty(generation.Diagnostics);
        generation.Load();
    }

    [Fact]
    public void Members_of_extension_blocks_and_copies_of_tuples()
    {
        var program = CapturedProgram.OfMembers("""
            [GraphFunction] Expr<double> RunGraph(Vector<double> x) { var pair = (a: x, b: 2.0); var other = pair with { b = 3 }; return other.a.Halved.Plus(1) * other.b; }
            """, """
            public static class Extensions { extension(Expr<double> x) { public Expr<double> Halved => x / 2; public Expr<double> Plus(double c) => x + c; } }
            """);
        Assert.Equal("[4.5, 6]", program.Run("Run", ("x", new double[] { 1, 2 })));
    }

    [Fact]
    public void Rewrites_may_cut_a_cost_from_its_variable_and_bytes_stay_bytes()
    {
        var generation = Generation.Of("""
            [GraphModule] public sealed partial class Model
            {
                [GraphFunction] Expr<double> SlopeGraph(Vector<double> x) => T.Grad(T.Sum(T.Pow(x, 0)), x);
                [GraphFunction] Expr<byte> PickGraph(Vector<bool> m, Vector<byte> x) => T.Switch(m, x, 3);
            }
            public static class Program
            {
                public static double[] Main() { var model = new Model(); return [.. model.Slope(new double[] { 1, 2 }), .. model.Pick(new[] { true, false }, new byte[] { 7, 8 }).ToArray().Select(b => (double)b)]; }
            }
            """);
        Assert.Empty(generation.Diagnostics);
        Assert.Equal([0, 0, 7, 3], (double[])generation.Load().GetType("Program")!.GetMethod("Main")!.Invoke(null, null)!);
    }

    /// <summary>What the compiler has said already is not said again, and nothing wrong is generated from it.</summary>
    [Theory]
    [InlineData("[GraphModule] public partial struct S { }", "CS0592")]
    [InlineData("[GraphModule] public partial class M { [GraphFunction] Expr<float> RunGraph(Vector<float> x, Vector<float> x) => null!; }", "CS0100")]
    [InlineData("[GraphModule] public partial class M { [GraphFunction] Expr<float> RunGraph(Vector<flot> x) => null!; }", "CS0246")]
    public void Errors_of_the_compiler_do_not_cascade(string source, string id)
    {
        var generation = Generation.Of(source);
        Assert.Empty(generation.Diagnostics);
        Assert.Equal([id], generation.CompilerDiagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id));
    }
}
