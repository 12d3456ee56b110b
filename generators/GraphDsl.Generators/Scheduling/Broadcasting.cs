using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>
/// Makes the broadcasts explicit that library kernels do not do themselves: indices of a gather or scatter, and the values that
/// are scattered, take their whole shape.
/// </summary>
internal static class Broadcasting
{
    public static Graph Run(Graph graph)
    {
        if (!graph.Nodes.Any(n => n.Op is OpCode.Gather or OpCode.ScatterAdd or OpCode.ScatterSet)) return graph;
        var rebuild = new GraphRebuilder(graph);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            if (graph[i].Op is OpCode.Gather or OpCode.ScatterAdd or OpCode.ScatterSet) rebuild.Map(i, Expand(rebuild, graph[i]));
            else rebuild.Copy(i);
        }
        return rebuild.Finish();
    }

    private static int Expand(GraphRebuilder rebuild, Node node)
    {
        var b = rebuild.Builder;
        b.CurrentSite = node.Site;
        var operands = rebuild.Operands(node);
        int first = node.Op == OpCode.Gather ? 1 : 2;
        var index = IndexShape(b, operands, first);
        for (int k = first; k < operands.Length; k++) operands[k] = b.Broadcast(operands[k], index);
        if (first == 2 && b[operands[1]].Rank > 0)
            operands[1] = b.Broadcast(operands[1], Shape.Of(index.Dims.Concat(b[operands[0]].Shape.Dims.Skip(operands.Length - 2))));
        return b.Add(node.Op, operands);
    }

    private static Shape IndexShape(GraphBuilder b, int[] operands, int first)
    {
        int rank = operands.Skip(first).Max(o => b[o].Rank);
        var dims = Enumerable.Repeat(Dim.One, rank).ToArray();
        foreach (int operand in operands.Skip(first))
        {
            var shape = b[operand].Shape;
            for (int axis = 0; axis < shape.Rank; axis++)
                dims[axis + rank - shape.Rank] = Dim.Broadcast(dims[axis + rank - shape.Rank], shape[axis]);
        }
        return Shape.Of(dims);
    }
}
