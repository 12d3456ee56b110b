using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>Objects made while the graph is built: variables, lists, records and plain classes.</summary>
internal sealed partial class Evaluator
{
    private Value Creation(IObjectCreationOperation creation)
    {
        var type = (INamedTypeSymbol)Resolve(creation.Type!);
        if (type.IsShared())
            throw Unsupported(creation, $"'{Text(creation)}'", "a shared variable is made once: hold it in a readonly member of the module");
        if (type.IsExpr()) return FreeVariable(creation, type);
        if (type.IsSurface("RandomStreams"))
            throw Unsupported(creation, $"'{Text(creation)}'", "random streams are made once: hold them in a readonly member of the module");
        if (type.HasAttribute("GraphModuleAttribute"))
            throw Unsupported(creation, $"'{Text(creation)}'", "a module exists at run time: hold it in a member and reach it through that");

        var arguments = new Value[creation.Constructor?.Parameters.Length ?? 0];
        foreach (var argument in creation.Arguments) arguments[argument.Parameter!.Ordinal] = Evaluate(argument.Value);
        if (arguments.Any(a => a is ErrorValue)) throw new PoisonException();

        Value value;
        if (type.IsTupleType) value = new TupleValue(arguments, [.. arguments.Select(_ => (string?)null)]);
        else if (type.Name is "Index" or "Range" && type.ContainingNamespace.Name == "System")
            value = type.Name == "Range" ? new SliceValue(Plain(arguments[0]), Plain(arguments[1]), null, wraps: false) : new IndexValue(arguments[0], arguments.Length > 1 && arguments[1] is ConstantValue { Object: true });
        else if (ElementOfSequence(type) is not null && type.DeclaringSyntaxReferences.Length == 0)
            value = arguments is [ListValue source] ? new ListValue((IEnumerable<Value>)source.Items) : new ListValue([]);
        else value = Construct(type, creation.Constructor!, arguments, creation);
        return creation.Initializer is { } initializer ? Initialize(value, initializer) : value;
    }

    private NodeValue FreeVariable(IObjectCreationOperation creation, INamedTypeSymbol type)
    {
        if (SymbolicTypes.Rank(type) is not { } rank || SymbolicTypes.ElementType(type) is not { } element)
            throw Unsupported(creation, $"'{Text(creation)}'", "declare a variable of known rank: new Scalar<>, Vector<>, Matrix<>, Row<>, Col<>, Tensor3<> or Tensor4<>");
        string? name = null;
        foreach (var argument in creation.Arguments)
            if (argument.Parameter?.Type.SpecialType == SpecialType.System_String && Need(argument.Value) is ConstantValue { Object: string given }) name = given;
        name ??= (creation.Parent as IVariableInitializerOperation)?.Parent is IVariableDeclaratorOperation declarator ? declarator.Symbol.Name : type.Name.ToLowerInvariant();
        var element1 = ElementTypeOf(element, creation);
        int variable = Graph.AddVariable(name, VariableKind.Free, element1, index => UnitAxes(type, GraphBuilder.DynamicShape(index, rank)), name, SiteOf(creation));
        return new NodeValue(At().Variable(variable));
    }

    private static Shape UnitAxes(ITypeSymbol type, Shape shape) =>
        Shape.Of(shape.Dims.Select((dim, axis) => SymbolicTypes.IsUnitAxis(type, axis) ? Dim.One : dim));

    /// <summary>Runs the constructor of a class of the user's: initialisers, the base, the body.</summary>
    private Value Construct(INamedTypeSymbol type, IMethodSymbol constructor, Value[] arguments, IOperation at)
    {
        if (type.DeclaringSyntaxReferences.Length == 0)
            throw new CaptureException(Descriptors.NoSource, at, $"new {type.Name}", "the source of its class is not part of this project");
        var made = new ObjectValue(type);
        if (depth >= MaxDepth) throw new CaptureAbortException(Descriptors.TooDeep, at, $"Constructors of '{type.Name}' are nested more than {MaxDepth} deep");
        depth++;
        try
        {
            RunConstructor(made, constructor, arguments, at);
        }
        finally
        {
            depth--;
        }
        return made;
    }

