using System.Text;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>Expressions: which file evaluates which, conversions, assignments, decisions inside of expressions.</summary>
internal sealed partial class Evaluator
{
    private Value Expression(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Conversion(conversion),
        IParenthesizedOperation parenthesized => Evaluate(parenthesized.Operand),
        ILocalReferenceOperation local => Variable(local.Local),
        IParameterReferenceOperation parameter => Parameter(parameter.Parameter),
        IInstanceReferenceOperation instance => Instance(instance),
        IFieldReferenceOperation field => Member(field.Field, field.Instance, []),
        IPropertyReferenceOperation property => Member(property.Property, property.Instance, property.Arguments),
        IInvocationOperation invocation => Invocation(invocation),
        IObjectCreationOperation creation => Creation(creation),
        IAnonymousObjectCreationOperation creation => Anonymous(creation),
        IWithOperation with => With(with),
        IBinaryOperation binary => Binary(binary),
        ITupleBinaryOperation binary => TupleEquality(binary),
        IUnaryOperation unary => Unary(unary),
        IRangeOperation range => new SliceValue(Bound(range.LeftOperand), Bound(range.RightOperand), null, wraps: false),
        ITupleOperation tuple => Tuple(tuple),
        IArrayCreationOperation array => NewArray(array),
        IArrayElementReferenceOperation element => Element(element),
        IImplicitIndexerReferenceOperation element => ImplicitElement(element),
        ICollectionExpressionOperation collection => new ListValue(Elements(collection.Elements)),
        IDelegateCreationOperation function => Evaluate(function.Target),
        IAnonymousFunctionOperation lambda => new FunctionValue(lambda.Symbol, lambda.Body, frame, frame.Receiver),
        IMethodReferenceOperation method => MethodGroup(method),
        ISimpleAssignmentOperation assignment => Assign(assignment.Target, Evaluate(assignment.Value)),
        ICompoundAssignmentOperation assignment => Compound(assignment),
        IIncrementOrDecrementOperation increment => Increment(increment),
        ICoalesceAssignmentOperation assignment => Evaluate(assignment.Target) is var present && IsNull(present, assignment.Target)
            ? Assign(assignment.Target, Evaluate(assignment.Value)) : present,
        IDeconstructionAssignmentOperation deconstruction => Assign(deconstruction.Target, Evaluate(deconstruction.Value)),
        IDeclarationExpressionOperation declaration => Evaluate(declaration.Expression),
        IConditionalOperation decision => Condition(decision.Condition) ? Evaluate(decision.WhenTrue) : Evaluate(decision.WhenFalse),
        ICoalesceOperation coalesce => Need(coalesce.Value) is var present && IsNull(present, coalesce.Value) ? Evaluate(coalesce.WhenNull) : present,
        IConditionalAccessOperation access => ConditionalAccess(access),
        IConditionalAccessInstanceOperation => frame.Call.Implicit ?? ErrorValue.Instance,
        ISwitchExpressionOperation choice => SwitchExpression(choice),
        IIsPatternOperation test => new ConstantValue(Matches(test.Pattern, Need(test.Value), test.Value)),
        IIsTypeOperation test => new ConstantValue(IsOfType(Need(test.ValueOperand), test.TypeOperand, test) != test.IsNegated),
        IDefaultValueOperation value => DefaultOf(value),
        IInterpolatedStringOperation text => Interpolated(text),
        IThrowOperation failure => throw Thrown(failure),
        ITranslatedQueryOperation query => Evaluate(query.Operation),
        IInvalidOperation => throw new PoisonException(), // the compiler has its own message
        IDiscardOperation => ErrorValue.Instance,
        _ => throw Unsupported(operation, $"'{Text(operation)}'", Instead(operation)),
    };

    private static string Instead(IOperation operation) => operation switch
    {
        IAwaitOperation => "it is built at once: nothing can be awaited",
        ITypeOfOperation => "types are not values here: use generic helpers",
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation => "give it a static type",
        _ => $"an expression of kind {operation.Kind} has no meaning at build time: compute it outside of the describing method and hold it in a member",
    };

    private Value Variable(ILocalSymbol local) =>
        frame.TryRead(local, out var value) ? value
        : local.HasConstantValue ? new ConstantValue(local.ConstantValue) : ErrorValue.Instance;

    private Value Parameter(IParameterSymbol parameter)
    {
        if (frame.TryRead(parameter, out var value)) return value;
        if (parameter.ContainingSymbol is ITypeSymbol && frame.Receiver is { } extended) return extended; // of an extension block
        // A parameter of a primary constructor, captured by a member.
        if (frame.Receiver is ObjectValue { Constructor: { } constructor } && constructor.TryRead(parameter, out value)) return value;
        if (frame.Receiver is ModuleValue module) return ConstructorParameter(module, parameter);
        return ErrorValue.Instance;
    }

