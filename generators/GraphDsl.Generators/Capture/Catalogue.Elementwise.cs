using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Capture;

/// <summary>Elementwise operations.</summary>
internal static partial class Catalogue
{
    private const string ElementwiseGroup = "elementwise";

    private static IEnumerable<CatalogueEntry> Elementwise() =>
    [
        Unary("Abs", OpCode.Abs), Unary("Neg", OpCode.Neg), Unary("Sign", OpCode.Sign),
        Unary("Exp", OpCode.Exp), Unary("Exp2", OpCode.Exp2), Unary("Expm1", OpCode.Expm1),
        Unary("Log", OpCode.Log), Unary("Log2", OpCode.Log2), Unary("Log10", OpCode.Log10), Unary("Log1p", OpCode.Log1p),
        Unary("Sqr", OpCode.Sqr), Unary("Sqrt", OpCode.Sqrt), Unary("Inv", OpCode.Reciprocal),
        Binary("Pow", OpCode.Pow),
        Unary("Ceil", OpCode.Ceil), Unary("Floor", OpCode.Floor), Unary("Round", OpCode.Round), Unary("Trunc", OpCode.Trunc),
        Unary("Sin", OpCode.Sin), Unary("Cos", OpCode.Cos), Unary("Tan", OpCode.Tan),
        Unary("Asin", OpCode.Asin), Unary("Acos", OpCode.Acos), Unary("Atan", OpCode.Atan), Binary("Atan2", OpCode.Atan2),
        Unary("Sinh", OpCode.Sinh), Unary("Cosh", OpCode.Cosh), Unary("Tanh", OpCode.Tanh),
        Unary("Erf", OpCode.Erf), Unary("Erfc", OpCode.Erfc),
        Unary("Sigmoid", OpCode.Sigmoid),
        Map("HardSigmoid", (g, x) => g.Clip(g.Add(g.Scale(x, 0.2), g.ConstantLike(x, 0.5)), g.ConstantLike(x, 0), g.ConstantLike(x, 1))),
        Unary("Softplus", OpCode.Softplus),
        Map("Softsign", (g, x) => g.Div(x, g.Add(g.ConstantLike(x, 1), g.Add(OpCode.Abs, x)))),
        Node("Relu", ElementwiseGroup, Relu),
        Node("Elu", ElementwiseGroup, Elu),
        Map("Gelu", (g, x) => g.Mul(g.Scale(x, 0.5), g.Add(g.ConstantLike(x, 1), g.Add(OpCode.Erf, g.Scale(x, Math.Sqrt(0.5)))))),
        Binary("Maximum", OpCode.Maximum), Binary("Minimum", OpCode.Minimum),
        Node("Clip", ElementwiseGroup, c => c.Tensor(0) is var x ? c.Graph.Clip(x, Bound(c, 1, x), Bound(c, 2, x)) : 0),
        Node("Switch", ElementwiseGroup, Switch),
        Unary("IsNan", OpCode.IsNan), Unary("IsInf", OpCode.IsInf),
        Binary("Eq", OpCode.Eq), Binary("Neq", OpCode.Neq), Binary("Lt", OpCode.Lt), Binary("Le", OpCode.Le),
        Binary("Gt", OpCode.Lt, swap: true), Binary("Ge", OpCode.Le, swap: true),
        Binary("And", OpCode.And), Binary("Or", OpCode.Or), Binary("Xor", OpCode.Xor), Unary("Not", OpCode.Not),
        Node("Cast", ElementwiseGroup, c => c.Graph.Cast(c.Receiver is { } x ? c.Evaluator.TensorOf(x, c.At) : c.Tensor(0), c.TypeArgument())),
    ];

    private static CatalogueEntry Unary(string name, OpCode op) => Node(name, ElementwiseGroup, c => c.Graph.Add(op, c.Tensor(0)));

    private static CatalogueEntry Map(string name, Func<GraphBuilder, int, int> translate) =>
        Node(name, ElementwiseGroup, c => c.Tensor(0) is var x ? translate(c.Graph, x) : 0);

    private static CatalogueEntry Binary(string name, OpCode op, bool swap = false) => Node(name, ElementwiseGroup, c =>
    {
        var (x, y) = Pair(c, 0, 1);
        return swap ? c.Graph.Add(op, y, x) : c.Graph.Add(op, x, y);
    });

    /// <summary>Two arguments of one element type; a C# number takes that of the tensor beside it.</summary>
    private static (int, int) Pair(OperationCall c, int first, int second)
    {
        if (c.IsNumber(first) && !c.IsNumber(second))
        {
            int tensor = c.Tensor(second);
            return (c.Like(c[first], tensor), tensor);
        }
        int x = c.Tensor(first);
        return (x, c.IsNumber(second) ? c.Like(c[second], x) : c.Tensor(second));
    }

    private static int Bound(OperationCall c, int index, int x) => c.IsNumber(index) ? c.Like(c[index], x) : c.Tensor(index);

    private static int Switch(OperationCall c)
    {
        int condition = c.Tensor(0);
        if (c.IsNumber(1) && c.IsNumber(2))
        {
            var type = c.ResultType() ?? DType.Float64;
            return c.Graph.Add(OpCode.Select, condition, c.Evaluator.NumberLike(c[1], type, c.Place(1)), c.Evaluator.NumberLike(c[2], type, c.Place(2)));
        }
        var (x, y) = Pair(c, 1, 2);
        return c.Graph.Add(OpCode.Select, condition, x, y);
    }

    private static int Relu(OperationCall c)
    {
        int x = c.Tensor(0);
        if (c.Count < 2 || c[1] is ConstantValue { Object: null or 0 or 0.0 or 0f }) return c.Graph[x].Type.IsFloat() ? c.Graph.Relu(x) : c.Graph.Maximum(x, c.Graph.ConstantLike(x, 0));
        if (c[1] is ConstantValue { Object: { } constant } && ConstantArithmetic.IsNumber(constant) && c.Graph[x].Type.IsFloat())
            return c.Graph.Relu(x, ConstantArithmetic.AsDouble(constant));
        int alpha = c.Like(c[1], x);
        return c.Graph.Add(OpCode.Select, c.Graph.Add(OpCode.Lt, c.Graph.ConstantLike(x, 0), x), x, c.Graph.Mul(alpha, x));
    }

    private static int Elu(OperationCall c)
    {
        int x = c.Tensor(0);
        int alpha = c.Count > 1 && c[1] is not ConstantValue { Object: null } ? c.Like(c[1], x) : c.Graph.ConstantLike(x, 1);
        return c.Graph.Add(OpCode.Select, c.Graph.Add(OpCode.Lt, c.Graph.ConstantLike(x, 0), x), x, c.Graph.Mul(alpha, c.Graph.Add(OpCode.Expm1, x)));
    }
}
