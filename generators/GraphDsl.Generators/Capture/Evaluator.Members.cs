using System.Collections.Immutable;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>Fields and properties: shared variables, nested modules, numbers read at each call, constants, computed properties.</summary>
internal sealed partial class Evaluator
{
    private readonly Dictionary<string, int> memberVariables = new(StringComparer.Ordinal);
    private readonly Dictionary<ISymbol, Value> constants = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> evaluating = new(SymbolEqualityComparer.Default);

    private Value Member(ISymbol member, IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        var at = current!;
        var receiver = instance is null ? null : Need(instance);
        var indices = arguments.Select(a => Evaluate(a.Value)).ToArray();
        if (indices.Any(i => i is ErrorValue)) throw new PoisonException();
        return ReadMember(member, receiver, indices, at);
    }

    /// <summary>The value of a field or a property of a value.</summary>
    private Value ReadMember(ISymbol member, Value? receiver, Value[] indices, IOperation at)
    {
        switch (receiver)
        {
            case null:
                return StaticMember(member, at);
            case ConstantValue { Object: null }:
                throw new CaptureException(Descriptors.BuildTimeFailure, at, $"'{member.Name}' is read from null");
            case NodeValue when !member.ContainingType.IsSurface() && Getter(member, null) is { } extension:
                return Inline(extension, Body(extension, at), receiver, null, indices, at);
            case NodeValue node when indices.Length > 0:
                return new NodeValue(Index(node.Node, indices, at));
            case NodeValue or MarkerValue when member.ContainingType.IsSurface() || receiver is NodeValue:
                return TensorProperty(receiver, member, at);
            case TupleValue tuple when member is IFieldSymbol field:
                return tuple.Items[TupleItem(field)];
            case ListValue list when indices.Length == 1:
                return ElementOf(list, member.ContainingType.IsSurface("SymbolicShape") ? FromEnd(indices[0]) : indices[0], at);
            case ListValue list when member is { Name: "Rank", ContainingType: var shape } && shape.IsSurface("SymbolicShape"):
                return new ConstantValue(list.Items.Count);
            case ListValue list:
                return ListProperty(list, member.Name, at);
            case ConstantValue when member is { Name: "HasValue" }:
                return new ConstantValue(true);
            case ConstantValue or NodeValue when member is { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }:
                return receiver;
            case ConstantValue { Object: string text } when member.Name == "Length":
                return new ConstantValue(text.Length);
            case ObjectValue made:
                return ObjectMember(made, member, indices, at);
            case ModuleValue module:
                return ModuleMember(module, member, indices, at);
            default:
                throw Unsupported(at, $"'{Text(at)}'", $"{receiver.What} has no member '{member.Name}' that is known at build time");
        }
    }

    private static int TupleItem(IFieldSymbol field) =>
        int.Parse((field.CorrespondingTupleField ?? field).Name.Substring("Item".Length), System.Globalization.CultureInfo.InvariantCulture) - 1;

    private Value StaticMember(ISymbol member, IOperation at)
    {
        if (member.ContainingType.IsSurface("T") && member.Name == "NewAxis") return new MarkerValue(MarkerValue.NewAxis);
        if (member is IFieldSymbol { HasConstantValue: true } constant) return new ConstantValue(constant.ConstantValue);
        if (member is IFieldSymbol { ContainingType.SpecialType: SpecialType.System_String, Name: "Empty" }) return new ConstantValue("");
        if (Getter(member, null) is { } getter) return Inline(getter, Body(getter, at), null, null, [], at);
        if (IsPositions(member.ContainingType)) return Positions(member.Name, [], at);
        if (member.DeclaringSyntaxReferences.Length == 0)
            throw new CaptureException(Descriptors.NoSource, at, $"{member.ContainingType.Name}.{member.Name}", "its source is not part of this project");
        bool own = SymbolEqualityComparer.Default.Equals(member.ContainingType, container);
        return HeldMember(member, new(own ? member.Name : $"{member.ContainingType.Name}.{member.Name}",
            $"{member.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{member.Name}{(IsNullable(member) ? "!" : "")}"), null, at);
    }

