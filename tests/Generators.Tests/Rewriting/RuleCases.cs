using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.Loops;

namespace GraphDsl.Generators.Tests.Rewriting;

/// <summary>A rule applied alone: what it meets and what it leaves.</summary>
/// <param name="Rule">The name of the rule.</param>
/// <param name="Before">An expression of the variables.</param>
/// <param name="After">What the rule makes of it.</param>
/// <param name="Variables">The types and shapes of the variables.</param>
/// <param name="Special">True where the values are compared at NaN, infinities, -0, huge and tiny values, too.</param>
internal sealed record RuleCase(string Rule, Func<GraphBuilder, int[], int> Before, Func<GraphBuilder, int[], int> After,
    (DType Type, long[] Lengths)[] Variables, bool Special)
{
    private static readonly double[] specials =
        [0, -0.0, 1, -1, 2.5, -3.75, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-300, 0.5, 1e300];

    /// <summary>All pairs of special values meet in two matrices of 12 rows and columns.</summary>
    public ReferenceTensor Value(int variable)
    {
        var (type, lengths) = Variables[variable];
        var result = ReferenceTensor.Zeros(type, lengths);
        var random = new Random(variable + 1);
        for (int i = 0; i < result.Count; i++)
        {
            if (!type.IsFloat()) result.Integers[i] = type == DType.Bool ? (i + variable) % 2 : ((i * 7) + variable) % 11 - 5;
            else result.Reals[i] = Special ? specials[(variable == 0 ? i : variable == 1 ? i / 12 : i * 5) % 12] : (random.NextDouble() * 6) - 3;
        }
        return result;
    }
}

internal static class RuleCases
{
    private static readonly long[] square = [12, 12];

    public static IReadOnlyList<RuleCase> All { get; } = [.. Canonical(), .. Stability(), .. Algebra(), .. Shapes(), .. Slices(), .. Others()];

    private static RuleCase Exact(string rule, Func<GraphBuilder, int[], int> before, Func<GraphBuilder, int[], int> after, params long[][] shapes) =>
        new(rule, before, after, Types(DType.Float64, shapes), Special: true);

    private static RuleCase Stable(string rule, Func<GraphBuilder, int[], int> before, Func<GraphBuilder, int[], int> after, params long[][] shapes) =>
        new(rule, before, after, Types(DType.Float64, shapes), Special: false);

    private static RuleCase Integers(DType type, string rule, Func<GraphBuilder, int[], int> before, Func<GraphBuilder, int[], int> after) =>
        new(rule, before, after, Types(type, []), Special: false);

    private static (DType, long[])[] Types(DType type, long[][] shapes) =>
        shapes.Length > 0 ? [.. shapes.Select(s => (type, s))] : [(type, square), (type, square), (type, square)];

    private static int F(GraphBuilder b, double value) => b.Constant(value, DType.Float64);

    private static int L(GraphBuilder b, long value) => b.Constant(value, DType.Int64);

    private static int Op(GraphBuilder b, OpCode op, params int[] operands) => b.Add(op, operands);

    private static Shape S(params long[] dims) => Shape.Of(dims.Select(Dim.Constant));

