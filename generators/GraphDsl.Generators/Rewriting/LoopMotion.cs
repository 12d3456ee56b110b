using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>
/// Moves work out of loops: what depends on sequences alone is done before, for all steps at once; outputs that follow from what is
/// kept anyway are done after. So <c>X[t] W</c> becomes one product, and rules see across the edge of the loop. States and outputs
/// that nothing needs go away.
/// </summary>
internal sealed class LoopMotion
{
    private readonly Graph source;
    private readonly GraphRebuilder rebuild;
    private readonly LoopNesting nesting;
    private readonly HashSet<(int Loop, OpCode Op, int Slot)> live = [];
    private readonly HashSet<int> namedByGradients = []; // loops of which a gradient is taken by what they leave
    private readonly SortedSet<int> saturated = []; // slices of new states that are sigmoids or softmaxes of which the logarithm is taken
    private readonly Dictionary<int, Moved> moved = [];  // by the node of the loop in the source

    private LoopMotion(Graph graph)
    {
        source = graph;
        rebuild = new(graph);
        nesting = new(graph.Nodes.ToArray());
    }

    public static Graph Run(Graph graph)
    {
        foreach (var node in graph.Nodes.Span)
            if (node.Op == OpCode.Loop) return new LoopMotion(graph).Move();
        return graph;
    }

    private Graph Move()
    {
        foreach (var node in source.Nodes) Survey(node);
        foreach (var node in source.Nodes)
            if (node.Op is OpCode.Log or OpCode.Log1p) FindSaturated(node.Operands[0]);
        for (int i = 0; i < source.Nodes.Count; i++)
        {
            var node = source[i];
            if (node.Op == OpCode.Loop) MoveOutOf(i);
            else if (saturated.Contains(i)) rebuild.Map(i, moved[source[node.Operands[0]].Operands[0]].Saturated(rebuild, node, StateOf(node)));
            else if (node.Info.Kind == OpKind.Loop && moved.TryGetValue(node.Operands[0], out var loop)) rebuild.Map(i, loop.Result(rebuild.Builder, node));
            else rebuild.Copy(i);
        }
        return rebuild.Finish();
    }

    private void Survey(Node node)
    {
        if (node.Info.Kind == OpKind.Loop && node.Data is LoopSlotData slot) live.Add((node.Operands[0], node.Op, slot.Slot));
        if (node.Op != OpCode.Grad) return;
        int variable = node.Operands[0];
        while (source[variable].Info.Kind == OpKind.View) variable = source[variable].Operands[0];
        if (source[variable].Info.Kind == OpKind.Loop) namedByGradients.Add(source[variable].Operands[0]);
    }

    /// <summary>
    /// The new states below a logarithm, through what rules of stability look through, whose last operation is a sigmoid or a
    /// softmax: outside of the loop that operation is applied again to what went into it, so that the rules see it.
    /// </summary>
    private void FindSaturated(int node)
    {
        while (source[node].Info.Kind == OpKind.View || source[node].Op is OpCode.Gather or OpCode.Neg || (source[node].Op == OpCode.Sub && source[source[node].Operands[0]].IsConstant(1)))
        {
            int below = source[node].Operands[source[node].Op == OpCode.Sub ? 1 : 0];
            if (source[node].Op == OpCode.Slice && source[below].Op == OpCode.LoopStates && IsSaturated(source[below], (SliceData)source[node].Data!))
            {
                saturated.Add(node);
                return;
            }
            node = below;
        }
    }

    private bool IsSaturated(Node states, SliceData slice)
    {
        int slot = ((LoopSlotData)states.Data!).Slot;
        var loop = new LoopView(source[states.Operands[0]]);
        return !namedByGradients.Contains(states.Operands[0]) && source[loop.NewState(slot)].Op is OpCode.Sigmoid or OpCode.Softmax
            && (slice.Axes[0].Start - loop.Data.Taps[slot]).IsSurelyNonNegative;
    }

    private int StateOf(Node slice) => ((LoopSlotData)source[slice.Operands[0]].Data!).Slot;

    private void MoveOutOf(int index)
    {
        var b = rebuild.Builder;
        b.CurrentSite = source[index].Site;
        var old = LoopParts.Of(new(source[index]), n => rebuild[n]);
        var (states, outputs) = Needed(index);
        bool endsEarly = old.Until >= 0;
        bool hasGradients = Enumerable.Range(0, index).Any(n => source[n].Op == OpCode.Grad && nesting.IsInside(n, old.Id));
        var vector = new LoopVectoriser(b, old);
        var after = endsEarly || namedByGradients.Contains(index) ? [] : outputs.Where(o => vector.IsWorthMoving(old.Outputs[o], withStates: true)).ToList();
        // What is left in the loop.
        int[] roots = [.. states.Select(s => old.States[s].NewState), .. outputs.Except(after).Select(o => old.Outputs[o]), .. endsEarly ? [old.Until] : Array.Empty<int>()];
        var before = endsEarly || hasGradients ? [] : vector.FindBefore(roots);
        var inner = saturated.Where(s => source[source[s].Operands[0]].Operands[0] == index).Select(s => StateOf(source[s])).Distinct().ToList();
        if (states.Count == old.States.Count && outputs.Count == old.Outputs.Count && after.Count == 0 && before.Count == 0 && inner.Count == 0)
        {
            rebuild.Copy(index);
            return;
        }
        moved[index] = new LoopRebuild(b, old, vector, states, outputs, after, before, inner).Run(out int node);
        rebuild.Map(index, node);
    }

