using System.Reflection;
using GraphDsl.Generators.Capture;
using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Capture;

/// <summary>Every form of the surface is read: what is not translated yet says so, and nothing else is said.</summary>
public sealed class SurfaceTests
{
    private const string Program = """
        using GraphDsl.Tests.Surface;

        [GraphModule]
        public partial class Model
        {
            private readonly SharedMatrix<float> data = Shared.Zeros<float>(2000, 9), w = Shared.Zeros<float>(9, 9);
            private readonly SharedMatrix<double> wide = Shared.Zeros<double>(9, 9);
            private readonly SharedVector<float> b = Shared.Zeros<float>(9);
            private readonly SharedVector<int> labels = Shared.Zeros<int>(2000);
            private readonly SharedScalar<long> steps = Shared.Scalar(0L);
            private readonly RandomStreams rng = new(1);

            [GraphFunction]
            private Function IndexersGraph(Matrix<float> x, Vector<int> y, Scalar<long> index, Scalar<int> i, Tensor4<double> images, Scalar<float> s)
            {
                SurfaceExpressions.Indexers(x, y, data, labels, index, i, x[.., 0] > 0, images, s);
                return T.Function();
            }

            [GraphFunction]
            private Function ShapesGraph(Matrix<float> x, Vector<int> y, Tensor4<float> images, Scalar<long> n)
            {
                SurfaceExpressions.Shapes(x, y, images, n);
                return T.Function();
            }

            [GraphFunction]
            private Function ReductionsGraph(Matrix<float> x, Vector<int> y, Scalar<long> n, Vector<byte> bytes)
            {
                SurfaceExpressions.Reductions(x, y > 0, y, n, bytes);
                return T.Function();
            }

            [GraphFunction]
            private Function FloatsGraph(Matrix<float> x, Vector<int> y)
            {
                SurfaceExpressions.Floats(x, w, x[0, 0] > 0, number: 2, value: 3f, y);
                return T.Function();
            }

            [GraphFunction]
            private Function DoublesGraph(Matrix<double> x, Scalar<long> n, Scalar<byte> bytes)
            {
                SurfaceExpressions.Doubles(x, wide, n > 1, single: 2f, n, bytes);
                return T.Function();
            }

            [GraphFunction]
            private Function GradientsGraph(Vector<float> x)
            {
                SurfaceExpressions.Gradients(T.Sum(T.Dot(x, w) * b), w, b, wide, [w, b], [w, b]);
                return T.Function();
            }

            [GraphFunction]
            private Function FunctionsGraph(Matrix<float> x)
            {
                SurfaceExpressions.Functions(T.Sum(T.Dot(x, w) * b), T.Sum(wide), w, b, x, steps, [w, b]);
                return T.Function();
            }

            [GraphFunction]
            private Function ActivationsGraph(Vector<float> x, Vector<double> y)
            {
                SurfaceExpressions.Activations(x, y);
                return T.Function();
            }

            [GraphFunction]
            private Function LoopsGraph(Matrix<double> x, Vector<double> a, Scalar<long> k)
            {
                SurfaceExpressions.Loops(wide, wide, wide, Shared0, a, x, k, a);
                return T.Function();
            }

            private readonly SharedVector<double> Shared0 = Shared.Zeros<double>(9);

            [GraphFunction]
            private Function DrawsGraph(Matrix<float> x, Scalar<long> n)
            {
                SurfaceExpressions.Draws(rng, x, n, T.Sum(x));
                return T.Function();
            }
        }
        """;

    [Fact]
    public void Every_form_is_translated_or_said_not_to_be()
    {
        string surface = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "SurfaceExpressions.cs"));
        var generation = Generation.Of(Program, surface);
        Assert.Empty(generation.Input.GetDiagnostics().Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        string[] said = [.. generation.Diagnostics.Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
            .Select(d => $"{d.Id} {d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}")];
        // The file's own mistakes: it is only compiled elsewhere. Hessians are of vectors.
        Assert.Equal(["GDSL0010 T.Hessian(cost, parameters)", "GDSL0010 [(cost, gW)]", "GDSL0017 b", "GDSL0017 w"], said);
    }

    [Fact]
    public void The_catalogue_knows_every_operation()
    {
        var operations = typeof(T).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(m => m.Name)
            .Concat(typeof(RandomStreams).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(m => m.ReturnType.IsAssignableTo(typeof(Expr))).Select(m => m.Name))
            .Where(name => name is not ("Function" or "get_NewAxis")).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal([], operations.Except(Catalogue.All.Select(e => e.Name)));
    }
}
