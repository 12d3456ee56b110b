using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphDsl.Generators.Capture.Reuse;

/// <summary>
/// All text of the program that a describing method can depend on, found by names alone: C# finds a declaration by an identifier that is
/// written somewhere, so what no identifier leads to from the method cannot change what it means. Starting from the method's own
/// class, an identifier leads to the declarations of all types of that name and to the bodies of all members of that name in types
/// reached; their identifiers lead on. This takes in more than needed, never less: types that the compiler finds without a name
/// (<see cref="DeclaredType.IsAlways"/>) are always taken in, and so is what has no name to be called by.
/// </summary>
internal sealed class Reach
{
    private readonly Dictionary<Fragment, int> ordinals = [];
    private readonly List<Fragment> fragments = [];
    private readonly Dictionary<SyntaxTree, FileOutline> files = [];

    private Reach(ProgramSettings settings, string digest)
    {
        (Settings, Digest) = (settings, digest);
    }

    public ProgramSettings Settings { get; }

    /// <summary>Stands for the text: where it and the settings are equal, capture gives the same.</summary>
    public string Digest { get; }

    /// <summary>The text that a describing method can depend on.</summary>
    /// <param name="hintName">Tells the method from all others.</param>
    public static Reach Of(ProgramOutline program, IMethodSymbol method, string hintName, CancellationToken cancellation)
    {
        SyntaxNode[] syntax = [.. new[] { method, method.PartialDefinitionPart, method.PartialImplementationPart }
            .SelectMany(m => m?.DeclaringSyntaxReferences ?? []).Select(r => r.GetSyntax(cancellation))];
        var docs = syntax.SelectMany(s => s.GetLeadingTrivia()).Select(t => t.GetStructure()).OfType<DocumentationCommentTriviaSyntax>().ToArray();

        var seen = new HashSet<string>(program.GlobalNames, StringComparer.Ordinal);
        foreach (string name in Fragment.NamesIn(docs.SelectMany(d => d.DescendantTokens()))) seen.Add(name);
        seen.Add(method.Name);
        seen.UnionWith(ModuleCapture.Aliases);
        for (var type = method.ContainingType; type is not null; type = type.ContainingType) seen.Add(type.Name);
        var types = Close(program, seen, cancellation);

        var text = new StringBuilder().AppendLine(hintName).AppendLine(program.Globals);
        foreach (var comment in docs) text.AppendLine(comment.ToFullString());
        foreach (string space in program.Namespaces(seen)) text.AppendLine(space);
        var taken = new List<Fragment>();
        var files = new HashSet<FileOutline>();
        foreach (var type in types.OrderBy(program.Order))
        {
            if (files.Add(type.File)) text.AppendLine(type.File.Path).AppendLine(type.File.Header);
            text.AppendLine(type.Namespace);
            for (int i = 0; i < type.Fragments.Count; i++)
            {
                var fragment = type.Fragments[i];
                if (fragment.Body is not null && !seen.Contains(fragment.Body)) continue;
                text.Append(i).Append(' ').Append(fragment.Digest);
                foreach (var own in syntax)
                    if (own.SyntaxTree == fragment.Tree && fragment.Span.Contains(own.SpanStart)) text.Append(' ').Append(own.SpanStart - fragment.Span.Start);
                text.AppendLine();
                taken.Add(fragment);
            }
        }
        var reach = new Reach(program.Settings, Fragment.DigestOf(text.ToString()));
        foreach (var fragment in taken) reach.Add(fragment);
        foreach (var type in types) reach.files[type.Fragments[0].Tree] = type.File;
        return reach;
    }

    /// <summary>True where all that stands there is part of it.</summary>
    public bool Covers(SyntaxTree tree, TextSpan span) => files.TryGetValue(tree, out var file) && file.Touched(span).All(ordinals.ContainsKey);

    /// <summary>True where a place can be found again after edits elsewhere in its file.</summary>
    public bool Places(Location location) => !location.IsInSource || FragmentOf(location) is not null;

    /// <summary>True where it stands in the very same files.</summary>
    public bool IsUnmoved(Reach other) => fragments.SequenceEqual(other.fragments);

    /// <summary>The place in another text of the same digest.</summary>
    public Location Move(Location location, Reach to)
    {
        if (!location.IsInSource) return location;
        var from = FragmentOf(location) ?? throw new ArgumentException($"{location} cannot be moved");
        var target = to.fragments[ordinals[from]];
        return Location.Create(target.Tree, new TextSpan(location.SourceSpan.Start - from.Span.Start + target.Span.Start, location.SourceSpan.Length));
    }

    private void Add(Fragment fragment)
    {
        ordinals.Add(fragment, fragments.Count);
        fragments.Add(fragment);
    }

    /// <summary>The fragment of the text that holds the whole of a place.</summary>
    private Fragment? FragmentOf(Location location) => files.TryGetValue(location.SourceTree!, out var file)
        && file.Touched(location.SourceSpan).FirstOrDefault() is { } fragment && fragment.Span.Contains(location.SourceSpan) && ordinals.ContainsKey(fragment) ? fragment : null;

    /// <summary>The types that names lead to; the names met on the way are added to them.</summary>
    private static HashSet<DeclaredType> Close(ProgramOutline program, HashSet<string> seen, CancellationToken cancellation)
    {
        var types = new HashSet<DeclaredType>();
        var open = new Queue<string>(seen);
        foreach (var type in program.Always) Take(type);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            string name = open.Dequeue();
            foreach (var type in program.Named(name)) Take(type);
            foreach (var type in types)
                Visit(type.Bodies[name]);
        }
        return types;

        void Take(DeclaredType type)
        {
            if (!types.Add(type)) return;
            See(type.File.HeaderNames);
            See(type.DeclarationNames);
            foreach (var bodies in type.Bodies)
                if (seen.Contains(bodies.Key)) Visit(bodies);
        }

        void Visit(IEnumerable<Fragment> bodies)
        {
            foreach (var body in bodies) See(body.Names);
        }

        void See(IReadOnlyList<string> names)
        {
            foreach (string name in names)
                if (seen.Add(name)) open.Enqueue(name);
        }
    }
}
