using System.Diagnostics;
using System.Globalization;
using System.Text;
using GraphDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

// What the generator costs a build: a file of 30 functions of 50 operations, built for the first time, after an edit of one
// function, and after an edit elsewhere; then single functions of more and more operations. Times are those of the generator alone,
// in milliseconds.
const int functions = 30, operations = 50, rounds = 15;

var options = new CSharpParseOptions(LanguageVersion.Preview);
string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
MetadataReference[] references = [.. trusted.Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p))];

var model = Parse(Model(new int[functions], operations), "Model.cs");
var other = Parse("internal static class Other { }", "Other.cs");
var compilation = CSharpCompilation.Create("Benchmark", [model, other], references,
    new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
_ = compilation.GetDiagnostics(); // the compiler's own work is not the generator's

GeneratorDriver driver = CSharpGeneratorDriver.Create([new GraphFunctionGenerator().AsSourceGenerator()], parseOptions: options);
var watch = Stopwatch.StartNew();
driver = driver.RunGenerators(compilation);
double first = watch.Elapsed.TotalMilliseconds;
var errors = driver.GetRunResult().Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
if (errors.Length > 0)
{
    Console.Error.WriteLine(errors[0]);
    return 1;
}

var edits = new int[functions];
var modelEdits = new List<double>();
var unrelatedEdits = new List<double>();
for (int round = 1; round <= rounds; round++)
{
    edits[round % functions] = round; // one function more
    var edited = Parse(Model(edits, operations), "Model.cs");
    compilation = compilation.ReplaceSyntaxTree(model, edited);
    model = edited;
    modelEdits.Add(Time());

    var touched = Parse($"internal static class Other {{ public const int Edits = {round}; }}", "Other.cs");
    compilation = compilation.ReplaceSyntaxTree(other, touched);
    other = touched;
    unrelatedEdits.Add(Time());
}

Console.WriteLine("| what | milliseconds in the generator | goal |");
Console.WriteLine("|---|---|---|");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| first build, {functions} functions of {operations} operations | {first:F0} | 2000 |"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| an edit of one function, median of {rounds} | {Median(modelEdits):F1} | 100 |"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| an edit elsewhere, median of {rounds} | {Median(unrelatedEdits):F1} | 20 |"));

Console.WriteLine("\n| operations of one function | milliseconds in the generator | per operation |");
Console.WriteLine("|---|---|---|");
foreach (int size in new[] { 50, 200, 800, 2000 })
{
    compilation = CSharpCompilation.Create("Growth", [Parse(Model([0], size), "Model.cs")], references, compilation.Options);
    var times = new List<double>();
    for (int round = 0; round < 3; round++)
    {
        driver = CSharpGeneratorDriver.Create([new GraphFunctionGenerator().AsSourceGenerator()], parseOptions: options);
        times.Add(Time());
    }
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size} | {Median(times):F0} | {Median(times) / size:F2} |"));
}
return first < 2000 && Median(modelEdits) < 100 && Median(unrelatedEdits) < 20 ? 0 : 1;

double Time()
{
    _ = compilation.GetDiagnostics();
    watch.Restart();
    driver = driver.RunGenerators(compilation);
    return watch.Elapsed.TotalMilliseconds;
}

SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, options, path);

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

// Each function: a chain of elementwise operations over two matrices, a product every ten, and a gradient step at the end.
static string Model(int[] edits, int operations)
{
    var text = new StringBuilder("using GraphDsl;\n\n[GraphModule]\npublic sealed partial class Model\n{\n");
    text.Append("    [Shape(64, 64)] public readonly SharedMatrix<float> W = Shared.Zeros<float>(64, 64, name: \"W\");\n");
    for (int f = 0; f < edits.Length; f++)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n    [GraphFunction]\n    private Function Step{f}Graph([Shape(\"batch\", 64)] Matrix<float> x, [Shape(\"batch\", 64)] Matrix<float> y)\n    {{\n");
        text.Append("        var h0 = T.Dot(x, W) + y;\n");
        for (int k = 1; k <= operations; k++)
        {
            string factor = ((k % 97) + 1 + edits[f]).ToString(CultureInfo.InvariantCulture);
            string value = (k % 10) switch
            {
                0 => $"T.Dot(h{k - 1}, W)",
                1 => $"T.Tanh(h{k - 1})",
                2 => $"h{k - 1} * y",
                3 => $"h{k - 1} + x / {factor}",
                4 => $"T.Sigmoid(h{k - 1})",
                5 => $"T.Maximum(h{k - 1}, 0)",
                6 => $"h{k - 1} - T.Mean(h{k - 1}, axis: 0)",
                7 => $"T.Sqr(h{k - 1})",
                8 => $"h{k - 1} * 0.{factor}f",
                _ => $"T.Softmax(h{k - 1})",
            };
            text.Append(CultureInfo.InvariantCulture, $"        var h{k} = {value};\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"        var cost = T.Sum(h{operations});\n        return T.Function(outputs: cost, updates: [(W, W - 0.1f * T.Grad(cost, W))]);\n    }}\n");
    }
    return text.Append("}\n").ToString();
}
