using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>Operators: on tensors, on constants, on numbers of the module that only the call knows.</summary>
internal sealed partial class Evaluator
{
    private Value Binary(IBinaryOperation binary)
    {
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr && binary.OperatorMethod is null)
        {
            bool and = binary.OperatorKind == BinaryOperatorKind.ConditionalAnd;
            var first = Need(binary.LeftOperand);
            if (first is ConstantValue { Object: bool decided }) return decided == and ? Evaluate(binary.RightOperand) : first;
            var second = Need(binary.RightOperand);
            return BuiltIn(and ? BinaryOperatorKind.And : BinaryOperatorKind.Or, first, second, binary.Type!, binary);
        }
        var left = Evaluate(binary.LeftOperand);
        var right = Evaluate(binary.RightOperand);
        Sound(left);
        Sound(right);
        if (binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && (left, right) is (ConstantValue { Object: null }, _) or (_, ConstantValue { Object: null }))
            return new ConstantValue((IsNull(left, binary.LeftOperand) && IsNull(right, binary.RightOperand)) == (binary.OperatorKind == BinaryOperatorKind.Equals));
        if (binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && left is NodeValue a && right is NodeValue b && Unconverted(binary.LeftOperand)!.Type.IsExpr())
            return new ConstantValue(AreOne(a.Node, b.Node, binary) == (binary.OperatorKind == BinaryOperatorKind.Equals));
        return binary.OperatorMethod is { } method && !IsPrimitive(method.ContainingType)
            ? OperatorCall(method, binary.OperatorKind, [left, right], binary)
            : BuiltIn(binary.OperatorKind, left, right, binary.Type!, binary);
    }

    /// <summary>
    /// C#'s own comparison of two tensors, which is of references: which of the shared variables a value is, or sizes that are known.
    /// What else is written so is meant element by element.
    /// </summary>
    private bool AreOne(int left, int right, IBinaryOperation at)
    {
        bool meansElements = at.Parent is IConversionOperation { Type: var target } && target.IsExpr();
        if (!meansElements && (IsShared(left) || IsShared(right)) && !IsInput(left) && !IsInput(right)) return left == right;
        if (!meansElements && TryKnown(new NodeValue(left)) is { } a && TryKnown(new NodeValue(right)) is { } b) return a == b;
        string name = at.OperatorKind == BinaryOperatorKind.Equals ? "Eq" : "Neq";
        throw Unsupported(at, $"'{Text(at)}'", $"C# compares references here; element by element it is T.{name}({Text(at.LeftOperand)}, {Text(at.RightOperand)})");

        bool IsShared(int node) => Graph[node].Op == OpCode.Variable && VariableOf(node).Kind == VariableKind.Shared;
        bool IsInput(int node) => Graph[node].Op == OpCode.Variable && VariableOf(node).Kind != VariableKind.Shared;
    }

    private static bool IsPrimitive(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Decimal or SpecialType.System_String || SymbolicTypes.TryDType(type) is not null;

    private Value TupleEquality(ITupleBinaryOperation binary)
    {
        bool same = SameValue(Need(binary.LeftOperand), Need(binary.RightOperand), binary);
        return new ConstantValue(same == (binary.OperatorKind == BinaryOperatorKind.Equals));
    }

    private Value Unary(IUnaryOperation unary)
    {
        var operand = Need(unary.Operand);
        if (unary.OperatorKind == UnaryOperatorKind.Hat)
            return new IndexValue(operand is IndexValue { FromEnd: false } plain ? plain.Value : operand, fromEnd: true);
        if (unary.OperatorMethod is { } method && !IsPrimitive(method.ContainingType))
        {
            if (!method.ContainingType.IsSurface()) return Call(method, null, [operand], unary);
            return new NodeValue(unary.OperatorKind switch
            {
                UnaryOperatorKind.Plus => Tensor(operand, unary.Operand),
                UnaryOperatorKind.Minus => At().Add(OpCode.Neg, Tensor(operand, unary.Operand)),
                UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => At().Add(OpCode.Not, Tensor(operand, unary.Operand)),
                _ => throw Unsupported(unary, $"'{Text(unary)}'", "use T.Switch or T.IfElse for decisions on data"),
            });
        }
        switch (operand)
        {
            case ConstantValue { Object: { } constant }:
                object? result = unary.OperatorKind switch
                {
                    UnaryOperatorKind.Plus => constant,
                    UnaryOperatorKind.Minus => ConstantArithmetic.Negate(constant),
                    UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => ConstantArithmetic.Complement(constant),
                    _ => null,
                };
                if (result is not null) return new ConstantValue(result);
                break;
            case NodeValue node:
                switch (unary.OperatorKind)
                {
                    case UnaryOperatorKind.Plus: return node;
                    case UnaryOperatorKind.Minus: return new NodeValue(At().Add(OpCode.Neg, node.Node));
                    case UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation: return new NodeValue(At().Add(OpCode.Not, node.Node));
                }
                break;
        }
        throw Unsupported(unary, $"'{Text(unary)}'", "this operator has no meaning at build time");
    }

    /// <summary>An operator that a type declares: the surface's make nodes, the user's are inlined.</summary>
    private Value OperatorCall(IMethodSymbol method, BinaryOperatorKind kind, Value[] operands, IOperation at)
    {
        if (!method.ContainingType.IsSurface())
        {
            // A record's generated equality has no source.
            if (method.IsImplicitlyDeclared && kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
                return new ConstantValue(SameValue(operands[0], operands[1], at) == (kind == BinaryOperatorKind.Equals));
            return Call(method, null, operands, at);
        }
        var (left, right) = Aligned(operands[0], operands[1], method, at);
        return new NodeValue(Elementwise(kind, left, right, at));
    }

    /// <summary>The operands of a tensor operator as nodes of one type: C# numbers take the tensor's.</summary>
    private (int Left, int Right) Aligned(Value left, Value right, IMethodSymbol method, IOperation at)
    {
        bool leftIsNumber = IsNumber(left, 0), rightIsNumber = IsNumber(right, 1);
        if (leftIsNumber && !rightIsNumber)
        {
            int node = Tensor(right, at);
            return (Number(left, Graph[node].Type, at), node);
        }
        if (rightIsNumber && !leftIsNumber)
        {
            int node = Tensor(left, at);
            return (node, Number(right, Graph[node].Type, at));
        }
        return (Tensor(left, at), Tensor(right, at));

        bool IsNumber(Value value, int parameter) => value is ConstantValue || !method.OriginalDefinition.Parameters[parameter].Type.IsExpr();
    }

    /// <summary>A C# number beside a tensor: it never widens the tensor.</summary>
    private int Number(Value value, DType type, IOperation at)
    {
        if (value is ConstantValue { Object: { } constant }) return Literal(constant, type, at);
        int node = Tensor(value, at);
        if (Graph[node].Type == type) return node;
        if (Graph[node].Type.IsFloat() && !type.IsFloat())
            throw new CaptureException(Descriptors.TypeMismatch, at, $"a number of type {Graph[node].Type.Keyword()} beside a tensor of {type.Keyword()}: use T.Cast on the tensor");
        return At().Add(OpCode.Cast, null, type, node);
    }

    /// <summary>A constant node; the type must be able to hold the value, apart from the rounding of floats.</summary>
    private int Literal(object value, DType type, IOperation? at)
    {
        bool fits = value switch
        {
            bool => type == DType.Bool,
            string or char => false,
            _ when type.IsFloat() => true,
            _ when type == DType.Bool => false,
            _ => ConstantArithmetic.IsWhole(value) && InRange(ConstantArithmetic.AsDouble(value), type),
        };
        if (!fits) throw new CaptureException(Descriptors.ConstantDoesNotFit, at, new ConstantValue(value), type.Keyword());
        var graph = At();
        if (value is bool truth) return graph.Constant(truth ? 1L : 0L, DType.Bool);
        return type.IsFloat() && value is float or double or decimal
            ? graph.Constant(ConstantArithmetic.AsDouble(value), type)
            : graph.Constant(ConstantArithmetic.AsLong(value), type);
    }

    private static bool InRange(double value, DType type) => type switch
    {
        DType.UInt8 => value is >= byte.MinValue and <= byte.MaxValue,
        DType.Int32 => value is >= int.MinValue and <= int.MaxValue,
        _ => value is >= long.MinValue and <= long.MaxValue,
    };

    private int Elementwise(BinaryOperatorKind kind, int left, int right, IOperation at) => kind switch
    {
        BinaryOperatorKind.Add => At().Add(OpCode.Add, left, right),
        BinaryOperatorKind.Subtract => At().Add(OpCode.Sub, left, right),
        BinaryOperatorKind.Multiply => At().Add(OpCode.Mul, left, right),
        BinaryOperatorKind.Divide => At().Add(OpCode.Div, left, right),
        BinaryOperatorKind.Remainder => At().Add(OpCode.Mod, left, right),
        BinaryOperatorKind.LessThan => At().Add(OpCode.Lt, left, right),
        BinaryOperatorKind.LessThanOrEqual => At().Add(OpCode.Le, left, right),
        BinaryOperatorKind.GreaterThan => At().Add(OpCode.Lt, right, left),
        BinaryOperatorKind.GreaterThanOrEqual => At().Add(OpCode.Le, right, left),
        BinaryOperatorKind.Equals => At().Add(OpCode.Eq, left, right),
        BinaryOperatorKind.NotEquals => At().Add(OpCode.Neq, left, right),
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => At().Add(OpCode.And, left, right),
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => At().Add(OpCode.Or, left, right),
        BinaryOperatorKind.ExclusiveOr => At().Add(OpCode.Xor, left, right),
        _ => throw Unsupported(at, $"'{Text(at)}'", $"tensors have no operator {kind}"),
    };

    /// <summary>An operator of C# itself on constants and on numbers that only the call knows.</summary>
    private Value BuiltIn(BinaryOperatorKind kind, Value left, Value right, ITypeSymbol type, IOperation at)
    {
        if (left is ConstantValue a && right is ConstantValue b)
        {
            try
            {
                if (ConstantArithmetic.Binary(kind, a.Object, b.Object) is { } result)
                    return new ConstantValue(ConstantArithmetic.Convert(result, Resolve(type)) ?? result);
            }
            catch (ArithmeticException)
            {
                throw new CaptureException(Descriptors.BuildTimeFailure, at, "it divides by zero or overflows");
            }
        }
        else if (left is NodeValue or ConstantValue && right is NodeValue or ConstantValue)
        {
            bool references = at is IBinaryOperation { LeftOperand.Type.IsReferenceType: true };
            if (references) return new ConstantValue(SameValue(left, right, at) == (kind == BinaryOperatorKind.Equals));
            var type1 = left is NodeValue l ? Graph[l.Node].Type : Graph[((NodeValue)right).Node].Type;
            int x = left is ConstantValue { Object: { } c } ? Literal(c, type1, at) : Tensor(left, at);
            int y = right is ConstantValue { Object: { } d } ? Literal(d, type1, at) : Tensor(right, at);
            return new NodeValue(Elementwise(kind, x, y, at));
        }
        else if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            return new ConstantValue(SameValue(left, right, at) == (kind == BinaryOperatorKind.Equals));
        }
        throw Unsupported(at, $"'{Text(at)}'", "this operator has no meaning at build time");
    }

    /// <summary>Equality at build time; on values of the graph, whether they are the same node.</summary>
    private bool SameValue(Value a, Value b, IOperation at) => (a, b) switch
    {
        (ConstantValue x, ConstantValue y) => ConstantArithmetic.AreEqual(x.Object, y.Object),
        (ConstantValue { Object: null }, _) => IsNull(b, at),
        (_, ConstantValue { Object: null }) => IsNull(a, at),
        (NodeValue x, NodeValue y) when Graph[x.Node].Op == OpCode.Variable || Graph[y.Node].Op == OpCode.Variable || x.Node == y.Node => x.Node == y.Node,
        (NodeValue, _) or (_, NodeValue) => throw RunTimeCondition(at),
        (TupleValue x, TupleValue y) => x.Items.Length == y.Items.Length && x.Items.Zip(y.Items, (p, q) => SameValue(p, q, at)).All(s => s),
        (ModuleValue x, ModuleValue y) => x.Name == y.Name,
        (ObjectValue x, ObjectValue y) when x.Type.IsRecord => SymbolEqualityComparer.Default.Equals(x.Type, y.Type)
            && x.Members.All(m => y.Members.TryGetValue(m.Key, out var other) && SameValue(m.Value, other, at)),
        _ => ReferenceEquals(a, b),
    };

    /// <summary>A value as a node.</summary>
    private int Tensor(Value value, IOperation? at)
    {
        switch (Sound(value))
        {
            case NodeValue node:
                RequireInScope(node.Node, at);
                return node.Node;
            case ConstantValue { Object: bool truth }:
                return At().Constant(truth ? 1L : 0L, DType.Bool);
            case ConstantValue { Object: { } constant } when ConstantArithmetic.IsNumber(constant):
                return Literal(constant, constant switch
                {
                    double or decimal => DType.Float64,
                    float => DType.Float32,
                    long or ulong => DType.Int64,
                    byte => DType.UInt8,
                    _ => DType.Int32,
                }, at);
            case IndexValue { FromEnd: false } index:
                return Tensor(index.Value, at);
            case ConstantValue { Object: null }:
                throw new CaptureException(Descriptors.BuildTimeFailure, at, at is null ? "a tensor is null" : $"'{Text(at)}' is null");
            default:
                throw new CaptureException(Descriptors.TypeMismatch, at, $"expected a tensor, not {value.What}");
        }
    }
}
