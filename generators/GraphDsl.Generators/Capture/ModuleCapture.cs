using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphDsl.Generators.Capture;

/// <summary>From a class with <c>[GraphModule]</c> to the model of its module file.</summary>
internal static class ModuleCapture
{
    public static ModuleResult Run(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var diagnostics = new List<DiagnosticInfo>();
        if (type.TypeKind != TypeKind.Class) return new(null, diagnostics.ToEquatable()); // the compiler says so
        for (var t = type; t is not null; t = t.ContainingType)
            if (!Declarations.IsPartial(t, alone: true)) diagnostics.Add(DiagnosticInfo.Of(Descriptors.NotPartial, t.Locations[0], t.Name));
        foreach (string taken in new[] { "__state", "DeclareShapes" })
        {
            if (type.GetMembers(taken).FirstOrDefault() is { } member)
                diagnostics.Add(DiagnosticInfo.Of(Descriptors.NameTaken, member.Locations[0], taken, type.Name, $"the member '{member.Name}'"));
        }

        if (TakenAlias(type) is { } clash)
            diagnostics.Add(DiagnosticInfo.Of(Descriptors.NameTaken, type.Locations[0], clash.Name, type.Name, $"'{clash.ToDisplayString()}': give that another name"));

        var members = new List<ModuleMember>();
        foreach (var symbol in type.GetMembers())
            if (!symbol.IsImplicitlyDeclared && symbol is IFieldSymbol or IPropertySymbol && Member(symbol, diagnostics) is { } member) members.Add(member);
        if (diagnostics.Any(d => d.Descriptor == Descriptors.NotPartial || d.Descriptor == Descriptors.NameTaken))
            return new(null, diagnostics.ToEquatable());

        diagnostics.AddRange(Inheritance.Unseen(type, cancellation));
        bool hasConstructor = type.InstanceConstructors.Any(c => !c.IsImplicitlyDeclared);
        string? parent = null;
        for (var t = type.BaseType; t is not null && parent is null; t = t.BaseType)
            if (t.HasAttribute("GraphModuleAttribute")) parent = t.Name;
        return new(new(Declarations.Container(type), type.IsStatic, type.IsSealed, parent, hasConstructor, members.ToEquatable(),
            Accessors(type, context.SemanticModel.Compilation).ToEquatable(), Declarations.HintName(type))
        {
            HasIlgpu = Declarations.HasIlgpu(context.SemanticModel.Compilation),
        }, diagnostics.ToEquatable());
    }

    /// <summary>What generated code calls the namespaces of the runtime.</summary>
    public static IReadOnlyList<string> Aliases { get; } = ["Rt", "Cpu", "Dev", "Gpu"];

    /// <summary>A member of the class, or of its namespace, that bears such a name.</summary>
    public static ISymbol? TakenAlias(INamedTypeSymbol type) =>
        Aliases.SelectMany(alias => type.GetMembers(alias).Concat<ISymbol>(type.ContainingNamespace.GetMembers(alias))).FirstOrDefault();

    /// <summary>True where the module of a member declares an accessor for it: helpers are inlined into the code of other classes.</summary>
    public static bool HasAccessor(ISymbol member) => !member.IsStatic
        && member.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal
        && member.ContainingType is { IsStatic: false } type && type.HasAttribute("GraphModuleAttribute")
        && Held(member) is { } held && (Kind(held) is not null || SymbolicTypes.TryDType(held) is not null || (Element(held) ?? held).IsSurface("RandomStreams"));

    public static string AccessorName(ISymbol member) => $"__{member.ContainingType.Name}_{member.Name}";

