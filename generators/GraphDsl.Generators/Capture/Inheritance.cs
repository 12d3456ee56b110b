using GraphDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphDsl.Generators.Capture;

/// <summary>What becomes of functions in classes that derive from others: generated methods are virtual where their describing methods are.</summary>
internal static class Inheritance
{
    /// <summary>The modifier of a generated method: <c>virtual</c>, <c>override</c>, or none.</summary>
    public static string Modifier(IMethodSymbol method, string name) => method switch
    {
        { IsOverride: true } when Overridden(method, name) => method.IsSealed ? "sealed override" : "override",
        { IsVirtual: true, ContainingType.IsSealed: false } or { IsOverride: true, IsSealed: false, ContainingType.IsSealed: false } => "virtual",
        _ => "",
    };

    /// <summary>True where a base class has a generated method of that name, which the new one hides.</summary>
    public static bool Hides(IMethodSymbol method, string name)
    {
        for (var type = method.ContainingType.BaseType; type is not null; type = type.BaseType)
            if (Functions(type).Any(f => f.Name == name)) return true;
        return false;
    }

    private static bool Overridden(IMethodSymbol method, string name)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            if (overridden.FindAttribute("GraphFunctionAttribute") is { } attribute && Declarations.GeneratedName(overridden, attribute) == name) return true;
        return false;
    }

    private static IEnumerable<(IMethodSymbol Method, string Name)> Functions(INamedTypeSymbol type)
    {
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
            if (method.FindAttribute("GraphFunctionAttribute") is { } attribute && Declarations.GeneratedName(method, attribute) is { } name) yield return (method, name);
    }

    /// <summary>
    /// Functions of base classes have been generated with the members that those have: an override is not seen by them, unless the
    /// function is described anew in the class that overrides.
    /// </summary>
    public static IEnumerable<DiagnosticInfo> Unseen(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var overrides = type.GetMembers().Where(m => m.IsOverride && m is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol
            && m.FindAttribute("GraphFunctionAttribute") is null && !m.IsImplicitlyDeclared && m.DeclaringSyntaxReferences.Length > 0).ToArray();
        if (overrides.Length == 0) yield break;
        var anew = new HashSet<string>(Functions(type).Select(f => f.Name), StringComparer.Ordinal);
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            foreach (var (method, name) in Functions(parent))
            {
                if (!anew.Add(name)) continue;
                var named = NamesReached(method, parent, cancellation);
                foreach (var member in overrides.Where(o => named.Contains(o.Name) && Reaches(o, parent)))
                {
                    yield return DiagnosticInfo.Of(Descriptors.UnseenOverride, member.Locations[0], member.Name, name, parent.Name, type.Name,
                        method.IsVirtual || method.IsOverride ? "override" : "declare virtual and override", method.Name);
                }
            }
        }
    }

    /// <summary>True where the class has the member that is overridden.</summary>
    private static bool Reaches(ISymbol member, INamedTypeSymbol type)
    {
        for (var overridden = Base(member); overridden is not null; overridden = Base(overridden))
            for (var t = type; t is not null; t = t.BaseType)
                if (SymbolEqualityComparer.Default.Equals(overridden.ContainingType, t)) return true;
        return false;

        static ISymbol? Base(ISymbol symbol) => symbol is IMethodSymbol method ? method.OverriddenMethod : (symbol as IPropertySymbol)?.OverriddenProperty;
    }

    /// <summary>The identifiers in a describing method and in the members of its class that it uses.</summary>
    private static HashSet<string> NamesReached(IMethodSymbol method, INamedTypeSymbol type, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<ISymbol>([method]);
        while (open.Count > 0)
        {
            foreach (var reference in open.Pop().DeclaringSyntaxReferences)
            {
                var body = reference.GetSyntax(cancellation);
                foreach (var token in body.DescendantTokens())
                {
                    if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is not SimpleNameSyntax || !names.Add(token.ValueText)) continue;
                    for (var t = type; t is not null; t = t.BaseType)
                        foreach (var member in t.GetMembers(token.ValueText)) open.Push(member);
                }
            }
        }
        return names;
    }
}
