using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>Cheaper forms of arithmetic, equal up to rounding.</summary>
internal static class Algebra
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("squares", OpCode.Mul, (r, n) => r.X(n) == r.Y(n) ? r.B.Add(OpCode.Sqr, r.X(n)) : Rule.None),
        new("doubles", OpCode.Add, (r, n) => r.X(n) == r.Y(n) && r.IsFloat(n) ? r.B.Scale(r.X(n), 2) : Rule.None),
        new("powers", OpCode.Pow, Power),
        new("rectifiers", OpCode.Add, Rectifier),
        new("reciprocals", [OpCode.Div, OpCode.Mul], Reciprocal),
        new("division by powers of two", OpCode.Div, PowerOfTwo),
        new("sum of scaled terms", [OpCode.Sum, OpCode.SumTo], ScaledSum),
        new("sum of sums", OpCode.Sum, SumOfSums),
        new("maximum of maxima", [OpCode.Max, OpCode.Min, OpCode.Any, OpCode.All], SumOfSums),
    ];

    private static int Power(RewriteContext r, int n)
    {
        int x = r.X(n);
        if (!r.IsConstant(r.Y(n), out double exponent)) return Rule.None;
        if (exponent == 2) return r.Fit(r.B.Sqr(x), n);
        if (exponent == 3) return r.Fit(r.B.Mul(r.B.Sqr(x), x), n);
        if (exponent == 4) return r.Fit(r.B.Sqr(r.B.Sqr(x)), n);
        if (!r.IsFloat(n)) return Rule.None;
        return exponent switch
        {
            -1 => r.Fit(r.B.Reciprocal(x), n),
            -2 => r.Fit(r.B.Reciprocal(r.B.Sqr(x)), n),
            0.5 => r.Fit(Root(r, x, double.PositiveInfinity, root => root), n),
            -0.5 => r.Fit(Root(r, x, 0, r.B.Reciprocal), n),
            _ => Rule.None,
        };
    }

    /// <summary>A power is not NaN at minus infinity, and has no sign at minus zero, unlike a root.</summary>
    private static int Root(RewriteContext r, int x, double atMinusInfinity, Func<int, int> form)
    {
        if (r.IsNonNegative(x)) return form(r.B.Sqrt(x));
        int root = form(r.B.Sqrt(r.B.Add(x, r.B.ConstantLike(x, 0))));
        int isMinusInfinity = r.B.Add(OpCode.Eq, x, r.B.ConstantLike(x, double.NegativeInfinity));
        return r.B.Select(isMinusInfinity, r.B.ConstantLike(x, atMinusInfinity), root);
    }

    /// <summary>
    /// p x + q |x|: a maximum where the side below 0 is flat, else a choice. The form as written is NaN at an infinity that the
    /// other form takes as it is.
    /// </summary>
    private static int Rectifier(RewriteContext r, int n)
    {
        if (!r.Is(r.X(n), OpCode.Mul, out int x, out int p) || !r.Is(r.Y(n), OpCode.Mul, out int abs, out int q)
            || !r.Is(abs, OpCode.Abs, out int inner) || inner != x
            || !r.IsConstant(p, out double linear) || !r.IsConstant(q, out double even) || linear + even != 1) return Rule.None;
        int zero = r.B.ConstantLike(x, 0);
        if (linear == even) return r.Fit(r.B.Maximum(x, zero), n);
        return r.Fit(r.B.Select(r.B.Add(OpCode.Lt, x, zero), r.B.Scale(x, linear - even), x), n);
    }

    private static int Reciprocal(RewriteContext r, int n)
    {
        if (!r.IsFloat(n)) return Rule.None;
        var (x, y) = (r.X(n), r.Y(n));
        if (r[n].Op == OpCode.Div) return r.IsConstant(x, 1) ? r.Fit(r.B.Reciprocal(y), n) : Rule.None;
        return r.Is(y, OpCode.Reciprocal, out int divisor) ? r.B.Add(OpCode.Div, x, divisor)
            : r.Is(x, OpCode.Reciprocal, out divisor) ? r.B.Add(OpCode.Div, y, divisor) : Rule.None;
    }

    private static int PowerOfTwo(RewriteContext r, int n)
    {
        if (!r.IsFloat(n) || !r.IsConstant(r.Y(n), out double divisor) || !r.IsOrdinary(divisor, r[n].Type) || !r.IsOrdinary(1 / divisor, r[n].Type)) return Rule.None;
        bool isPower = (BitConverter.DoubleToInt64Bits(divisor) & 0xFFFFFFFFFFFFFL) == 0;
        return isPower ? r.Fit(r.B.Mul(r.X(n), r.B.ConstantLike(n, 1 / divisor)), n) : Rule.None;
    }

    /// <summary>Signs and constant factors leave sums.</summary>
    private static int ScaledSum(RewriteContext r, int n)
    {
        if (!r.IsFloat(n)) return Rule.None;
        int x = r.X(n);
        int Again(int terms) => r.B.Add(r[n].Op, r[n].Data, terms);
        if (r.Is(x, OpCode.Neg, out int positive)) return r.B.Add(OpCode.Neg, Again(positive));
        if (!(r.Is(x, OpCode.Mul, out int terms, out int c) || r.Is(x, OpCode.Div, out terms, out c))
            || !r.IsConstant(c, out double factor) || !r.IsOrdinary(factor, r[n].Type) || !r[terms].Shape.Equals(r[x].Shape)) return Rule.None;
        return r.B.Binary(r[x].Op, Again(terms), r.B.ConstantLike(n, factor));
    }

    private static int SumOfSums(RewriteContext r, int n)
    {
        if (!r.Is(r.X(n), r[n].Op, out int x)) return Rule.None;
        var inner = r.Data<AxesData>(r.X(n)).Axes;
        var outer = r.Data<AxesData>(n).Axes;
        var axes = new List<int>(inner);
        for (int axis = 0, left = 0; axis < r[x].Rank; axis++)
        {
            if (inner.Contains(axis)) continue;
            if (outer.Contains(left++)) axes.Add(axis);
        }
        axes.Sort();
        return r.B.Reduce(r[n].Op, x, [.. axes]);
    }
}
