using GraphDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>
/// What a module's constructor was given, where the module is made in an initialiser whose arguments are known:
/// <c>new Layer(784, 500, T.Tanh)</c>.
/// </summary>
internal sealed partial class Evaluator
{
    /// <summary>A parameter of the primary constructor of a module.</summary>
    private Value ConstructorParameter(ModuleValue module, IParameterSymbol parameter) =>
        ConstructorFrame(module) is { } constructor && constructor.TryRead(parameter, out var value) ? value
        : throw NotKnown(current, parameter.Name, $"it is an argument of the constructor of '{module.Type.Name}'; make the object in the initialiser of a readonly member, from constants");

    /// <summary>A readonly member that the constructor gives one of its parameters, or what it makes of them.</summary>
    private Value? FromConstructor(ISymbol member, ModuleValue? module)
    {
        if (module is null || !IsReadOnly(member)) return null;
        if (ConstructorFrame(module) is not { } constructor)
            return KeptValue(member) is { } kept && InScope(new Frame(null, module, null) { Types = TypesOf(module) }, () => Evaluate(kept)) is var alone and not ErrorValue ? alone : null;
        foreach (var assignment in Assignments(constructor.Method!))
        {
            if (IsMember(assignment.Target, member)) return InScope(constructor, () => Evaluate(assignment.Value));
        }
        return InitializerSyntax(member) is { } syntax ? InScope(constructor, () => Evaluate(InitializerOperation(syntax))) : null;
    }

    private IEnumerable<ISimpleAssignmentOperation> Assignments(IMethodSymbol constructor)
    {
        var syntax = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        if (syntax is not ConstructorDeclarationSyntax) return [];
        return OperationOf(syntax)?.Descendants().OfType<ISimpleAssignmentOperation>() ?? [];
    }

    /// <summary>
    /// What gives a member the value that it keeps: its initialiser, or the one statement of the only constructor that assigns
    /// it; null where the value can be another.
    /// </summary>
    private IOperation? KeptValue(ISymbol member)
    {
        if (IsFixed(member)) return InitializerOperation(InitializerSyntax(member)!);
        if (!IsReadOnly(member) || member.IsStatic) return null;
        bool Assigns(ISimpleAssignmentOperation a) => IsMember(a.Target, member);
        var statements = ConstructorStatements(member.ContainingType).OfType<IExpressionStatementOperation>()
            .Select(s => s.Operation).OfType<ISimpleAssignmentOperation>().Where(Assigns).ToList();
        if (statements is not [var only]) return null;
        return member.ContainingType.InstanceConstructors.SelectMany(Assignments).Count(Assigns) == 1 ? only.Value : null;
    }

    /// <summary>What a choice by what is known comes to: <c>useBias ? Shared.Zeros&lt;float&gt;(n) : null</c>; null where it is not known.</summary>
    private IOperation? Chosen(IOperation? value, ModuleValue? module)
    {
        value = Unconverted(value);
        while (value is IConditionalOperation choice)
        {
            var scope = (module is null ? null : ConstructorFrame(module)) ?? new Frame(null, module, null) { Types = TypesOf(module) };
            if (!IsKnown(choice.Condition, scope) || InScope(scope, () => Evaluate(choice.Condition)) is not ConstantValue { Object: bool holds }) return null;
            value = Unconverted(holds ? choice.WhenTrue : choice.WhenFalse);
        }
        return value;
    }

    /// <summary>True for an expression that makes an object, or is declared not to be null.</summary>
    private static bool IsSurelyThere(IOperation? value) => value is IObjectCreationOperation or ICollectionExpressionOperation or IArrayCreationOperation
        or IInvocationOperation { TargetMethod.ReturnType.NullableAnnotation: not NullableAnnotation.Annotated };

    /// <summary>The statements that run whenever an object is made; none where a class has several constructors.</summary>
    private IEnumerable<IOperation> ConstructorStatements(INamedTypeSymbol type)
    {
        if (type.InstanceConstructors is not [{ DeclaringSyntaxReferences: [var reference] }]) return [];
        var syntax = reference.GetSyntax(cancellation);
        if (syntax is not ConstructorDeclarationSyntax || OperationOf(syntax) is not IConstructorBodyOperation body) return [];
        return (body.BlockBody ?? body.ExpressionBody)?.Operations ?? [];
    }

    /// <summary>True for what only initialisers and constructors give a value.</summary>
    private static bool IsReadOnly(ISymbol member) => member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };

    /// <summary>True where an expression names that field or property of this object.</summary>
    private static bool IsMember(IOperation? expression, ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(MemberOf(expression)?.OriginalDefinition, member.OriginalDefinition);

    /// <summary>The field or property of this object that an expression names.</summary>
    private static ISymbol? MemberOf(IOperation? expression) => expression switch
    {
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation } field => field.Field,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } property => property.Property,
        _ => null,
    };

    /// <summary>The parameters of the constructor call that made a module, as far as their arguments are known.</summary>
    private Frame? ConstructorFrame(ModuleValue module)
    {
        if (module.Creation is not { Constructor: { } constructor } creation) return null;
        var frame = new Frame(constructor, module, null) { Types = TypesOf(module) };
        var around = module.Owner is { } owner ? ConstructorFrame(owner) ?? new Frame(null, owner, null) { Types = TypesOf(owner) } : new Frame(null, null, null);
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is { } parameter && IsKnown(argument.Value, around))
                frame.Declare(parameter.OriginalDefinition, InScope(around, () => Evaluate(argument.Value)));
        }
        return frame;
    }

    /// <summary>False where an expression needs what only a run-time call of the constructor around it gives.</summary>
    private static bool IsKnown(IOperation expression, Frame around) => !expression.DescendantsAndSelf().Any(part => part switch
    {
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter } => !around.TryRead(parameter, out _),
        ILocalReferenceOperation { Local: var local } => !expression.DescendantsAndSelf().Any(d => d is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)),
        _ => false,
    });

    internal static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        return operation;
    }
}
