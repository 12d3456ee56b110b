using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>
/// Gradients of slices and gathers are zeros with something added in places; several of them, or one and a dense gradient, are
/// accumulated in one tensor. Where nothing is added a -0 stays, which adding zeros would make 0.
/// </summary>
internal static class Accumulation
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("accumulate in place", OpCode.Add, Accumulate),
        new("increment of zeros", OpCode.IncSlice, IncrementOfZeros),
    ];

    private static int Accumulate(RewriteContext r, int n)
    {
        if (!r.IsFloat(n)) return Rule.None;
        int result = Onto(r, n, r.Y(n), r.X(n));
        return result >= 0 ? result : Onto(r, n, r.X(n), r.Y(n));
    }

    /// <summary>x + (zeros with additions): the additions made to x.</summary>
    private static int Onto(RewriteContext r, int n, int sparse, int x)
    {
        bool isSparse = (r.Is(sparse, OpCode.IncSlice, out int zeros) || r.Is(sparse, OpCode.ScatterAdd, out zeros)) && r.IsConstant(zeros, 0);
        if (!isSparse || !r[x].Shape.Equals(r[n].Shape) || !r[sparse].Shape.Equals(r[n].Shape) || r.IsConstant(x) || !r.IsUsedOnce(sparse)) return Rule.None;
        int[] operands = r[sparse].Operands.ToArray();
        operands[0] = x;
        return r.B.Add(r[sparse].Op, r[sparse].Data, operands);
    }

    /// <summary>An increment of all of a tensor of zeros.</summary>
    private static int IncrementOfZeros(RewriteContext r, int n)
    {
        var axes = r.Data<SliceData>(n).Axes;
        for (int i = 0; i < axes.Count; i++)
            if (!axes[i].IsWhole(r[n].Shape[i])) return Rule.None;
        return r.Fit(r.B.Add(r.X(n), r.Y(n)), n);
    }
}
