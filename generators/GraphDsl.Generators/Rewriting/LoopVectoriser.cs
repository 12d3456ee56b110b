using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>
/// Writes what a step computes for all steps at once: the same operation with one more axis in front. Leaves are sequences, states
/// that are kept and values from outside.
/// </summary>
internal sealed class LoopVectoriser(GraphBuilder builder, LoopParts loop)
{
    /// <summary>From so many operations an element on, a value is worth an array of its own.</summary>
    private const int DearFlops = 16;

    private readonly LoopNesting nesting = new(builder.Nodes);
    private readonly Dictionary<int, (bool Possible, bool NeedsStates, bool IsDear)> known = [];

    private Dim Steps => builder.AsDim(loop.Steps);

    /// <summary>True where a value can be computed outside of the loop, and is no small thing.</summary>
    public bool IsWorthMoving(int node, bool withStates)
    {
        if (!nesting.IsInside(node, loop.Id) || IsState(node)) return false;
        var (possible, needsStates, isDear) = Assess(node);
        return possible && isDear && (withStates || !needsStates);
    }

    /// <summary>The largest parts of a step that depend on sequences alone.</summary>
    public List<int> FindBefore(IEnumerable<int> roots)
    {
        var found = new List<int>();
        var reached = new bool[builder.Nodes.Count];
        foreach (int root in roots) reached[root] = true;
        for (int i = reached.Length - 1; i >= 0; i--)
        {
            if (!reached[i] || !nesting.IsInside(i, loop.Id)) continue;
            if (builder[i].Rank < 4 && IsWorthMoving(i, withStates: false))
            {
                found.Add(i);
                continue;
            }
            foreach (int dependency in builder[i].Dependencies) reached[dependency] = true;
        }
        return found;
    }

    /// <summary>A value of all steps, from sequences alone.</summary>
    public int Before(int node) => Vectorised(node, null);

    /// <summary>A value of all steps.</summary>
    /// <param name="states">Gives all values of a state, the initial ones first.</param>
    public int After(int node, Func<int, int> states) => Vectorised(node, states);

    private bool IsState(int node) => loop.States.Exists(s => s.NewState == node);

    private (bool Possible, bool NeedsStates, bool IsDear) Assess(int index)
    {
        if (known.TryGetValue(index, out var result)) return result;
        return known[index] = Judge(index);
    }

    private (bool, bool, bool) Judge(int index)
    {
        var node = builder[index];
        if (!nesting.IsInside(index, loop.Id)) return (true, false, false);
        if (node.Data is LoopVariableData variable) return (variable.Loop == loop.Id, variable.Kind == LoopVariableKind.State, false);
        if (IsState(index)) return (true, true, false);
        bool varies = node.Shape.Dims.Concat(node.Data?.Dims ?? []).SelectMany(d => d.Atoms())
            .Any(a => a.Kind == DimAtomKind.Value && nesting.IsInside(a.Index, loop.Id));
        if (varies || nesting.Free(index).Any(IsInner) || !StepAxis.Has(node.Op)) return default;
        bool needsStates = false, isDear = node.Info.Kind is OpKind.Product or OpKind.Row or OpKind.Reduce || node.Op == OpCode.Gather || node.Info.Flops >= DearFlops;
        foreach (int operand in node.Operands)
        {
            var (possible, needs, dear) = Assess(operand);
            if (!possible) return default;
            needsStates |= needs;
            isDear |= dear;
        }
        return (true, needsStates, isDear);
    }

    /// <summary>True for a loop inside of this one.</summary>
    private bool IsInner(int other)
    {
        for (int around = other; around >= 0; around = nesting.Around(around))
            if (around == loop.Id) return other != loop.Id;
        return false;
    }

    private int Vectorised(int root, Func<int, int>? states)
    {
        var values = new Dictionary<int, int>();
        var pending = new Stack<int>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            int node = pending.Peek();
            if (values.ContainsKey(node) || !nesting.IsInside(node, loop.Id))
            {
                pending.Pop();
                continue;
            }
            if (Leaf(node, states) is { } leaf)
            {
                values[node] = leaf;
                pending.Pop();
                continue;
            }
            int waiting = pending.Count;
            foreach (int operand in builder[node].Operands)
                if (nesting.IsInside(operand, loop.Id) && !values.ContainsKey(operand)) pending.Push(operand);
            if (pending.Count > waiting) continue;
            builder.CurrentSite = builder[node].Site;
            var operands = builder[node].Operands.Select(o => values.TryGetValue(o, out int v) ? (v, true) : (o, false)).ToArray();
            values[node] = StepAxis.Apply(builder, builder[node], operands, Steps);
            pending.Pop();
        }
        return values[root];
    }

    private int? Leaf(int node, Func<int, int>? states)
    {
        if (builder[node].Data is LoopVariableData variable)
        {
            switch (variable.Kind)
            {
                case LoopVariableKind.Step:
                    return builder.Iota(Steps);
                case LoopVariableKind.Sequence:
                    var (sequence, walk) = loop.Sequences[variable.Slot];
                    return builder.SliceAlong(sequence, 0, variable.Offset - walk.First, Steps);
                default:
                    return builder.SliceAlong(states!(variable.Slot), 0, loop.States[variable.Slot].Taps + variable.Offset, Steps);
            }
        }
        int slot = loop.States.FindIndex(s => s.NewState == node);
        return slot < 0 || states is null ? null : builder.SliceAlong(states(slot), 0, loop.States[slot].Taps, Steps);
    }
}
