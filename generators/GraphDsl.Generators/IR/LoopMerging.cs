namespace GraphDsl.Generators.IR;

/// <summary>
/// Makes one loop of all that share a number: a gradient adds outputs to a loop that is there already. Nodes are copied in an order
/// in which the loop comes after all that its outputs need.
/// </summary>
internal static class LoopMerging
{
    public static Graph Run(Graph graph)
    {
        var byNumber = Enumerable.Range(0, graph.Nodes.Count).Where(i => graph[i].Op == OpCode.Loop)
            .GroupBy(i => ((LoopData)graph[i].Data!).Id).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => g.ToArray());
        return byNumber.Count == 0 ? graph : new Merger(graph, byNumber).Run();
    }

    private sealed class Merger(Graph graph, Dictionary<int, int[]> loops)
    {
        private readonly GraphRebuilder rebuild = new(graph);
        private readonly Dictionary<int, List<int>> outputs = loops.ToDictionary(
            l => l.Key, l => l.Value.SelectMany(n => new LoopView(graph[n]).Outputs).Distinct().ToList());

        public Graph Run() => rebuild.CopyInOrder(Group, Copy);

        private void Copy(int index)
        {
            var node = graph[index];
            var group = Group(index);
            if (node.Op == OpCode.Loop && group.Length > 1) Merge(group);
            else if (node.Op == OpCode.LoopOutput && Group(node.Operands[0]).Length > 1) Output(index);
            else rebuild.Copy(index);
        }

        private int[] Group(int index) =>
            graph[index].Data is LoopData data && loops.TryGetValue(data.Id, out var group) ? group : [index];

        private void Merge(int[] group)
        {
            var first = new LoopView(graph[group[0]]);
            var parts = LoopParts.Of(first, n => rebuild[n]);
            parts.Outputs.Clear();
            parts.Outputs.AddRange(outputs[first.Data.Id].Select(n => rebuild[n]));
            rebuild.Builder.CurrentSite = graph[group[0]].Site;
            int merged = rebuild.Builder.Loop(parts);
            foreach (int node in group) rebuild.Map(node, merged);
        }

        private void Output(int index)
        {
            var loop = new LoopView(graph[graph[index].Operands[0]]);
            int value = loop.Output(((LoopSlotData)graph[index].Data!).Slot);
            rebuild.Builder.CurrentSite = graph[index].Site;
            rebuild.Map(index, rebuild.Builder.LoopOutput(rebuild[graph[index].Operands[0]], outputs[loop.Data.Id].IndexOf(value)));
        }
    }
}
