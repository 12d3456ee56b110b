using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture.Reuse;

/// <summary>What a program declares, by name, and its semantic models, which its functions share.</summary>
internal sealed class ProgramOutline
{
    private readonly Compilation compilation;
    private readonly Dictionary<string, List<DeclaredType>> types = new(StringComparer.Ordinal);
    private readonly Dictionary<DeclaredType, int> order = [];
    private readonly HashSet<string> namespaces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = [];

    /// <param name="outline">The outline of a file.</param>
    public ProgramOutline(Compilation compilation, Func<SyntaxTree, FileOutline> outline, CancellationToken cancellation)
    {
        this.compilation = compilation;
        Settings = new(compilation);
        var globals = new List<string>();
        var globalNames = new List<string>();
        var always = new List<DeclaredType>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            var file = outline(tree);
            globals.AddRange(file.Globals);
            globalNames.AddRange(file.GlobalNames);
            namespaces.UnionWith(file.Namespaces);
            foreach (var type in file.Types)
            {
                order.Add(type, order.Count);
                if (type.IsAlways) always.Add(type);
                foreach (string name in type.Names)
                {
                    if (!types.TryGetValue(name, out var known)) types.Add(name, known = []);
                    known.Add(type);
                }
            }
        }
        (Globals, GlobalNames, Always) = (Fragment.DigestOf(string.Join("\n", globals)), [.. globalNames.Distinct(StringComparer.Ordinal)], always);
    }

    public ProgramSettings Settings { get; }

    /// <summary>Stands for the global usings and the attributes of the assembly.</summary>
    public string Globals { get; }

    public IReadOnlyList<string> GlobalNames { get; }

    /// <summary>The types that any function may depend on.</summary>
    public IReadOnlyList<DeclaredType> Always { get; }

    /// <summary>The declarations that an identifier may mean: also of an attribute by its short name.</summary>
    public IEnumerable<DeclaredType> Named(string name)
    {
        if (types.TryGetValue(name, out var own))
            foreach (var type in own) yield return type;
        if (types.TryGetValue(name + "Attribute", out var attributes))
            foreach (var type in attributes) yield return type;
    }

    /// <summary>The namespaces one of whose names is among these.</summary>
    public IEnumerable<string> Namespaces(HashSet<string> names) =>
        namespaces.Where(n => n.Split('.').Any(names.Contains)).OrderBy(n => n, StringComparer.Ordinal);

    /// <summary>The place of a declaration in the program.</summary>
    public int Order(DeclaredType type) => order[type];

    /// <summary>The model of a file: what one function has bound another need not bind again.</summary>
    public SemanticModel Model(SyntaxTree tree) => models.GetOrAdd(tree, t => compilation.GetSemanticModel(t));
}
