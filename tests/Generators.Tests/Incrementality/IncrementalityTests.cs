using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphDsl.Generators.Tests.Incrementality;

/// <summary>What each step does again after an edit, and what it does not.</summary>
public sealed class IncrementalityTests
{
    private const string Helpers = """
        public static class Helpers
        {
            public static Expr<float> Scaled(Expr<float> x) => x * 2;
        }
        """;

    private const string Program = """
        [GraphModule]
        public partial class Model
        {
            public readonly SharedVector<float> V = Shared.Zeros<float>(3);

            [GraphFunction]
            private Expr<float> FirstGraph(Vector<float> x) => Helpers.Scaled(x) * V;

            [GraphFunction]
            private Expr<float> SecondGraph(Vector<float> x) => x + V;
        }
        """;

    [Fact]
    public void A_comment_changes_only_where_expressions_stand()
    {
        var after = Start().Then(c => Replace(c, "Program.cs", "[GraphModule]", "// A comment.\n[GraphModule]"));
        AssertSteps(after, TrackingNames.Capture, "Modified Modified");
        AssertSteps(after, TrackingNames.Sites, "Modified Modified"); // the lines below moved
        AssertSteps(after, TrackingNames.Surface, "Unchanged Unchanged");
        AssertSteps(after, TrackingNames.Function, "Unchanged Unchanged");
        AssertSteps(after, TrackingNames.Compile, "Cached Cached");
        AssertSteps(after, TrackingNames.ModuleCapture, "Unchanged");
        AssertSteps(after, TrackingNames.Module, "Cached");
        Assert.DoesNotContain(TrackingNames.FunctionDiagnostics, after.Result.Results[0].TrackedSteps.Keys);
    }

    [Fact]
    public void A_comment_behind_changes_nothing()
    {
        var after = Start().Then(c => Replace(c, "Program.cs", "=> x + V;\n}", "=> x + V;\n} // A comment."));
        AssertSteps(after, TrackingNames.Capture, "Unchanged Unchanged");
        AssertSteps(after, TrackingNames.Sites, "Cached Cached");
        AssertSteps(after, TrackingNames.Surface, "Cached Cached");
        AssertSteps(after, TrackingNames.Compile, "Cached Cached");
    }

    [Fact]
    public void Another_file_changes_nothing()
    {
        var after = Start().Then(c => c.AddSyntaxTrees(CSharpSyntaxTree.ParseText("public class Unrelated;", Generation.ParseOptions, "Unrelated.cs")));
        AssertSteps(after, TrackingNames.Capture, "Unchanged Unchanged");
        AssertSteps(after, TrackingNames.Sites, "Cached Cached");
        AssertSteps(after, TrackingNames.Surface, "Cached Cached");
        AssertSteps(after, TrackingNames.Function, "Cached Cached");
        AssertSteps(after, TrackingNames.Compile, "Cached Cached");
        AssertSteps(after, TrackingNames.Module, "Cached");
    }

    [Fact]
    public void An_edit_of_a_helper_in_another_file_compiles_its_callers_again()
    {
        var after = Start().Then(c => Replace(c, "File1.cs", "x * 2", "x * 3"));
        AssertSteps(after, TrackingNames.Capture, "Modified Unchanged");
        AssertSteps(after, TrackingNames.Function, "Modified Cached");
        AssertSteps(after, TrackingNames.Compile, "Modified Cached");
        AssertSteps(after, TrackingNames.Surface, "Unchanged Cached");
        Assert.Contains("3", after.Files.Single(f => f.Key.StartsWith("Model.FirstGraph", StringComparison.Ordinal) && !f.Key.Contains("Surface", StringComparison.Ordinal) && !f.Key.Contains("Sites", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_function_leaves_the_others_alone()
    {
        var after = Start().Then(c => Replace(c, "Program.cs", "=> x + V;", "=> x + V;\n    [GraphFunction] private Expr<float> ThirdGraph(Vector<float> x) => x - V;"));
        AssertSteps(after, TrackingNames.Compile, "Cached Cached New");
        AssertSteps(after, TrackingNames.Surface, "Cached Cached New");
        AssertSteps(after, TrackingNames.Module, "Cached");
    }

    [Fact]
    public void The_same_compilation_does_nothing()
    {
        var after = Start().Then(c => c);
        foreach (string step in new[] { TrackingNames.Capture, TrackingNames.Surface, TrackingNames.Function, TrackingNames.Compile, TrackingNames.Sites })
            AssertSteps(after, step, "Cached Cached");
    }

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        string[] sources = [Program, Helpers, Programs.LogisticRegression];
        var files = Generation.Of(sources).Files;
        foreach (int[] order in new[] { new[] { 2, 1, 0 }, [1, 2, 0] })
        {
            var names = new[] { "Program.cs", "File1.cs", "File2.cs" };
            var compilation = Generation.Compile([]).AddSyntaxTrees(order.Select(i => CSharpSyntaxTree.ParseText(sources[i], Generation.ParseOptions, names[i])));
            var shuffled = Generation.Run(compilation, Generation.NewDriver()).Files;
            Assert.Equal(files.OrderBy(f => f.Key, StringComparer.Ordinal), shuffled.OrderBy(f => f.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_culture_does_not_matter()
    {
        var files = Generation.Of(Programs.LogisticRegression, Program, Helpers).Files;
        var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "minus ";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        var own = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal(files, Generation.Of(Programs.LogisticRegression, Program, Helpers).Files);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = own;
        }
    }

    [Fact]
    public void A_design_time_build_compiles_without_the_implementation()
    {
        var compilation = Generation.Compile([Programs.LogisticRegression, "public static class User { public static float Use(Models.LogisticRegression m, ReadOnlyTensorSpan<float> x) { Tensor<long> d = m.Predict(x); return m.Train(0) + d[0]; } }"]);
        var generation = Generation.Run(compilation, Generation.NewDriver(designTime: true));
        Assert.All(generation.Files.Keys, name => Assert.True(name.EndsWith(".Surface.g.cs", StringComparison.Ordinal) || name.EndsWith(".Module.g.cs", StringComparison.Ordinal), name));
        Assert.DoesNotContain(generation.CompilerDiagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(TrackingNames.Compile, generation.Result.Results[0].TrackedSteps.Keys);
    }

    private static Generation Start() => Generation.Of(Program, Helpers);

    private static Compilation Replace(Compilation compilation, string file, string old, string text)
    {
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == file);
        string source = tree.ToString();
        Assert.Contains(old, source, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source.Replace(old, text, StringComparison.Ordinal), Generation.ParseOptions, file));
    }

    private static void AssertSteps(Generation generation, string step, string outcomes) =>
        Assert.Equal((step, outcomes), (step, string.Join(" ", generation.Result.Results[0].TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason))));
}
