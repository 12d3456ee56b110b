using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>What the types of the surface mean: recognised by name, so that nothing is looked up in the compilation.</summary>
internal static class SymbolicTypes
{
    public const string Namespace = "GraphDsl";

    /// <summary>True for a type of GraphDsl's own surface of this name.</summary>
    public static bool IsSurface(this ITypeSymbol? type, string name) =>
        type is not null && type.Name == name && type.ContainingType is null && type.ContainingNamespace.IsSurfaceNamespace();

    public static bool IsSurface(this ITypeSymbol? type) =>
        type is not null && type.ContainingNamespace.IsSurfaceNamespace() && type.ContainingAssembly?.Name == Namespace;

    private static bool IsSurfaceNamespace(this INamespaceSymbol? space) =>
        space is { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>True for <c>Expr</c> and all that derives from it.</summary>
    public static bool IsExpr(this ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (t.IsSurface("Expr")) return true;
        return false;
    }

    /// <summary>True for the shared variables.</summary>
    public static bool IsShared(this ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (t is INamedTypeSymbol { IsGenericType: true } && t.IsSurface("Shared")) return true;
        return false;
    }

    /// <summary>The <c>TElement</c> of an <c>Expr&lt;TElement&gt;</c>; null for the untyped <c>Expr</c> and for other types.</summary>
    public static ITypeSymbol? ElementType(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (t is INamedTypeSymbol { Arity: 1 } named && t.IsSurface("Expr")) return named.TypeArguments[0];
        return null;
    }

    /// <summary>The declared rank, where the type declares one.</summary>
    public static int? Rank(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (!t.IsSurface()) continue;
            switch (t.Name)
            {
                case "Scalar" or "SharedScalar": return 0;
                case "Vector" or "SharedVector": return 1;
                case "Matrix" or "SharedMatrix" or "Row" or "Col": return 2;
                case "Tensor3" or "SharedTensor3": return 3;
                case "Tensor4" or "SharedTensor4": return 4;
            }
        }
        return null;
    }

    /// <summary>The axes that the type itself says have size 1.</summary>
    public static bool IsUnitAxis(ITypeSymbol type, int axis) =>
        (axis == 0 && type.IsSurface("Row")) || (axis == 1 && type.IsSurface("Col"));

    /// <summary>The element type that a C# type stands for.</summary>
    public static DType? TryDType(ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_Boolean => DType.Bool,
        SpecialType.System_Byte => DType.UInt8,
        SpecialType.System_Int32 => DType.Int32,
        SpecialType.System_Int64 => DType.Int64,
        SpecialType.System_Single => DType.Float32,
        SpecialType.System_Double => DType.Float64,
        _ => type is { Name: "Half", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } ? DType.Float16 : null,
    };

    /// <summary>Null stripped of <c>Nullable&lt;&gt;</c>.</summary>
    public static ITypeSymbol? WithoutNullable(this ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    public static bool HasAttribute(this ISymbol symbol, string name) => symbol.FindAttribute(name) is not null;

    public static AttributeData? FindAttribute(this ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
            if (attribute.AttributeClass.IsSurface(name)) return attribute;
        return null;
    }
}
