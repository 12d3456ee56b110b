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

    /// <summary>A readonly member that the constructor gives one of its parameters.</summary>
    private Value? FromConstructor(ISymbol member, ModuleValue? module)
    {
        if (module is null || ConstructorFrame(module) is not { } constructor) return null;
        bool readOnly = member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };
        if (!readOnly) return null;
        foreach (var assignment in Assignments(constructor.Method!))
        {
            var target = assignment.Target switch
            {
                IFieldReferenceOperation field => field.Field,
                IPropertyReferenceOperation property => (ISymbol)property.Property,
                _ => null,
            };
            if (SymbolEqualityComparer.Default.Equals(target?.OriginalDefinition, member.OriginalDefinition))
                return InScope(constructor, () => Evaluate(assignment.Value));
        }
        return InitializerSyntax(member) is { } syntax ? InScope(constructor, () => Evaluate(InitializerOperation(syntax))) : null;
    }

    private IEnumerable<ISimpleAssignmentOperation> Assignments(IMethodSymbol constructor)
    {
        var syntax = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        if (syntax is not ConstructorDeclarationSyntax) return [];
        return OperationOf(syntax)?.Descendants().OfType<ISimpleAssignmentOperation>() ?? [];
    }

    /// <summary>The parameters of the constructor call that made a module, bound to their arguments.</summary>
    private Frame? ConstructorFrame(ModuleValue module)
    {
        if (module.Name.Length == 0 || Creator(module) is not { Constructor: { } constructor } creation) return null;
        var frame = new Frame(constructor, module, null);
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is { } parameter)
                frame.Declare(parameter.OriginalDefinition, InScope(new Frame(null, new ModuleValue(container), null), () => Evaluate(argument.Value)));
        }
        return frame;
    }

    /// <summary>The <c>new</c> expression in an initialiser of the class that made the module.</summary>
    private IObjectCreationOperation? Creator(ModuleValue module)
    {
        int bracket = module.Name.IndexOf('[');
        string name = bracket < 0 ? module.Name : module.Name.Substring(0, bracket);
        if (name.Contains('.')) return null; // of a nested module: its own class knows
        ISymbol? member = null;
        for (var type = container; type is not null && member is null; type = type.BaseType)
            member = type.GetMembers(name).FirstOrDefault(m => m is IFieldSymbol or IPropertySymbol);
        if (member is null || !IsFixed(member) || InitializerSyntax(member) is not { } syntax) return null;
        var operation = Unconverted(InitializerOperation(syntax));
        if (bracket < 0) return operation as IObjectCreationOperation;
        if (!int.TryParse(module.Name.Substring(bracket + 1, module.Name.Length - bracket - 2), out int index)) return null;
        var elements = operation switch
        {
            ICollectionExpressionOperation collection => collection.Elements.ToArray(),
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.ToArray(),
            IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.OfType<IInvocationOperation>().Select(i => i.Arguments[0].Value).ToArray(),
            _ => [],
        };
        return index < elements.Length ? Unconverted(elements[index]) as IObjectCreationOperation : null;
    }

    internal static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        return operation;
    }
}