    private static IEnumerable<RuleCase> Canonical()
    {
        yield return Exact("fold constants", (b, x) => Op(b, OpCode.Mul, x[0], Op(b, OpCode.Exp, F(b, 1))), (b, x) => Op(b, OpCode.Mul, x[0], F(b, Math.E)));
        yield return Exact("fold constants", (b, x) => Op(b, OpCode.Mul, x[0], Op(b, OpCode.Add, b.Full(1, DType.Float64, S(12)), F(b, 2))),
            (b, x) => Op(b, OpCode.Mul, x[0], b.Full(3, DType.Float64, S(12))));
        yield return Integers(DType.Int64, "fold constants", (b, x) => Op(b, OpCode.Add, x[0], Op(b, OpCode.Div, L(b, -7), L(b, 2))),
            (b, x) => Op(b, OpCode.Add, x[0], L(b, -3)));
        yield return Exact("identities", (b, x) => Op(b, OpCode.Mul, x[0], F(b, 1)), (b, x) => x[0]);
        yield return Exact("identities", (b, x) => Op(b, OpCode.Add, x[0], F(b, -0.0)), (b, x) => x[0]);
        yield return Exact("identities", (b, x) => Op(b, OpCode.Add, x[0], F(b, 0)), (b, x) => Op(b, OpCode.Add, x[0], F(b, 0)));
        yield return Exact("identities", (b, x) => Op(b, OpCode.Add, Op(b, OpCode.Abs, x[0]), F(b, 0)), (b, x) => Op(b, OpCode.Abs, x[0]));
        yield return Exact("identities", (b, x) => Op(b, OpCode.Sub, x[0], F(b, 0)), (b, x) => x[0]);
        yield return Exact("identities", (b, x) => Op(b, OpCode.Div, x[0], F(b, 1)), (b, x) => x[0]);
        yield return Exact("identities", (b, x) => Op(b, OpCode.Pow, x[0], F(b, 0)), (b, x) => b.Full(1, DType.Float64, S(12, 12)));
        yield return Exact("identities", (b, x) => Op(b, OpCode.Mul, x[0], F(b, 0)), (b, x) => Op(b, OpCode.Mul, x[0], F(b, 0)));
        yield return Integers(DType.Int64, "identities", (b, x) => Op(b, OpCode.Mul, x[0], L(b, 0)), (b, x) => b.Broadcast(L(b, 0), S(12, 12)));
        yield return Integers(DType.Bool, "identities", (b, x) => Op(b, OpCode.And, x[0], b.Constant(1L, DType.Bool)), (b, x) => x[0]);
        yield return Integers(DType.Bool, "identities", (b, x) => Op(b, OpCode.Xor, x[0], b.Constant(1L, DType.Bool)), (b, x) => Op(b, OpCode.Not, x[0]));
        yield return Exact("constants to the right", (b, x) => Op(b, OpCode.Mul, F(b, 3), x[0]), (b, x) => Op(b, OpCode.Mul, x[0], F(b, 3)));
        yield return Exact("commuted twins", (b, x) => Op(b, OpCode.Div, Op(b, OpCode.Add, x[0], x[1]), Op(b, OpCode.Add, x[1], x[0])),
            (b, x) => Op(b, OpCode.Div, Op(b, OpCode.Add, x[0], x[1]), Op(b, OpCode.Add, x[0], x[1])));
        yield return Exact("double negation", (b, x) => Op(b, OpCode.Neg, Op(b, OpCode.Neg, x[0])), (b, x) => x[0]);
        yield return Integers(DType.Int64, "double negation", (b, x) => Op(b, OpCode.Not, Op(b, OpCode.Not, x[0])), (b, x) => x[0]);
        yield return Exact("negated terms", (b, x) => Op(b, OpCode.Add, x[0], Op(b, OpCode.Neg, x[1])), (b, x) => Op(b, OpCode.Sub, x[0], x[1]));
        yield return Exact("negated terms", (b, x) => Op(b, OpCode.Sub, x[0], Op(b, OpCode.Mul, x[1], F(b, -2))),
            (b, x) => Op(b, OpCode.Add, x[0], Op(b, OpCode.Mul, x[1], F(b, 2))));
        yield return Exact("negated factors", (b, x) => Op(b, OpCode.Mul, Op(b, OpCode.Neg, x[0]), x[1]), (b, x) => Op(b, OpCode.Neg, Op(b, OpCode.Mul, x[0], x[1])));
        yield return Exact("negated factors", (b, x) => Op(b, OpCode.Div, Op(b, OpCode.Neg, x[0]), Op(b, OpCode.Neg, x[1])), (b, x) => Op(b, OpCode.Div, x[0], x[1]));
        yield return Exact("negated factors", (b, x) => Op(b, OpCode.Neg, Op(b, OpCode.Div, x[0], F(b, 3))), (b, x) => Op(b, OpCode.Div, x[0], F(b, -3)));
        yield return Exact("negated factors", (b, x) => Op(b, OpCode.Neg, Op(b, OpCode.Div, F(b, -1), x[0])), (b, x) => Op(b, OpCode.Div, F(b, 1), x[0]));
        yield return Stable("constant factors", (b, x) => Op(b, OpCode.Mul, Op(b, OpCode.Mul, x[0], F(b, 3)), F(b, 5)), (b, x) => Op(b, OpCode.Mul, x[0], F(b, 15)));
        yield return Stable("constant factors", (b, x) => Op(b, OpCode.Div, Op(b, OpCode.Mul, x[0], F(b, 6)), F(b, 4)), (b, x) => Op(b, OpCode.Mul, x[0], F(b, 1.5)));
        yield return Exact("constant factors", (b, x) => Op(b, OpCode.Mul, Op(b, OpCode.Mul, x[0], F(b, 1e200)), F(b, 1e200)),
            (b, x) => Op(b, OpCode.Mul, Op(b, OpCode.Mul, x[0], F(b, 1e200)), F(b, 1e200)));
        yield return Integers(DType.Int32, "integer terms", (b, x) => Op(b, OpCode.Sub, Op(b, OpCode.Add, x[0], b.Constant(3L, DType.Int32)), b.Constant(5L, DType.Int32)),
            (b, x) => Op(b, OpCode.Add, x[0], b.Constant(-2L, DType.Int32)));
        yield return Exact("same operands", (b, x) => Op(b, OpCode.Maximum, x[0], x[0]), (b, x) => x[0]);
        yield return Exact("same operands", (b, x) => Op(b, OpCode.Sub, x[0], x[0]), (b, x) => Op(b, OpCode.Sub, x[0], x[0]));
        yield return Integers(DType.Int64, "same operands", (b, x) => Op(b, OpCode.Le, x[0], x[0]), (b, x) => b.Broadcast(b.Constant(1L, DType.Bool), S(12, 12)));
        yield return Exact("even functions", (b, x) => Op(b, OpCode.Sqr, Op(b, OpCode.Neg, x[0])), (b, x) => Op(b, OpCode.Sqr, x[0]));
        yield return Exact("even functions", (b, x) => Op(b, OpCode.Abs, Op(b, OpCode.Exp, x[0])), (b, x) => Op(b, OpCode.Exp, x[0]));
    }

