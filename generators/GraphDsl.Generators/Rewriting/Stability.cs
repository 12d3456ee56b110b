using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>
/// Expressions that lose digits, overflow or take the logarithm of zero, in forms that do not. Results differ only where the
/// form as written is inaccurate.
/// </summary>
internal static class Stability
{
    /// <summary>How many views and gathers a pattern looks through.</summary>
    public const int MaximumDepth = 8;

    /// <summary>What a pattern looks through.</summary>
    public static bool LooksThrough(OpCode op) => op is OpCode.Gather or OpCode.Slice or OpCode.Dimshuffle or OpCode.Reshape or OpCode.Broadcast;

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("log of softmax", OpCode.Log, LogSoftmax),
        new("log of sum of exp", OpCode.Log, LogSumExp),
        new("log of sigmoid", [OpCode.Log, OpCode.Log1p], LogSigmoid),
        new("log of exp", OpCode.Log, (r, n) => r.Is(r.X(n), OpCode.Exp, out int x) ? x : Rule.None),
        new("log of 1 + exp", OpCode.Log1p, (r, n) => r.Is(r.X(n), OpCode.Exp, out int x) ? r.B.Add(OpCode.Softplus, x) : Rule.None),
        new("log of 1 + x", OpCode.Log, Log1p),
        new("exp - 1", [OpCode.Sub, OpCode.Add], Expm1),
        new("1 / (1 + exp)", [OpCode.Reciprocal, OpCode.Div], Sigmoid),
        new("1 - sigmoid", OpCode.Sub, SigmoidComplement),
        new("exp / sum of exp", OpCode.Div, Softmax),
        new("softmax less maximum", [OpCode.Softmax, OpCode.LogSoftmax], ShiftedSoftmax),
        new("log softmax at labels", OpCode.Gather, Crossentropy),
    ];

    /// <summary>Through views and gathers too: log(softmax(z)[rows, labels]).</summary>
    private static int LogSoftmax(RewriteContext r, int n) =>
        Below(r, r.X(n), OpCode.Softmax) is var (x, path) ? Again(r, path, r.B.Add(OpCode.LogSoftmax, r.X(x))) : Rule.None;

    /// <summary>The node of an operation that a chain of views and gathers looks at, and that chain from above.</summary>
    private static (int Node, List<int> Path)? Below(RewriteContext r, int x, OpCode op)
    {
        var path = new List<int>();
        while (!r.Is(x, op))
        {
            if (path.Count == MaximumDepth || r.B.Pinned.Contains(x) || !LooksThrough(r[x].Op)) return null;
            path.Add(x);
            x = r.X(x);
        }
        return (x, path);
    }

    /// <summary>The same views and gathers of another tensor.</summary>
    private static int Again(RewriteContext r, List<int> path, int result)
    {
        for (int i = path.Count - 1; i >= 0; i--)
        {
            int[] operands = r[path[i]].Operands.ToArray();
            operands[0] = result;
            result = r.B.Add(r[path[i]].Op, r[path[i]].Data, operands);
        }
        return result;
    }

    /// <summary>log(sum(exp(x), axis)); axes of size 1 may be back.</summary>
    private static int LogSumExp(RewriteContext r, int n)
    {
        int sum = r.X(n);
        bool shuffled = r.Is(sum, OpCode.Dimshuffle, out int inner);
        if (shuffled) sum = inner;
        if (!r.Is(sum, OpCode.Sum, out int exp) || !r.Is(exp, OpCode.Exp, out int x)) return Rule.None;
        var axes = r.Data<AxesData>(sum).Axes;
        if (axes.Count != 1) return Rule.None;
        var order = new List<int>();
        for (int axis = 0; axis < r[x].Rank; axis++)
            if (axis != axes[0]) order.Add(axis);
        order.Add(axes[0]);
        int result = r.B.Add(OpCode.LogSumExp, r.B.Dimshuffle(x, [.. order]));
        return shuffled ? r.B.Dimshuffle(result, r.Data<PatternData>(r.X(n)).Pattern.ToArray()) : result;
    }

    /// <summary>log(sigmoid(x)), log(1 - sigmoid(x)), log1p(-sigmoid(x)), of views and gathers too.</summary>
    private static int LogSigmoid(RewriteContext r, int n)
    {
        int x = r.X(n);
        if (r[n].Op == OpCode.Log && Below(r, x, OpCode.Sigmoid) is var (sigmoid, path))
            return r.B.Neg(r.B.Add(OpCode.Softplus, r.B.Neg(Again(r, path, r.X(sigmoid)))));
        bool complement = r[n].Op == OpCode.Log
            ? r.Is(x, OpCode.Sub, out int one, out int rest) && r.IsConstant(one, 1)
            : r.Is(x, OpCode.Neg, out rest);
        return complement && Below(r, rest, OpCode.Sigmoid) is var (s, views)
            ? r.Fit(r.B.Neg(r.B.Add(OpCode.Softplus, Again(r, views, r.X(s)))), n) : Rule.None;
    }

    private static int Log1p(RewriteContext r, int n)
    {
        int sum = r.X(n);
        if (r.Is(sum, OpCode.Add, out int x, out int y))
        {
            return r.IsConstant(y, 1) ? r.Fit(r.B.Add(OpCode.Log1p, x), n)
                : r.IsConstant(x, 1) ? r.Fit(r.B.Add(OpCode.Log1p, y), n) : Rule.None;
        }
        if (!r.Is(sum, OpCode.Sub, out x, out y)) return Rule.None;
        return r.IsConstant(x, 1) ? r.Fit(r.B.Add(OpCode.Log1p, r.B.Neg(y)), n)
            : r.IsConstant(y, -1) ? r.Fit(r.B.Add(OpCode.Log1p, x), n) : Rule.None;
    }

    private static int Expm1(RewriteContext r, int n) =>
        r.Is(r.X(n), OpCode.Exp, out int x) && r.IsConstant(r.Y(n), r[n].Op == OpCode.Sub ? 1 : -1)
            ? r.Fit(r.B.Add(OpCode.Expm1, x), n) : Rule.None;

    /// <summary>1 / (1 + exp(-x)), c / (1 + exp(-x)), exp(x) / (1 + exp(x)).</summary>
    private static int Sigmoid(RewriteContext r, int n)
    {
        int divisor = r[n].Op == OpCode.Div ? r.Y(n) : r.X(n);
        if (!IsOnePlusExp(r, divisor, out int exponent)) return Rule.None;
        if (r[n].Op == OpCode.Reciprocal) return r.Fit(r.B.Add(OpCode.Sigmoid, r.B.Neg(exponent)), n);
        int dividend = r.X(n);
        if (r.Is(dividend, OpCode.Exp, out int same) && same == exponent) return r.Fit(r.B.Add(OpCode.Sigmoid, exponent), n);
        return r.IsConstant(dividend, out double scale)
            ? r.Fit(r.B.Mul(r.B.Add(OpCode.Sigmoid, r.B.Neg(exponent)), r.B.ConstantLike(n, scale)), n) : Rule.None;
    }

    private static bool IsOnePlusExp(RewriteContext r, int node, out int exponent)
    {
        exponent = -1;
        if (!r.Is(node, OpCode.Add, out int x, out int y)) return false;
        return (r.IsConstant(y, 1) && r.Is(x, OpCode.Exp, out exponent)) || (r.IsConstant(x, 1) && r.Is(y, OpCode.Exp, out exponent));
    }

    /// <summary>1 - sigmoid(x) = sigmoid(-x), where the sigmoid is not needed itself.</summary>
    private static int SigmoidComplement(RewriteContext r, int n) =>
        r.IsConstant(r.X(n), 1) && r.Is(r.Y(n), OpCode.Sigmoid, out int x) && r.IsUsedOnce(r.Y(n))
            ? r.Fit(r.B.Add(OpCode.Sigmoid, r.B.Neg(x)), n) : Rule.None;

    private static int Softmax(RewriteContext r, int n)
    {
        var (exp, divisor) = (r.X(n), r.Y(n));
        if (!r.Is(exp, OpCode.Exp, out int x) || !IsOverRows(r, divisor, OpCode.Sum, exp)) return Rule.None;
        return r.Fit(r.B.Add(OpCode.Softmax, x), n);
    }

    /// <summary>softmax(x - max(x)) computes the maximum twice.</summary>
    private static int ShiftedSoftmax(RewriteContext r, int n) =>
        r.Is(r.X(n), OpCode.Sub, out int x, out int max) && IsOverRows(r, max, OpCode.Max, x) ? r.B.Add(r[n].Op, x) : Rule.None;

    /// <summary>True for a reduction of x along its last axis that keeps the axis.</summary>
    private static bool IsOverRows(RewriteContext r, int node, OpCode reduction, int x)
    {
        int last = r[x].Rank - 1;
        if (r.Is(node, OpCode.Broadcast, out int narrow)) node = narrow;
        if (r[x].Rank > 1 || r.Is(node, OpCode.Dimshuffle))
        {
            if (!r.Is(node, OpCode.Dimshuffle, out int reduced)) return false;
            var pattern = r.Data<PatternData>(node).Pattern;
            if (pattern.Count != last + 1) return false;
            for (int i = 0; i <= last; i++)
                if (pattern[i] != (i == last ? -1 : i)) return false;
            node = reduced;
        }
        return r.Is(node, reduction, out int source) && source == x && r.Data<AxesData>(node).Axes is { Count: 1 } axes && axes[0] == last;
    }

    /// <summary>logsoftmax(z)[0..n, labels] = -crossentropy(z, labels).</summary>
    private static int Crossentropy(RewriteContext r, int n)
    {
        var node = r[n];
        if (!r.Is(r.X(n), OpCode.LogSoftmax, out int z) || CountOfLabels(i => r[i], node) is not { } length) return Rule.None;
        if (!length.Equals(r[z].Shape[0]))
        {
            // The gather would find a row too many; the slice must be told.
            r.B.Require(new(CheckKind.AtMost, length, r[z].Shape[0], "the number of labels", node.Site));
            z = r.B.SliceAlong(z, 0, Dim.Zero, length);
        }
        return r.B.Neg(r.B.Add(OpCode.SoftmaxCrossentropy, z, node.Operands[2]));
    }

    /// <summary>The number of labels where a gather is x[0..n, labels], which picks an element of each of the first n rows.</summary>
    public static Dim? CountOfLabels(Func<int, Node> nodes, Node gather)
    {
        if (gather.Op != OpCode.Gather || gather.Operands.Count != 3 || nodes(gather.Operands[0]).Rank != 2) return null;
        var (rows, labels) = (nodes(gather.Operands[1]), nodes(gather.Operands[2]));
        if (rows.Op == OpCode.Cast) rows = nodes(rows.Operands[0]);
        if (rows.Op != OpCode.Iota || labels.Rank != 1) return null;
        var length = ((DimData)rows.Data!).Dim;
        return labels.Shape[0].Equals(length) ? length : null;
    }
}
