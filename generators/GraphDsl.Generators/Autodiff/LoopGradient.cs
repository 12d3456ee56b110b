using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>
/// The gradient of one loop: a loop that walks the steps back. Its states are the gradients of the states; its sequences are what
/// the loop kept, backwards. Gradients of sequences are its outputs; those of captured values are summed over the steps.
/// </summary>
/// <param name="forward">The node of the loop.</param>
/// <param name="results">The gradients of what it leaves.</param>
/// <param name="wanted">What depends on the variables.</param>
/// <param name="constants">Expressions that nothing flows through.</param>
/// <param name="give">Takes the share of a sequence, an initial state or a captured value.</param>
internal sealed class LoopGradient(
    GraphBuilder builder, int forward, LoopResultGradients results, Dependence wanted, ICollection<int> constants, Action<int, int> give)
{
    private readonly LoopView loop = new(builder[forward]);
    private readonly LoopDependence dependence = wanted.OfLoop(forward);
    private readonly LoopNesting nesting = new(builder.Nodes);
    private readonly LoopParts backward = new(builder.NewLoop());
    private readonly List<(int Slot, int[] Registers)> carried = []; // the variables of the gradients of a state 1, 2, ... steps back

    private int Id => loop.Data.Id;

    /// <summary>The number of steps that the loop took.</summary>
    private Dim Steps => builder.AsDim(forward);

    /// <summary>The number of steps that the gradient goes back.</summary>
    private Dim Back => builder.AsDim(backward.Steps);

    public void Run()
    {
        backward.Name = loop.Data.Name;
        backward.Steps = loop.Data.Truncate < 0 ? forward : builder.Minimum(forward, builder.Constant((long)loop.Data.Truncate, DType.Int64));
        Carry();
        var starts = Starts();
        if (starts.Count == 0 && carried.Count == 0) return;

        int[] variables = Variables();
        int[] captured = Captured();
        int[] found = starts.Count == 0 ? [.. variables.Concat(captured).Select(_ => -1)]
            : ReverseWalk.RunFrom(builder, starts, [.. constants, .. captured], [.. variables, .. captured]);
        found = Restate(found);

        var (sequenceSlots, capturedParts) = Build(variables, captured, found);
        int node = builder.Loop(backward);
        GiveInitials(node);
        foreach (var (sequence, offset, slot) in sequenceSlots) GiveSequence(sequence, offset, Forwards(builder.LoopOutput(node, slot)));
        foreach (var (value, total) in capturedParts) give(value, total(node));
    }

    /// <summary>A state of the backward loop for each step back that a state is read: what has arrived at that value so far.</summary>
    private void Carry()
    {
        int next = 0;
        for (int slot = 0; slot < loop.Data.States; slot++)
        {
            if (!dependence.States[slot]) continue;
            var value = builder[loop.NewState(slot)];
            carried.Add((slot, [.. Enumerable.Range(0, loop.Data.Taps[slot]).Select(_ => builder.LoopState(backward.Id, next++, value.Type, value.Shape))]));
        }
    }

    /// <summary>The gradients of what a step computes.</summary>
    private List<(int Node, int Gradient)> Starts()
    {
        var starts = new List<(int, int)>();
        foreach (var (slot, registers) in carried)
        {
            int gradient = registers[0];
            if (results.States.TryGetValue(slot, out int all)) gradient = builder.Add(gradient, Element(builder.Flip(all, 0), loop.Data.Taps[slot], 0));
            starts.Add((loop.NewState(slot), gradient));
        }
        for (int slot = 0; slot < loop.Data.Outputs; slot++)
        {
            if (dependence.Outputs[slot] && results.Outputs.TryGetValue(slot, out int all))
                starts.Add((loop.Output(slot), Element(builder.Flip(all, 0), 0, 0)));
        }
        return starts;
    }

    /// <summary>The variables of the steps that gradients flow to.</summary>
    private int[] Variables() => [.. Enumerable.Range(0, forward).Where(n => builder[n].Data is LoopVariableData variable
        && variable.Loop == Id && builder[n].Type.IsFloat() && dependence.OfVariable(variable))];

    /// <summary>Values from outside that the steps use and that gradients flow to.</summary>
    private int[] Captured()
    {
        var bound = new HashSet<int> { Id }; // with the loops inside
        var captured = new SortedSet<int>(loop.Results);
        for (int i = forward - 1; i >= 0; i--)
        {
            if (!nesting.Free(i).Any(bound.Contains)) continue;
            if (builder[i].Data is LoopData inner) bound.Add(inner.Id);
            captured.UnionWith(builder[i].Operands);
        }
        return [.. captured.Where(o => wanted[o] && !nesting.Free(o).Any(bound.Contains))];
    }

    /// <summary>
    /// The gradients in terms of what the loop keeps: its states, and what would be dear to compute again, which becomes an output
    /// of it.
    /// </summary>
    private int[] Restate(int[] gradients)
    {
        var kept = new LoopKeeping(builder, forward, [.. gradients.Where(g => g >= 0)]);
        int keeping = kept.Loop;
        var cloner = new LoopCloner(builder, Id, node =>
        {
            if (builder[node].Data is LoopVariableData variable && variable.Loop == Id) return Variable(variable, keeping, node);
            for (int slot = 0; slot < loop.Data.States; slot++)
                if (loop.NewState(slot) == node && !IsLeaf(node)) return State(keeping, slot, 0);
            return kept.OutputOf(node) is { } output ? Element(builder.Flip(builder.LoopOutput(keeping, output), 0), 0, 0) : null;
        });
        return [.. gradients.Select(g => g < 0 ? g : cloner.Clone(g))];
    }

    private bool IsLeaf(int node) => builder[node].Op == OpCode.LoopVariable || !nesting.IsInside(node, Id);

    private int Variable(LoopVariableData variable, int keeping, int node)
    {
        switch (variable.Kind)
        {
            case LoopVariableKind.Step:
                int last = builder.Binary(OpCode.Sub, forward, builder.Constant(1L, DType.Int64));
                return builder.Binary(OpCode.Sub, last, builder.LoopStep(backward.Id));
            case LoopVariableKind.State:
                return State(keeping, variable.Slot, -variable.Offset);
            default:
                var walk = loop.Data.Sequences[variable.Slot];
                int width = walk.Last - walk.First;
                int used = builder.SliceAlong(loop.Sequence(variable.Slot), 0, 0, Steps + width);
                return Element(builder.Flip(used, 0), width, walk.Last - variable.Offset);
        }
    }

    /// <summary>The value of a state so many steps before the new one.</summary>
    private int State(int keeping, int slot, int back) =>
        Element(builder.Flip(builder.LoopStates(keeping, slot), 0), loop.Data.Taps[slot], back);

    /// <summary>An element of a sequence of the backward loop.</summary>
    /// <param name="width">How many elements beyond the current one its steps see.</param>
    private int Element(int sequence, int width, int offset)
    {
        var walk = new LoopSequence(0, width);
        int slot = backward.Sequences.FindIndex(s => s.Node == sequence && s.Walk == walk);
        if (slot < 0)
        {
            slot = backward.Sequences.Count;
            backward.Sequences.Add((sequence, walk));
        }
        return builder.LoopElement(backward.Id, slot, sequence, offset);
    }

    /// <summary>The states and outputs of the backward loop, and how the gradients of captured values follow from it.</summary>
    private (List<(int Sequence, int Offset, int Slot)> Sequences, List<(int Value, Func<int, int> Total)> Captured) Build(
        int[] variables, int[] captured, int[] found)
    {
        var shares = new Dictionary<(int Slot, int Back), int>();
        var sequences = new List<(int, int, int)>();
        for (int i = 0; i < variables.Length; i++)
        {
            var variable = (LoopVariableData)builder[variables[i]].Data!;
            if (found[i] < 0) continue;
            if (variable.Kind == LoopVariableKind.State)
            {
                shares[(variable.Slot, -variable.Offset)] = found[i];
                continue;
            }
            sequences.Add((variable.Slot, variable.Offset, backward.Outputs.Count));
            backward.Outputs.Add(found[i]);
        }
        foreach (var (slot, registers) in carried)
        {
            for (int back = 1; back <= registers.Length; back++)
            {
                int? older = back < registers.Length ? registers[back] : null;
                int? share = shares.TryGetValue((slot, back), out int s) ? s : null;
                int zero = builder.ZerosLike(registers[back - 1]);
                int next = older is { } o && share is { } g ? builder.Add(o, g) : older ?? share ?? zero;
                backward.States.Add((back == 1 && results.Last.TryGetValue(slot, out int last) ? last : zero, 1, next));
            }
        }
        var totals = new List<(int, Func<int, int>)>();
        for (int i = 0; i < captured.Length; i++)
        {
            int gradient = found[variables.Length + i];
            if (gradient >= 0) totals.Add((captured[i], new LoopTotal(builder, backward, Forwards).Of(gradient)));
        }
        return (sequences, totals);
    }

    /// <summary>What the backward loop leaves in its order, in the order of the steps.</summary>
    private int Forwards(int stack) => builder.Flip(stack, 0);

    /// <summary>At the end the registers hold the gradients of the initial states; where the walk was cut short, nothing arrives there.</summary>
    private void GiveInitials(int node)
    {
        int register = 0;
        foreach (var (slot, registers) in carried)
        {
            int initial = loop.Initial(slot), taps = registers.Length;
            var rows = registers.Select((_, back) => builder.LoopLast(node, register + back)).ToArray();
            register += taps;
            if (!wanted[initial]) continue;
            int gradient = taps == 1 ? rows[0] : builder.Concat(0, [.. Enumerable.Reverse(rows).Select(r => builder.ExpandDims(r, [0]))]);
            if (loop.Data.Truncate >= 0)
            {
                int whole = builder.Binary(OpCode.Le, forward, builder.Constant((long)loop.Data.Truncate, DType.Int64));
                gradient = builder.Select(whole, gradient, builder.ZerosLike(gradient));
            }
            if (results.States.TryGetValue(slot, out int all))
            {
                int first = builder.SliceAlong(all, 0, 0, taps);
                gradient = builder.Add(gradient, taps == 1 ? builder.Reshape(first, builder[initial].Shape) : first);
            }
            give(initial, gradient);
        }
    }

    /// <summary>The gradients of the elements that the steps saw, in their places among all.</summary>
    private void GiveSequence(int slot, int offset, int rows)
    {
        int sequence = loop.Sequence(slot);
        if (!wanted[sequence]) return;
        var start = Steps - Back + (offset - loop.Data.Sequences[slot].First);
        var length = builder[sequence].Shape[0];
        if (start.IsZero && length.Equals(Back))
        {
            give(sequence, rows);
            return;
        }
        var axes = builder[sequence].Shape.Dims.Select(SliceAxis.Whole).ToArray();
        axes[0] = new(start, Back, 1);
        give(sequence, builder.Add(OpCode.IncSlice, new SliceData(axes.ToEquatable()), builder.ZerosLike(sequence), rows));
    }
}
