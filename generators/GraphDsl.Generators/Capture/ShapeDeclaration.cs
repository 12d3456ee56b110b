using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphDsl.Generators.Capture;

/// <summary>Reads <c>[Shape(784, "batch")]</c>.</summary>
internal static class ShapeDeclaration
{
    /// <summary>The declared dimensions, null for one left dynamic; or what is wrong with them.</summary>
    public static (IReadOnlyList<Dim?> Dims, string? Problem) Read(AttributeData attribute, ISymbol symbol, int rank)
    {
        var values = attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Kind == TypedConstantKind.Array && !attribute.ConstructorArguments[0].IsNull
            ? attribute.ConstructorArguments[0].Values : [];
        if (values.Length != rank)
            return ([], $"[Shape] on '{symbol.Name}' declares {values.Length} dimensions, but it has rank {rank}");
        var dims = new List<Dim?>();
        foreach (var value in values)
        {
            switch (value.Value)
            {
                case int size and >= 0:
                    dims.Add(size);
                    break;
                case long size and >= 0:
                    dims.Add(size);
                    break;
                case string name when SyntaxFacts.IsValidIdentifier(name):
                    dims.Add(Dim.Of(DimAtom.Named(name)));
                    break;
                default:
                    return ([], $"[Shape] on '{symbol.Name}': a dimension is a size of at least 0 or a name like \"batch\", not {value.ToCSharpString()}");
            }
        }
        return (dims, null);
    }

    public static Location Place(AttributeData attribute) => attribute.ApplicationSyntaxReference is { } reference
        ? reference.SyntaxTree.GetLocation(reference.Span) : Location.None;
}