    private static ITypeSymbol? Held(ISymbol member) => member switch
    {
        IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false } field => field.Type,
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property when IsAutomatic(property) => property.Type,
        _ => null,
    };

    private static IEnumerable<ModuleAccessor> Accessors(INamedTypeSymbol type, Compilation compilation) => type.GetMembers()
        .Where(m => HasAccessor(m) && compilation.IsSymbolAccessibleWithin(Held(m)!, compilation.Assembly))
        .Select(m => new ModuleAccessor(AccessorName(m), Held(m)!.ToDisplayString(FullName), Declarations.Escaped(m.Name)));

    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>A member that holds shared variables, directly or in modules inside.</summary>
    private static ModuleMember? Member(ISymbol symbol, List<DiagnosticInfo> diagnostics)
    {
        var type = symbol switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol { IsIndexer: false, GetMethod: not null } property when IsAutomatic(property) => property.Type,
            _ => null,
        };
        if (symbol.FindAttribute("ShapeAttribute") is { } misplaced && !(type ?? (symbol as IPropertySymbol)?.Type).IsExpr())
        {
            diagnostics.Add(DiagnosticInfo.Of(Descriptors.Misplaced, ShapeDeclaration.Place(misplaced), $"[Shape] on '{symbol.Name}': it declares the sizes of tensors"));
            return null;
        }
        if (type is null) return null;
        bool nullable = type.NullableAnnotation == NullableAnnotation.Annotated || (symbol is IPropertySymbol { IsRequired: false } or IFieldSymbol { IsRequired: false } && !IsInitialised(symbol));
        bool saved = !symbol.HasAttribute("NotSavedAttribute");
        if (Kind(type) is not { } kind) return null;
        return new(Declarations.Escaped(symbol.Name), kind, symbol.IsStatic, nullable, saved, IsInitialised(symbol),
            kind == ModuleMemberKind.Shared ? Declared(symbol, type, diagnostics) : default);
    }

    private static ModuleMemberKind? Kind(ITypeSymbol type)
    {
        if (type.IsShared()) return ModuleMemberKind.Shared;
        if (IsModule(type)) return ModuleMemberKind.Module;
        return Element(type) is not { } element ? null : element.IsShared() ? ModuleMemberKind.SharedList : IsModule(element) ? ModuleMemberKind.ModuleList : null;
    }

    /// <summary>The type of the elements of an array or a list.</summary>
    private static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Arity: 1, Name: "List" or "IList" or "IReadOnlyList" or "IEnumerable" or "ICollection" or "IReadOnlyCollection" or "ImmutableArray" } list => list.TypeArguments[0],
        _ => null,
    };

    /// <summary>The modules that generated code makes, and those of other assemblies.</summary>
    private static bool IsModule(ITypeSymbol type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (t.HasAttribute("GraphModuleAttribute")) return true;
        return type.IsSurface("IGraphModule") || type.AllInterfaces.Any(i => i.IsSurface("IGraphModule"));
    }

    private static bool IsAutomatic(IPropertySymbol property) => property.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is PropertyDeclarationSyntax
    {
        ExpressionBody: null,
        AccessorList: { } accessors,
    } && accessors.Accessors.Any(a => a.Body is null && a.ExpressionBody is null)) && !property.IsAbstract;

    private static bool IsInitialised(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is
        VariableDeclaratorSyntax { Initializer: { Value: not LiteralExpressionSyntax } }
        or PropertyDeclarationSyntax { Initializer: { Value: not LiteralExpressionSyntax } });

    private static EquatableArray<long> Declared(ISymbol symbol, ITypeSymbol type, List<DiagnosticInfo> diagnostics)
    {
        if (symbol.FindAttribute("ShapeAttribute") is not { } attribute || SymbolicTypes.Rank(type) is not { } rank) return default;
        var (dims, problem) = ShapeDeclaration.Read(attribute, symbol, rank);
        if (problem is null) return dims.Select(d => d is { IsConstant: true } ? d.Value : -1).ToEquatable();
        diagnostics.Add(DiagnosticInfo.Of(Descriptors.ShapeDeclaration, ShapeDeclaration.Place(attribute), problem));
        return default;
    }
}
