using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphDsl.Generators.Capture.Reuse;

/// <summary>What a file declares. It follows from the file's syntax alone, and costs little until somebody depends on the file.</summary>
internal sealed class FileOutline
{
    private readonly List<DeclaredType> types = [];
    private readonly List<UsingDirectiveSyntax> usings = [];
    private readonly List<string> globals = [];
    private readonly List<string> globalNames = [];
    private readonly HashSet<string> namespaces = new(StringComparer.Ordinal);
    private readonly List<Fragment> fragments;
    private string? header;
    private string[]? headerNames;

    public FileOutline(SyntaxTree tree)
    {
        Path = tree.FilePath;
        var root = (CompilationUnitSyntax)tree.GetRoot();
        globals.AddRange(root.AttributeLists.Select(a => a.ToString()));
        Add(root.Usings, root.Externs);
        Add(root.Members, "");
        bool hasStatements = root.Members.Any(m => m is GlobalStatementSyntax);
        if (hasStatements || root.ContainsDiagnostics || (root.ContainsDirectives && root.GetFirstDirective(IsShaping) is not null))
            types = [new(this, tree, types, hasStatements ? ["Program"] : [])];
        fragments = [.. types.SelectMany(t => t.Fragments)];
    }

    public string Path { get; }

    public IReadOnlyList<DeclaredType> Types => types;

    /// <summary>What it says to the whole program: global usings, attributes of the assembly.</summary>
    public IReadOnlyList<string> Globals => globals;

    /// <summary>The identifiers in its global usings.</summary>
    public IReadOnlyList<string> GlobalNames => globalNames;

    /// <summary>The namespaces it declares, in full, those around them included.</summary>
    public IReadOnlyCollection<string> Namespaces => namespaces;

    /// <summary>Its own usings.</summary>
    public string Header => header ??= string.Join("\n", usings.Select(u => u.Parent is BaseNamespaceDeclarationSyntax space ? $"{space.Name}: {u}" : u.ToString()));

    /// <summary>The identifiers in its own usings.</summary>
    public IReadOnlyList<string> HeaderNames => headerNames ??= [.. Fragment.NamesIn(usings.SelectMany(u => u.DescendantTokens()))];

    /// <summary>The fragments that a stretch of the file touches, in order.</summary>
    public IEnumerable<Fragment> Touched(TextSpan span)
    {
        int low = 0, high = fragments.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (fragments[middle].Span.End <= span.Start) low = middle + 1;
            else high = middle;
        }
        for (; low < fragments.Count && fragments[low].Span.Start < span.End; low++) yield return fragments[low];
    }

    /// <summary>Directives under which the same text can mean something else.</summary>
    private static bool IsShaping(DirectiveTriviaSyntax directive) => directive is not
        (RegionDirectiveTriviaSyntax or EndRegionDirectiveTriviaSyntax or PragmaWarningDirectiveTriviaSyntax);

    private void Add(SyntaxList<UsingDirectiveSyntax> directives, SyntaxList<ExternAliasDirectiveSyntax> externs)
    {
        globals.AddRange(externs.Select(e => e.ToString()));
        foreach (var directive in directives)
        {
            if (!directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
            {
                usings.Add(directive);
                continue;
            }
            globals.Add(directive.ToString());
            globalNames.AddRange(Fragment.NamesIn(directive.DescendantTokens()));
        }
    }

    private void Add(SyntaxList<MemberDeclarationSyntax> members, string space)
    {
        foreach (var member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax inner)
            {
                string name = space;
                foreach (string part in Fragment.NamesIn(inner.Name.DescendantTokens()))
                    namespaces.Add(name = name.Length == 0 ? part : $"{name}.{part}");
                Add(inner.Usings, inner.Externs);
                Add(inner.Members, name);
            }
            else if (member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            {
                types.Add(new(this, space, member));
            }
        }
    }
}
