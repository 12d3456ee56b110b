using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>
/// Cuts loops that ask for it (<c>checkpointEvery</c>) into a loop over blocks of steps around a loop over the steps of a block. A
/// gradient then keeps the states between blocks only, and runs the steps of a block again when it comes to it.
/// </summary>
/// <remarks>
/// Only loops of which nothing but the last states is used: what keeps all states anyway saves nothing. Loops that end by a
/// condition or cut their gradient short stay as they are. See Griewank, "Achieving logarithmic growth of temporal and spatial
/// complexity in reverse automatic differentiation" (1992), of which this is the form with one level.
/// </remarks>
internal static class LoopCheckpoints
{
    public static Graph Run(Graph graph)
    {
        var cut = new HashSet<int>(Enumerable.Range(0, graph.Nodes.Count).Where(n => graph[n].Data is LoopData { CheckpointEvery: > 0, HasUntil: false, Truncate: < 0, Outputs: 0 }));
        foreach (var node in graph.Nodes)
            if (node.Op == OpCode.LoopStates) cut.Remove(node.Operands[0]);
        if (cut.Count == 0) return graph;
        var rebuild = new GraphRebuilder(graph);
        var blocks = new Dictionary<int, (int Node, LoopData Data)>();
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph[i];
            if (cut.Contains(i))
            {
                rebuild.Builder.CurrentSite = node.Site;
                blocks[i] = (Cut(rebuild.Builder, LoopParts.Of(new(node), n => rebuild[n])), (LoopData)node.Data!);
                rebuild.Map(i, rebuild.Builder.Size(rebuild.Builder.AsDim(rebuild[node.Operands[0]])));
            }
            else if (node.Op == OpCode.LoopLast && blocks.TryGetValue(node.Operands[0], out var block))
            {
                rebuild.Map(i, Last(rebuild.Builder, block.Node, ((LoopSlotData)node.Data!).Slot, block.Data));
            }
            else
            {
                rebuild.Copy(i);
            }
        }
        return rebuild.Finish();
    }

    private static int Cut(GraphBuilder b, LoopParts loop)
    {
        long every = loop.CheckpointEvery;
        var steps = b.AsDim(loop.Steps);
        var outer = new LoopParts(b.NewLoop()) { Name = loop.Name };
        var inner = new LoopParts(b.NewLoop()) { Name = loop.Name };
        outer.Steps = b.Size(Dim.CeilingDivide(steps, every));
        var start = b.AsDim(b.LoopStep(outer.Id)) * every;
        var length = Dim.Min(every, steps - start);
        inner.Steps = b.Size(length);
        foreach (var (sequence, walk) in loop.Sequences)
            inner.Sequences.Add((b.SliceAlong(sequence, 0, start, length + (walk.Last - walk.First)), walk));
        int[] before = [.. loop.States.Select((s, slot) => b.LoopState(outer.Id, slot, b[s.Initial].Type, b[s.Initial].Shape))];
        var cloner = new LoopCloner(b, loop.Id, node => b[node].Data is LoopVariableData variable && variable.Loop == loop.Id ? Variable(variable, node) : null);
        for (int slot = 0; slot < before.Length; slot++)
            inner.States.Add((before[slot], loop.States[slot].Taps, cloner.Clone(loop.States[slot].NewState)));
        int block = b.Loop(inner);
        for (int slot = 0; slot < before.Length; slot++)
        {
            int taps = loop.States[slot].Taps;
            int next = taps == 1 ? b.LoopLast(block, slot) : b.SliceAlong(b.LoopStates(block, slot), 0, length, taps);
            outer.States.Add((loop.States[slot].Initial, 1, next));
        }
        return b.Loop(outer);

        int Variable(LoopVariableData variable, int node) => variable.Kind switch
        {
            LoopVariableKind.Step => b.Size(start + b.AsDim(b.LoopStep(inner.Id))),
            LoopVariableKind.Sequence => b.LoopElement(inner.Id, variable.Slot, inner.Sequences[variable.Slot].Node, variable.Offset),
            _ => b.LoopState(inner.Id, variable.Slot, b[node].Type, b[node].Shape, -variable.Offset),
        };
    }

    /// <summary>The last state: of several that a step looks back to, the newest.</summary>
    private static int Last(GraphBuilder b, int loop, int slot, LoopData data)
    {
        int last = b.LoopLast(loop, slot), taps = data.Taps[slot];
        if (taps == 1) return last;
        int[] rest = [.. Enumerable.Range(1, b[last].Rank - 1)];
        return b.Dimshuffle(b.SliceAlong(last, 0, taps - 1, 1), rest);
    }
}