    /// <summary>The states and outputs that something needs.</summary>
    private (List<int> States, List<int> Outputs) Needed(int index)
    {
        var loop = new LoopView(source[index]);
        var outputs = Enumerable.Range(0, loop.Data.Outputs).Where(o => live.Contains((index, OpCode.LoopOutput, o))).ToList();
        var states = new SortedSet<int>(Enumerable.Range(0, loop.Data.States)
            .Where(s => live.Contains((index, OpCode.LoopStates, s)) || live.Contains((index, OpCode.LoopLast, s))));
        var nodes = source.Nodes.Take(index).ToArray();
        for (bool grows = true; grows;)
        {
            IEnumerable<int> roots = [.. states.Select(loop.NewState), .. outputs.Select(loop.Output), .. loop.Until >= 0 ? [loop.Until] : Array.Empty<int>()];
            var reached = Pruning.Reachable(nodes, roots);
            int count = states.Count;
            for (int i = 0; i < index; i++)
            {
                if (reached[i] && nodes[i].Data is LoopVariableData { Kind: LoopVariableKind.State } variable && variable.Loop == loop.Data.Id)
                    states.Add(variable.Slot);
            }
            grows = states.Count > count;
        }
        return ([.. states], outputs);
    }

    /// <summary>What has become of the results of a loop.</summary>
    internal sealed class Moved(int node, Dictionary<int, int> states, Dictionary<int, int> outputs, Dictionary<int, int> after, Dictionary<int, int> inner)
    {
        public int Result(GraphBuilder b, Node node)
        {
            int slot = ((LoopSlotData)node.Data!).Slot;
            return node.Op switch
            {
                OpCode.LoopStates => b.LoopStates(Node, states[slot]),
                OpCode.LoopLast => b.LoopLast(Node, states[slot]),
                _ => after.TryGetValue(slot, out int value) ? value : b.LoopOutput(Node, outputs[slot]),
            };
        }

        /// <summary>A slice of the new states of a slot: their last operation, applied outside to all that went into it.</summary>
        public int Saturated(GraphRebuilder rebuild, Node slice, int slot)
        {
            var b = rebuild.Builder;
            var loop = new LoopView(b[Node]);
            int taps = loop.Data.Taps[states[slot]];
            var axes = ((SliceData)rebuild.Map(slice.Data)!).Axes;
            b.CurrentSite = slice.Site;
            int all = StepAxis.Apply(b, b[loop.NewState(states[slot])], [(b.LoopOutput(Node, inner[slot]), true)], b.AsDim(Node));
            return b.Slice(all, [axes[0] with { Start = axes[0].Start - taps }, .. axes.Skip(1)]);
        }

        private int Node => node;
    }
}

/// <summary>Builds a loop anew with fewer parts, and what is done before and after it.</summary>
internal sealed class LoopRebuild(
    GraphBuilder builder, LoopParts old, LoopVectoriser vector, List<int> states, List<int> outputs, List<int> after, List<int> before, List<int> inner)
{
    private readonly LoopParts parts = new(builder.NewLoop())
    {
        Steps = old.Steps,
        Truncate = old.Truncate,
        CheckpointEvery = old.CheckpointEvery,
        Name = old.Name,
    };

    private readonly Dictionary<int, int> sequences = [];

    public LoopMotion.Moved Run(out int node)
    {
        var ready = before.ToDictionary(n => n, n => vector.Before(n));
        var cloner = new LoopCloner(builder, old.Id, n => ready.TryGetValue(n, out int rows) ? Element(rows)
            : builder[n].Data is LoopVariableData variable && variable.Loop == old.Id ? Variable(n, variable) : null);
        var stateSlots = states.Select((s, k) => (s, k)).ToDictionary(p => p.s, p => p.k);
        var kept = outputs.Except(after).ToList();
        foreach (int state in states) parts.States.Add((old.States[state].Initial, old.States[state].Taps, cloner.Clone(old.States[state].NewState)));
        foreach (int output in kept) parts.Outputs.Add(cloner.Clone(old.Outputs[output]));
        foreach (int state in inner) parts.Outputs.Add(cloner.Clone(builder[old.States[state].NewState].Operands[0]));
        if (old.Until >= 0) parts.Until = cloner.Clone(old.Until);
        int made = node = builder.Loop(parts);
        var done = after.ToDictionary(o => o, o => vector.After(old.Outputs[o], slot => builder.LoopStates(made, stateSlots[slot])));
        return new(made, stateSlots, kept.Select((o, k) => (o, k)).ToDictionary(p => p.o, p => p.k), done,
            inner.Select((s, k) => (s, k)).ToDictionary(p => p.s, p => kept.Count + p.k));
    }

    private int Variable(int node, LoopVariableData variable)
    {
        var data = variable with { Loop = parts.Id };
        if (variable.Kind == LoopVariableKind.State) data = data with { Slot = states.IndexOf(variable.Slot) };
        if (variable.Kind == LoopVariableKind.Sequence) data = data with { Slot = Sequence(variable.Slot) };
        return builder.Add(OpCode.LoopVariable, data, builder[node].Type);
    }

    private int Sequence(int slot)
    {
        if (sequences.TryGetValue(slot, out int known)) return known;
        parts.Sequences.Add(old.Sequences[slot]);
        return sequences[slot] = parts.Sequences.Count - 1;
    }

    private int Element(int rows)
    {
        int slot = parts.Sequences.FindIndex(s => s.Node == rows && s.Walk == default);
        if (slot < 0)
        {
            slot = parts.Sequences.Count;
            parts.Sequences.Add((rows, default));
        }
        return builder.LoopElement(parts.Id, slot, rows);
    }
}