    private static IEnumerable<RuleCase> Stability()
    {
        long[] rows = [4, 5];
        yield return Stable("log of softmax", (b, x) => Op(b, OpCode.Log, Op(b, OpCode.Softmax, x[0])), (b, x) => Op(b, OpCode.LogSoftmax, x[0]), rows);
        yield return Stable("log of softmax", (b, x) => Op(b, OpCode.Log, b.Gather(b.Transpose(Op(b, OpCode.Softmax, x[0])), L(b, 2))),
            (b, x) => b.Gather(b.Transpose(Op(b, OpCode.LogSoftmax, x[0])), L(b, 2)), rows);
        yield return Stable("log of sum of exp", (b, x) => Op(b, OpCode.Log, b.Sum(Op(b, OpCode.Exp, x[0]), 1)), (b, x) => Op(b, OpCode.LogSumExp, x[0]), rows);
        yield return Stable("log of sum of exp", (b, x) => Op(b, OpCode.Log, b.ExpandDims(b.Sum(Op(b, OpCode.Exp, x[0]), 0), [0])),
            (b, x) => b.ExpandDims(Op(b, OpCode.LogSumExp, b.Transpose(x[0])), [0]), rows);
        yield return Stable("log of sigmoid", (b, x) => Op(b, OpCode.Log, Op(b, OpCode.Sigmoid, x[0])), (b, x) => b.Neg(Op(b, OpCode.Softplus, b.Neg(x[0]))));
        yield return Stable("log of sigmoid", (b, x) => Op(b, OpCode.Log, Op(b, OpCode.Sub, F(b, 1), Op(b, OpCode.Sigmoid, x[0]))), (b, x) => b.Neg(Op(b, OpCode.Softplus, x[0])));
        yield return Stable("log of sigmoid", (b, x) => Op(b, OpCode.Log1p, Op(b, OpCode.Neg, Op(b, OpCode.Sigmoid, x[0]))), (b, x) => b.Neg(Op(b, OpCode.Softplus, x[0])));
        yield return Stable("log of exp", (b, x) => Op(b, OpCode.Log, Op(b, OpCode.Exp, x[0])), (b, x) => x[0]);
        yield return Stable("log of 1 + exp", (b, x) => Op(b, OpCode.Log1p, Op(b, OpCode.Exp, x[0])), (b, x) => Op(b, OpCode.Softplus, x[0]));
        yield return Exact("log of 1 + x", (b, x) => Op(b, OpCode.Log, Op(b, OpCode.Add, F(b, 1), Op(b, OpCode.Abs, x[0]))), (b, x) => Op(b, OpCode.Log1p, Op(b, OpCode.Abs, x[0])));
        yield return Exact("log of 1 + x", (b, x) => Op(b, OpCode.Log, Op(b, OpCode.Sub, F(b, 1), x[0])), (b, x) => Op(b, OpCode.Log1p, b.Neg(x[0])));
        yield return Exact("exp - 1", (b, x) => Op(b, OpCode.Sub, Op(b, OpCode.Exp, x[0]), F(b, 1)), (b, x) => Op(b, OpCode.Expm1, x[0]));
        yield return Exact("1 / (1 + exp)", (b, x) => Op(b, OpCode.Div, F(b, 1), Op(b, OpCode.Add, F(b, 1), Op(b, OpCode.Exp, Op(b, OpCode.Neg, x[0])))),
            (b, x) => Op(b, OpCode.Sigmoid, x[0]));
        yield return Stable("1 / (1 + exp)", (b, x) => Op(b, OpCode.Div, Op(b, OpCode.Exp, x[0]), Op(b, OpCode.Add, Op(b, OpCode.Exp, x[0]), F(b, 1))),
            (b, x) => Op(b, OpCode.Sigmoid, x[0]));
        yield return Exact("1 - sigmoid", (b, x) => Op(b, OpCode.Sub, F(b, 1), Op(b, OpCode.Sigmoid, x[0])), (b, x) => Op(b, OpCode.Sigmoid, b.Neg(x[0])));
        yield return Stable("exp / sum of exp", (b, x) => Op(b, OpCode.Div, Op(b, OpCode.Exp, x[0]), b.RowSum(Op(b, OpCode.Exp, x[0]))),
            (b, x) => Op(b, OpCode.Softmax, x[0]), rows);
        yield return Stable("exp / sum of exp", (b, x) => Op(b, OpCode.Div, Op(b, OpCode.Exp, x[0]), b.SumAll(Op(b, OpCode.Exp, x[0]))),
            (b, x) => Op(b, OpCode.Softmax, x[0]), [5]);
        yield return Exact("softmax less maximum", (b, x) => Op(b, OpCode.Softmax, Op(b, OpCode.Sub, x[0], b.ExpandDims(b.Reduce(OpCode.Max, x[0], 1), [1]))),
            (b, x) => Op(b, OpCode.Softmax, x[0]));
        yield return new("log softmax at labels", (b, x) => b.Gather(Op(b, OpCode.LogSoftmax, x[0]), b.Iota(12), x[1]),
            (b, x) => b.Neg(Op(b, OpCode.SoftmaxCrossentropy, x[0], x[1])), [(DType.Float64, [12, 7]), (DType.Int32, [12])], Special: true);
    }

