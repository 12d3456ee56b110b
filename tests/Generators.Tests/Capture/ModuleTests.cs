using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Capture;

/// <summary>Modules in modules, lists of layers, parameters of constructors, generic and derived classes.</summary>
public sealed class ModuleTests
{
    private const string Layers = """
        [GraphModule]
        public partial class Layer(int inputs, int outputs, Func<Expr<double>, Expr<double>>? activation = null)
        {
            public readonly SharedMatrix<double> W = Shared.Zeros<double>(inputs, outputs);
            public readonly SharedVector<double> B = Shared.Zeros<double>(outputs);
            public Expr<double>[] Parameters => [W, B];
            public Expr<double> Output(Expr<double> x, Func<Expr<double>, Expr<double>>? f = null)
            {
                var linear = T.Dot(x, W) + B;
                f ??= activation;
                return f is null ? linear : f(linear);
            }
        }
        """;

    private const string Network = """
        [GraphModule]
        public partial class Network
        {
            private readonly Layer first = new(2, 3), second = new(3, 3, T.Exp);
            public Layer Last { get; } = new(3, 2);
            private readonly Layer[] stack = [new Layer(2, 2), new Layer(2, 2)];
            private readonly SharedVector<double>[] offsets = [Shared.Zeros<double>(2), Shared.Zeros<double>(2)];
            public double Rate { get; set; } = 0.1;

            [GraphFunction]
            private Function TrainGraph(Matrix<double> x)
            {
                Layer[] hidden = [first, second];
                Expr<double> h = x;
                foreach (var layer in hidden) h = layer.Output(h);
                var cost = T.Mean(Last.Output(h, T.Sqr));
                Expr<double>[] parameters = [.. hidden.SelectMany(l => l.Parameters), .. Last.Parameters];
                return T.Function(outputs: cost, updates: [.. parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - Rate * g))]);
            }

            [GraphFunction]
            private Expr<double> StackGraph(Matrix<double> x)
            {
                Expr<double> h = x;
                for (int i = 0; i < stack.Length; i++) h = stack[i].Output(h) + offsets[i];
                return h;
            }
        }
        """;

    internal const string Program = Network + Layers;

    private static readonly double[,] x = { { 1, 2 } };

