using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
    public string Digest => digest ??= DigestOf(Text);

    /// <summary>The identifiers in it by which something can be found: not those under which methods and properties are declared.</summary>
    public IReadOnlyList<string> Names => names ??= [.. (body is null ? null : Words(Text)) ?? NamesIn(tree.GetRoot().DescendantTokens(span).Where(t => span.Contains(t.Span)))];

    private string Text => tree.GetText().ToString(span);

    public static IEnumerable<string> NamesIn(IEnumerable<SyntaxToken> tokens) => tokens
        .Where(t => t.IsKind(SyntaxKind.IdentifierToken) && t.Parent is not (MethodDeclarationSyntax or PropertyDeclarationSyntax))
        .Select(t => t.ValueText).Distinct(StringComparer.Ordinal);

    public static string DigestOf(string text)
    {
        using var algorithm = SHA256.Create();
        return Convert.ToBase64String(algorithm.ComputeHash(Encoding.Unicode.GetBytes(text)));
    }

    /// <summary>
    /// All words, which are more than the identifiers, but found many times faster; null where an identifier may be written in a way
    /// that only the compiler's lexer understands.
    /// </summary>
    private static HashSet<string>? Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < text.Length; i++)
        {
            if (IsStrange(text, i)) return null;
            if (!SyntaxFacts.IsIdentifierStartCharacter(text[i])) continue;
            int start = i;
            while (i + 1 < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[i + 1]))
                if (IsStrange(text, ++i)) return null;
            words.Add(text.Substring(start, i + 1 - start));
        }
        return words;
    }

    /// <summary>True for escapes and for characters that do not count in identifiers.</summary>
    private static bool IsStrange(string text, int at) => text[at] == '\\' ? at + 1 < text.Length && text[at + 1] is 'u' or 'U'
        : text[at] > 127 && char.GetUnicodeCategory(text[at]) == UnicodeCategory.Format;
}
