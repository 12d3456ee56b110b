using GraphDsl.Generators.IR;
using GraphDsl.Generators.Rewriting;

namespace GraphDsl.Generators.Lints;

/// <summary>
/// Expressions that are right as mathematics and go wrong as numbers. The rules would rather miss a case than blame sound code:
/// where sizes or signs are not known, they say nothing.
/// </summary>
internal static class NumericalLints
{
    /// <summary>The lints of a function as it was written, gradients still placeholders.</summary>
    public static IEnumerable<Finding> Find(Graph graph)
    {
        var findings = new List<Finding>();
        Logarithms(graph, findings);
        Sums(graph, findings);
        var paths = CostPath.Of(graph);
        if (paths.Count > 0)
        {
            var signs = Signs.Of(graph);
            foreach (var path in paths) Gradients(graph, path, signs, findings);
        }
        return findings.Where(f => f.Site >= 0).Distinct().OrderBy(f => f.Site).ThenBy(f => f.Kind);
    }

    /// <summary>Roundings and roots on the way from the variables to a cost.</summary>
    private static void Gradients(Graph graph, CostPath path, Sign[] signs, List<Finding> findings)
    {
        for (int i = 0; i <= path.Cost; i++)
        {
            var node = graph[i];
            if (!path.Reaches(i) || node.Operands.Count == 0 || !path.Carries(node.Operands[0])) continue;
            bool rounds = node.Op is OpCode.Floor or OpCode.Ceil or OpCode.Round or OpCode.Trunc || (node.Op == OpCode.Cast && !node.Type.IsFloat());
            if (rounds && !path.ReachesSmoothly(node.Operands[0])) findings.Add(new(LintKind.CutGradient, node.Site));
            if (IsRoot(graph, node) && path.ReachesSmoothly(i) && signs[node.Operands[0]] != Sign.Positive) findings.Add(new(LintKind.RootAtZero, node.Site));
        }
    }

    private static bool IsRoot(Graph graph, Node node) => node.Op == OpCode.Sqrt
        || (node.Op == OpCode.Pow && graph[node.Operands[1]].Constant is { AsDouble: > 0 and < 1 });

    /// <summary>
    /// Logarithms of products, choices and the like of a softmax: it underflows to 0, and so do they. What is added to it, or a lower
    /// bound, keeps the logarithm finite.
    /// </summary>
    private static void Logarithms(Graph graph, List<Finding> findings)
    {
        // For each node whether it is 0 where a softmax is, and how many views lie between where nothing else does.
        var (vanishes, views) = (new bool[graph.Nodes.Count], new int[graph.Nodes.Count]);
        for (int i = 0; i < vanishes.Length; i++)
        {
            var node = graph[i];
            views[i] = int.MaxValue;
            if (node.Op == OpCode.Softmax) (vanishes[i], views[i]) = (true, 0);
            else if (Factors(node).Any(o => vanishes[o])) vanishes[i] = true;
            if (vanishes[i] && Stability.LooksThrough(node.Op) && views[node.Operands[0]] < Stability.MaximumDepth) views[i] = views[node.Operands[0]] + 1;

            if (node.Op is not (OpCode.Log or OpCode.Log2 or OpCode.Log10) || !vanishes[node.Operands[0]]) continue;
            bool isRewritten = node.Op == OpCode.Log && views[node.Operands[0]] <= Stability.MaximumDepth;
            if (!isRewritten) findings.Add(new(LintKind.LogOfSoftmax, node.Site));
        }
    }

    /// <summary>The operands that make the result 0 where they are.</summary>
    private static IEnumerable<int> Factors(Node node) => node.Op switch
    {
        OpCode.Mul or OpCode.Concat or OpCode.Minimum => node.Operands,
        OpCode.Select => node.Operands.Skip(1),
        OpCode.Div or OpCode.Pow or OpCode.Sqrt or OpCode.Sqr or OpCode.Cast or OpCode.Prod or OpCode.Min
            or OpCode.Print or OpCode.Assert or OpCode.StopGradient or OpCode.GradClip => node.Operands.Take(1),
        _ => Stability.LooksThrough(node.Op) ? node.Operands.Take(1) : [],
    };

    /// <summary>
    /// Sums of what was bool or integer before it became float or Half: of int and long always, for their values are data; of bool and
    /// byte where so many are known to be added that the sum can pass the last whole number behind which there are gaps.
    /// </summary>
    private static void Sums(Graph graph, List<Finding> findings)
    {
        foreach (var node in graph.Nodes)
        {
            if (node.Op != OpCode.Sum || node.Type is not (DType.Float32 or DType.Float16)) continue;
            int cast = node.Operands[0];
            while (graph[cast].Info.Kind == OpKind.View) cast = graph[cast].Operands[0];
            if (graph[cast].Op != OpCode.Cast) continue;
            var whole = graph[graph[cast].Operands[0]];
            var count = ((AxesData)node.Data!).Axes.Aggregate(Dim.One, (product, axis) => product * graph[node.Operands[0]].Shape[axis]);
            long lastWhole = node.Type == DType.Float32 ? 1L << 24 : 1L << 11;
            bool loses = whole.Type switch
            {
                DType.Bool => count.IsConstant && count.Value > lastWhole,
                DType.UInt8 => count.IsConstant && count.Value > lastWhole / byte.MaxValue,
                DType.Int32 or DType.Int64 => whole.Rank > 0 && whole.Op != OpCode.Iota,
                _ => false,
            };
            if (loses) findings.Add(new(LintKind.InexactSum, node.Site));
        }
    }
}
