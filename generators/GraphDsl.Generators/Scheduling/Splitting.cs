using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>
/// Splits reductions of axes that do not lie together into one reduction for each run of neighbours, the last first: each
/// then is a plain nest of kept, reduced, kept loops.
/// </summary>
internal static class Splitting
{
    public static Graph Run(Graph graph)
    {
        if (!graph.Nodes.Any(n => IsSplit(n))) return graph;
        var rebuild = new GraphRebuilder(graph);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph[i];
            if (!IsSplit(node))
            {
                rebuild.Copy(i);
                continue;
            }
            rebuild.Builder.CurrentSite = node.Site;
            int value = rebuild[node.Operands[0]];
            foreach (var run in Runs(((AxesData)node.Data!).Axes).Reverse())
                value = rebuild.Builder.Add(node.Op, new AxesData(run.ToEquatable()), value);
            rebuild.Map(i, value);
        }
        return rebuild.Finish();
    }

    private static bool IsSplit(Node node) => node.Info.Kind == OpKind.Reduce && Runs(((AxesData)node.Data!).Axes).Count() > 1;

    private static IEnumerable<List<int>> Runs(IEnumerable<int> axes)
    {
        var runs = new List<List<int>>();
        foreach (int axis in axes)
        {
            if (runs.Count > 0 && runs[runs.Count - 1].Last() == axis - 1) runs[runs.Count - 1].Add(axis);
            else runs.Add([axis]);
        }
        return runs;
    }
}
