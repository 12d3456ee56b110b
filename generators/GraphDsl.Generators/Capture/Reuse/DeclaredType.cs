using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphDsl.Generators.Capture.Reuse;

/// <summary>
/// A type of a namespace as one file declares it, with the types nested in it. Its text is cut into declarations and bodies, so that
/// who calls one method does not depend on the body of another. What is called without its name being written stays with the
/// declarations: constructors, initialisers, operators, indexers. Comments between members belong to nobody.
/// </summary>
internal sealed class DeclaredType
{
    private readonly List<Fragment> fragments = [];
    private readonly List<string> names = [];
    private readonly SyntaxTree tree;
    private string[]? declarationNames;
    private ILookup<string, Fragment>? bodies;

    /// <param name="space">The namespace; empty for the global one.</param>
    public DeclaredType(FileOutline file, string space, MemberDeclarationSyntax declaration)
    {
        (File, Namespace, tree) = (file, space, declaration.SyntaxTree);
        IsAlways = IsKnownByName(space);
        Add(declaration);
    }

    /// <summary>A file that is taken as a whole, under the names of all of its types.</summary>
    public DeclaredType(FileOutline file, SyntaxTree tree, IReadOnlyList<DeclaredType> parts, IEnumerable<string> others)
    {
        (File, Namespace, this.tree) = (file, string.Join(" ", parts.Select(p => p.Namespace)), tree);
        IsAlways = parts.Any(p => p.IsAlways);
        names.AddRange(parts.SelectMany(p => p.names).Concat(others));
        fragments.Add(new(tree, new TextSpan(0, tree.Length), null));
    }

    public FileOutline File { get; }

    public string Namespace { get; }

    /// <summary>True where the compiler or this generator may find it although its name is written nowhere.</summary>
    public bool IsAlways { get; private set; }

    /// <summary>The names of the type and of those nested in it.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Its text, in order.</summary>
    public IReadOnlyList<Fragment> Fragments => fragments;

    /// <summary>The identifiers of its declarations.</summary>
    public IReadOnlyList<string> DeclarationNames => declarationNames ??=
        [.. fragments.Where(f => f.Body is null).SelectMany(f => f.Names).Distinct(StringComparer.Ordinal)];

    /// <summary>The bodies by the names of their members.</summary>
    public ILookup<string, Fragment> Bodies => bodies ??= fragments.Where(f => f.Body is not null).ToLookup(f => f.Body!, StringComparer.Ordinal);

    /// <summary>Namespaces whose types are looked up by name: ranges and indices, attributes, the devices.</summary>
    private static bool IsKnownByName(string space) => space is "System" or "Microsoft" or "GraphDsl"
        || space.StartsWith("System.", StringComparison.Ordinal) || space.StartsWith("Microsoft.", StringComparison.Ordinal);

    private void Add(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case TypeDeclarationSyntax type:
                AddType(type);
                break;
            case MethodDeclarationSyntax method:
                IsAlways |= method.ParameterList.Parameters.Any(p => p.Modifiers.Any(SyntaxKind.ThisKeyword)); // extensions are found without their class
                AddParts(member, method.Identifier.ValueText, method.Body ?? (SyntaxNode?)method.ExpressionBody);
                break;
            case PropertyDeclarationSyntax property:
                AddParts(member, property.Identifier.ValueText,
                    [property.ExpressionBody, .. property.AccessorList?.Accessors.Select(a => a.Body ?? (SyntaxNode?)a.ExpressionBody) ?? []]);
                break;
            case EnumDeclarationSyntax enumeration:
                names.Add(enumeration.Identifier.ValueText);
                Declare(member.Span);
                break;
            case DelegateDeclarationSyntax function:
                names.Add(function.Identifier.ValueText);
                Declare(member.Span);
                break;
            default:
                Declare(member.Span);
                break;
        }
    }

    private void AddType(TypeDeclarationSyntax type)
    {
        IsAlways |= type.Keyword.ValueText == "extension";
        names.Add(type.Identifier.ValueText);
        if (type.Members.Count == 0)
        {
            Declare(type.Span);
            return;
        }
        Declare(TextSpan.FromBounds(type.SpanStart, type.OpenBraceToken.Span.End));
        foreach (var member in type.Members) Add(member);
        Declare(TextSpan.FromBounds(type.CloseBraceToken.SpanStart, type.Span.End));
    }

    private void AddParts(MemberDeclarationSyntax member, string name, params SyntaxNode?[] bodies)
    {
        int start = member.SpanStart;
        foreach (var body in bodies)
        {
            if (body is null) continue;
            Declare(TextSpan.FromBounds(start, body.SpanStart));
            fragments.Add(new(tree, body.Span, name));
            start = body.Span.End;
        }
        Declare(TextSpan.FromBounds(start, member.Span.End));
    }

    private void Declare(TextSpan span)
    {
        if (!span.IsEmpty) fragments.Add(new(tree, span, null));
    }
}
