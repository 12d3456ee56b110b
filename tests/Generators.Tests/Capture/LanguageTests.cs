using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Capture;

/// <summary>The C# that may build a graph: each function of one program computes what C# would.</summary>
public sealed class LanguageTests
{
    private const string Members = """
        public const double Two = 2;
        private static readonly int[] Sizes = [1, 2, 3];
        private readonly double half = 0.5;
        private readonly string activation = "tanh";
        public double Rate { get; set; } = 0.25;
        public int Count;
        private double Twice => Rate * 2;
        private static double Third => 1.0 / 3;
        public Func<Expr<double>, Expr<double>> Act = T.Tanh;
        private readonly Func<Expr<double>, Expr<double>> square = x => x * x;

        [GraphFunction] Expr<double> LocalsGraph(Vector<double> x) { var y = x + 1; Expr<double> z = y * Two; return z; }
        [GraphFunction] Expr<double> TuplesGraph(Vector<double> x) { var (a, b) = (x + 1, x * 2); (a, b) = (b, a); var t = (first: a, second: b); return t.first - t.second; }
        [GraphFunction] Expr<double> DeconstructionGraph(Vector<double> x) { (Expr<double> a, (Expr<double> b, _)) = (x, (x * 3, 1)); Expr<double> c; (c, var d) = (a, b); return c + d; }
        [GraphFunction] Expr<double> ForGraph(Vector<double> x) { Expr<double> sum = x; for (int i = 0; i < 3; i++) { if (i == 1) continue; sum = sum + i; } return sum; }
        [GraphFunction] Expr<double> ForEachGraph(Vector<double> x) { var sum = x * 0; foreach (var size in Sizes) sum += x * size; return sum; }
        [GraphFunction] Expr<double> WhileGraph(Vector<double> x) { int i = 0; while (true) { if (++i > 4) break; x0(i); } do { i--; } while (i > 2); return x * i; void x0(int n) { } }
        [GraphFunction] Expr<double> IfGraph(Vector<double> x) { if (activation == "relu") return T.Relu(x); else if (activation is "tanh" or "th" && Sizes.Length == 3) return x * 10; return x; }
        [GraphFunction] Expr<double> SwitchGraph(Vector<double> x) { switch (activation) { case "relu": return T.Relu(x); case "tanh" when Two > 1: { var y = x * 5; return y; } default: return x; } }
        [GraphFunction] Expr<double> SwitchExpressionGraph(Vector<double> x) => activation switch { "relu" => T.Relu(x), { Length: 4 } => x * 7, _ => x };
        [GraphFunction] Expr<double> ConditionalGraph(Vector<double> x) => Sizes.Length > 2 ? x : x * 100;
        [GraphFunction] Expr<double> ScalarsGraph(Vector<double> x) => x * (1 - Rate) + Twice + Count / 2;
        [GraphFunction] Expr<double> ReadonlyGraph(Vector<double> x) => x * half * Third * 6;
        [GraphFunction] Expr<double> LambdaGraph(Vector<double> x) { Func<Expr<double>, double, Expr<double>> scale = (v, f) => v * f; return scale(x, 4); }
        [GraphFunction] Expr<double> FieldLambdaGraph(Vector<double> x) => square(x);
        [GraphFunction] Expr<double> ClosureGraph(Vector<double> x) { double f = 2; Expr<double> Scale(Expr<double> v) => v * f; f = 3; return Scale(x); }
        [GraphFunction] Expr<double> LoopClosureGraph(Vector<double> x) { var list = new List<Func<Expr<double>>>(); foreach (int i in Sizes) list.Add(() => x * i); return list[0]() + list[2](); }
        [GraphFunction] Expr<double> MethodGroupGraph(Vector<double> x) => Apply(T.Exp, Apply(T.Log, x));
        [GraphFunction] Expr<double> NullGraph(Vector<double> x) { Func<Expr<double>, Expr<double>>? f = null; var y = f?.Invoke(x) ?? x * 2; return f is null ? y : x; }
        [GraphFunction] Expr<double> OptionalGraph(Vector<double> x) => Affine(x) + Affine(x, b: 1) + Affine(b: 2, x: x, a: 3);
        [GraphFunction] Expr<double> ParamsGraph(Vector<double> x) => Total(x, x * 2, x * 3) + Total(x);
        [GraphFunction] Expr<double> GenericGraph(Vector<double> x) => Pair<Expr<double>, double>(x, 2, (a, b) => a * b) + Zero<double>(x);
        [GraphFunction] Expr<double> ExtensionGraph(Vector<double> x) => x.Doubled().Doubled();
        [GraphFunction] Expr<double> StaticHelperGraph(Vector<double> x) => Helpers.Shifted(x, Helpers.Offset);
        [GraphFunction] Expr<double> RecursionGraph(Vector<double> x) => Power(x, 3);
        [GraphFunction] Expr<double> RecordGraph(Vector<double> x) { var p = new Pair2(x, x * 2); var q = p with { B = x * 5 }; var (a, b) = q; return a + b + p.Sum(); }
        [GraphFunction] Expr<double> ClassGraph(Vector<double> x) { var counter = new Chain(x) { Factor = 3 }; counter.Step(); counter.Step(); return counter.Value; }
        [GraphFunction] Expr<double> AnonymousGraph(Vector<double> x) { var o = new { A = x, N = 3 }; return o.A * o.N; }
        [GraphFunction] Expr<double> ListGraph(Vector<double> x) { List<Expr<double>> list = [x, x * 2]; list.Add(x * 3); list[0] = x * 10; Expr<double>[] all = [.. list, x]; return all[^1] + all[0] + all[1..3][1] + all.Length; }
        [GraphFunction] Expr<double> SpreadGraph(Vector<double> x) { double[] numbers = [1, .. Sizes.Select(s => s * 1.0), 4]; return x * numbers.Sum(); }
        [GraphFunction] Expr<double> LinqGraph(Vector<double> x) => Sizes.Where(s => s != 2).Select((s, i) => x * s + i).Aggregate((a, b) => a + b);
        [GraphFunction] Expr<double> ZipGraph(Vector<double> x) => Sizes.Zip([10, 20, 30], (a, b) => a * b).Reverse().Select(n => x * n).Sum();
        [GraphFunction] Expr<double> SelectManyGraph(Vector<double> x) => Enumerable.Range(0, 3).SelectMany(i => new[] { x * i, x + i }).Concat([x]).ToArray()[3];
        [GraphFunction] Expr<double> QueryGraph(Vector<double> x) => (from s in Sizes where s > 1 select x * s).First();
        [GraphFunction] Expr<double> IteratorGraph(Vector<double> x) { var sum = x * 0; foreach (var v in Steps(x)) sum += v; return sum; }
        [GraphFunction] Expr<double> MathGraph(Vector<double> x) => x * Math.Sqrt(16) + Math.Exp(Rate) * 0 + Math.Max(1, 2);
        [GraphFunction] Expr<double> OutGraph(Vector<double> x) { Parts(x, out var a, out Expr<double> b); return a - b; }
        [GraphFunction] Expr<double> CompoundGraph(Vector<double> x) { Expr<double> y = x; y += 1; y *= 2; y -= x; y /= 2.0; return -y; }
        [GraphFunction] Expr<double> IntegersGraph(Vector<double> x) { int n = 7; n = n / 2 + n % 4 - (n << 1); n++; uint m = 3; return x * (n + m); }
        [GraphFunction] Expr<double> InterpolationGraph(Vector<double> x) => $"{activation}{Sizes.Length}" == "tanh3" ? x * 8 : x;
        [GraphFunction] Expr<double> TextsGraph(Vector<double> x) => string.Join("-", Sizes) + string.Concat("a", 1).ToUpper() is "1-2-3A1" && "tanh".StartsWith("ta") && "tanh".Replace("t", "").Substring(1).Length == 2 ? x * 6 : x;
        [GraphFunction] Expr<double> PatternGraph(Vector<double> x) { (int, string) t = (2, "b"); return t is (2, "b") and not (3, _) ? x * 9 : x; }
        [GraphFunction] Expr<double> BaseHelperGraph(Vector<double> x) => Inherited(x) + Overridden(x);
        [GraphFunction] Expr<double> LocalFunctionRecursionGraph(Vector<double> x) { Expr<double> Go(int n) => n == 0 ? x : Go(n - 1) * 2; return Go(4); }
        [GraphFunction] static Expr<double> StaticGraph(Vector<double> x) => x * Two;
        [GraphFunction("Renamed")] Expr<double> Describes(Vector<double> x) => x;
        [GraphFunction] (Expr<double> sum, Expr<long> where) SeveralGraph(Vector<double> x) => (T.Sum(x), T.ArgMax(x));
        [GraphFunction] Expr<double> PlainNumberGraph(Vector<double> x, double factor) => x * factor;
        [GraphFunction] Expr<double> EarlyReturnGraph(Vector<double> x) { foreach (var s in Sizes) { for (int i = 0; i < 5; i++) if (s == 2 && i == 3) return x * (s + i); } return x; }
        [GraphFunction] Expr<double> CoalesceAssignmentGraph(Vector<double> x) { Expr<double>? y = null; y ??= x * 6; y ??= x; return y; }
        [GraphFunction] Expr<double> NameOfGraph(Vector<double> x) => nameof(x).Length == 1 ? x * 2 : x;
        [GraphFunction] Expr<double> ArrayGraph(Vector<double> x) { var a = new Expr<double>[2]; a[0] = x; a[1] = x * 2; double[,] m = { { 1, 2 }, { 3, 4 } }; return a[0] + a[1] * T.Sum(T.Constant(m)); }
        [GraphFunction] Expr<double> DefaultGraph(Vector<double> x) { double d = default; Expr<double>? e = default; return e is null ? x + d : x * 100; }
        [GraphFunction] Expr<double> HalfOpenGraph(Vector<double> x) => x[1..] * x[..^1].Shape[0].Cast<double>() + x[^1];
        [GraphFunction] Expr<double> NestedTupleGraph(Vector<double> x) { (Expr<double> a, (Expr<double> b, Expr<double> c) rest) t = (x, (x * 2, x * 3)); return t.rest.c - t.a; }
        [GraphFunction] Expr<double> StaticFieldArrayGraph(Vector<double> x) => Helpers.Table[1].Aggregate((Expr<double>)x, (a, b) => a * b);
        [GraphFunction] Expr<double> PropertyPatternGraph(Vector<double> x) { var c = new Config("deep", 3); return c is { Name: "deep", Layers: > 2 } ? x * c.Layers : x; }
        [GraphFunction] Expr<double> DelegateReturningGraph(Vector<double> x) => Times(3)(x);
        [GraphFunction] Expr<double> EnumGraph(Vector<double> x) => Choose(Kind.Big) switch { Kind.Small => x, Kind.Big => x * 12, _ => x * 0 };
        [GraphFunction] Expr<double> TernaryChainGraph(Vector<double> x) { bool bias = half > 0.1 && !(Two < 1); Expr<double>? b = bias ? x : null; return b != null ? x + b : x; }

        private static Kind Choose(Kind k) => k;
        private static Func<Expr<double>, Expr<double>> Times(double f) => v => v * f;
        private static Expr<double> Apply(Func<Expr<double>, Expr<double>> f, Expr<double> x) => f(x);
        private static Expr<double> Affine(Expr<double> x, double a = 2, double b = 0) => x * a + b;
        private static Expr<double> Total(params Expr<double>[] parts) { var sum = parts[0]; for (int i = 1; i < parts.Length; i++) sum += parts[i]; return sum; }
        private static TResult Pair<TResult, TOther>(TResult a, TOther b, Func<TResult, TOther, TResult> f) => f(a, b);
        private static Expr<TElement> Zero<TElement>(Expr<TElement> x) => T.Zeros<TElement>(x.Shape);
        private static Expr<double> Power(Expr<double> x, int n) => n == 1 ? x : x * Power(x, n - 1);
        private static IEnumerable<Expr<double>> Steps(Expr<double> x) { yield return x; for (int i = 2; i < 4; i++) yield return x * i; }
        private static void Parts(Expr<double> x, out Expr<double> a, out Expr<double> b) { a = x * 4; b = x; }
        protected override Expr<double> Overridden(Expr<double> x) => x * 3;
        """;

