using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Tests.Documentation;

/// <summary>The C# of the pages that people wrote compiles without a warning.</summary>
public sealed class SnippetTests
{
    [Theory]
    [InlineData("README.md", "### What is generated")]
    [InlineData("docs/coming-from-theano.md", null)]
    [InlineData("docs/inspecting.md", null)]
    public void Code_of_a_page_compiles(string name, string? until)
    {
        string page = Page.Read(name);
        var blocks = Page.Blocks(until is null ? page : page[..page.IndexOf(until, StringComparison.Ordinal)]).ToArray();
        Assert.NotEmpty(blocks);
        // Files with classes stand for themselves; other blocks are statements of a user's program.
        string[] sources = ["global using System.IO;", .. blocks.Select((block, i) => IsFile(block) ? block : $"internal static class Snippet{i} {{ public static void Run() {{\n{block}\n}} }}")];
        var compilation = Generation.Compile(sources).AddReferences(
            MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location), MetadataReference.CreateFromFile(typeof(Assert).Assembly.Location));
        var generation = Generation.Run(compilation, Generation.NewDriver());
        Assert.Empty(generation.Diagnostics);
        Assert.Empty(generation.CompilerDiagnostics.Select(d => d.ToString()));
    }

    private static bool IsFile(string block) => block.Contains("class ", StringComparison.Ordinal);
}
