using System.Xml.Linq;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphDsl.Generators.Capture;

/// <summary>Whether describing methods and their classes are declared as they must be, and what is generated from the declarations.</summary>
internal static class Declarations
{
    private const string Suffix = "Graph";

    private static readonly SymbolDisplayFormat TypeName = SymbolDisplayFormat.CSharpErrorMessageFormat;

    /// <summary>True where the project references the package with the devices of ILGPU.</summary>
    public static bool HasIlgpu(Compilation compilation) => compilation.GetTypeByMetadataName("GraphDsl.IlgpuDevice") is not null;

    /// <summary>The name of the generated method; null, with messages, where none can be generated.</summary>
    public static string? Check(IMethodSymbol method, AttributeData attribute, List<DiagnosticInfo> diagnostics)
    {
        var type = method.ContainingType;
        var place = method.Locations[0];
        if (type.TypeKind != TypeKind.Class)
        {
            Add(Descriptors.Misplaced, place, $"[GraphFunction] on '{method.Name}': graph functions stand in partial classes with [GraphModule]");
            return null;
        }
        if (!type.HasAttribute("GraphModuleAttribute"))
        {
            Add(Descriptors.Misplaced, type.Locations[0], $"The class '{type.Name}' has graph functions, so it must bear [GraphModule]");
            return null;
        }
        if (!IsPartial(type) || ModuleCapture.TakenAlias(type) is not null) return null; // reported once, for the class
        if (GeneratedName(method, attribute) is not { } name)
        {
            if (GivenName(attribute) is { } given)
            {
                Add(Descriptors.NameWithoutGraph, attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? place,
                    $"'{given}' cannot be the name of the method generated from '{method.Name}': it must be an identifier, and no keyword, of C#");
                return null;
            }
            Add(Descriptors.NameWithoutGraph, place,
                $"The name of '{method.Name}' must end in '{Suffix}' (the generated method bears the name without it), or be given: [GraphFunction(\"Name\")]");
            return null;
        }
        if (method.IsGenericMethod)
        {
            Add(Descriptors.Signature, place, $"The describing method '{method.Name}' cannot be generic: the generated code is made for definite types; make the class generic over constants, or a generic helper");
            return null;
        }
        if (method.IsAbstract || method.IsExtern || (method.IsPartialDefinition && method.PartialImplementationPart is null))
        {
            Add(Descriptors.Signature, place, $"The describing method '{method.Name}' needs a body");
            return null;
        }
        if (!ReturnsGraph(method.ReturnType))
        {
            Add(Descriptors.Signature, ReturnPlace(method), $"The describing method '{method.Name}' must return Function, an Expr<T>, or a tuple of them, not '{method.ReturnType.ToDisplayString(TypeName)}'");
            return null;
        }
        if (method.Parameters.Select(p => p.Name).Distinct(StringComparer.Ordinal).Count() < method.Parameters.Length
            || method.Parameters.Any(p => p.Type is INamedTypeSymbol { TypeArguments: [{ TypeKind: TypeKind.Error }] } or { TypeKind: TypeKind.Error })) return null; // the compiler says so
        if (Collision(method, name) is { } other)
        {
            Add(Descriptors.NameTaken, place, name, method.Name, other);
            return null;
        }
        return name;

        void Add(DiagnosticDescriptor descriptor, Location location, params object[] arguments) => diagnostics.Add(DiagnosticInfo.Of(descriptor, location, arguments));
    }

    private static Location ReturnPlace(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences[0].GetSyntax() is MethodDeclarationSyntax syntax ? syntax.ReturnType.GetLocation() : method.Locations[0];

    private static bool ReturnsGraph(ITypeSymbol type) => type.IsSurface("Function") || type.IsExpr()
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(e => e.Type.IsExpr()));

