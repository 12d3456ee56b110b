using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>Broadcasts, reshapes and permutations of axes: fewer of them, and as late as possible.</summary>
internal static class Shapes
{
    private static readonly OpCode[] elementwise = [.. OpTable.All.Where(row => row.IsElementwise).Select(row => row.Code)];

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("broadcast operands", elementwise, BroadcastOperands),
        new("new axes of operands", elementwise, NewAxesOfOperands),
        new("broadcast scale", OpCode.SoftmaxCrossentropyGrad, BroadcastScale),
        new("broadcast of broadcast", OpCode.Broadcast, (r, n) => Changed(n, r.B.Broadcast(r.X(n), r[n].Shape))),
        new("view of broadcast scalar", [OpCode.Dimshuffle, OpCode.Reshape, OpCode.Slice], ViewOfScalar),
        new("sum of broadcast", OpCode.Sum, SumOfBroadcast),
        new("sum over known axes", OpCode.SumTo, (r, n) => Changed(n, r.B.SumTo(r.X(n), r[n].Shape))),
        new("sum over axes of size 1", OpCode.Sum, SumOfOnes),
        new("sum of permuted axes", OpCode.Sum, SumOfDimshuffle),
        new("dimshuffle of dimshuffle", OpCode.Dimshuffle, (r, n) => Changed(n, r.B.Dimshuffle(r.X(n), r.Data<PatternData>(n).Pattern.ToArray()))),
        new("reshape of reshape", OpCode.Reshape, (r, n) => Changed(n, r.B.Reshape(r.X(n), r[n].Shape))),
        new("reshape of ones", OpCode.Reshape, ReshapeOfOnes),
        new("reshape of dimshuffle", OpCode.Reshape, ReshapeOfDimshuffle),
    ];

    private static int Changed(int node, int result) => result == node ? Rule.None : result;

    /// <summary>Elementwise operations broadcast by themselves: what is left of it comes after them.</summary>
    private static int BroadcastOperands(RewriteContext r, int n)
    {
        int[]? operands = null;
        for (int i = 0; i < r[n].Operands.Count; i++)
        {
            if (r.Is(r[n].Operands[i], OpCode.Broadcast, out int x)) (operands ??= r[n].Operands.ToArray())[i] = x;
        }
        return operands is null ? Rule.None : r.Fit(r.B.Add(r[n].Op, r[n].Data, r[n].Type, operands), n);
    }

    /// <summary>New axes before all others, and all axes of a scalar, come with broadcasting, too.</summary>
    private static int NewAxesOfOperands(RewriteContext r, int n)
    {
        int[]? operands = null;
        for (int i = 0; i < r[n].Operands.Count; i++)
        {
            if (HasLeadingAxes(r, r[n].Operands[i], out int x)) (operands ??= r[n].Operands.ToArray())[i] = x;
        }
        if (operands is null) return Rule.None;
        int result = r.B.Add(r[n].Op, r[n].Data, r[n].Type, operands);
        return r[result].Rank == 0 && !r[n].Shape.Equals(r[result].Shape) ? r.B.ExpandDims(result, r.B.AllAxes(n))
            : r[result].Shape.Equals(r[n].Shape) ? result : Rule.None;
    }

    private static bool HasLeadingAxes(RewriteContext r, int node, out int x)
    {
        if (!r.Is(node, OpCode.Dimshuffle, out x)) return false;
        var pattern = r.Data<PatternData>(node).Pattern;
        int added = pattern.Count - r[x].Rank;
        for (int i = 0; i < pattern.Count; i++)
            if (pattern[i] != (i < added ? -1 : i - added)) return false;
        return true;
    }

    private static int BroadcastScale(RewriteContext r, int n)
    {
        int[] operands = r[n].Operands.ToArray();
        if (!r.Is(operands[2], OpCode.Broadcast, out int x) && !(r.Is(operands[2], OpCode.Dimshuffle, out x) && r[x].Rank == 0)) return Rule.None;
        operands[2] = x;
        return r.B.Add(r[n].Op, operands);
    }

    private static int ViewOfScalar(RewriteContext r, int n) =>
        r.Is(r.X(n), OpCode.Broadcast, out int x) && r[x].Rank == 0 ? r.Fit(x, n) : Rule.None;

    /// <summary>Equal terms: their number times one of them.</summary>
    private static int SumOfBroadcast(RewriteContext r, int n)
    {
        if (!r.Is(r.X(n), OpCode.Broadcast, out int x)) return Rule.None;
        var (wide, narrow) = (r[r.X(n)].Shape, r[x].Shape);
        var axes = r.Data<AxesData>(n).Axes;
        int added = wide.Rank - narrow.Rank;
        var count = Dim.One;
        var summed = new List<int>();
        var dropped = new List<int>();
        foreach (int axis in axes)
        {
            int own = axis - added;
            if (own < 0)
            {
                count *= wide[axis];
            }
            else if (narrow[own].Equals(wide[axis]))
            {
                summed.Add(own);
            }
            else if (narrow[own].IsOne)
            {
                count *= wide[axis];
                dropped.Add(own);
            }
            else
            {
                return Rule.None;
            }
        }
        if (summed.Count == axes.Count) return r.Fit(r.B.Sum(x, [.. summed]), n);
        // No elements make 0 also where the term is not finite.
        bool some = count.IsConstant && count.Value > 0;
        bool finite = r.IsConstant(x, out double term) && !double.IsNaN(term) && !double.IsInfinity(term);
        if (!some && !finite && r.IsFloat(n)) return Rule.None;
        var kept = new List<int>();
        for (int own = 0, left = 0; own < narrow.Rank; own++)
        {
            if (summed.Contains(own)) continue;
            if (!dropped.Contains(own)) kept.Add(left);
            left++;
        }
        int sum = r.B.Dimshuffle(r.B.Sum(x, [.. summed]), [.. kept]);
        return r.Fit(r.B.Mul(sum, r.B.Cast(r.B.Size(count), r[n].Type)), n);
    }

    private static int SumOfOnes(RewriteContext r, int n)
    {
        var axes = r.Data<AxesData>(n).Axes;
        int x = r.X(n);
        if (!axes.Any(axis => r[x].Shape[axis].IsOne)) return Rule.None;
        var pattern = new List<int>();
        var rest = new List<int>();
        for (int axis = 0; axis < r[x].Rank; axis++)
        {
            if (axes.Contains(axis) && r[x].Shape[axis].IsOne) continue;
            if (axes.Contains(axis)) rest.Add(pattern.Count);
            pattern.Add(axis);
        }
        return r.B.Sum(r.B.Dimshuffle(x, [.. pattern]), [.. rest]);
    }

    /// <summary>Sums come before permutations: less to permute.</summary>
    private static int SumOfDimshuffle(RewriteContext r, int n)
    {
        if (!r.Is(r.X(n), OpCode.Dimshuffle, out int x)) return Rule.None;
        var pattern = r.Data<PatternData>(r.X(n)).Pattern;
        var axes = r.Data<AxesData>(n).Axes;
        var summed = new List<int>();
        for (int i = 0; i < pattern.Count; i++)
            if (axes.Contains(i) && pattern[i] >= 0) summed.Add(pattern[i]);
        if (summed.Count == 0) return Rule.None;
        summed.Sort();
        var result = new List<int>();
        for (int i = 0; i < pattern.Count; i++)
        {
            if (axes.Contains(i)) continue;
            int own = pattern[i];
            result.Add(own < 0 ? -1 : own - summed.Count(axis => axis < own));
        }
        return r.B.Dimshuffle(r.B.Sum(x, [.. summed]), [.. result]);
    }

    /// <summary>A reshape that only adds or drops axes of size 1.</summary>
    private static int ReshapeOfOnes(RewriteContext r, int n)
    {
        var (source, target) = (r[r.X(n)].Shape, r[n].Shape);
        var pattern = new int[target.Rank];
        int own = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            while (own < source.Rank && source[own].IsOne && !target[i].IsOne) own++;
            if (own < source.Rank && source[own].Equals(target[i])) pattern[i] = own++;
            else if (target[i].IsOne) pattern[i] = -1;
            else return Rule.None;
        }
        for (; own < source.Rank; own++)
            if (!source[own].IsOne) return Rule.None;
        return r.B.Dimshuffle(r.X(n), pattern);
    }

    /// <summary>New and dropped axes do not matter to a reshape.</summary>
    private static int ReshapeOfDimshuffle(RewriteContext r, int n)
    {
        if (!r.Is(r.X(n), OpCode.Dimshuffle, out int x)) return Rule.None;
        int last = -1;
        foreach (int axis in r.Data<PatternData>(r.X(n)).Pattern.Span)
        {
            if (axis >= 0 && axis <= last) return Rule.None;
            last = Math.Max(axis, last);
        }
        return r.B.Reshape(x, r[n].Shape);
    }
}
