using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GraphDsl.Generators.Capture.Reuse;

/// <summary>A stretch of a file that a function depends on as a whole or not at all.</summary>
/// <param name="span">Where it stands; never a part of a token.</param>
/// <param name="body">The method or property whose body it is; null for what declares something.</param>
internal sealed class Fragment(SyntaxTree tree, TextSpan span, string? body)
{
    private string? digest;
    private string[]? names;

    public SyntaxTree Tree => tree;

    public TextSpan Span => span;

    public string? Body => body;

    /// <summary>Stands for the text: equal digests are equal texts.</summary>
    public string Digest => digest ??= DigestOf(tree.GetText().ToString(span));

    /// <summary>The identifiers in it.</summary>
    public IReadOnlyList<string> Names => names ??= [.. NamesIn(tree.GetRoot().DescendantTokens(span).Where(t => span.Contains(t.Span)))];

    public static IEnumerable<string> NamesIn(IEnumerable<SyntaxToken> tokens) =>
        tokens.Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText).Distinct(StringComparer.Ordinal);

    public static string DigestOf(string text)
    {
        using var algorithm = SHA256.Create();
        return Convert.ToBase64String(algorithm.ComputeHash(Encoding.Unicode.GetBytes(text)));
    }
}