    /// <summary>True where the class, and with it unless <paramref name="alone"/> those around it, is partial.</summary>
    public static bool IsPartial(INamedTypeSymbol? type, bool alone = false)
    {
        for (; type is not null; type = alone ? null : type.ContainingType)
        {
            if (!type.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)))
                return false;
        }
        return true;
    }

    /// <summary>The given name, or the method's own without "Graph".</summary>
    public static string? GeneratedName(IMethodSymbol method, AttributeData attribute)
    {
        string? name = GivenName(attribute) ?? (method.Name.EndsWith(Suffix, StringComparison.Ordinal) ? method.Name.Substring(0, method.Name.Length - Suffix.Length) : null);
        return name is not null && SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : null;
    }

    private static string? GivenName(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == "Name") return argument.Value.Value as string;
        return attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0].Value as string : null;
    }

    public static string Accessibility(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == "Access" && argument.Value.Value is int access)
                return access switch { 1 => "internal", 2 => "private", _ => "public" };
        }
        return "public";
    }

    /// <summary>What the generated members would collide with.</summary>
    private static string? Collision(IMethodSymbol method, string name)
    {
        var type = method.ContainingType;
        if (name == type.Name) return "the name of its class";
        foreach (var other in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(other, method)) continue;
            if (other.FindAttribute("GraphFunctionAttribute") is { } attribute)
            {
                if (GeneratedName(other, attribute) == name && IsBefore(other, method)) return $"the method generated from '{other.Name}'";
                continue;
            }
            if (other.Name == name && other.Parameters.Length == method.Parameters.Length
                && other.Parameters.Zip(method.Parameters, (a, b) => a.Type.ToDisplayString(TypeName) == GeneratedType(b.Type)).All(same => same))
                return $"the method '{other.ToDisplayString(TypeName)}'";
        }
        foreach (string generated in new[] { name, name + "Implementation", name + "Info", name + "Site", name + "Kernels" })
        {
            var member = type.GetMembers(generated).FirstOrDefault(m => m is not IMethodSymbol || generated != name);
            if (member is not null && !SymbolEqualityComparer.Default.Equals(member, method)) return $"the member '{member.Name}' of '{type.Name}'";
        }
        return null;
    }

    private static string GeneratedType(ITypeSymbol type) => SymbolicTypes.ElementType(type) is { } element
        ? SymbolicTypes.Rank(type) == 0 ? element.ToDisplayString(TypeName) : $"System.Numerics.Tensors.ReadOnlyTensorSpan<{element.ToDisplayString(TypeName)}>"
        : type.ToDisplayString(TypeName);

    private static bool IsBefore(ISymbol a, ISymbol b)
    {
        var (first, second) = (a.Locations[0].GetLineSpan(), b.Locations[0].GetLineSpan());
        int files = string.CompareOrdinal(first.Path, second.Path);
        return files < 0 || (files == 0 && first.StartLinePosition.CompareTo(second.StartLinePosition) < 0);
    }

    /// <summary>The class to repeat around generated members.</summary>
    public static ContainerModel Container(INamedTypeSymbol type)
    {
        var types = new List<string>();
        for (var t = type; t is not null; t = t.ContainingType)
        {
            string keyword = t switch
            {
                { TypeKind: TypeKind.Interface } => "interface",
                { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
                { TypeKind: TypeKind.Struct } => "struct",
                { IsRecord: true } => "record",
                _ => "class",
            };
            string parameters = t.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", t.TypeParameters.Select(p => p.Name))}>";
            types.Insert(0, $"partial {keyword} {Escaped(t.Name)}{parameters}");
        }
        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        return new(space, types.ToEquatable(), type.Name);
    }

    public static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>The stem of the names of generated files: distinct for overloads and for nested and generic classes.</summary>
    public static string HintName(ISymbol symbol)
    {
        string full = symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        var parts = new List<string>();
        for (var s = symbol; s is not null and not INamespaceSymbol { IsGlobalNamespace: true }; s = s.ContainingSymbol)
            if (s is INamespaceSymbol or INamedTypeSymbol or IMethodSymbol) parts.Insert(0, s.Name);
        return FormattableString.Invariant($"{string.Join(".", parts)}_{Hash(full):x8}");
    }

    /// <summary>FNV-1a: the same in every process.</summary>
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text) hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }

    /// <summary>The summary of a symbol's documentation.</summary>
    public static string? Summary(ISymbol symbol, CancellationToken cancellation)
    {
        string? xml = symbol.GetDocumentationCommentXml(cancellationToken: cancellation);
        if (string.IsNullOrWhiteSpace(xml)) return null;
        try
        {
            var summary = XElement.Parse(xml).Element("summary");
            if (summary is null) return null;
            string text = string.Concat(summary.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting)));
            return string.Join("\n", text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
        }
        catch (System.Xml.XmlException)
        {
            return null; // the compiler warns about it
        }
    }
}
