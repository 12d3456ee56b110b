using System.Collections.Immutable;
using GraphDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>Calls: operations of the surface become nodes, helpers with source are inlined, lambdas applied.</summary>
internal sealed partial class Evaluator
{
    private readonly Dictionary<IMethodSymbol, IOperation?> bodies = new(SymbolEqualityComparer.Default);

    private Value Invocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.ContainingType.IsSurface("T") && method.Name == "Function") return GraphFunction(invocation);

        var receiver = invocation.Instance is null ? null : Evaluate(invocation.Instance);
        var arguments = new Value[method.Parameters.Length];
        var places = new IOperation?[method.Parameters.Length];
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is null) throw new PoisonException();
            arguments[argument.Parameter.Ordinal] = argument.Parameter.RefKind == RefKind.Out ? ConstantValue.Null : Evaluate(argument.Value);
            places[argument.Parameter.Ordinal] = argument.ArgumentKind == ArgumentKind.DefaultValue ? null : argument.Value;
        }
        for (int i = 0; i < arguments.Length; i++) arguments[i] ??= ConstantValue.Null;
        if (receiver is ErrorValue || arguments.Any(a => a is ErrorValue)) throw new PoisonException();

        Frame? called = null;
        var result = Call(method, receiver, arguments, invocation, places, frame => called = frame);
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter!.RefKind is not (RefKind.Out or RefKind.Ref)) continue;
            Assign(argument.Value, called is not null && called.TryRead(argument.Parameter.OriginalDefinition, out var written) ? written : ErrorValue.Instance);
        }
        return result;
    }

    /// <summary>A call with its arguments evaluated, in the order of the parameters.</summary>
    private Value Call(IMethodSymbol method, Value? receiver, Value[] arguments, IOperation at, IOperation?[]? places = null, Action<Frame>? entered = null)
    {
        var type = method.ContainingType;
        if (method.MethodKind == MethodKind.DelegateInvoke) return Apply(receiver!, arguments, at);
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            var local = method.OriginalDefinition;
            if (!frame.TryRead(local, out var function)) throw new PoisonException();
            return Inline(method, ((FunctionValue)function).Body, ((FunctionValue)function).Receiver, ((FunctionValue)function).Closure, arguments, at, entered);
        }
        if (type is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } } || type.IsSurface("SymbolicEnumerable")) return Sequence(method, arguments, at);
        if (method.IsStatic && type.IsSurface()) return Operation(new(this, method, null, arguments, places, at));
        if (type.IsSurface() && receiver is NodeValue or MarkerValue or ListValue or StreamValue) return Operation(new(this, method, receiver, arguments, places, at));
        if (type.Name is "Math" or "MathF" && type.ContainingNamespace.Name == "System") return Mathematics(method, arguments, at);
        if (method.IsStatic && IsPositions(type)) return Positions(method.Name, arguments, at);
        if (type.SpecialType == SpecialType.System_String && Texts(method.Name, receiver, arguments, at) is { } made) return made;
        if (receiver is ListValue list && ListMethod(list, method.Name, arguments, at) is { } result) return result;
        if (receiver is ConstantValue { Object: null }) throw new CaptureException(Descriptors.BuildTimeFailure, at, $"'{method.Name}' is called on null");
        if (method.Name == "ToString" && receiver is ConstantValue text && arguments.Length == 0) return new ConstantValue(text.ToString());
        if (type is { Name: "ArgumentNullException" } && method.Name == "ThrowIfNull")
            return arguments[0] is ConstantValue { Object: null } ? throw new CaptureException(Descriptors.BuildTimeFailure, at, "ArgumentNullException is thrown") : ConstantValue.Null;
        if (type is { Name: "Array", ContainingNamespace.Name: "System" } && method.Name is "Empty") return new ListValue([]);

        if (!IsBaseCall(at, method))
        {
            method = Implementation(method, receiver);
            RequireDecided(method, receiver, at);
        }
        if (method.DeclaringSyntaxReferences.Length == 0)
        {
            if (type.IsSurface()) throw Unsupported(at, $"'{type.Name}.{method.Name}'", "it has no meaning in a graph");
            throw new CaptureException(Descriptors.NoSource, at, $"{method.ContainingType.Name}.{method.Name}",
                "its source is not part of this project; only T, members of tensors, LINQ, Math and methods with source can be called in a graph");
        }
        return Inline(method, Body(method, at), receiver, null, arguments, at, entered);
    }

    /// <summary>True for <c>base.F(x)</c>, which reaches that very method.</summary>
    private static bool IsBaseCall(IOperation at, IMethodSymbol method) => at is IInvocationOperation { Instance.Syntax: BaseExpressionSyntax } call
        && SymbolEqualityComparer.Default.Equals(call.TargetMethod, method);

    /// <summary>What a class may override must not be read from an object that may be of a derived class.</summary>
    private static void RequireDecided(ISymbol member, Value? receiver, IOperation at)
    {
        if (receiver is not ModuleValue { Creation: null, Name.Length: > 0, Type.IsSealed: false } module) return;
        if (member is { IsSealed: false } and ({ IsVirtual: true } or { IsOverride: true }) && member.ContainingType.TypeKind == TypeKind.Class)
            throw NotKnown(at, $"{module.Name}.{member.Name}", $"it is virtual, and the class of '{module.Name}' is only known when the program runs: make the object in the initialiser of a readonly member, or seal '{module.Type.Name}'");
    }

    /// <summary>The method that a virtual call reaches.</summary>
    private static IMethodSymbol Implementation(IMethodSymbol method, Value? receiver)
    {
        INamedTypeSymbol? type = receiver switch
        {
            ModuleValue module => module.Type,
            ObjectValue made => made.Type,
            _ => null,
        };
        if (type is null || method.IsStatic) return method.PartialImplementationPart ?? method;
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            return type.FindImplementationForInterfaceMember(method.OriginalDefinition.Equals(method, SymbolEqualityComparer.Default) ? method : method.ConstructedFrom) as IMethodSymbol is { } found
                ? method.TypeArguments.Length > 0 ? found.Construct([.. method.TypeArguments]) : found : method;
        }
        if (!method.IsVirtual && !method.IsAbstract && !method.IsOverride) return method.PartialImplementationPart ?? method;
        for (var t = type; t is not null; t = t.BaseType)
        {
            foreach (var candidate in t.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (var overridden = candidate; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition))
                        return method.TypeArguments.Length > 0 ? candidate.Construct([.. method.TypeArguments]) : candidate;
                }
            }
        }
        return method;
    }

    /// <summary>The body of a method, an accessor or a constructor with source.</summary>
    private IOperation? Body(IMethodSymbol method, IOperation at)
    {
        var definition = method.OriginalDefinition;
        if (bodies.TryGetValue(definition, out var body)) return body;
        foreach (var reference in (definition.PartialImplementationPart ?? definition).DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancellation);
            body = OperationOf(syntax);
            body ??= syntax is ArrowExpressionClauseSyntax arrow ? OperationOf(arrow.Expression) : null;
            if (body is not null) break;
        }
        if (definition.IsAbstract || definition.IsExtern)
            throw new CaptureException(Descriptors.NoSource, at, $"{method.ContainingType.Name}.{method.Name}", definition.IsAbstract ? "it is abstract: describe the function in a class that gives it a body" : "it has no body here");
        bodies.Add(definition, body);
        return body;
    }

    /// <summary>Runs a body with the arguments in place of the parameters.</summary>
    private Value Inline(IMethodSymbol method, IOperation? body, Value? receiver, Frame? closure, Value[] arguments, IOperation at, Action<Frame>? entered = null)
    {
        if (body is null) throw new CaptureException(Descriptors.NoSource, at, $"{method.ContainingType?.Name}.{method.Name}", "it has no body that can be read");
        if (method.IsAsync) throw Unsupported(at, $"The asynchronous method '{method.Name}'", "a graph is built at once: nothing can be awaited");
        if (depth >= MaxDepth)
            throw new CaptureAbortException(Descriptors.TooDeep, at, $"Calls of '{method.Name}' are nested more than {MaxDepth} deep");
        var call = new Frame(method, receiver, closure) { Types = TypeArguments(method, receiver) };
        var parameters = method.OriginalDefinition.Parameters;
        for (int i = 0; i < parameters.Length && i < arguments.Length; i++) call.Declare(parameters[i], arguments[i]);
        entered?.Invoke(call);
        depth++;
        try
        {
            return InScope(call, () => Run(body, method));
        }
        finally
        {
            depth--;
        }
    }

    private Value Run(IOperation body, IMethodSymbol method)
    {
        var outer = current;
        try
        {
            if (body is IBlockOperation or IMethodBodyOperation) Execute(body);
            else return Evaluate(body);
        }
        catch (CaptureException e)
        {
            Report(e.Descriptor, e.At ?? current!, e.Arguments);
            return ErrorValue.Instance;
        }
        catch (PoisonException)
        {
            return ErrorValue.Instance;
        }
        finally
        {
            current = outer;
        }
        if (frame.Yielded is { } yielded) return new ListValue(yielded);
        if (frame.Result is { } result) return result;
        return method.ReturnsVoid ? ConstantValue.Null : IsIterator(method) ? new ListValue([]) : ErrorValue.Instance;
    }

    private static bool IsIterator(IMethodSymbol method) => method.ReturnType is INamedTypeSymbol { Name: "IEnumerable" };

    /// <summary>What the type parameters of a method and of its class stand for in this call.</summary>
    private Dictionary<ITypeParameterSymbol, ITypeSymbol>? TypeArguments(IMethodSymbol method, Value? receiver)
    {
        Dictionary<ITypeParameterSymbol, ITypeSymbol>? types = null;
        Bind(method.OriginalDefinition.TypeParameters, method.TypeArguments);
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            Bind(type.OriginalDefinition.TypeParameters, type.TypeArguments);
        // Members of a base class speak of its own parameters: the receiver's class tells what they are.
        var own = receiver switch
        {
            ModuleValue module => module.Type,
            ObjectValue made => made.Type,
            _ => null,
        };
        for (; own is not null; own = own.BaseType) Bind(own.OriginalDefinition.TypeParameters, own.TypeArguments);
        return types;

        void Bind(ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> arguments)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                var argument = Resolve(arguments[i]);
                if (!SymbolEqualityComparer.Default.Equals(argument, parameters[i])) (types ??= new(SymbolEqualityComparer.Default))[parameters[i]] = argument;
            }
        }
    }

    /// <summary>Calls a function that is a value: a lambda, a local function, a method group.</summary>
    private Value Apply(Value function, Value[] arguments, IOperation at, Action<Frame>? entered = null)
    {
        switch (Sound(function))
        {
            case FunctionValue { Body: { } body } lambda:
                return Inline(lambda.Method, body, lambda.Receiver, lambda.Closure, Complete(lambda.Method, arguments, at), at, entered);
            case FunctionValue group:
                return Call(group.Method, group.Receiver, Complete(group.Method, arguments, at), at, entered: entered);
            case ConstantValue { Object: null }:
                throw new CaptureException(Descriptors.BuildTimeFailure, at, "the function that is called here is null");
            default:
                throw Unsupported(at, $"'{Text(at)}'", "only lambdas, local functions and method groups known at build time can be called");
        }
    }

    /// <summary>The arguments of a function value, converted to what the function itself asks for.</summary>
    private Value[] Complete(IMethodSymbol method, Value[] arguments, IOperation at)
    {
        var all = new Value[Math.Max(arguments.Length, method.Parameters.Length)];
        for (int i = 0; i < all.Length; i++)
        {
            if (i < arguments.Length) all[i] = arguments[i];
            else if (method.Parameters[i].HasExplicitDefaultValue) all[i] = new ConstantValue(method.Parameters[i].ExplicitDefaultValue);
            else throw new PoisonException();
        }
        return all;
    }

    private Value MethodGroup(IMethodReferenceOperation reference)
    {
        if (reference.Method.MethodKind == MethodKind.LocalFunction && frame.TryRead(reference.Method.OriginalDefinition, out var local))
            return new FunctionValue(reference.Method, ((FunctionValue)local).Body, ((FunctionValue)local).Closure, ((FunctionValue)local).Receiver);
        return new FunctionValue(reference.Method, null, null, reference.Instance is null ? null : Need(reference.Instance));
    }
}
