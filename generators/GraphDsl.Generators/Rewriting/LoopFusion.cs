using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Rewriting;

/// <summary>
/// Makes one loop of two that take the same steps, where neither needs the other and both run in the same block: they share
/// elements, and what both compute is computed once.
/// </summary>
internal static class LoopFusion
{
    public static Graph Run(Graph graph)
    {
        while (FindPair(graph) is { } pair) graph = new Fusion(graph, pair.First, pair.Second).Run();
        return graph;
    }

    private static (int First, int Second)? FindPair(Graph graph)
    {
        // What may end early takes steps of its own.
        int[] loops = [.. Enumerable.Range(0, graph.Nodes.Count).Where(i => graph[i].Op == OpCode.Loop && !((LoopData)graph[i].Data!).HasUntil)];
        if (loops.Length < 2) return null;
        var regions = new Regions(graph);
        foreach (int second in loops.Skip(1))
        {
            var needed = Pruning.Reachable(graph.Nodes.Take(second).ToArray(), graph[second].Dependencies);
            foreach (int first in loops.TakeWhile(l => l < second))
            {
                if (graph[first].Operands[0] == graph[second].Operands[0] && regions[first] == regions[second] && !needed[first])
                    return (first, second);
            }
        }
        return null;
    }

    private sealed class Fusion
    {
        private readonly Graph graph;
        private readonly GraphRebuilder rebuild;
        private readonly int first;
        private readonly int second;
        private readonly LoopView host;
        private readonly LoopView guest;
        private readonly int[] slots; // where the sequences of the guest are in the host

        public Fusion(Graph graph, int first, int second)
        {
            (this.graph, this.first, this.second) = (graph, first, second);
            (host, guest) = (new(graph[first]), new(graph[second]));
            rebuild = new(graph);
            var walked = Walked(host);
            foreach (var sequence in Walked(guest))
                if (!walked.Contains(sequence)) walked.Add(sequence);
            slots = [.. Walked(guest).Select(s => walked.IndexOf(s))];
        }

        public Graph Run() => rebuild.CopyInOrder(node => node == first || node == second ? [first, second] : [node], Copy);

        private static List<(int, LoopSequence)> Walked(LoopView loop) => [.. loop.Sequences.Select((s, i) => (s, loop.Data.Sequences[i]))];

        private void Copy(int index)
        {
            var node = graph[index];
            var b = rebuild.Builder;
            b.CurrentSite = node.Site;
            if (index == first || index == second)
            {
                Join();
            }
            else if (node.Data is LoopVariableData variable && variable.Loop == guest.Data.Id)
            {
                int slot = variable.Kind switch
                {
                    LoopVariableKind.Sequence => slots[variable.Slot],
                    LoopVariableKind.State => host.Data.States + variable.Slot,
                    _ => 0,
                };
                rebuild.Map(index, b.Add(node.Op, rebuild.Map(variable with { Loop = host.Data.Id, Slot = slot }), node.Type));
            }
            else if (node.Data is LoopSlotData left && node.Operands[0] == second)
            {
                int before = node.Op == OpCode.LoopOutput ? host.Data.Outputs : host.Data.States;
                rebuild.Map(index, b.Add(node.Op, new LoopSlotData(before + left.Slot), node.Type, rebuild[second]));
            }
            else
            {
                rebuild.Copy(index);
            }
        }

        private void Join()
        {
            var parts = LoopParts.Of(host, n => rebuild[n]);
            var more = LoopParts.Of(guest, n => rebuild[n]);
            for (int slot = 0; slot < slots.Length; slot++)
                if (slots[slot] == parts.Sequences.Count) parts.Sequences.Add(more.Sequences[slot]);
            parts.States.AddRange(more.States);
            parts.Outputs.AddRange(more.Outputs);
            parts.Name ??= more.Name;
            int joined = rebuild.Builder.Loop(parts);
            rebuild.Map(first, joined);
            rebuild.Map(second, joined);
        }
    }
}