    private const string Others = """
        public enum Kind { Small, Big = 7 }
        public abstract class Base { protected Expr<double> Inherited(Expr<double> x) => Overridden(x) * 2; protected virtual Expr<double> Overridden(Expr<double> x) => x; }
        public record Pair2(Expr<double> A, Expr<double> B) { public Expr<double> Sum() => A + B; }
        public record struct Config(string Name, int Layers);
        public class Chain(Expr<double> start) { public int Factor { get; init; } public Expr<double> Value { get; private set; } = start; public void Step() => Value = Value * Factor + start; }
        public static class Helpers
        {
            public static readonly double Offset = 5 + 0.5;
            public static readonly double[][] Table = [[1], [2, 3]];
            public static Expr<double> Shifted(Expr<double> x, double by) => x + by;
            public static Expr<double> Doubled(this Expr<double> x) => x * 2;
        }
        """;

    internal const string Program = $"{Others}\n[GraphModule]\npublic partial class Model : Base\n{{\n{Members}\n}}";

    private static readonly Lazy<CapturedProgram> program = new(() => CapturedProgram.Of(Program));

    [Fact]
    public void The_program_has_no_mistakes()
    {
        Assert.Empty(program.Value.Generation.Diagnostics);
        Assert.Empty(program.Value.Generation.Input.GetDiagnostics().Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("Locals", "[4, 6, 8]")]
    [InlineData("Tuples", "[0, 1, 2]")]
    [InlineData("Deconstruction", "[4, 8, 12]")]
    [InlineData("For", "[3, 4, 5]")]
    [InlineData("ForEach", "[6, 12, 18]")]
    [InlineData("While", "[2, 4, 6]")]
    [InlineData("If", "[10, 20, 30]")]
    [InlineData("Switch", "[5, 10, 15]")]
    [InlineData("SwitchExpression", "[7, 14, 21]")]
    [InlineData("Conditional", "[1, 2, 3]")]
    [InlineData("Scalars", "[3.25, 4, 4.75]")]
    [InlineData("Readonly", "[1, 2, 3]")]
    [InlineData("Lambda", "[4, 8, 12]")]
    [InlineData("FieldLambda", "[1, 4, 9]")]
    [InlineData("Closure", "[3, 6, 9]")]
    [InlineData("LoopClosure", "[4, 8, 12]")]
    [InlineData("MethodGroup", "[1, 2, 3]")]
    [InlineData("Null", "[2, 4, 6]")]
    [InlineData("Optional", "[10, 17, 24]")]
    [InlineData("Params", "[7, 14, 21]")]
    [InlineData("Generic", "[2, 4, 6]")]
    [InlineData("Extension", "[4, 8, 12]")]
    [InlineData("StaticHelper", "[6.5, 7.5, 8.5]")]
    [InlineData("Recursion", "[1, 8, 27]")]
    [InlineData("Record", "[9, 18, 27]")]
    [InlineData("Class", "[13, 26, 39]")]
    [InlineData("Anonymous", "[3, 6, 9]")]
    [InlineData("List", "[18, 32, 46]")]
    [InlineData("Spread", "[11, 22, 33]")]
    [InlineData("Linq", "[5, 9, 13]")]
    [InlineData("Zip", "[140, 280, 420]")]
    [InlineData("SelectMany", "[2, 3, 4]")]
    [InlineData("Query", "[2, 4, 6]")]
    [InlineData("Iterator", "[6, 12, 18]")]
    [InlineData("Math", "[6, 10, 14]")]
    [InlineData("Out", "[3, 6, 9]")]
    [InlineData("Compound", "[-1.5, -2, -2.5]")]
    [InlineData("Integers", "[-4, -8, -12]")]
    [InlineData("Interpolation", "[8, 16, 24]")]
    [InlineData("Texts", "[6, 12, 18]")]
    [InlineData("Pattern", "[9, 18, 27]")]
    [InlineData("BaseHelper", "[9, 18, 27]")]
    [InlineData("LocalFunctionRecursion", "[16, 32, 48]")]
    [InlineData("Static", "[2, 4, 6]")]
    [InlineData("Renamed", "[1, 2, 3]")]
    [InlineData("Several", "6; 2")]
    [InlineData("PlainNumber", "[11, 22, 33]")]
    [InlineData("EarlyReturn", "[5, 10, 15]")]
    [InlineData("CoalesceAssignment", "[6, 12, 18]")]
    [InlineData("NameOf", "[2, 4, 6]")]
    [InlineData("Array", "[21, 42, 63]")]
    [InlineData("Default", "[1, 2, 3]")]
    [InlineData("HalfOpen", "[7, 9]")]
    [InlineData("NestedTuple", "[2, 4, 6]")]
    [InlineData("StaticFieldArray", "[6, 12, 18]")]
    [InlineData("PropertyPattern", "[3, 6, 9]")]
    [InlineData("DelegateReturning", "[3, 6, 9]")]
    [InlineData("Enum", "[12, 24, 36]")]
    [InlineData("TernaryChain", "[2, 4, 6]")]
    public void Computes_what_the_method_describes(string function, string expected) =>
        Assert.Equal(expected, program.Value.Run(function, ("x", new double[] { 1, 2, 3 }), ("Rate", 0.25), ("Count", 4), ("factor", 11)));

    [Fact]
    public void Shared_variables_and_known_sizes_can_be_compared()
    {
        var program = CapturedProgram.OfMembers("""
            [Shape(1)] public readonly SharedVector<double> Weights = Shared.Zeros<double>(1), Bias = Shared.Zeros<double>(1);
            [GraphFunction] Expr<double> RunGraph(Vector<double> x)
            {
                var sum = T.Sum(x);
                Expr<double>[] all = [Weights, Bias, 2 * Weights];
                foreach (var p in all) if (p != Bias) sum += T.Sum(p);
                return Weights.Shape[0] == Bias.Shape[0] && Weights != null ? sum : x;
            }
            """);
        Assert.Equal("18", program.Run("Run", ("x", new double[] { 1, 2 }), ("Weights", new double[] { 5 }), ("Bias", new double[] { 100 })));
    }
}