    private Value Instance(IInstanceReferenceOperation instance) => instance.ReferenceKind switch
    {
        InstanceReferenceKind.ImplicitReceiver => frame.Call.Implicit ?? ErrorValue.Instance,
        _ => frame.Receiver ?? ErrorValue.Instance,
    };

    private Value Conversion(IConversionOperation conversion)
    {
        var value = Need(conversion.Operand);
        if (conversion.OperatorMethod is { } method && !method.ContainingType.IsSurface() && method.DeclaringSyntaxReferences.Length > 0)
            return Call(method, null, [value], conversion);
        if (conversion.Type is null) return value;
        // One number of rows and columns, to be told from a mode.
        if (conversion.OperatorMethod is { ContainingType: var padding, Parameters: [{ Type.SpecialType: SpecialType.System_Int32 }] } && padding.IsSurface("Padding"))
            return new TupleValue([value, value], [null, null]);
        if (conversion.IsTryCast && value is not NodeValue && !IsOfType(value, conversion.Type, conversion)) return ConstantValue.Null;
        return Coerce(value, conversion.Type, conversion);
    }

    /// <summary>A value as one of another type: constants become tensors where tensors are asked for.</summary>
    private Value Coerce(Value value, ITypeSymbol target, IOperation at)
    {
        target = Resolve(target);
        if (target.WithoutNullable() is { } bare) target = bare;
        switch (value)
        {
            case ConstantValue { Object: { } constant } when target.IsExpr():
                return SymbolicTypes.ElementType(target) is { } element
                    ? new NodeValue(Literal(constant, ElementTypeOf(element, at), at)) : value;
            case ConstantValue { Object: { } constant } when ConstantArithmetic.Convert(constant, target) is { } converted:
                return new ConstantValue(converted);
            case ConstantValue { Object: not null } or NodeValue when target.Name == "Index" && target.ContainingNamespace is { Name: "System" }:
                return new IndexValue(value, fromEnd: false);
            case NodeValue node when SymbolicTypes.TryDType(target) is { } type && Graph[node.Node].Rank == 0:
                return Graph[node.Node].Type == type ? node : new NodeValue(At().Add(OpCode.Cast, null, type, node.Node));
            case NodeValue node when target.IsExpr() && at is IConversionOperation { Operand.Type: { } source } && SymbolicTypes.TryDType(Resolve(source)) is not null
                && SymbolicTypes.ElementType(target) is { } wanted && ElementTypeOf(wanted, at) is var wide && Graph[node.Node].Type != wide:
                return new NodeValue(At().Add(OpCode.Cast, null, wide, node.Node)); // a run-time scalar of C# through the implicit conversion
            case NodeValue node when at is IConversionOperation { IsImplicit: false } && SymbolicTypes.Rank(target) is { } rank && rank != Graph[node.Node].Rank:
                throw new CaptureException(Descriptors.RankMismatch, at, $"'{Text(((IConversionOperation)at).Operand)}' has rank {Graph[node.Node].Rank}, not {rank}");
            case TupleValue tuple when target is INamedTypeSymbol { IsTupleType: true } type && type.TupleElements.Length == tuple.Items.Length:
                return new TupleValue(
                    [.. tuple.Items.Select((item, i) => Coerce(item, type.TupleElements[i].Type, at))],
                    [.. type.TupleElements.Select((e, i) => e.IsExplicitlyNamedTupleElement ? e.Name : tuple.Names[i])]);
            default:
                return value;
        }
    }

    private Value Tuple(ITupleOperation tuple)
    {
        var items = tuple.Elements.Select(Evaluate).ToArray();
        var names = (tuple.NaturalType ?? tuple.Type) is INamedTypeSymbol { IsTupleType: true } type
            ? type.TupleElements.Select(e => e.IsExplicitlyNamedTupleElement ? e.Name : null) : items.Select(_ => (string?)null);
        return new TupleValue(items, [.. names]);
    }

