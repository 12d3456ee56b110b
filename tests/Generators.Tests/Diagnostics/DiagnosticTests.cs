using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GraphDsl.Generators.Tests.Diagnostics;

/// <summary>Wrong programs: each gives one diagnostic, at the exact expression, that says what is wrong, and no errors elsewhere.</summary>
public sealed class DiagnosticTests
{
    private const string Shared = """
        [Shape(784, 10)] private readonly SharedMatrix<float> W = GraphDsl.Shared.Zeros<float>(784, 10);
        [Shape(10)] private readonly SharedVector<float> B = GraphDsl.Shared.Zeros<float>(10);
        private readonly SharedVector<int> Labels = GraphDsl.Shared.Zeros<int>(5);
        private readonly SharedVector<float> V = GraphDsl.Shared.Zeros<float>(3);
        public int Count { get; set; } = 3;
        public float Rate { get; set; } = 0.1f;
        """;

    /// <summary>Members of a module with <c>[|the wrong part|]</c> marked, the id, and what the message must say.</summary>
    public static TheoryData<string, string, string> Members => new()
    {
        // Declarations
        { "[GraphFunction] Expr<float> [|Train|](Vector<float> x) => x;", "GDSL0003", "'Train' must end in 'Graph'" },
        { "[[|GraphFunction(\"not a name\")|]] Expr<float> Train(Vector<float> x) => x;", "GDSL0003", "'not a name' cannot be the name of the method generated from 'Train'" },
        { "[[|GraphFunction(\"class\")|]] Expr<float> TrainGraph(Vector<float> x) => x;", "GDSL0003", "no keyword" },
        { "[GraphFunction] Expr<float> [|RunGraph|](Vector<float> x) => x; public float[] Run => [];", "GDSL0004", "'Run'" },
        { "[GraphFunction] Expr<float> [|RunGraph|](Scalar<float> x) => x; public float Run(float x) => x;", "GDSL0004", "'Model.Run(float)'" },
        { "[GraphFunction] Expr<float> RunGraph(Scalar<float> x) => x; [GraphFunction(\"Run\")] Expr<float> [|Other|](Vector<float> x) => x;", "GDSL0004", "'RunGraph'" },
        { "[GraphFunction] [|float|] RunGraph(Vector<float> x) => 0;", "GDSL0005", "must return Function" },
        { "[GraphFunction] Expr<float> [|RunGraph|]<TOther>(Vector<float> x) => x;", "GDSL0005", "generic" },
        { "[GraphFunction] Expr<float> RunGraph([|Expr<float>|] x) => x;", "GDSL0005", "declare its rank" },
        { "[GraphFunction] Expr<float> RunGraph([|string|] x) => V;", "GDSL0005", "its type must be" },
        { "[GraphFunction] Expr<float> RunGraph(ref [|Vector<float>|] x) => V;", "GDSL0005", "by reference" },
        { "[GraphFunction] Expr<float> RunGraph([|SharedVector<float>|] x) => x;", "GDSL0005", "members of the module" },
        { "[GraphFunction] Expr<float> RunGraph([[|Shape(1, 2)|]] Vector<float> x) => x;", "GDSL0029", "declares 2 dimensions, but it has rank 1" },
        { "[GraphFunction] Expr<float> RunGraph([[|Shape(-1)|]] Vector<float> x) => x;", "GDSL0029", "-1" },
        { "[[|Shape(1)|]] private readonly SharedMatrix<float> M = GraphDsl.Shared.Zeros<float>(2, 2);", "GDSL0029", "rank 2" },
        { "[[|Shape(1)|]] private readonly int n = 3;", "GDSL0002", "[Shape] on 'n'" },
        { "[GraphFunction] Expr<float> RunGraph([[|Default(0.5)|]] Scalar<int> n) => V * T.Cast<float>(n);", "GDSL0030", "0.5 is not a value of int" },
        { "[GraphFunction] Expr<float> RunGraph([[|Default(1)|]] Vector<float> x) => x;", "GDSL0030", "only scalars" },
        { "[GraphFunction] Expr<float> RunGraph([[|Default(1)|]] Scalar<float> s, Vector<float> x) => s * x;", "GDSL0030", "'x' after it has no default value" },
        { "private readonly List<SharedVector<float>> all = []; public Model() { for (int i = 0; i < 3; i++) all.Add(V); } [GraphFunction] Expr<float> RunGraph(Vector<float> x) => x * [|all|].Count;", "GDSL0026", "list them once in the constructor" },

        // C# that cannot build a graph
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) { [|try { return x; } finally { }|] }", "GDSL0006", "try" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x * (float)[|typeof(int)|].GetHashCode();", "GDSL0006", "" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) { Expr<float> y = x; foreach (var row in [|W.GetValue()|].ToString()!) y = y + row; return y; }", "GDSL0006", "" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x + [|new SharedVector<float>(null!)|];", "GDSL0006", "hold it in a readonly member" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) { [|Rate|] = 2; return x; }", "GDSL0006", "updates" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x * [|MathF.Cbrt(8)|];", "GDSL0006", "MathF.Cbrt" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x * [|int.Parse(\"3\")|];", "GDSL0008", "Int32.Parse" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => Loop(x); Expr<float> Loop(Expr<float> x) => [|Loop(x)|] + 1;", "GDSL0024", "'Loop'" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) { [|while (true) { }|] }", "GDSL0024", "loop" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) { if ([|Count > 2|]) return x; return x * 2; }", "GDSL0025", "'Count > 2'" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|Rate > 1|] ? x : x * 2;", "GDSL0025", "T.Switch" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|Rate|] switch { > 1 => x, _ => x * 2 };", "GDSL0025", "'Rate'" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Sum(x, axis: [|Count|]);", "GDSL0026", "'Count'" },
        { "public Func<Expr<float>, Expr<float>>? Act { get; set; } [GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|Act|]!(x);", "GDSL0026", "'Act'" },
        { "public Model[] Inner { get; set; } = []; [GraphFunction] Expr<float> RunGraph(Vector<float> x) { foreach (var m in [|Inner|]) { } return x; }", "GDSL0026", "'Inner'" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) { int[] a = [1]; return x * [|a[3]|]; }", "GDSL0028", "3" },
        { "private const int Zero = 0; [GraphFunction] Expr<float> RunGraph(Vector<float> x) { int n = 0; return x * ([|3 / n|]); }", "GDSL0028", "zero" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => Checked(x, 0); Expr<float> Checked(Expr<float> x, int n) => n > 0 ? x : [|throw new ArgumentException(\"n must be positive\")|];", "GDSL0028", "n must be positive" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) { Func<Expr<float>, Expr<float>>? f = null; return [|f!(x)|]; }", "GDSL0028", "null" },

        { "[GraphFunction] Expr<bool> RunGraph(Vector<float> x, Vector<float> y) => [|x == y|];", "GDSL0006", "it is T.Eq(x, y)" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x, Vector<float> y) => [|x != y|] ? x : x + y;", "GDSL0006", "it is T.Neq(x, y)" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Switch([|V == B|], x, 0);", "GDSL0006", "references" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => [|x.Shape[0] == x.Shape[1]|] ? x : x.T;", "GDSL0006", "T.Eq(x.Shape[0], x.Shape[1])" },

        // What only the program that runs can tell
        { "public SharedVector<float>? Bias { get; init; } [GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|Bias|] is null ? x : x + Bias;", "GDSL0026", "whether it is null is decided when the program runs" },
        { "private SharedVector<float>? bias; public Model(bool b) { if (b) bias = V; } [GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|bias|] != null ? x + bias : x;", "GDSL0026", "'bias'" },
        { "public Model? Next { get; set; } Expr<float> Own(Expr<float> x) => x; [GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|Next|]?.Own(x) ?? x;", "GDSL0026", "'Next'" },
        { "public required Model Next { get; init; } public virtual Expr<float> Own(Expr<float> x) => x; [GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|Next.Own(x)|];", "GDSL0026", "it is virtual, and the class of 'Next' is only known when the program runs" },

        // Results that go nowhere
        { "[GraphFunction] Function RunGraph(Vector<float> x) { [|T.Function(updates: [(V, x)])|]; return T.Function(outputs: x); }", "GDSL0037", "return it" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) { [|T.SetSubtensor(x[0], 1f)|]; return x; }", "GDSL0037", "in place of the one it was given" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => Checked(x); Expr<float> Checked(Expr<float> x) { [|T.Assert(x, x[0] > 0, \"positive\")|]; return x; }", "GDSL0037", "T.Assert" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) { [|x.Sum()|]; return x; }", "GDSL0037", "use its result" },

        // Types, ranks, shapes
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x, Vector<float> y) => T.CategoricalCrossentropy(x, [|y|]);", "GDSL0009", "labels of whole numbers, not of float: use T.Cast<int>" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x, Scalar<float> y) => T.CategoricalCrossentropy(x, [|y|]);", "GDSL0010", "a target of rank 0" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x, Matrix<int> y) => T.CategoricalCrossentropy(x, [|y|]);", "GDSL0010", "the element type of the probabilities, use T.Cast" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => T.CategoricalCrossentropy(x, [|Labels[0]|]);", "GDSL0010", "labels of rank 1, not 0" },
        { "[GraphFunction] Expr<bool> RunGraph(Vector<int> x) => T.Eq([|T.Sqrt(x)|], 0);", "GDSL0009", "floating-point" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|x[T.Cast<long>(V), 0]|];", "GDSL0010", "2 indices" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => [|T.Dot(W, x[..10, ..5].T)|];", "GDSL0011", "(784, 10) and (5, 10)" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x[0] * ([|B + W[..3, 0]|]);", "GDSL0011", "(10,) and (3,)" },
        { "[GraphFunction] Expr<float> RunGraph(Tensor3<float> x) => [|T.Dot(x, W)|];", "GDSL0010", "Dot takes vectors and matrices" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|T.Conv2d(x, x)|];", "GDSL0010", "takes images (batch, channels, rows, columns)" },
        { "[GraphFunction] Expr<float> RunGraph([Shape(2, 3, 9, 9)] Tensor4<float> x, [Shape(4, 2, 5, 5)] Tensor4<float> f) => [|T.Conv2d(x, f)|];", "GDSL0011", "3 channels meet 2" },
        { "[GraphFunction] Expr<float> RunGraph([Shape(2, 3, 9, 3)] Tensor4<float> x, [Shape(4, 3, 5, 5)] Tensor4<float> f) => [|T.Conv2d(x, f)|];", "GDSL0011", "filter of 5 columns does not fit into an image of 3 columns" },
        { "[GraphFunction] Expr<float> RunGraph(Tensor4<float> x) => T.Conv2d(x, x, subsample: [|(1, 0)|]);", "GDSL0028", "must be at least 1" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => T.BatchNormalizationTrain(x, [|V[0]|], V).Output;", "GDSL0010", "must have rank 1, or 2" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|T.Pool2d(x, (2, 2))|];", "GDSL0010", "rows and columns" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => T.Pool2d(x, (2, 2), pad: [|(1, 1)|]);", "GDSL0028", "only with ignoreBorder" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Sum(x, axis: [|2|]);", "GDSL0012", "Axis 2 does not exist in a tensor of rank 1" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x + [|W[784, 0]|];", "GDSL0012", "784" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x + [|B[3..11]|][0];", "GDSL0011", "11 is past the end" },
        { "[GraphFunction] Expr<int> RunGraph(Vector<int> x) => [|x + 0.5|];", "GDSL0027", "0.5 is not a value of int" },
        { "[GraphFunction] Expr<byte> RunGraph(Vector<byte> x) => [|x + 256|];", "GDSL0027", "256" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => [|B.Reshape(3, 4)|] + x;", "GDSL0011", "10 elements" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x + [|T.Max(B[10..])|];", "GDSL0011", "There is no maximum of an empty axis; the shape is (0,)" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x + [|T.Mean(W[..0], axis: 0)|][0];", "GDSL0011", "There is no mean of an empty axis; the shape is (0, 10)" },
        { "[GraphFunction] Expr<long> RunGraph(Vector<long> x) => x + [|T.ArgMin(W[.., 3..3], axis: 1)|];", "GDSL0011", "position of the minimum" },

        // Gradients
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad([|x * B|], B);", "GDSL0013", "'x * B' must be a scalar" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(x * B), [|V|]);", "GDSL0014", "'V'" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x + T.Grad(T.Sum(x * B), [|V|], disconnectedInputs: Disconnected.Warn)[0];", "GDSL0015", "'V'" },
        { "[GraphFunction] Expr<int> RunGraph(Vector<float> x) => x.Shape[0].Cast<int>() + T.Grad(T.Sum(x), [|Labels|]);", "GDSL0009", "'Labels'" },

        // Derivatives
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|T.Jacobian(W * B, B)|] * x[0];", "GDSL0010", "a scalar or a vector" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Jacobian(B * x[0], [|V|]);", "GDSL0014", "The expression does not depend on 'V'" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => [|T.Hessian(T.Sum(W * x[0]), W)|];", "GDSL0010", "needs a vector" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Hessian([|B * x[0]|], B);", "GDSL0013", "must be a scalar" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Rop(x[0] * B, B, [|x[0]|]);", "GDSL0010", "rank 0, but 'B' has rank 1" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Rop(x[0] * B, [B, x], [|[(Expr<float>)B]|]);", "GDSL0028", "2 variables, but 1 directions" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Rop(x[0] * B, [|V|], V);", "GDSL0014", "'V'" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Lop(x[0] * B, B, [|V|]);", "GDSL0011", "(3,), but the expression has (10,)" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.GradClip(x, [|Rate|], 1);", "GDSL0026", "constant" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x[0] * T.Grad(null, B, knownGrads: [|[(B, V)]|]);", "GDSL0011", "known gradient" },

        // Linear algebra, sorting, debugging
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Inverse([|x|]);", "GDSL0010", "Inverse needs a matrix" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x * [|T.Det(W)|];", "GDSL0011", "needs a square matrix, not a tensor of shape (784, 10)" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => T.Trace([|x[0]|]);", "GDSL0010", "Trace needs a matrix" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => [|T.Solve(T.Dot(W.T, W), V)|] * x;", "GDSL0011", "10 rows meet 3" },
        { "[GraphFunction] Expr<float> RunGraph(Tensor3<float> x) => T.Solve(x[0], [|x|]);", "GDSL0010", "a vector or a matrix on the right" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => x + T.TopK(V, [|4|])[0];", "GDSL0011", "no 4 largest of 3 elements" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.TopK(x, [|-1|]);", "GDSL0011", "no -1 largest of x.Shape[0] elements" },
        { "public string Words { get; set; } = \"\"; [GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Print(x, [|Words|]);", "GDSL0026", "" },

        // Lints: see LintTests for what they leave alone
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => [|T.Log(T.Softmax(x) * x)|];", "GDSL0032", "T.LogSoftmax" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => [|T.Log2(T.Softmax(x)[0])|];", "GDSL0032", "'T.Log2(T.Softmax(x)[0])'" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x, Vector<int> y) => [|T.CategoricalCrossentropy(T.Concatenate([T.Softmax(x), T.Softmax(x)], axis: 1), y)|];", "GDSL0032", "-infinity" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) { var h = [|T.Round(T.Sum(x * V))|]; return T.Grad(T.Sqr(h - 1), V); }", "GDSL0033", "'T.Round(T.Sum(x * V))'" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(T.Sqr([|T.Floor(x * V)|] + 1)) + 0.1 * T.Sum(T.Sqr(V)), V);", "GDSL0033", "T.ConsiderConstant" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(T.Cast<float>([|T.Cast<int>(x * V)|] / 2) + V), V);", "GDSL0033", "" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum([|(x * V).Cast<long>()|].Cast<float>() + V), V);", "GDSL0033", "" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad([|T.Sqrt(T.Sum(T.Sqr(V - x)))|], V);", "GDSL0034", "add a small constant" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum(x) + [|T.Norm(V)|], V);", "GDSL0034", "'T.Norm(V)'" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.Grad(T.Sum([|T.Pow(x * V, 0.5)|]), V);", "GDSL0034", "infinite" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<float> x) => T.Grad([|T.Std(T.Dot(x, V))|], V);", "GDSL0034", "infinite" },
        { "[GraphFunction] Expr<float> RunGraph(Matrix<int> x) => [|T.Sum(T.Cast<float>(x), axis: 1)|];", "GDSL0035", "cast the sum" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<long> x) => [|T.Mean(x.Cast<float>())|];", "GDSL0035", "16777216" },
        { "[GraphFunction] Expr<float> RunGraph([Shape(5000, 5000)] Matrix<bool> x) => [|T.Sum(T.Cast<float>(x))|];", "GDSL0035", "'T.Sum(T.Cast<float>(x))'" },
        { "[GraphFunction] Expr<float> RunGraph([Shape(300, 300)] Matrix<byte> x) => [|T.Mean(T.Cast<float>(x))|];", "GDSL0035", "" },

        // Functions
        { "[GraphFunction] Function RunGraph(Vector<float> x) => T.Function(updates: [([|x|], x * 2)]);", "GDSL0016", "'x'" },
        { "[GraphFunction] Function RunGraph(Vector<float> x) => T.Function(updates: [([|V * 2|], x)]);", "GDSL0016", "'V * 2'" },
        { "[GraphFunction] Function RunGraph(Vector<int> x) => T.Function(updates: [(V, [|x|])]);", "GDSL0017", "elements of type int, but 'V' has float" },
        { "[GraphFunction] Function RunGraph(Matrix<float> x) => T.Function(updates: [(V, [|x|])]);", "GDSL0017", "rank 2, but 'V' has rank 1" },
        { "[GraphFunction] Function RunGraph([Shape(3)] Vector<float> x) => T.Function(updates: [(B, [|x|])]);", "GDSL0017", "shape (3,), but 'B' has (10,)" },
        { "[GraphFunction] Function RunGraph(Vector<float> x) => T.Function(updates: [(V, x), ([|V|], x * 2)]);", "GDSL0018", "'V' is updated twice" },
        { "[GraphFunction] Function RunGraph(Vector<float> x) { var y = new Vector<float>(\"y\"); return T.Function(outputs: y, givens: [([|y + 1|], x)]); }", "GDSL0019", "'y + 1'" },
        { "[GraphFunction] Function RunGraph(Vector<float> x) { var y = new Vector<float>(\"y\"); return T.Function(outputs: y, givens: [(y, x), ([|y|], x)]); }", "GDSL0019", "twice" },
        { "[GraphFunction] Function RunGraph(Matrix<float> x) { var y = new Vector<float>(\"y\"); return T.Function(outputs: y, givens: [(y, [|x|])]); }", "GDSL0020", "rank 2, but 'y' has rank 1" },
        { "[GraphFunction] Function RunGraph(Vector<int> x) { var y = new Vector<float>(\"y\"); return T.Function(outputs: y, givens: [(y, [|x|])]); }", "GDSL0020", "T.Cast" },
        { "[GraphFunction] Function RunGraph() { var y = new Vector<float>(\"y\"); return T.Function(outputs: y, givens: [(y, [|y * 2|])]); }", "GDSL0021", "'y'" },
        { "[GraphFunction] Function RunGraph() { var y = [|new Vector<float>(\"y\")|]; return T.Function(outputs: y * 2); }", "GDSL0022", "'y'" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x, Scalar<float> [|unused|]) => x;", "GDSL0023", "'unused'" },
        { "[GraphFunction] Function RunGraph(Matrix<float> x) { var y = new Matrix<float>(\"y\"); return T.Function(outputs: [|T.Dot(y, W)|], givens: [(y, T.Dot(x, W))]); }", "GDSL0011", "784 rows" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => T.SetSubtensor([|x * 2|], 0);", "GDSL0006", "x[...]" },

        // One mistake, one message: what depends on it stays silent, in helpers too.
        { "[GraphFunction] Function RunGraph(Vector<float> x) { var bad = [|T.Dot(W, V)|]; var worse = T.Exp(bad) + x; return T.Function(outputs: (worse, T.Sum(worse)), updates: [(V, worse), (B, T.Grad(T.Sum(worse), B))]); }", "GDSL0011", "(784, 10)" },
        { "[GraphFunction] Expr<float> RunGraph(Vector<float> x) => Bad(x) + Bad(x * 2); Expr<float> Bad(Expr<float> x) { var y = [|T.Dot(W, V)|]; if (y is null) return x; return y; }", "GDSL0011", "(784, 10)" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void Says_what_is_wrong_where_it_is(string members, string id, string message)
    {
        // V has 3 elements in every run of these programs, but only its declaration says so here.
        string shared = Shared.Replace("private readonly SharedVector<float> V", "[Shape(3)] private readonly SharedVector<float> V", StringComparison.Ordinal);
        Verify($"[GraphModule]\npublic partial class Model\n{{\n{shared}\n{members}\n}}", id, message);
    }

    [Theory]
    [InlineData("[GraphModule] public class [|Model|] { [GraphFunction] Expr<float> RunGraph(Vector<float> x) => x; }", "GDSL0001", "'Model' must be declared partial")]
    [InlineData("public class [|Outer|] { [GraphModule] public partial class Model { [GraphFunction] Expr<float> RunGraph(Vector<float> x) => x; } }", "GDSL0001", "'Outer'")]
    [InlineData("public partial class [|Model|] { [GraphFunction] Expr<float> RunGraph(Vector<float> x) => x; [GraphFunction] Expr<float> GoGraph(Vector<float> x) => x; }", "GDSL0002", "must bear [GraphModule]")]
    [InlineData("public partial struct Model { [GraphFunction] Expr<float> [|RunGraph|](Vector<float> x) => x; }", "GDSL0002", "partial classes")]
    [InlineData("[GraphModule] public partial class Model { private int [|__state|]; }", "GDSL0004", "'__state'")]
    [InlineData("public enum Cpu { Fast } [GraphModule] public partial class [|Model|] { [GraphFunction] Expr<float> RunGraph(Vector<float> x) => x; }", "GDSL0004", "'Cpu': give that another name")]
    [InlineData("[GraphModule] public partial class [|Model|] { public int Rt { get; set; } }", "GDSL0004", "'Model.Rt'")]
    [InlineData("public class Inner { private readonly SharedVector<float> W = Shared.Zeros<float>(3); public Expr<float> Out => [|W|] * 2; } [GraphModule] public partial class Model { private readonly Inner inner = new(); [GraphFunction] Expr<float> RunGraph(Vector<float> x) => x + inner.Out; }", "GDSL0006", "make it internal or public")]
    [InlineData("[GraphModule] public partial class Model { public Shared<float> W = Shared.Zeros<float>(3); [GraphFunction] Expr<float> RunGraph(Vector<float> x) => x + [|W|]; }", "GDSL0026", "declare its rank")]
    [InlineData("[GraphModule] public partial class Layer { public virtual Expr<float> Act(Expr<float> x) => x; [GraphFunction] Expr<float> RunGraph(Vector<float> x) => Act(x); } [GraphModule] public partial class Model : Layer { public override Expr<float> [|Act|](Expr<float> x) => T.Tanh(x); }", "GDSL0038", "describe it in 'Model' too")]
    public void Says_what_is_wrong_with_a_class(string program, string id, string message) => Verify(program, id, message);

    [Fact]
    public void Functions_fail_alone()
    {
        var generation = Generation.Of("""
            [GraphModule]
            public partial class Model
            {
                [GraphFunction] Expr<float> GoodGraph(Vector<float> x) => x * 2;
                [GraphFunction] Expr<float> BadGraph(Vector<float> x) => T.Tap(x, 1);
                public float Use(float[] x) { Tensor<float> a = Good(x); Tensor<float> b = Bad(x); return a[0] + b[0]; }
            }
            """);
        Assert.Equal("GDSL0036", Assert.Single(generation.Diagnostics).Id);
        Assert.DoesNotContain(generation.CompilerDiagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Contains("could not be compiled", generation.Files.Single(f => f.Key.StartsWith("Model.BadGraph", StringComparison.Ordinal) && !f.Key.Contains("Surface", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pragma_silences_a_warning()
    {
        var generation = Generation.Of("""
            [GraphModule]
            public partial class Model
            {
            #pragma warning disable GDSL0023
                [GraphFunction] Expr<float> RunGraph(Vector<float> x, Scalar<float> unused) => x;
            }
            """);
        Assert.True(Assert.Single(generation.Diagnostics).IsSuppressed);
    }

    [Fact]
    public void Every_diagnostic_has_its_own_test()
    {
        var tested = Members.Select(row => (string)row[1]).Concat(
            typeof(DiagnosticTests).GetMethod(nameof(Says_what_is_wrong_with_a_class))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
                .Select(a => (string)((InlineDataAttribute)a).GetData(null!).Single()[1]))
            .Concat(LoopDiagnosticTests.Bodies.Select(row => (string)row[1])).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(["GDSL0031"], Descriptors.All.Select(d => d.Id).Except(tested)); // internal errors: see the fuzz tests
    }

    internal static void Verify(string marked, string id, string message)
    {
        int start = marked.IndexOf("[|", StringComparison.Ordinal), end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        string source = marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        var generation = Generation.Of(source);
        Assert.True(generation.Diagnostics.Select(d => (d.Id, d.Location)).Distinct().Count() == 1, "not one diagnostic:\n" + string.Join("\n", generation.Diagnostics));
        var diagnostic = generation.Diagnostics[0];
        Assert.Equal((id, source[start..end]), (diagnostic.Id, source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
        Assert.Equal(new TextSpan(start, end - start), diagnostic.Location.SourceSpan);
        Assert.Contains(message, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.DoesNotContain(generation.CompilerDiagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }
}
