using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>Normal forms of arithmetic. All are exact, signed zeros, infinities and NaN included, unless they say otherwise.</summary>
internal static class Canonical
{
    private static readonly OpCode[] elementwise = [.. OpTable.All.Where(row => row.IsElementwise).Select(row => row.Code)];

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("fold constants", elementwise, Fold),
        new("identities", [OpCode.Add, OpCode.Sub, OpCode.Mul, OpCode.Div, OpCode.Pow, OpCode.And, OpCode.Or, OpCode.Xor], Identity),
        new("constants to the right", [OpCode.Add, OpCode.Mul, OpCode.Eq, OpCode.Neq, OpCode.And, OpCode.Or, OpCode.Xor], ConstantRight),
        new("commuted twins", [OpCode.Add, OpCode.Mul, OpCode.Eq, OpCode.Neq, OpCode.And, OpCode.Or, OpCode.Xor], CommutedTwin),
        new("double negation", [OpCode.Neg, OpCode.Not], DoubleNegation),
        new("negated terms", [OpCode.Add, OpCode.Sub], NegatedTerm),
        new("negated factors", [OpCode.Mul, OpCode.Div, OpCode.Neg], NegatedFactor),
        new("constant factors", [OpCode.Mul, OpCode.Div], ConstantFactors),
        new("integer terms", [OpCode.Add, OpCode.Sub], IntegerTerms),
        new("same operands", [OpCode.Sub, OpCode.Maximum, OpCode.Minimum, OpCode.And, OpCode.Or, OpCode.Xor, OpCode.Eq, OpCode.Neq, OpCode.Lt, OpCode.Le], SameOperands),
        new("even functions", [OpCode.Abs, OpCode.Sqr, OpCode.Cos, OpCode.Cosh], EvenFunction),
    ];

    private static int Fold(RewriteContext r, int n)
    {
        var node = r[n];
        foreach (int operand in node.Operands.Span)
            if (!r.IsConstant(operand)) return Rule.None;
        var x = r.B.Uniform(r.X(n))!;
        var type = r[r.X(n)].Type;
        var folded = node.Op switch
        {
            OpCode.Select => r.B.Uniform(node.Operands[x.AsLong != 0 ? 1 : 2]),
            OpCode.Cast => ScalarMath.Cast(x, node.Type),
            OpCode.IsNan or OpCode.IsInf => ConstantData.Of(x.IsFloat && ScalarMath.Test(node.Op, x.AsDouble) ? 1L : 0L),
            _ when node.Operands.Count == 1 => ScalarMath.Unary(node.Op, x, type),
            _ => ScalarMath.Binary(node.Op, x, r.B.Uniform(r.Y(n))!, type),
        };
        return folded is null ? Rule.None : r.Fit(r.B.Constant(folded, node.Type), n);
    }

    private static int Identity(RewriteContext r, int n)
    {
        var (op, x, y) = (r[n].Op, r.X(n), r.Y(n));
        bool real = r.IsFloat(x);
        switch (op)
        {
            case OpCode.Add:
                return r.IsConstant(y, real ? -0.0 : 0) || (real && r.IsConstant(y, 0.0) && r.IsNeverNegativeZero(x)) ? r.Fit(x, n)
                    : r.IsConstant(x, real ? -0.0 : 0) ? r.Fit(y, n) : Rule.None;
            case OpCode.Sub:
                return r.IsConstant(y, 0.0) ? r.Fit(x, n) : Rule.None;
            case OpCode.Mul:
                if (r.IsConstant(y, 1)) return r.Fit(x, n);
                if (r.IsConstant(x, 1)) return r.Fit(y, n);
                return real ? Rule.None : r.IsConstant(y, 0) ? r.Fit(y, n) : r.IsConstant(x, 0) ? r.Fit(x, n) : Rule.None;
            case OpCode.Div or OpCode.Pow:
                if (op == OpCode.Pow && r.IsConstant(y, 0)) return r.Fit(r.B.ConstantLike(n, 1), n);
                return r.IsConstant(y, 1) ? r.Fit(x, n) : Rule.None;
            default:
                return r[n].Type == DType.Bool ? Logic(r, n) : Rule.None;
        }
    }

    private static int Logic(RewriteContext r, int n)
    {
        var (op, x, y) = (r[n].Op, r.X(n), r.Y(n));
        if (r.IsConstant(x)) (x, y) = (y, x);
        if (!r.IsConstant(y, out double value)) return Rule.None;
        return (op, value) switch
        {
            (OpCode.And, 1) or (OpCode.Or, 0) or (OpCode.Xor, 0) => r.Fit(x, n),
            (OpCode.And, 0) or (OpCode.Or, 1) => r.Fit(y, n),
            _ => r.Fit(r.B.Add(OpCode.Not, x), n),
        };
    }

    private static int ConstantRight(RewriteContext r, int n) =>
        r.IsConstant(r.X(n)) && !r.IsConstant(r.Y(n)) ? r.B.Add(r[n].Op, r.Y(n), r.X(n)) : Rule.None;

    /// <summary>y + x where x + y is there already.</summary>
    private static int CommutedTwin(RewriteContext r, int n)
    {
        if (r.X(n) == r.Y(n) || r.IsConstant(r.Y(n))) return Rule.None;
        int twin = r.B.Find(r[n].Op, null, r[n].Type, r.Y(n), r.X(n));
        return twin >= 0 && twin < n ? twin : Rule.None;
    }

    private static int DoubleNegation(RewriteContext r, int n) => r.Is(r.X(n), r[n].Op, out int x) ? x : Rule.None;

    private static int NegatedTerm(RewriteContext r, int n)
    {
        var (op, x, y) = (r[n].Op, r.X(n), r.Y(n));
        if (TryNegated(r, y, out int positive)) return r.B.Add(op == OpCode.Add ? OpCode.Sub : OpCode.Add, x, positive);
        return op == OpCode.Add && r.Is(x, OpCode.Neg, out int negated) ? r.B.Add(OpCode.Sub, y, negated) : Rule.None;
    }

    /// <summary>-x, or x times a negative constant: gives the part that is subtracted.</summary>
    private static bool TryNegated(RewriteContext r, int node, out int positive)
    {
        if (r.Is(node, OpCode.Neg, out positive)) return true;
        if (!(r.Is(node, OpCode.Mul, out int x, out int c) || r.Is(node, OpCode.Div, out x, out c)) || !r.IsFloat(node)
            || r.IsConstant(x) || !r.IsConstant(c, out double value) || !(value < 0)) return false;
        positive = r.B.Binary(r[node].Op, x, r.B.ConstantLike(x, -value));
        return r[positive].Shape.Equals(r[node].Shape);
    }

    /// <summary>Signs leave products: to a constant where there is one, else to the outside.</summary>
    private static int NegatedFactor(RewriteContext r, int n)
    {
        if (!r.IsFloat(n)) return Rule.None;
        var (op, x) = (r[n].Op, r.X(n));
        if (op == OpCode.Neg)
        {
            if (!r.Is(x, OpCode.Mul, out int a, out int b) && !r.Is(x, OpCode.Div, out a, out b)) return Rule.None;
            return r.IsConstant(b, out double negated) ? r.Fit(r.B.Binary(r[x].Op, a, r.B.ConstantLike(n, -negated)), n)
                : r.IsConstant(a, out negated) ? r.Fit(r.B.Binary(r[x].Op, r.B.ConstantLike(n, -negated), b), n) : Rule.None;
        }
        int y = r.Y(n);
        bool left = r.Is(x, OpCode.Neg, out int u), right = r.Is(y, OpCode.Neg, out int v);
        if (left && right) return r.B.Add(op, u, v);
        if (left && r.IsConstant(y, out double c)) return r.Fit(r.B.Binary(op, u, r.B.ConstantLike(n, -c)), n);
        return left ? r.B.Add(OpCode.Neg, r.B.Add(op, u, y)) : right ? r.B.Add(OpCode.Neg, r.B.Add(op, x, v)) : Rule.None;
    }

    /// <summary>(x * a) * b and its like become x * (a b): exact up to rounding.</summary>
    private static int ConstantFactors(RewriteContext r, int n)
    {
        var (op, x, type) = (r[n].Op, r.X(n), r[n].Type);
        if (!r.IsFloat(n) || !r.IsConstant(r.Y(n), out double outer)) return Rule.None;
        bool product = r.Is(x, OpCode.Mul, out int inner, out int c);
        if (!(product || r.Is(x, OpCode.Div, out inner, out c)) || r.IsConstant(inner) || !r.IsConstant(c, out double own)) return Rule.None;
        if (op == OpCode.Div && !product)
        {
            double divisor = own * outer;
            return r.IsOrdinary(own, type) && r.IsOrdinary(outer, type) && r.IsOrdinary(divisor, type)
                ? r.Fit(r.B.Add(OpCode.Div, inner, r.B.ConstantLike(n, divisor)), n) : Rule.None;
        }
        double factor = op == OpCode.Div ? own / outer : product ? own * outer : outer / own;
        return r.IsOrdinary(own, type) && r.IsOrdinary(outer, type) && r.IsOrdinary(factor, type)
            ? r.Fit(r.B.Mul(inner, r.B.ConstantLike(n, factor)), n) : Rule.None;
    }

    private static int IntegerTerms(RewriteContext r, int n)
    {
        if (r.IsFloat(n) || r.B.Uniform(r.Y(n)) is not { } outer) return Rule.None;
        bool sum = r.Is(r.X(n), OpCode.Add, out int x, out int c);
        if (!(sum || r.Is(r.X(n), OpCode.Sub, out x, out c)) || r.B.Uniform(c) is not { } inner) return Rule.None;
        long total = unchecked((sum ? inner.AsLong : -inner.AsLong) + (r[n].Op == OpCode.Add ? outer.AsLong : -outer.AsLong));
        return r.Fit(r.B.Add(x, r.B.Constant(ScalarMath.Wrap(total, r[n].Type), r[n].Type)), n);
    }

    private static int SameOperands(RewriteContext r, int n)
    {
        int x = r.X(n);
        if (x != r.Y(n)) return Rule.None;
        if (r[n].Op is OpCode.Maximum or OpCode.Minimum or OpCode.And or OpCode.Or) return x;
        if (r.IsFloat(x)) return Rule.None; // NaN and infinities
        long value = r[n].Op is OpCode.Eq or OpCode.Le ? 1 : 0;
        return r.Fit(r.B.Constant(value, r[n].Type), n);
    }

    /// <summary>|-x|, (-x)^2, cos(-x); |x| where x has no sign.</summary>
    private static int EvenFunction(RewriteContext r, int n)
    {
        int x = r.X(n);
        if (r.Is(x, OpCode.Neg, out int positive) || (r[n].Op != OpCode.Cos && r.IsFloat(n) && r.Is(x, OpCode.Abs, out positive)))
            return r.B.Add(r[n].Op, positive);
        return r[n].Op == OpCode.Abs && r.IsFloat(n) && r.IsNonNegative(x) ? x : Rule.None;
    }
}
