using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>
/// Pools of maxima that are computed with the convolution they follow, and their gradients with its adjoints, image by image: what lies
/// between is as large as all results of the convolution and would pass through memory otherwise. For the CPU alone, whose kernels
/// take one image after the other.
/// </summary>
internal static class ConvolutionPools
{
    /// <summary>Whether a function has something to fuse.</summary>
    public static bool Exist(Graph graph) => graph.Nodes.Any(node => node.Op is OpCode.PoolMax or OpCode.PoolMaxInput);

    /// <summary>The convolution whose results a pool takes the maxima of; -1 where it is of something else.</summary>
    public static int Source(Graph graph, int node) =>
        graph[node].Op == OpCode.PoolMax && graph[node].Operands[0] is var source && graph[source].Op == OpCode.Conv2d ? source : -1;

    /// <summary>The gradients of pools that nothing reads but adjoints of convolutions, as the windows' values, in the same block.</summary>
    public static HashSet<int> Gradients(Graph graph, Regions regions)
    {
        var found = new HashSet<int>(Enumerable.Range(0, graph.Nodes.Count).Where(i => graph[i].Op == OpCode.PoolMaxInput));
        if (found.Count == 0) return found;
        found.ExceptWith(graph.Roots);
        var used = new HashSet<int>();
        for (int user = 0; user < graph.Nodes.Count; user++)
        {
            var node = graph[user];
            int values = node.Op switch { OpCode.Conv2dInput => 0, OpCode.Conv2dFilters => 1, _ => -1 };
            for (int k = 0; k < node.Operands.Count; k++)
            {
                used.Add(node.Operands[k]);
                if (k != values || regions[node.Operands[k]] != regions[user]) found.Remove(node.Operands[k]);
            }
        }
        found.IntersectWith(used);
        return found;
    }
}