    /// <summary>Gives the value to a variable, a tuple of them, an element of a list, a member of an object.</summary>
    private Value Assign(IOperation target, Value value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                if (local.IsDeclaration) frame.Declare(local.Local, value);
                else frame.Write(local.Local, value);
                return value;
            case IParameterReferenceOperation parameter:
                frame.Write(parameter.Parameter, value);
                return value;
            case IDiscardOperation:
                return value;
            case IDeclarationExpressionOperation declaration:
                return Assign(declaration.Expression, value);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Assign(conversion.Operand, value);
            case ITupleOperation tuple:
                var parts = value is ErrorValue ? null : Deconstruct(value, tuple.Elements.Length, target);
                for (int i = 0; i < tuple.Elements.Length; i++) Assign(tuple.Elements[i], parts?[i] ?? ErrorValue.Instance);
                return value;
            case IArrayElementReferenceOperation element when Need(element.ArrayReference) is ListValue list && element.Indices.Length == 1:
                list.Items[Position(Need(element.Indices[0]), list.Items.Count, element.Indices[0])] = value;
                return value;
            case IPropertyReferenceOperation { Arguments.Length: 1, Instance: { } instance } indexer when Need(instance) is ListValue list:
                list.Items[Position(Need(indexer.Arguments[0].Value), list.Items.Count, indexer)] = value;
                return value;
            case IFieldReferenceOperation { Instance: { } instance } field:
                return AssignMember(Need(instance), field.Field, value, target);
            case IPropertyReferenceOperation { Instance: { } instance } property:
                return AssignMember(Need(instance), property.Property, value, target);
            default:
                throw Unsupported(target, $"Assigning to '{Text(target)}'", "assign to a local variable; shared variables get new values through updates");
        }
    }

    private static Value AssignMember(Value instance, ISymbol member, Value value, IOperation target)
    {
        if (instance is not ObjectValue made)
            throw Unsupported(target, $"Assigning to '{Text(target)}'", "the module is as it is while its graphs are built; shared variables get new values through updates");
        made.Members[member.Name] = value;
        return value;
    }

    private Value Compound(ICompoundAssignmentOperation assignment)
    {
        var left = Evaluate(assignment.Target);
        var right = Evaluate(assignment.Value);
        if (left is ErrorValue || right is ErrorValue) return Assign(assignment.Target, ErrorValue.Instance);
        var result = assignment.OperatorMethod is { } method
            ? OperatorCall(method, assignment.OperatorKind, [left, right], assignment)
            : BuiltIn(assignment.OperatorKind, left, right, assignment.Type!, assignment);
        return Assign(assignment.Target, assignment.Type is { } type ? Coerce(result, type, assignment) : result);
    }

    private Value Increment(IIncrementOrDecrementOperation increment)
    {
        var before = Need(increment.Target);
        var kind = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        object one = before is ConstantValue { Object: { } constant } ? ConstantArithmetic.Convert(1, increment.Type!) ?? constant : 1;
        var after = Coerce(BuiltIn(kind, before, new ConstantValue(one), increment.Type!, increment), increment.Type!, increment);
        Assign(increment.Target, after);
        return increment.IsPostfix ? before : after;
    }

    /// <summary>A decision by whether something is null.</summary>
    private static bool IsNull(Value value, IOperation at) => value.MayBeNull is { } name
        ? throw NotKnown(at, name, "whether it is null is decided when the program runs: make it readonly, with an initialiser that tells, or decide by a const or readonly bool")
        : value is ConstantValue { Object: null };

    private Value ConditionalAccess(IConditionalAccessOperation access)
    {
        var receiver = Need(access.Operation);
        if (IsNull(receiver, access.Operation)) return ConstantValue.Null;
        var outer = frame.Call.Implicit;
        var call = frame.Call;
        call.Implicit = receiver;
        try
        {
            return Evaluate(access.WhenNotNull);
        }
        finally
        {
            call.Implicit = outer;
        }
    }

    private Value DefaultOf(IDefaultValueOperation value)
    {
        if (value.Type is null || value.Type.IsReferenceType) return ConstantValue.Null;
        var type = Resolve(value.Type);
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } || type.IsReferenceType) return ConstantValue.Null;
        return ConstantArithmetic.Convert(0, type) is { } zero ? new ConstantValue(zero)
            : type.SpecialType == SpecialType.System_Boolean ? new ConstantValue(false)
            : ConstantValue.Null; // options of the surface: nothing chosen
    }

    private Value Interpolated(IInterpolatedStringOperation text)
    {
        var result = new StringBuilder();
        foreach (var part in text.Parts)
        {
            result.Append(part switch
            {
                IInterpolatedStringTextOperation literal => literal.Text.ConstantValue.Value,
                IInterpolationOperation hole when Need(hole.Expression) is ConstantValue constant => constant,
                _ => throw NotKnown(part, Text(part), "texts in a graph are made of constants"),
            });
        }
        return new ConstantValue(result.ToString());
    }

    private CaptureException Thrown(IThrowOperation failure)
    {
        var exception = failure.Exception;
        while (exception is IConversionOperation conversion) exception = conversion.Operand;
        string message = exception is IObjectCreationOperation { Arguments.Length: > 0 } creation
            && creation.Arguments.FirstOrDefault(a => a.Parameter?.Name == "message")?.Value is { } text && Evaluate(text) is ConstantValue { Object: string given }
            ? $": {given}" : "";
        return new CaptureException(Descriptors.BuildTimeFailure, failure, $"{exception?.Type?.Name ?? "an exception"} is thrown{message}");
    }
}