    [Fact]
    public void Layers_train_as_a_list()
    {
        var program = CapturedProgram.Of(Network, Layers);
        Assert.Empty(program.Generation.Diagnostics);
        var graph = program.Graph("Train");
        Assert.Equal(["first.W", "first.B", "second.W", "second.B", "Last.W", "Last.B"], graph.Updates.Select(u => graph.Variables[u.Variable].Access));
        double[,] w1 = { { 1, 0, 0 }, { 0, 1, 0 } }, w2 = { { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } }, w3 = { { 1, 0 }, { 1, 0 }, { 1, 0 } };
        string result = program.Run("Train", ("x", x), ("first.W", w1), ("first.B", new double[3]), ("second.W", w2), ("second.B", new double[3]), ("Last.W", w3), ("Last.B", new double[] { 0, 1 }), ("Rate", 0.1));
        // h = exp(0) = 1 three times: outputs 3 and 1, squared; the mean of 9 and 1 is 5.
        Assert.StartsWith("5; ", result, StringComparison.Ordinal);
        Assert.Contains("Last.B = [-0.3, 0.9]", result, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_of_arrays_are_reached_by_their_index()
    {
        var program = CapturedProgram.Of(Network, Layers);
        Assert.Equal(["x", "stack[0].W", "stack[0].B", "offsets[0]", "offsets[1]", "stack[1].W", "stack[1].B"], program.Graph("Stack").Variables.Select(v => v.Access));
    }

    [Fact]
    public void The_module_file_lists_shared_variables_of_modules_inside()
    {
        var generation = Generation.Of(Network, Layers);
        Assert.Empty(generation.Diagnostics);
        var module = (IGraphModule)generation.Create("Network");
        Assert.Equal(
            ["first.W", "first.B", "second.W", "second.B", "Last.W", "Last.B", "stack.0.W", "stack.0.B", "stack.1.W", "stack.1.B", "offsets.0", "offsets.1"],
            module.SharedVariables.Select(v => v.Key));
    }

    [Fact]
    public void Classes_may_be_generic_nested_and_derived()
    {
        var program = CapturedProgram.Of("""
            public static partial class Outer
            {
                [GraphModule]
                public abstract partial class Model<TElement>
                {
                    public readonly SharedVector<TElement> V = Shared.Zeros<TElement>(3);
                    protected Expr<TElement> Scaled(Expr<TElement> x) => x * V + T.Zeros<TElement>(x.Shape);
                }

                [GraphModule]
                internal sealed partial class Concrete : Model<double>
                {
                    public required SharedScalar<double> S { get; init; }
                    [GraphFunction(Access = GraphAccess.Internal)]
                    private Expr<double> ApplyGraph(Vector<double> x) => Scaled(x) * S;
                }
            }
            """);
        Assert.Empty(program.Generation.Diagnostics);
        Assert.Equal("[6, 16, 30]", program.Run("Apply", ("x", new double[] { 1, 2, 3 }), ("V", new double[] { 3, 4, 5 }), ("S", 2)));
        Assert.Empty(program.Generation.CompilerDiagnostics);
    }

    [Fact]
    public void A_declared_shape_guards_its_variable_from_the_start()
    {
        var generation = Generation.Of("""
            [GraphModule]
            public partial class Model
            {
                [Shape(2, "n")] public readonly SharedMatrix<double> W = Shared.Zeros<double>(2, 3);
                [GraphFunction] private Expr<double> RowGraph(Scalar<int> i) => W[i];
            }
            """);
        dynamic model = generation.Create("Model");
        Assert.Throws<ArgumentException>(() => ((SharedMatrix<double>)model.W).SetValue(System.Numerics.Tensors.Tensor.Create<double>(new double[9], [3, 3])));
        ((SharedMatrix<double>)model.W).SetValue(System.Numerics.Tensors.Tensor.Create<double>(new double[8], [2, 4]));
    }

    [Fact]
    public void A_shape_is_declared_at_the_first_call_where_the_variable_comes_late()
    {
        var generation = Generation.Of("""
            [GraphModule]
            public partial class Model
            {
                [Shape(2)] public required SharedVector<double> W { get; init; }
                [GraphFunction] private Expr<double> DoubledGraph() => W * 2;
                public static Model Make(int n) => new() { W = Shared.Zeros<double>(n) };
            }
            """);
        var type = generation.Load().GetType("Model")!;
        dynamic right = type.GetMethod("Make")!.Invoke(null, [2])!, wrong = type.GetMethod("Make")!.Invoke(null, [3])!;
        right.Doubled();
        Assert.Throws<ArgumentException>(() => ((SharedVector<double>)right.W).SetValue(new double[3]));
        Assert.Throws<ArgumentException>(() => wrong.Doubled());
    }

    [Fact]
    public void Private_members_of_other_modules_are_reached_through_accessors()
    {
        var generation = Generation.Of("""
            [GraphModule]
            public partial class Inner
            {
                private readonly SharedVector<double> w = Shared.From(new double[] { 1, 2 });
                private readonly Deeper deeper = new();
                private double Rate { get; set; } = 0.5;
                public Expr<double> Output(Expr<double> x) => deeper.Output(x * w) * Rate;
            }

            [GraphModule]
            public partial class Deeper
            {
                private readonly SharedVector<double>[] offsets = [Shared.From(new double[] { 10, 20 }), Shared.From(new double[] { 30, 40 })];
                public Expr<double> Output(Expr<double> x) => x + offsets[0] + offsets[1];
            }

            [GraphModule]
            public sealed partial class Model : Base
            {
                private readonly Inner inner = new();
                public static double Factor = 2;
                private static readonly SharedScalar<double> Total = Shared.Scalar(1.0);
                [GraphFunction] private Expr<double> RunGraph(Vector<double> x) => Hidden(inner.Output(x)) * Factor * Total * Settings.Scale;
            }

            [GraphModule]
            public partial class Base
            {
                private readonly SharedScalar<double> shift = Shared.Scalar(100.0);
                protected Expr<double> Hidden(Expr<double> x) => x + shift;
                [GraphFunction] private Expr<double> ShiftGraph() => shift;
            }

            public static class Settings { public static double Scale = 1; }
            public static class Runner { public static double Run() { var m = new Model(); return m.Run(new double[] { 1, 1 })[1] + m.Shift(); } }
            """);
        Assert.Empty(generation.Diagnostics);
        Assert.Equal(2 * ((((1 * 2) + 60) * 0.5) + 100) + 100, generation.Load().GetType("Runner")!.GetMethod("Run")!.Invoke(null, null));
    }

    [Fact]
    public void Sizes_of_replaced_variables_are_those_of_their_replacements()
    {
        var program = CapturedProgram.OfMembers("""
            [Shape(100, 5)] public readonly SharedMatrix<double> Data = Shared.Zeros<double>(100, 5);
            [GraphFunction]
            private Function BatchGraph(Scalar<long> i)
            {
                var x = new Matrix<double>("x");
                var y = new Vector<double>("y");
                return T.Function(outputs: T.Sum(x) + T.Cast<double>(x.Shape[0]) + y.Sum(), givens: [(x, Data[(i * 10)..((i + 1) * 10)] * 2), (y, x[0])]);
            }
            """);
        Assert.Empty(program.Generation.Diagnostics);
        var graph = program.Graph("Batch");
        Assert.DoesNotContain(graph.Nodes, n => n.Data is GraphDsl.Generators.IR.VariableData data && graph.Variables[data.Index].Kind == GraphDsl.Generators.IR.VariableKind.Free);
        Assert.Contains("10 : int64", program.Print("Batch"), StringComparison.Ordinal);
    }

    [Fact]
    public void Named_sizes_of_what_is_there_for_its_shape_alone()
    {
        Assert.Equal("3 4 0 5", ProgramRun.Of("""
            [GraphModule] public partial class Model
            {
                [GraphFunction] Expr<float> RunGraph([Shape("entries", "width")] Matrix<float> table, Vector<int> at, [Shape("rows", "width")] Matrix<float> rows) =>
                    T.IncSubtensor(T.ZerosLike(table)[at], rows).Sum(axis: 1);
            }
            """, "string.Join(\" \", new Model().Run(new float[4, 2], new[] { 0, 1, 3 }, new float[,] { { 1, 2 }, { 3, 1 }, { 0, 5 } }).ToArray())"));
    }
}
