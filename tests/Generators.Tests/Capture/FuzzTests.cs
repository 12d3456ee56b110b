using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphDsl.Generators.Tests.Capture;

/// <summary>Half-typed programs: the generator neither throws nor fails inside, whatever is missing.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Programs_with_parts_missing_do_no_harm(int seed)
    {
        var random = new Random(seed);
        string[] programs = [Programs.LogisticRegression, LanguageTests.Program, ModuleTests.Program];
        var driver = Generation.NewDriver();
        for (int round = 0; round < 25; round++)
        {
            string source = programs[round % programs.Length];
            string broken = random.Next(3) switch
            {
                0 => WithoutTokens(source, random, 1 + random.Next(4)),
                1 => WithoutLines(source, random),
                _ => source[..random.Next(source.Length)],
            };
            var generation = Generation.Run(Generation.Compile([broken]), driver);
            Assert.Null(generation.Result.Results[0].Exception);
            Assert.True(generation.Diagnostics.All(d => d.Id != "GDSL0031"), string.Join("\n", generation.Diagnostics.Where(d => d.Id == "GDSL0031")) + "\n" + broken);
        }
    }

    [Fact]
    public void A_wrong_program_gives_no_message_beside_the_compilers()
    {
        var generation = Generation.Of("""
            [GraphModule]
            public partial class Model
            {
                [GraphFunction] Expr<float> RunGraph(Vector<float> x) => x.Missing() + undefined * T.Nothing(x);
            }
            """);
        Assert.Empty(generation.Diagnostics);
    }

    private static string WithoutTokens(string source, Random random, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var tokens = CSharpSyntaxTree.ParseText(source, Generation.ParseOptions).GetRoot().DescendantTokens().ToList();
            var token = tokens[random.Next(tokens.Count)];
            source = source.Remove(token.SpanStart, token.Span.Length);
        }
        return source;
    }

    private static string WithoutLines(string source, Random random)
    {
        var lines = source.Split('\n').ToList();
        for (int i = random.Next(3); i >= 0; i--) lines.RemoveAt(random.Next(lines.Count));
        return string.Join("\n", lines);
    }
}
