using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Scheduling;

/// <summary>Tells whether what goes into a reduction can be evaluated on vectors inside of it.</summary>
internal static class VectorTrees
{
    /// <summary>Reductions of other types are library kernels.</summary>
    public static bool IsVectorReduction(Node node) => node.Info.Kind == OpKind.Reduce
        && node.Op is OpCode.Sum or OpCode.Prod or OpCode.Max or OpCode.Min
        && node.Type is DType.Float32 or DType.Float64 or DType.Int32 or DType.Int64;

    /// <summary>Products of other types are library kernels.</summary>
    public static bool IsVectorProduct(Node node) => node.Info.Kind == OpKind.Product && node.Type is DType.Float32 or DType.Float64;

    /// <summary>True where the tree of nodes that are not stored, from <paramref name="root"/> down, has a vector form.</summary>
    public static bool IsVector(Graph graph, int root, DType type, Func<int, bool> isStored)
    {
        var pending = new Stack<int>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            int index = pending.Pop();
            var node = graph[index];
            bool isInput = isStored(index) || node.Op == OpCode.Variable || node.Rank == 0 || !(node.Info.IsElementwise || node.Info.Kind == OpKind.View);
            if (isInput)
            {
                if (node.Op == OpCode.Iota || (node.Type != type && (node.Type != DType.Bool || node.Rank == 0))) return false;
                continue;
            }
            if (node.Info.IsElementwise && !Vectorisation.IsVectorOperation(node.Op, node.Type, node.Operands.Select(o => graph[o].Type), type)) return false;
            foreach (int operand in node.Operands) pending.Push(operand);
        }
        return true;
    }
}
