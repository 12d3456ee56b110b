using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>What callers see of generated functions.</summary>
public sealed class SurfaceEmissionTests
{
    [Fact]
    public void Signatures_follow_the_describing_methods()
    {
        Assert.Equal("", Run("""
            [GraphModule]
            public partial class Model
            {
                public readonly SharedScalar<double> S = Shared.Scalar(1.0);

                [GraphFunction] Expr<double> DefaultGraph([Default(0.5)] Scalar<double> x, [Default(3)] Scalar<int> n) => x * T.Cast<double>(n);
                [GraphFunction] Expr<double> DefaultBehindGraph(Vector<double> v, [Default(2)] Scalar<double> x) => v * x;
                [GraphFunction] Function NothingGraph(Scalar<double> x) => T.Function(updates: [(S, S + x)]);
                [GraphFunction] Function TupleGraph(Vector<double> v) { var sum = v.Sum(); return T.Function(outputs: (sum, v * 2, largest: v.Max())); }
                [GraphFunction] (Expr<double> first, Expr<bool> second) NamedGraph(Vector<double> v) => (v[0], v > 1);
                [GraphFunction] Expr<double> SameNameGraph(Vector<double> v) => v;
                [GraphFunction] Expr<long> KeywordGraph(Scalar<long> @class) => @class + 1;
                [GraphFunction] static Expr<double> StaticGraph(Vector<double> x) => x + 1;
                [GraphFunction("Go", Access = GraphAccess.Internal)] Expr<bool> Describes(Scalar<bool> b) => !b;
                [GraphFunction] Expr<double> OldGraph() => S;
                [GraphFunction] Expr<Half> HalfGraph(Scalar<Half> x) => x;
                [GraphFunction] Expr<double> ArraysGraph(Matrix<double> x, Vector<double> v, Tensor3<double> t, [Default(1)] Scalar<double> s) => x * v * s + t;
            }

            [GraphModule]
            public static partial class Functions
            {
                [GraphFunction] private static Expr<double> SquareGraph(Vector<double> x) => T.Sqr(x);
            }
            """, """
            var m = new Model();
            double[] v = [1, 2, 3];
            if (m.Default() != 1.5 || m.Default(2) != 6 || m.Default(n: 4) != 2) return "Default";
            if (m.DefaultBehind(v)[2] != 6 || m.DefaultBehind(v, 3)[2] != 9) return "DefaultBehind";
            m.Nothing(5);
            if (m.Old() != 6) return "Nothing";
            double[,] matrix = { { 1, 2, 3 } };
            if (m.Arrays(matrix, v, new double[2, 1, 3])[1, 0, 2] != 9 || m.Arrays(new ReadOnlyTensorSpan<double>(matrix), v, new ReadOnlyTensorSpan<double>(new double[1, 1, 3]), 2)[0, 0, 1] != 8) return "Arrays";
            if (m.Arrays(new(matrix), v, new(new double[1, 1, 3]))[0, 0, 2] != 9) return "Spans of arrays";
            var t = m.Tuple(v);
            if (t.sum != 6 || t.output2[1] != 4 || t.largest != 3) return "Tuple";
            double[] twice = new double[3];
            var (sum, largest) = m.Tuple(v, twice);
            if (sum != 6 || twice[2] != 6 || largest != 3) return "Tuple into memory";
            var (first, second) = m.Named(v);
            if (first != 1 || second[0] || !second[2] || m.Named(v).second[0]) return "Named";
            m.DefaultBehind(v, twice, 10);
            if (twice[0] != 10) return "Default behind memory";
            if (m.SameName(v)[1] != 2 || m.Keyword(@class: 1) != 2 || Model.Static(v)[0] != 2 || !m.Go(false)) return "Names";
            if (Functions.Square(v)[2] != 9) return "Static class";
            if (m.Half((Half)2) != (Half)2) return "Half";
            return "";
            """));
    }

    [Fact]
    public void Documentation_is_handed_on()
    {
        var generation = Generation.Of("""
            [GraphModule]
            public partial class Model
            {
                /// <summary>
                /// Doubles x, where x &lt; 3;
                /// see <c>T.Exp</c>.
                /// </summary>
                [GraphFunction] private Expr<double> DoubledGraph(Matrix<double> x) => x * 2;
            }
            """);
        string text = generation.File(".Surface.g.cs");
        Assert.Contains("/// Doubles x, where x &lt; 3;\n    /// see <c>T.Exp</c>.\n", text, StringComparison.Ordinal);
        Assert.Contains("/// <param name=\"x\">a matrix of double.</param>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_of_the_call_name_the_line()
    {
        Assert.Equal("Program.cs(9): Data[i..(i + 2)]", Run("""
            [GraphModule]
            public partial class Model
            {
                public readonly SharedVector<double> Data = Shared.Zeros<double>(4);
                [GraphFunction]
                private Expr<double> PartGraph(Scalar<long> i)
                {

                    return Data[i..(i + 2)];
                }
            }
            """, """
            var m = new Model();
            try { m.Part(3); return "nothing thrown"; }
            catch (ArgumentOutOfRangeException e) { int at = e.Message.IndexOf("Program.cs"); return at < 0 ? e.Message : e.Message.Substring(at, "Program.cs(9): Data[i..(i + 2)]".Length); }
            """));
    }

    private static string Run(string program, string body)
    {
        var generation = Generation.Of($"{program}\npublic static class Runner\n{{\n    public static string Run()\n    {{\n{body}\n    }}\n}}");
        return (string)generation.Load().GetType("Runner")!.GetMethod("Run")!.Invoke(null, null)!;
    }

    [Fact]
    public void Comments_of_generated_members_refer_to_nothing_ambiguous()
    {
        var options = Generation.ParseOptions.WithDocumentationMode(DocumentationMode.Diagnose);
        var compilation = Generation.Compile([Programs.LogisticRegression]);
        foreach (var tree in compilation.SyntaxTrees)
            compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(tree.ToString(), options, tree.FilePath));
        var driver = CSharpGeneratorDriver.Create([new GraphFunctionGenerator().AsSourceGenerator()], parseOptions: options);
        var generation = Generation.Run(compilation, driver);
        Assert.Empty(generation.CompilerDiagnostics.Where(d => d.Id != "CS1591").Select(d => d.ToString())); // CS1591: the user's own members
    }
}