    private static IEnumerable<RuleCase> Algebra()
    {
        yield return Exact("squares", (b, x) => Op(b, OpCode.Mul, x[0], x[0]), (b, x) => Op(b, OpCode.Sqr, x[0]));
        yield return Exact("doubles", (b, x) => Op(b, OpCode.Add, x[0], x[0]), (b, x) => Op(b, OpCode.Mul, x[0], F(b, 2)));
        yield return Exact("powers", (b, x) => Op(b, OpCode.Pow, x[0], F(b, 2)), (b, x) => Op(b, OpCode.Sqr, x[0]));
        yield return Exact("powers", (b, x) => Op(b, OpCode.Pow, x[0], F(b, 3)), (b, x) => Op(b, OpCode.Mul, Op(b, OpCode.Sqr, x[0]), x[0]));
        yield return Exact("powers", (b, x) => Op(b, OpCode.Pow, x[0], F(b, 4)), (b, x) => Op(b, OpCode.Sqr, Op(b, OpCode.Sqr, x[0])));
        yield return Exact("powers", (b, x) => Op(b, OpCode.Pow, x[0], F(b, -1)), (b, x) => Op(b, OpCode.Reciprocal, x[0]));
        yield return Exact("powers", (b, x) => Op(b, OpCode.Pow, x[0], F(b, -2)), (b, x) => Op(b, OpCode.Reciprocal, Op(b, OpCode.Sqr, x[0])));
        yield return Exact("powers", (b, x) => Op(b, OpCode.Pow, Op(b, OpCode.Abs, x[0]), F(b, 0.5)), (b, x) => Op(b, OpCode.Sqrt, Op(b, OpCode.Abs, x[0])));
        yield return Exact("powers", (b, x) => Op(b, OpCode.Pow, x[0], F(b, -0.5)),
            (b, x) => Op(b, OpCode.Select, Op(b, OpCode.Eq, x[0], F(b, double.NegativeInfinity)), F(b, 0),
                Op(b, OpCode.Reciprocal, Op(b, OpCode.Sqrt, Op(b, OpCode.Add, x[0], F(b, 0))))));
        yield return Integers(DType.Int32, "powers", (b, x) => Op(b, OpCode.Pow, x[0], b.Constant(2L, DType.Int32)), (b, x) => Op(b, OpCode.Sqr, x[0]));
        yield return Stable("rectifiers", (b, x) => b.Relu(x[0]), (b, x) => Op(b, OpCode.Maximum, x[0], F(b, 0)));
        yield return Stable("rectifiers", (b, x) => b.Relu(x[0], 0.25),
            (b, x) => Op(b, OpCode.Select, Op(b, OpCode.Lt, x[0], F(b, 0)), Op(b, OpCode.Mul, x[0], F(b, 0.25)), x[0]));
        yield return Exact("reciprocals", (b, x) => Op(b, OpCode.Div, F(b, 1), x[0]), (b, x) => Op(b, OpCode.Reciprocal, x[0]));
        yield return Stable("reciprocals", (b, x) => Op(b, OpCode.Mul, x[0], Op(b, OpCode.Reciprocal, x[1])), (b, x) => Op(b, OpCode.Div, x[0], x[1]));
        yield return Exact("division by powers of two", (b, x) => Op(b, OpCode.Div, x[0], F(b, 8)), (b, x) => Op(b, OpCode.Mul, x[0], F(b, 0.125)));
        yield return Exact("division by powers of two", (b, x) => Op(b, OpCode.Div, x[0], F(b, 3)), (b, x) => Op(b, OpCode.Div, x[0], F(b, 3)));
        yield return Stable("sum of scaled terms", (b, x) => b.Sum(Op(b, OpCode.Mul, x[0], F(b, 3)), 1), (b, x) => Op(b, OpCode.Mul, b.Sum(x[0], 1), F(b, 3)));
        yield return Exact("sum of scaled terms", (b, x) => b.Sum(Op(b, OpCode.Neg, x[0]), 1), (b, x) => Op(b, OpCode.Neg, b.Sum(x[0], 1)));
        yield return Exact("sum of sums", (b, x) => b.Sum(b.Sum(x[0], 1), 0, 1), (b, x) => b.Sum(x[0], 0, 1, 2), [3, 4, 5]);
        yield return Exact("maximum of maxima", (b, x) => b.Reduce(OpCode.Max, b.Reduce(OpCode.Max, x[0], 0), 1), (b, x) => b.Reduce(OpCode.Max, x[0], 0, 2), [3, 4, 5]);
    }