    private Value ModuleMember(ModuleValue module, ISymbol member, Value[] indices, IOperation at)
    {
        bool isBase = at is IPropertyReferenceOperation { Instance.Syntax: BaseExpressionSyntax };
        if (member is IPropertySymbol { GetMethod: { } accessor } property && Getter(property, isBase ? null : module) is { } getter)
        {
            if (!isBase) RequireDecided(getter.AssociatedSymbol!, module, at);
            return Inline(getter, Body(getter, at), module, null, indices, at);
        }
        if (member.DeclaringSyntaxReferences.Length == 0 && !(MemberType(member) is { } type && (type.IsShared() || SymbolicTypes.TryDType(type) is not null)))
            throw new CaptureException(Descriptors.NoSource, at, $"{member.ContainingType.Name}.{member.Name}", "its source is not part of this project");
        return HeldMember(isBase ? member : MostDerived(member, module.Type), module.Place.Member(member.Name, AccessOf(member)), module, at);
    }

    private static ISymbol MostDerived(ISymbol member, INamedTypeSymbol type)
    {
        if (member is not IPropertySymbol { IsVirtual: true } and not IPropertySymbol { IsAbstract: true } and not IPropertySymbol { IsOverride: true }
            && member.ContainingType.TypeKind != TypeKind.Interface) return member;
        if (member.ContainingType.TypeKind == TypeKind.Interface) return type.FindImplementationForInterfaceMember(member) ?? member;
        for (var t = type; t is not null; t = t.BaseType)
        {
            foreach (var candidate in t.GetMembers(member.Name).OfType<IPropertySymbol>())
                for (var overridden = candidate; overridden is not null; overridden = overridden.OverriddenProperty)
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, member.OriginalDefinition)) return candidate;
        }
        return member;
    }

    /// <summary>The accessor of a property that computes something; null for fields and automatic properties.</summary>
    private static IMethodSymbol? Getter(ISymbol member, Value? receiver)
    {
        if (member is not IPropertySymbol { GetMethod: { } }) return null;
        var type = receiver is ModuleValue module ? module.Type : (receiver as ObjectValue)?.Type;
        var property = type is null ? (IPropertySymbol)member : (IPropertySymbol)MostDerived(member, type);
        if (property.GetMethod is not { DeclaringSyntaxReferences.Length: > 0 } getter) return null;
        bool computed = getter.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            ArrowExpressionClauseSyntax => true,
            AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
            _ => false,
        };
        return computed ? getter : null;
    }

    private static ITypeSymbol? MemberType(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    /// <summary>What generated code writes behind the object: the member, or the accessor that its own module declares.</summary>
    private string AccessOf(ISymbol member) => (compilation.IsSymbolAccessibleWithin(member, container) || !ModuleCapture.HasAccessor(member)
        ? member.Name : ModuleCapture.AccessorName(member)) + (IsNullable(member) ? "!" : "");

    private static bool IsNullable(ISymbol member) => MemberType(member) is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };

    /// <summary>A member that holds a value at run time.</summary>
    private Value HeldMember(ISymbol member, Place place, ModuleValue? module, IOperation at)
    {
        string path = place.Name;
        var type = InScope(new Frame(null, module, null) { Types = TypesOf(module) }, () => Resolve(MemberType(member)!));
        var kept = IsNullable(member) ? Chosen(KeptValue(member), module) : null;
        string? mayBeNull = IsNullable(member) && !IsSurelyThere(kept) ? path : null;
        if (kept is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation) return ConstantValue.Null;
        if (type.IsShared()) return SharedVariable(member, place, type, at, mayBeNull);
        if (type.IsSurface("RandomStreams"))
        {
            RequireAccess(member, at);
            return Stream(member, place);
        }
        if (type.IsExpr())
        {
            return IsFixed(member) && Initializer(member, module) is { } made ? made
                : throw NotKnown(at, path, $"make it a computed property: {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {member.Name} => ...");
        }
        if (SymbolicTypes.TryDType(type) is { } element)
        {
            if (IsFixed(member) && Initializer(member, module) is ConstantValue constant) return constant;
            RequireAccess(member, at);
            return new NodeValue(At().Variable(MemberVariable(place, VariableKind.Member, element, _ => Shape.Scalar)));
        }
        if (ElementOfSequence(type) is not null && Sequence(member, place, module, at) is { } list) return list;
        if (type.TypeKind == TypeKind.Delegate || type.SpecialType == SpecialType.System_String || type.TypeKind == TypeKind.Enum || type.IsValueType)
        {
            if (IsFixed(member) && Initializer(member, module) is { } value) return value;
            return FromConstructor(member, module) ?? throw NotKnown(at, path, module is null || module.Name.Length == 0
                ? "make it const, or readonly with an initialiser"
                : $"make it const, or readonly with an initialiser, or make '{module.Name}' in the initialiser of a readonly member; a function can also be an argument of the helper");
        }
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } held)
        {
            RequireAccess(member, at);
            var creation = (kept ?? Unconverted(KeptValue(member))) as IObjectCreationOperation;
            return new ModuleValue(place, creation?.Type as INamedTypeSymbol ?? held, creation, module) { MayBeNull = mayBeNull };
        }
        throw NotKnown(at, path, $"a member of type {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} has no value before the program runs");
    }

    private static StreamValue Stream(ISymbol member, Place place) => new(member.IsStatic ? place.Access : "this." + place.Access);

    private static Dictionary<ITypeParameterSymbol, ITypeSymbol>? TypesOf(ModuleValue? module)
    {
        if (module is null) return null;
        var types = new Dictionary<ITypeParameterSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        for (var type = module.Type; type is not null; type = type.BaseType)
            for (int i = 0; i < type.TypeArguments.Length; i++) types[type.OriginalDefinition.TypeParameters[i]] = type.TypeArguments[i];
        return types;
    }

    private NodeValue SharedVariable(ISymbol member, Place place, ITypeSymbol type, IOperation at, string? mayBeNull = null)
    {
        if (SymbolicTypes.Rank(type) is not { } rank)
            throw NotKnown(at, place.Name, "declare its rank: SharedScalar, SharedVector, SharedMatrix, SharedTensor3 or SharedTensor4");
        var element = ElementTypeOf(SymbolicTypes.ElementType(type)!, at);
        RequireAccess(member, at);
        return new NodeValue(At().Variable(MemberVariable(place, VariableKind.Shared, element, index => DeclaredShape(member, type, rank, index)))) { MayBeNull = mayBeNull };
    }

    private int MemberVariable(Place place, VariableKind kind, DType type, Func<int, Shape> shape)
    {
        if (!memberVariables.TryGetValue(place.Access, out int variable))
            memberVariables.Add(place.Access, variable = Graph.AddVariable(place.Name, kind, type, shape, place.Access, SiteOf(current)));
        return variable;
    }

    /// <summary>Generated code stands in the module's class and reads the member from there.</summary>
    private void RequireAccess(ISymbol member, IOperation at)
    {
        if (compilation.IsSymbolAccessibleWithin(member, container) || (!member.IsStatic && ModuleCapture.HasAccessor(member))) return;
        throw Unsupported(at, $"The {member.DeclaredAccessibility.ToString().ToLowerInvariant()} member '{member.ContainingType.Name}.{member.Name}'",
            $"the code generated into '{container.Name}' must reach it: make it internal or public");
    }

    /// <summary>True where the member keeps what its initialiser gives it.</summary>
    private static bool IsFixed(ISymbol member)
    {
        bool readOnly = member switch
        {
            IFieldSymbol field => field.IsReadOnly || field.IsConst,
            IPropertySymbol property => property.SetMethod is null,
            _ => false,
        };
        return readOnly && InitializerSyntax(member) is not null && !AssignedInConstructor(member);
    }

    private static bool AssignedInConstructor(ISymbol member) => member.ContainingType.InstanceConstructors
        .SelectMany(c => c.DeclaringSyntaxReferences)
        .Select(r => r.GetSyntax())
        .OfType<ConstructorDeclarationSyntax>()
        .SelectMany(c => c.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        .Any(a => a.Left switch
        {
            IdentifierNameSyntax name => name.Identifier.Text == member.Name,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.Text == member.Name,
            _ => false,
        });

    private static ExpressionSyntax? InitializerSyntax(ISymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var value = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                _ => null,
            };
            if (value is not null) return value;
        }
        return null;
    }

    /// <summary>What the initialiser of a member is worth at build time.</summary>
    private Value? Initializer(ISymbol member, ModuleValue? module)
    {
        var key = member.OriginalDefinition;
        if (member.IsStatic && constants.TryGetValue(key, out var known)) return known;
        if (InitializerSyntax(member) is not { } syntax) return null;
        if (!evaluating.Add(key)) throw new CaptureException(Descriptors.BuildTimeFailure, current, $"the initialiser of '{member.Name}' needs its own value");
        try
        {
            var operation = InitializerOperation(syntax);
            var value = InScope(new Frame(null, module, null) { Types = TypesOf(module) }, () => Evaluate(operation));
            if (member.IsStatic && value is not ErrorValue) constants[key] = value;
            return value;
        }
        finally
        {
            evaluating.Remove(key);
        }
    }

    private IOperation? InitializerOperation(ExpressionSyntax syntax)
    {
        var operation = syntax.Parent is EqualsValueClauseSyntax clause ? OperationOf(clause) : null;
        return operation is ISymbolInitializerOperation { Value: var value } ? value : OperationOf(syntax);
    }
}
