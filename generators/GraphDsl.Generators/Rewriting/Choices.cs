using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>Selects, casts, comparisons and positions of extremes.</summary>
internal static class Choices
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("position in monotone", [OpCode.ArgMax, OpCode.ArgMin], MonotonePosition),
        new("select of one", OpCode.Select, SelectOfOne),
        new("select of negation", OpCode.Select, SelectOfNot),
        new("cast of cast", OpCode.Cast, CastOfCast),
        new("negated comparison", OpCode.Not, NegatedComparison),
    ];

    /// <summary>
    /// argmax(softmax(z)) = argmax(z), and the like for other increasing functions. Where those saturate, equal values may
    /// part: then the position is that of the true extreme. In a row with NaN it is that of the NaN.
    /// </summary>
    private static int MonotonePosition(RewriteContext r, int n)
    {
        int x = r.X(n);
        if (r.B.Pinned.Contains(x)) return Rule.None;
        int axis = r.Data<AxisData>(n).Axis;
        switch (r[x].Op)
        {
            case OpCode.Softmax or OpCode.LogSoftmax when axis == r[x].Rank - 1:
            case OpCode.Exp or OpCode.Exp2 or OpCode.Expm1 or OpCode.Sigmoid or OpCode.Softplus or OpCode.Tanh or OpCode.Atan:
                return r.B.Add(r[n].Op, r[n].Data, r.X(x));
            case OpCode.Neg when r.IsFloat(x):
                return r.B.Add(r[n].Op == OpCode.ArgMax ? OpCode.ArgMin : OpCode.ArgMax, r[n].Data, r.X(x));
            default:
                return Rule.None;
        }
    }

    private static int SelectOfOne(RewriteContext r, int n)
    {
        var operands = r[n].Operands;
        return operands[1] == operands[2] ? r.Fit(operands[1], n)
            : r.IsConstant(operands[0], out double condition) ? r.Fit(operands[condition != 0 ? 1 : 2], n) : Rule.None;
    }

    private static int SelectOfNot(RewriteContext r, int n) => r.Is(r.X(n), OpCode.Not, out int condition)
        ? r.B.Add(OpCode.Select, condition, r[n].Operands[2], r[n].Operands[1]) : Rule.None;

    private static int CastOfCast(RewriteContext r, int n)
    {
        int x = r.X(n);
        if (r[x].Type == r[n].Type) return x;
        return r.Is(x, OpCode.Cast, out int source) && Holds(r[x].Type, r[source].Type) ? r.B.Cast(source, r[n].Type) : Rule.None;
    }

    /// <summary>True where a type holds every value of another.</summary>
    private static bool Holds(DType wide, DType narrow) => narrow switch
    {
        DType.Bool => true,
        DType.UInt8 => wide is not (DType.Bool or DType.UInt8),
        DType.Int32 => wide is DType.Int64 or DType.Float64,
        DType.Float16 => wide is DType.Float32 or DType.Float64,
        DType.Float32 => wide == DType.Float64,
        _ => false,
    };

    private static int NegatedComparison(RewriteContext r, int n)
    {
        int x = r.X(n);
        if (r.Is(x, OpCode.Eq, out int a, out int b)) return r.B.Add(OpCode.Neq, a, b);
        if (r.Is(x, OpCode.Neq, out a, out b)) return r.B.Add(OpCode.Eq, a, b);
        if (r.Is(x, OpCode.Lt, out a, out b) && !r.IsFloat(a)) return r.B.Add(OpCode.Le, b, a);
        return r.Is(x, OpCode.Le, out a, out b) && !r.IsFloat(a) ? r.B.Add(OpCode.Lt, b, a) : Rule.None;
    }
}
