using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>
/// Lets elementwise work follow the product of a vector and a matrix in its epilogue: it is done on the one row (or column) that the
/// product is, and the axis is dropped afterwards.
/// </summary>
internal static class VectorProducts
{
    public static Graph Run(Graph graph)
    {
        if (!graph.Nodes.Any(n => IsVectorOf(graph, n))) return graph;
        var roots = new HashSet<int>(graph.Roots);
        var rebuild = new GraphRebuilder(graph);
        var rows = new Dictionary<int, (int Matrix, bool IsRow)>(); // by the new node: the matrix that it is the only row or column of
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph[i];
            var operands = node.Info.IsElementwise && node.Rank == 1 && !roots.Contains(i) ? rebuild.Operands(node) : [];
            int first = Array.FindIndex(operands, rows.ContainsKey);
            if (first < 0)
            {
                int copy = rebuild.Copy(i);
                if (IsVectorOf(graph, node)) rows[copy] = (rebuild[node.Operands[0]], ((PatternData)node.Data!).Pattern[0] == 1);
                continue;
            }
            var b = rebuild.Builder;
            b.CurrentSite = node.Site;
            bool isRow = rows[operands[first]].IsRow;
            int[] pattern = isRow ? [-1, 0] : [0, -1];
            int matrix = b.Add(node.Op, rebuild.Map(node.Data), node.Type, [.. operands.Select(o => b[o].Rank == 0 ? o
                : rows.TryGetValue(o, out var known) && known.IsRow == isRow ? known.Matrix : b.Dimshuffle(o, pattern))]);
            int vector = b.Dimshuffle(matrix, isRow ? 1 : 0);
            if (b[vector].Rank == 1 && b[vector].Op == OpCode.Dimshuffle) rows[vector] = (matrix, isRow);
            rebuild.Map(i, vector);
        }
        return rebuild.Finish();
    }

    /// <summary>True for a product of one row or one column, seen as a vector.</summary>
    private static bool IsVectorOf(Graph graph, Node node) => node.Op == OpCode.Dimshuffle && node.Rank == 1
        && graph[node.Operands[0]] is { Op: OpCode.Dot } product && VectorTrees.IsVectorProduct(product)
        && ((PatternData)node.Data!).Pattern[0] is var kept and >= 0 && product.Shape[1 - kept].IsOne && !product.Shape[kept].IsOne;
}
