using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>Matrix products: transposes go to the operands, where they are free; signs and constants come out.</summary>
internal static class Products
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("transposed product", OpCode.Dimshuffle, TransposedProduct),
        new("scaled product", [OpCode.Dot, OpCode.BatchedDot], ScaledProduct),
    ];

    /// <summary>(A B)' = B' A', where the product itself is not needed.</summary>
    private static int TransposedProduct(RewriteContext r, int n)
    {
        var pattern = r.Data<PatternData>(n).Pattern;
        bool batched = r.Is(r.X(n), OpCode.BatchedDot, out int a, out int b);
        if (!batched && !r.Is(r.X(n), OpCode.Dot, out a, out b)) return Rule.None;
        if (!pattern.Equals(batched ? EquatableArray.Of(0, 2, 1) : EquatableArray.Of(1, 0)) || !r.IsUsedOnce(r.X(n))) return Rule.None;
        int Transpose(int x) => r.B.Dimshuffle(x, pattern.ToArray());
        return r.B.Add(batched ? OpCode.BatchedDot : OpCode.Dot, Transpose(b), Transpose(a));
    }

    private static int ScaledProduct(RewriteContext r, int n)
    {
        if (!r.IsFloat(n)) return Rule.None;
        int[] operands = r[n].Operands.ToArray();
        for (int i = 0; i < 2; i++)
        {
            int own = operands[i];
            if (r.Is(own, OpCode.Neg, out int x))
            {
                operands[i] = x;
                return r.B.Add(OpCode.Neg, r.B.Add(r[n].Op, operands));
            }
            if ((r.Is(own, OpCode.Mul, out x, out int c) || r.Is(own, OpCode.Div, out x, out c)) && r.IsConstant(c, out double factor)
                && r.IsOrdinary(factor, r[n].Type) && r[x].Shape.Equals(r[own].Shape) && r.IsUsedOnce(own))
            {
                operands[i] = x;
                return r.B.Binary(r[own].Op, r.B.Add(r[n].Op, operands), r.B.ConstantLike(n, factor));
            }
        }
        return Rule.None;
    }
}
