using System.Globalization;
using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphDsl.Generators.Tests.Incrementality;

/// <summary>Edits that nobody thought of, many of which break the program: after each the outcome is that of a first run.</summary>
public sealed class RandomEditTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_edit_gives_what_a_first_run_gives(int seed)
    {
        var random = new Random(seed);
        int count = int.Parse(Environment.GetEnvironmentVariable("GRAPHDSL_EDITS") ?? "30", CultureInfo.InvariantCulture);
        var whole = Generation.Of([.. EditTests.Files.Values, Programs.LogisticRegression]);
        var generation = whole;
        for (int i = 0; i < count; i++)
        {
            generation = generation.Then(c => Edit(c, random));
            EditTests.AssertAsFirst(generation);
            if (random.Next(3) == 0) generation = whole; // else the edits pile up; drivers that branch off share what they remember
        }
    }

    private static Compilation Edit(Compilation compilation, Random random)
    {
        var tree = compilation.SyntaxTrees.ElementAt(random.Next(1, compilation.SyntaxTrees.Count())); // not the global usings
        string source = tree.ToString();
        SyntaxToken[] tokens = [.. tree.GetRoot().DescendantTokens().Where(t => t.Span.Length > 0)];
        SyntaxToken[] names = [.. compilation.SyntaxTrees.SelectMany(t => t.GetRoot().DescendantTokens()).Where(t => t.IsKind(SyntaxKind.IdentifierToken))];
        if (tokens.Length == 0) return compilation;
        var token = tokens[random.Next(tokens.Length)];
        var other = tokens[random.Next(tokens.Length)];
        string text = random.Next(8) switch
        {
            0 => source.Remove(token.SpanStart, token.Span.Length),
            1 => source.Insert(token.SpanStart, "// Said in passing.\n"),
            2 => source.Insert(token.SpanStart, "\n\n"),
            3 => source.Insert(token.SpanStart, token.Text + " "),
            4 => source.Insert(token.SpanStart, other.Parent!.ToString() + " "),
            5 when tokens.Where(t => t.IsKind(SyntaxKind.NumericLiteralToken)).ToArray() is { Length: > 0 } numbers && numbers[random.Next(numbers.Length)] is var number =>
                source.Remove(number.SpanStart, number.Span.Length).Insert(number.SpanStart, random.Next(9).ToString(CultureInfo.InvariantCulture)),
            6 when tokens.Where(t => t.IsKind(SyntaxKind.IdentifierToken)).ToArray() is { Length: > 0 } own && own[random.Next(own.Length)] is var name =>
                source.Remove(name.SpanStart, name.Span.Length).Insert(name.SpanStart, names[random.Next(names.Length)].Text),
            7 when MemberOf(token) is { } member => source.Insert(member.FullSpan.End, member.ToFullString().Replace("float", "double", StringComparison.Ordinal)),
            _ => source + "\n",
        };
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, Generation.ParseOptions, tree.FilePath));
    }

    private static SyntaxNode? MemberOf(SyntaxToken token) => token.Parent!.AncestorsAndSelf()
        .FirstOrDefault(n => n is Microsoft.CodeAnalysis.CSharp.Syntax.MemberDeclarationSyntax);
}