    private static IEnumerable<RuleCase> Shapes()
    {
        yield return Exact("broadcast operands", (b, x) => Op(b, OpCode.Mul, b.Broadcast(x[0], S(12, 12)), x[1]), (b, x) => Op(b, OpCode.Mul, x[0], x[1]), [12], [12, 12]);
        yield return Exact("broadcast operands", (b, x) => Op(b, OpCode.Exp, b.Broadcast(x[0], S(3, 12))), (b, x) => b.Broadcast(Op(b, OpCode.Exp, x[0]), S(3, 12)), [12]);
        yield return Exact("new axes of operands", (b, x) => Op(b, OpCode.Mul, b.Dimshuffle(x[0], -1, 0), x[1]), (b, x) => Op(b, OpCode.Mul, x[0], x[1]), [12], [12, 12]);
        yield return new("new axes of operands", (b, x) => Op(b, OpCode.Neg, b.Dimshuffle(x[0], -1, -1)), (b, x) => b.Dimshuffle(Op(b, OpCode.Neg, x[0]), -1, -1),
            [(DType.Float64, [])], Special: true);
        yield return new("broadcast scale", (b, x) => Op(b, OpCode.SoftmaxCrossentropyGrad, x[0], x[1], b.Full(2, DType.Float64, S(12))),
            (b, x) => Op(b, OpCode.SoftmaxCrossentropyGrad, x[0], x[1], F(b, 2)), [(DType.Float64, [12, 7]), (DType.Int32, [12])], Special: true);
        yield return Exact("broadcast of broadcast", (b, x) => b.Add(OpCode.Broadcast, new ShapeData(S(2, 3, 12)), b.Add(OpCode.Broadcast, new ShapeData(S(3, 12)), x[0])),
            (b, x) => b.Broadcast(x[0], S(2, 3, 12)), [12]);
        yield return new("view of broadcast scalar", (b, x) => b.Transpose(b.Broadcast(x[0], S(2, 3))), (b, x) => b.Broadcast(x[0], S(3, 2)),
            [(DType.Float64, [])], Special: true);
        yield return Exact("sum of broadcast", (b, x) => b.Sum(b.Broadcast(x[0], S(3, 12)), 0), (b, x) => Op(b, OpCode.Mul, x[0], F(b, 3)), [12]);
        yield return Exact("sum of broadcast", (b, x) => b.Sum(b.Broadcast(x[0], S(12, 5)), 0, 1), (b, x) => Op(b, OpCode.Mul, b.Dimshuffle(b.Sum(x[0], 0), []), F(b, 5)), [12, 1]);
        yield return Exact("sum over known axes", (b, x) => b.Add(OpCode.SumTo, new ShapeData(S(1, 12)), x[0]), (b, x) => b.ExpandDims(b.Sum(x[0], 0), [0]));
        yield return Exact("sum over axes of size 1", (b, x) => b.Sum(x[0], 0, 1), (b, x) => b.Sum(b.Dimshuffle(x[0], 1), 0), [1, 12]);
        yield return Exact("sum of permuted axes", (b, x) => b.Sum(b.Dimshuffle(x[0], 2, -1, 0, 1), 0), (b, x) => b.Dimshuffle(b.Sum(x[0], 2), -1, 0, 1), [2, 3, 4]);
        yield return Exact("dimshuffle of dimshuffle", (b, x) => Raw(b, Raw(b, x[0], 1, -1, 0), 2, 0), (b, x) => x[0]);
        yield return Exact("reshape of reshape", (b, x) => b.Add(OpCode.Reshape, new ShapeData(S(6, 2)), b.Add(OpCode.Reshape, new ShapeData(S(2, 6)), x[0])),
            (b, x) => b.Reshape(x[0], S(6, 2)), [3, 4]);
        yield return Exact("reshape of ones", (b, x) => b.Reshape(x[0], S(1, 3, 4)), (b, x) => b.Dimshuffle(x[0], -1, 0, 2), [3, 1, 4]);
        yield return Exact("reshape of dimshuffle", (b, x) => b.Reshape(b.Dimshuffle(x[0], 0, -1, 1), S(12)), (b, x) => b.Reshape(x[0], S(12)), [3, 4]);
    }

