using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>A call of an operation of the surface, its arguments evaluated, as the catalogue sees it.</summary>
internal sealed class OperationCall(Evaluator evaluator, IMethodSymbol method, Value? receiver, Value[] arguments, IOperation?[]? places, IOperation at)
{
    public Evaluator Evaluator => evaluator;

    public IMethodSymbol Method => method;

    public Value? Receiver => receiver;

    /// <summary>The call in the source.</summary>
    public IOperation At => at;

    public int Count => arguments.Length;

    /// <summary>The graph, ready for nodes of this call.</summary>
    public GraphBuilder Graph => evaluator.GraphAt(at);

    public Value this[int index] => arguments[index];

    /// <summary>The argument of a parameter; null where there is no such parameter or nothing was passed.</summary>
    public Value? this[string name]
    {
        get
        {
            foreach (var parameter in method.Parameters)
                if (parameter.Name == name) return arguments[parameter.Ordinal] is ConstantValue { Object: null } ? null : arguments[parameter.Ordinal];
            return null;
        }
    }

    /// <summary>Where an argument stands in the source; the call where it was left out.</summary>
    public IOperation Place(int index) => places?[index] ?? at;

    public IOperation Place(string name)
    {
        foreach (var parameter in method.Parameters)
            if (parameter.Name == name) return Place(parameter.Ordinal);
        return at;
    }

    /// <summary>An argument as a node.</summary>
    public int Tensor(int index) => evaluator.TensorOf(arguments[index], Place(index));

    /// <summary>True where the argument is a C# number, known now or at the call, rather than a tensor.</summary>
    public bool IsNumber(int index) => arguments[index] is ConstantValue || !method.OriginalDefinition.Parameters[index].Type.IsExpr();

    /// <summary>An argument beside a tensor: a C# number takes the tensor's element type.</summary>
    public int Like(Value value, int tensor) => evaluator.NumberLike(value, Graph[tensor].Type, at);

    public int Known(Value value, IOperation place) => evaluator.KnownNumber(value, place);

    public int Known(string name, int otherwise) => this[name] is { } value ? evaluator.KnownNumber(value, Place(name)) : otherwise;

    public bool Flag(string name) => this[name] switch
    {
        null => false,
        ConstantValue { Object: bool flag } => flag,
        _ => throw new CaptureException(Descriptors.NotKnown, Place(name), name, "an option of an operation must be constant"),
    };

    /// <summary>An option that must be a constant number.</summary>
    public double Number(string name, double otherwise) => this[name] switch
    {
        null => otherwise,
        ConstantValue { Object: { } constant } when ConstantArithmetic.IsNumber(constant) => ConstantArithmetic.AsDouble(constant),
        _ => throw new CaptureException(Descriptors.NotKnown, Place(name), name, "an option of an operation must be constant"),
    };

    /// <summary>The axes that an option names, ascending, counted from the start; all of them where it names none.</summary>
    public int[] Axes(string name, int rank)
    {
        if (this[name] is not { } value) return [.. Enumerable.Range(0, rank)];
        var place = Place(name);
        int[] axes = value switch
        {
            ListValue list => [.. list.Items.Select(i => Axis(i, rank, place))],
            TupleValue tuple => [.. tuple.Items.Select(i => Axis(i, rank, place))],
            _ => [Axis(value, rank, place)],
        };
        Array.Sort(axes);
        for (int i = 1; i < axes.Length; i++)
            if (axes[i] == axes[i - 1]) throw new CaptureException(Descriptors.AxisOutOfRange, place, $"Axis {axes[i]} is named twice");
        return axes;
    }

    /// <summary>The one axis that an option names; null where it names none.</summary>
    public int? Axis(string name, int rank) => this[name] is { } value ? Axis(value, rank, Place(name)) : null;

    /// <summary>An axis counted from the start.</summary>
    public int Axis(Value value, int rank, IOperation place)
    {
        if (value is ListValue { Items: [var only] }) value = only;
        if (value is TupleValue { Items: [var sole] }) value = sole;
        int axis = Known(value, place);
        return axis >= -rank && axis < rank ? axis < 0 ? axis + rank : axis
            : throw new CaptureException(Descriptors.AxisOutOfRange, place, $"Axis {axis} does not exist in a tensor of rank {rank}");
    }

    /// <summary>A list of dimensions: <c>[n, 10]</c>, <c>x.Shape</c>.</summary>
    public Shape Shape(Value value, IOperation place) => IR.Shape.Of(Values(value, place).Select(item => evaluator.DimOf(item, place)));

    /// <summary>The items of a list or a tuple; a single value is a list of one.</summary>
    public IReadOnlyList<Value> Values(Value value, IOperation place) => value switch
    {
        ListValue list => list.Items,
        TupleValue tuple => tuple.Items,
        ConstantValue { Object: null } => [],
        _ => [value],
    };

    /// <summary>The element type that the method's own type argument, or its result, stands for.</summary>
    public DType TypeArgument() => evaluator.DTypeOf(method.TypeArguments.Length > 0 ? method.TypeArguments[0] : SymbolicTypes.ElementType(method.ReturnType)!, at);

    /// <summary>The element type of the result, where its C# type tells.</summary>
    public DType? ResultType() => SymbolicTypes.ElementType(method.ReturnType) is { } type ? evaluator.DTypeOf(type, at) : null;

    public CaptureException Fail(DiagnosticDescriptor descriptor, params object[] details) => new(descriptor, at, details);
}