    private void RunConstructor(ObjectValue made, IMethodSymbol constructor, Value[] arguments, IOperation at)
    {
        var type = constructor.ContainingType;
        if (constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 1 && type.IsRecord && arguments is [ObjectValue original] && SymbolEqualityComparer.Default.Equals(original.Type, type))
        {
            foreach (var member in original.Members) made.Members[member.Key] = member.Value;
            return;
        }
        var call = new Frame(constructor, made, null) { Types = TypeArguments(constructor, made) };
        for (int i = 0; i < arguments.Length; i++) call.Declare(constructor.OriginalDefinition.Parameters[i], arguments[i]);
        var syntax = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        InScope(call, () =>
        {
            if (syntax is TypeDeclarationSyntax declaration)
            {
                made.Constructor = call; // a primary constructor: members may capture its parameters
                if (type.IsRecord)
                    foreach (var parameter in constructor.OriginalDefinition.Parameters)
                        if (call.TryRead(parameter, out var value)) made.Members[parameter.Name] = value;
                RunInitializers(made, type);
                if (declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } baseCall
                    && OperationOf(baseCall) is IInvocationOperation toBase) ChainTo(made, toBase);
                return 0;
            }
            var body = syntax is null ? null : OperationOf(syntax) as IConstructorBodyOperation;
            var chained = body?.Initializer switch
            {
                IExpressionStatementOperation { Operation: IInvocationOperation invocation } => invocation,
                IInvocationOperation invocation => invocation,
                _ => null,
            };
            bool toThis = chained is not null && SymbolEqualityComparer.Default.Equals(chained.TargetMethod.ContainingType, type);
            if (!toThis) RunInitializers(made, type);
            if (chained is not null) ChainTo(made, chained);
            else if (type.BaseType is { SpecialType: not SpecialType.System_Object and not SpecialType.System_ValueType, DeclaringSyntaxReferences.Length: > 0 } parent
                && parent.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length == 0) is { } plain) RunConstructor(made, plain, [], at);
            if (body is not null) Execute(body.BlockBody ?? body.ExpressionBody);
            return 0;
        });
    }

    private void ChainTo(ObjectValue made, IInvocationOperation chained)
    {
        var arguments = new Value[chained.TargetMethod.Parameters.Length];
        foreach (var argument in chained.Arguments) arguments[argument.Parameter!.Ordinal] = Need(argument.Value);
        RunConstructor(made, chained.TargetMethod, arguments, chained);
    }

    private void RunInitializers(ObjectValue made, INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member.IsStatic || member.IsImplicitlyDeclared || member is not (IFieldSymbol or IPropertySymbol)) continue;
            if (member is IPropertySymbol property && Getter(property, null) is not null) continue;
            if (InitializerSyntax(member) is { } syntax) made.Members[member.Name] = Evaluate(InitializerOperation(syntax));
            else if (!made.Members.ContainsKey(member.Name)) made.Members[member.Name] = Empty(MemberType(member)!);
        }
    }

    private Value Empty(ITypeSymbol type) => Resolve(type) is { IsReferenceType: false } value && ConstantArithmetic.Convert(0, value) is { } zero
        ? new ConstantValue(zero) : type.SpecialType == SpecialType.System_Boolean ? new ConstantValue(false) : ConstantValue.Null;

    private Value ObjectMember(ObjectValue made, ISymbol member, Value[] indices, IOperation at)
    {
        if (member is IPropertySymbol && Getter(member, made) is { } getter) return Inline(getter, Body(getter, at), made, null, indices, at);
        return made.Members.TryGetValue(member.Name, out var value) ? value : ErrorValue.Instance;
    }

    /// <summary>Object and collection initialisers.</summary>
    private Value Initialize(Value value, IObjectOrCollectionInitializerOperation initializer)
    {
        var call = frame.Call;
        var outer = call.Implicit;
        call.Implicit = value;
        try
        {
            foreach (var part in initializer.Initializers)
            {
                if (part is IMemberInitializerOperation member) Initialize(Need(member.InitializedMember), member.Initializer);
                else Evaluate(part);
                call.Implicit = value;
            }
        }
        finally
        {
            call.Implicit = outer;
        }
        return value;
    }

    private Value Anonymous(IAnonymousObjectCreationOperation creation)
    {
        var made = new ObjectValue((INamedTypeSymbol)creation.Type!);
        foreach (var part in creation.Initializers.OfType<ISimpleAssignmentOperation>())
            if (part.Target is IPropertyReferenceOperation property) made.Members[property.Property.Name] = Evaluate(part.Value);
        return made;
    }

    private Value With(IWithOperation with)
    {
        var operand = Need(with.Operand);
        if (operand is TupleValue tuple && with.Initializer is { } parts)
        {
            var items = tuple.Items.ToArray();
            foreach (var part in parts.Initializers.OfType<ISimpleAssignmentOperation>())
            {
                if (part.Target is IFieldReferenceOperation { Field: var field }) items[TupleItem(field)] = Evaluate(part.Value);
            }
            return new TupleValue(items, tuple.Names);
        }
        if (operand is not ObjectValue original)
            throw Unsupported(with, $"'{Text(with)}'", "only records made in the graph can be copied with changes");
        var copy = new ObjectValue(original.Type) { Constructor = original.Constructor };
        foreach (var member in original.Members) copy.Members[member.Key] = member.Value;
        return with.Initializer is { } initializer ? Initialize(copy, initializer) : copy;
    }

    /// <summary>The parts of a tuple or a record.</summary>
    private Value[] Deconstruct(Value value, int count, IOperation at)
    {
        switch (value)
        {
            case TupleValue tuple when tuple.Items.Length == count:
                return tuple.Items;
            case ObjectValue { Type: { } type } made:
                var method = type.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == count);
                if (method is { IsImplicitlyDeclared: true })
                    return [.. method.Parameters.Select(p => made.Members.TryGetValue(p.Name, out var part) ? part : ErrorValue.Instance)];
                if (method is null) break;
                Frame? called = null;
                Inline(method, Body(method, at), made, null, [.. method.Parameters.Select(_ => (Value)ConstantValue.Null)], at, f => called = f);
                return [.. method.Parameters.Select(p => called!.TryRead(p.OriginalDefinition, out var part) ? part : ErrorValue.Instance)];
        }
        throw Unsupported(at, $"'{Text(at)}'", $"{value.What} cannot be taken apart into {count} parts");
    }
}