    private static int Raw(GraphBuilder b, int x, params int[] pattern) => b.Add(OpCode.Dimshuffle, new PatternData(pattern.ToEquatable()), x);

    private static IEnumerable<RuleCase> Slices()
    {
        yield return Exact("whole slices", (b, x) => b.Add(OpCode.Slice, new SliceData(EquatableArray.Of(SliceAxis.Whole(12))), x[0]), (b, x) => x[0], [12]);
        yield return Exact("slice of slice", (b, x) => b.SliceAlong(b.SliceAlong(x[0], 0, 1, 5, 2), 0, 4, 2, -3), (b, x) => b.SliceAlong(x[0], 0, 9, 2, -6), [12]);
        yield return Exact("slice of concatenation", (b, x) => b.SliceAlong(b.Concat(0, x[0], x[1]), 0, 13, 4), (b, x) => b.SliceAlong(x[1], 0, 1, 4), [12], [12]);
        yield return Exact("last row of a loop's states", (b, x) => b.SliceAlong(b.LoopStates(Halves(b, x[0], 5), 0), 0, 5, 1),
            (b, x) => b.ExpandDims(b.LoopLast(Halves(b, x[0], 5), 0), [0]), [12]);
        yield return Exact("last row of a loop's states", (b, x) => b.SliceAlong(b.LoopStates(Halves(b, x[0], 5), 0), 0, 4, 1),
            (b, x) => b.SliceAlong(b.LoopStates(Halves(b, x[0], 5), 0), 0, 4, 1), [12]);
        yield return Exact("slice of written slice", (b, x) => b.SliceAlong(b.Add(OpCode.SetSlice, Part(2, 3), x[0], x[1]), 0, 2, 3), (b, x) => x[1], [12], [3]);
        yield return Exact("slice of written slice", (b, x) => b.SliceAlong(b.Add(OpCode.IncSlice, Part(2, 3), x[0], x[1]), 0, 2, 3),
            (b, x) => Op(b, OpCode.Add, b.SliceAlong(x[0], 0, 2, 3), x[1]), [12], [3]);
        yield return Exact("concatenation of concatenations", (b, x) => b.Concat(0, b.Concat(0, x[0], x[1]), x[0]), (b, x) => b.Concat(0, x[0], x[1], x[0]), [12], [12]);
        yield return Exact("concatenation of neighbours", (b, x) => b.Concat(0, b.SliceAlong(x[0], 0, 2, 3), b.SliceAlong(x[0], 0, 5, 4), x[1]),
            (b, x) => b.Concat(0, b.SliceAlong(x[0], 0, 2, 7), x[1]), [12], [12]);
        yield return Exact("gather in order", (b, x) => b.Gather(x[0], b.Iota(5)), (b, x) => b.SliceAlong(x[0], 0, 0, 5));
        yield return Exact("accumulate in place", (b, x) => Op(b, OpCode.Add, x[0], b.Add(OpCode.IncSlice, Part(2, 3), b.Full(0, DType.Float64, S(12)), x[1])),
            (b, x) => b.Add(OpCode.IncSlice, Part(2, 3), x[0], x[1]), [12], [3]);
        yield return Exact("accumulate in place", (b, x) => Op(b, OpCode.Add, b.ScatterAdd(b.Full(0, DType.Float64, S(12)), x[1], b.Iota(3)), x[0]),
            (b, x) => b.ScatterAdd(x[0], x[1], b.Iota(3)), [12], [3]);
        yield return Exact("increment of zeros", (b, x) => b.Add(OpCode.IncSlice, Part(0, 12), x[0], x[1]), (b, x) => Op(b, OpCode.Add, x[0], x[1]), [12], [12]);
    }

