using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Tests.Documentation;

/// <summary>All C# of the pages that people wrote compiles without a warning.</summary>
public sealed class SnippetTests
{
    /// <summary>What generated code looks like, shortened, is no program.</summary>
    private const string Shortened = "### What is generated";

    /// <summary>What stands around the statements of a page: classes that it takes from elsewhere, variables that it does not declare.</summary>
    private static readonly Dictionary<string, (string Classes, string Variables)> around = new(StringComparer.Ordinal)
    {
        ["docs/gpu.md"] = (Programs.LogisticRegression.Replace("namespace Models;", "", StringComparison.Ordinal), "SharedMatrix<float> images = null!; SharedVector<int> labels = null!;"),
    };

    public static IEnumerable<object[]> Pages => Page.Names("*.md", "docs", "examples", "benchmarks", ".")
        .Where(name => name != "docs/diagnostics.md" && Code(name).Length > 0).Select(name => new object[] { name }); // diagnostics.md: see DiagnosticsPageTests

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_of_a_page_compiles(string name)
    {
        var (classes, variables) = around.GetValueOrDefault(name);
        // Files with classes stand for themselves; other blocks are statements of a user's program.
        string[] statements = [.. Code(name).Where(block => !IsFile(block))];
        string[] programs = classes is null ? statements : [$"{variables}\n{string.Concat(statements)}"];
        string[] sources = ["global using System.IO;", .. Code(name).Where(IsFile), .. programs.Select((block, i) => $"internal static class Snippet{i} {{ public static void Run() {{\n{block}\n}} }}")];
        var compilation = Generation.Compile(classes is null ? sources : [.. sources, classes]).AddReferences(
            new[] { typeof(FactAttribute), typeof(Assert), typeof(IlgpuDevice), typeof(global::ILGPU.Context) }.Select(t => MetadataReference.CreateFromFile(t.Assembly.Location)));
        var generation = Generation.Run(compilation, Generation.NewDriver());
        Assert.Empty(generation.Diagnostics);
        Assert.Empty(generation.CompilerDiagnostics.Select(d => d.ToString()));
    }

    [Fact]
    public void The_pages_with_code_are_found() =>
        Assert.Equal(["README.md", "docs/coming-from-theano.md", "docs/gpu.md", "docs/inspecting.md"], Pages.Select(p => (string)p[0]).Order(StringComparer.Ordinal).Take(4));

    private static string[] Code(string name)
    {
        string page = Page.Read(name);
        int end = page.IndexOf(Shortened, StringComparison.Ordinal);
        return [.. Page.Blocks(end < 0 ? page : page[..end])];
    }

    private static bool IsFile(string block) => block.Contains("class ", StringComparison.Ordinal);
}
