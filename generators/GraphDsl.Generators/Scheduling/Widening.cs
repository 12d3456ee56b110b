using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>
/// Computes on Half in single precision: operands are widened and results rounded, operation by operation. Comparisons and what
/// only moves elements work on Half itself.
/// </summary>
internal static class Widening
{
    public static Graph Run(Graph graph)
    {
        if (!graph.Nodes.Any(IsWidened)) return graph;
        var rebuild = new GraphRebuilder(graph);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            if (IsWidened(graph[i])) rebuild.Map(i, Widen(rebuild, graph[i]));
            else rebuild.Copy(i);
        }
        return rebuild.Finish();
    }

    private static bool IsWidened(Node node) => node.Type == DType.Float16 && (node.Info.Kind is OpKind.Reduce or OpKind.Row or OpKind.Product
        || (node.Info.IsElementwise && node.Op is not (OpCode.Cast or OpCode.Select)) || node.Data is WindowData
        || node.Op is OpCode.IncSlice or OpCode.ScatterAdd or OpCode.SumTo or OpCode.CumSum or OpCode.CumProd
            or OpCode.Inverse or OpCode.Det or OpCode.Cholesky or OpCode.Solve);

    private static int Widen(GraphRebuilder rebuild, Node node)
    {
        var b = rebuild.Builder;
        b.CurrentSite = node.Site;
        int[] operands = Array.ConvertAll(rebuild.Operands(node), o => b[o].Type == DType.Float16 ? b.Cast(o, DType.Float32) : o);
        return b.Cast(b.Add(node.Op, rebuild.Map(node.Data), DType.Float32, operands), DType.Float16);
    }
}