    private static int Halves(GraphBuilder b, int start, long steps)
    {
        var loop = LoopCases.Open(b, b.Constant(steps, DType.Int64));
        loop.State(start, s => b.Scale(s, 0.5));
        return loop.Close();
    }

    private static SliceData Part(int start, int length) => new(EquatableArray.Of(new SliceAxis(start, length, 1)));

    private static IEnumerable<RuleCase> Others()
    {
        yield return Stable("transposed product", (b, x) => b.Transpose(b.Dot(x[0], x[1])), (b, x) => b.Dot(b.Transpose(x[1]), b.Transpose(x[0])), [3, 4], [4, 5]);
        yield return Stable("transposed product", (b, x) => b.Dimshuffle(Op(b, OpCode.BatchedDot, x[0], x[1]), 0, 2, 1),
            (b, x) => Op(b, OpCode.BatchedDot, b.Dimshuffle(x[1], 0, 2, 1), b.Dimshuffle(x[0], 0, 2, 1)), [2, 3, 4], [2, 4, 5]);
        yield return Stable("scaled product", (b, x) => b.Dot(Op(b, OpCode.Mul, x[0], F(b, 3)), x[1]), (b, x) => Op(b, OpCode.Mul, b.Dot(x[0], x[1]), F(b, 3)), [3, 4], [4, 5]);
        yield return Exact("scaled product", (b, x) => b.Dot(x[0], Op(b, OpCode.Neg, x[1])), (b, x) => Op(b, OpCode.Neg, b.Dot(x[0], x[1])));
        yield return Stable("position in monotone", (b, x) => b.Add(OpCode.ArgMax, new AxisData(1), Op(b, OpCode.Softmax, x[0])),
            (b, x) => b.Add(OpCode.ArgMax, new AxisData(1), x[0]));
        yield return Exact("position in monotone", (b, x) => b.Add(OpCode.ArgMax, new AxisData(0), Op(b, OpCode.Neg, x[0])),
            (b, x) => b.Add(OpCode.ArgMin, new AxisData(0), x[0]));
        yield return Exact("select of one", (b, x) => Op(b, OpCode.Select, Op(b, OpCode.Lt, x[0], x[1]), x[0], x[0]), (b, x) => x[0]);
        yield return Exact("select of negation", (b, x) => Op(b, OpCode.Select, Op(b, OpCode.Not, Op(b, OpCode.Lt, x[0], x[1])), x[0], x[1]),
            (b, x) => Op(b, OpCode.Select, Op(b, OpCode.Lt, x[0], x[1]), x[1], x[0]));
        yield return Integers(DType.Int32, "cast of cast", (b, x) => b.Cast(b.Cast(x[0], DType.Int64), DType.Float32), (b, x) => b.Cast(x[0], DType.Float32));
        yield return Exact("cast of cast", (b, x) => b.Cast(b.Cast(x[0], DType.Int32), DType.Float64), (b, x) => b.Cast(b.Cast(x[0], DType.Int32), DType.Float64));
        yield return Exact("negated comparison", (b, x) => Op(b, OpCode.Not, Op(b, OpCode.Eq, x[0], x[1])), (b, x) => Op(b, OpCode.Neq, x[0], x[1]));
        yield return Exact("negated comparison", (b, x) => Op(b, OpCode.Not, Op(b, OpCode.Lt, x[0], x[1])), (b, x) => Op(b, OpCode.Not, Op(b, OpCode.Lt, x[0], x[1])));
    }
}
