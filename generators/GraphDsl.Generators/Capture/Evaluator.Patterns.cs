using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>Patterns and switch expressions on what is known at build time.</summary>
internal sealed partial class Evaluator
{
    private Value SwitchExpression(ISwitchExpressionOperation choice)
    {
        var value = Need(choice.Value);
        return InScope(new Frame(frame), () =>
        {
            foreach (var arm in choice.Arms)
            {
                if (Matches(arm.Pattern, value, choice.Value) && (arm.Guard is null || Condition(arm.Guard)))
                    return Evaluate(arm.Value);
            }
            throw new CaptureException(Descriptors.BuildTimeFailure, choice, $"no arm of the switch matches {value.What}");
        });
    }

    private bool Matches(IPatternOperation pattern, Value value, IOperation at)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return true;
            case IConstantPatternOperation constant:
                if (value is NodeValue && Need(constant.Value) is ConstantValue { Object: not null }) throw RunTimeCondition(at);
                return SameValue(value, Need(constant.Value), at);
            case INegatedPatternOperation negated:
                return !Matches(negated.Pattern, value, at);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return Matches(both.LeftPattern, value, at) && Matches(both.RightPattern, value, at);
            case IBinaryPatternOperation either:
                return Matches(either.LeftPattern, value, at) || Matches(either.RightPattern, value, at);
            case IRelationalPatternOperation relation:
                if (value is NodeValue) throw RunTimeCondition(at);
                return BuiltIn(relation.OperatorKind, value, Need(relation.Value), relation.Value.Type!, at) is ConstantValue { Object: true };
            case ITypePatternOperation type:
                return IsOfType(value, type.MatchedType, at);
            case IDeclarationPatternOperation declaration:
                if (!declaration.MatchesNull && IsNull(value, at)) return false;
                if (!declaration.MatchesNull && declaration.MatchedType is { } matched && !IsOfType(value, matched, at)) return false;
                if (declaration.DeclaredSymbol is { } declared) frame.Declare(declared, value);
                return true;
            case IRecursivePatternOperation recursive:
                return MatchesParts(recursive, value, at);
            case IListPatternOperation list when value is ListValue items && !list.Patterns.Any(p => p is ISlicePatternOperation):
                return items.Items.Count == list.Patterns.Length && items.Items.Zip(list.Patterns, (v, p) => Matches(p, v, at)).All(m => m);
            default:
                throw Unsupported(pattern, $"The pattern '{Text(pattern)}'", "test it with if");
        }
    }

    private bool MatchesParts(IRecursivePatternOperation pattern, Value value, IOperation at)
    {
        if (IsNull(value, at)) return false;
        if (pattern.MatchedType is { } type && !SymbolEqualityComparer.Default.Equals(type.WithoutNullable(), pattern.InputType.WithoutNullable())
            && !IsOfType(value, type, at)) return false;
        if (pattern.DeconstructionSubpatterns.Length > 0)
        {
            var parts = Deconstruct(value, pattern.DeconstructionSubpatterns.Length, at);
            for (int i = 0; i < parts.Length; i++)
                if (!Matches(pattern.DeconstructionSubpatterns[i], parts[i], at)) return false;
        }
        foreach (var part in pattern.PropertySubpatterns)
        {
            var member = part.Member switch
            {
                IPropertyReferenceOperation property => property.Property,
                IFieldReferenceOperation field => (ISymbol)field.Field,
                _ => throw Unsupported(part, $"The pattern '{Text(part)}'", "test it with if"),
            };
            if (!Matches(part.Pattern, Sound(ReadMember(member, value, [], at)), at)) return false;
        }
        if (pattern.DeclaredSymbol is { } declared) frame.Declare(declared, value);
        return true;
    }

    /// <summary>Whether the value would be of the type at run time.</summary>
    private bool IsOfType(Value value, ITypeSymbol type, IOperation at)
    {
        type = Resolve(type);
        if (IsNull(value, at)) return false;
        switch (value)
        {
            case ConstantValue { Object: { } constant }:
                return type.SpecialType == SpecialType.System_Object || type.WithoutNullable()?.ToDisplayString(FullName) == constant.GetType().FullName
                    || type.TypeKind == TypeKind.Enum;
            case ModuleValue module:
                return Is(module.Type, type);
            case ObjectValue made:
                return Is(made.Type, type);
            case NodeValue node when type.IsExpr():
                return (SymbolicTypes.Rank(type) is not { } rank || rank == Graph[node.Node].Rank)
                    && (SymbolicTypes.ElementType(type) is not { } element || ElementTypeOf(element, at) == Graph[node.Node].Type)
                    && (!type.IsShared() || (Graph[node.Node].Op == OpCode.Variable && VariableOf(node.Node).Kind == VariableKind.Shared));
            case ListValue:
                return type is IArrayTypeSymbol or INamedTypeSymbol { IsGenericType: true };
            default:
                return type.SpecialType == SpecialType.System_Object;
        }
    }

    private static readonly SymbolDisplayFormat FullName = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static bool Is(ITypeSymbol? type, ITypeSymbol target)
    {
        if (type is not null && type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, target))) return true;
        for (var t = type; t is not null; t = t.BaseType)
            if (SymbolEqualityComparer.Default.Equals(t, target)) return true;
        return false;
    }

    private Variable VariableOf(int node) => Graph.Variables[((VariableData)Graph[node].Data!).Index];
}
