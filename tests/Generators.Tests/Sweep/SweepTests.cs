using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GraphDsl.Generators.Tests.Documentation;
using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Tests.Sweep;

/// <summary>
/// Expressions of the whole surface, generated, compiled and run, against what NumPy makes of the same. The table is
/// <c>sweep.txt</c>; <c>make_sweep.py</c> beside it writes it.
/// </summary>
public sealed partial class SweepTests
{
    private const string Separator = " ‖ ";

    private const double Tolerance = 1e-12;

    /// <summary>The inputs: C# types, and the arguments of <c>fill</c> in the script.</summary>
    private static readonly Dictionary<string, (string Type, string Value)> inputs = new(StringComparer.Ordinal)
    {
        ["x"] = ("Matrix<double>", "Fill2(0, 3, 4)"),
        ["y"] = ("Matrix<double>", "Fill2(3, 3, 4)"),
        ["z"] = ("Matrix<double>", "Fill2(1, 3, 3)"),
        ["v"] = ("Vector<double>", "Fill1(5, 4)"),
        ["w"] = ("Vector<double>", "Fill1(2, 3)"),
        ["a"] = ("Tensor3<double>", "Fill3(4, 2, 3, 4)"),
        ["b"] = ("Tensor3<double>", "Fill3(6, 2, 4, 3)"),
        ["one"] = ("Matrix<double>", "Fill2(7, 3, 1)"),
        ["none"] = ("Matrix<double>", "Fill2(0, 0, 4)"),
        ["i"] = ("Vector<long>", "new long[] { 2, 0, 1 }"),
        ["k"] = ("Vector<long>", "new long[] { 5, -7, 3, -2 }"),
        ["m"] = ("Matrix<bool>", "Positive(Fill2(0, 3, 4))"),
        ["s"] = ("Vector<double>", "new[] { 1e3, -1e3, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 0 }"),
    };

    private const string Helpers = """
        public static class Main
        {
            public static double[] Fill1(int first, int n) => [.. Fill3(first, 1, 1, n).Cast<double>()];
            public static double[,] Fill2(int first, int n, int m) { var t = new double[n, m]; var all = Fill3(first, 1, n, m); for (int i = 0; i < n; i++) for (int j = 0; j < m; j++) t[i, j] = all[0, i, j]; return t; }
            public static double[,,] Fill3(int first, int n, int m, int l) { var t = new double[n, m, l]; for (int e = 0; e < t.Length; e++) t[e / (m * l), e / l % m, e % l] = ((7 * e + first) % 11 - 5) / 4.0; return t; }
            public static bool[,] Positive(double[,] t) { var p = new bool[t.GetLength(0), t.GetLength(1)]; for (int i = 0; i < p.GetLength(0); i++) for (int j = 0; j < p.GetLength(1); j++) p[i, j] = t[i, j] > 0; return p; }
            private static string Kind<T>() => typeof(T) == typeof(bool) ? "bool" : typeof(T) == typeof(double) ? "float" : "int";
            private static string One<T>(T element) => element is bool truth ? truth ? "true" : "false" : ((IFormattable)element!).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            public static string Show<T>(Tensor<T> t) => $"{Kind<T>()} ({string.Join(",", t.Lengths.ToArray())}) {string.Join(" ", t.ToArray().Select(One))}".TrimEnd();
            public static string Show<T>(T scalar) where T : struct => $"{Kind<T>()} () {One(scalar)}";
        """;

    private static readonly string[] rows = [.. Page.Read("tests/Generators.Tests/Sweep/sweep.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static readonly Lazy<Func<int, string>> program = new(Compile);

    public static IEnumerable<object[]> Rows => rows.Select((row, n) => new object[] { n, row.Split(Separator)[0] });

    [Theory]
    [MemberData(nameof(Rows))]
    public void Is_what_NumPy_computes(int row, string expression)
    {
        string expected = rows[row].Split(Separator)[1], actual = program.Value(row);
        Assert.True(AreClose(expected, actual), $"{expression} is\n{actual}, expected\n{expected}");
    }

    private static Func<int, string> Compile()
    {
        var functions = new StringBuilder("[GraphModule]\npublic static partial class Model\n{\n");
        var calls = new StringBuilder("public static string Run(int row) => row switch\n{\n");
        for (int n = 0; n < rows.Length; n++)
        {
            string expression = rows[n].Split(Separator)[0];
            string[] used = [.. Identifier().Matches(expression).Select(m => m.Value).Where(inputs.ContainsKey).Distinct()];
            functions.AppendLine(CultureInfo.InvariantCulture, $"[GraphFunction] public static Expr F{n}Graph({string.Join(", ", used.Select(u => $"{inputs[u].Type} {u}"))}) => {expression};");
            calls.AppendLine(CultureInfo.InvariantCulture, $"{n} => Show(Model.F{n}({string.Join(", ", used.Select(u => inputs[u].Value))})),");
        }
        var generation = Generation.Of($"{functions}}}", $"{Helpers}\n{calls}_ => \"\",\n}};\n}}");
        Assert.DoesNotContain(generation.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        return generation.Load().GetType("Main", throwOnError: true)!.GetMethod("Run")!.CreateDelegate<Func<int, string>>();
    }

    /// <summary>Types and shapes are the same; floats up to rounding.</summary>
    private static bool AreClose(string expected, string actual)
    {
        string[] wanted = expected.Split(' '), found = actual.Split(' ');
        if (wanted.Length != found.Length || wanted[1] != found[1] || wanted[0] != found[0]) return false;
        if (wanted[0] != "float") return expected == actual;
        return wanted.Skip(2).Zip(found.Skip(2)).All(p => AreClose(Number(p.First), Number(p.Second)));
    }

    private static double Number(string text) => text switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static bool AreClose(double wanted, double found) => wanted.Equals(found) || Math.Abs(wanted - found) <= Tolerance * Math.Max(1e-2, Math.Abs(wanted));

    [GeneratedRegex(@"(?<![.\w])[a-z]+\b(?!\s*=>|:)")]
    private static partial Regex Identifier();
}
