using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>
/// Decides what of a step the backward loop takes from outputs of the loop and what it computes again: states are kept anyway, a few
/// additions and products are cheaper to do again than to store and load, draws must be the same.
/// </summary>
internal sealed class LoopKeeping
{
    /// <summary>Up to this many operations an element are done again.</summary>
    private const int CheapFlops = 4;

    private readonly GraphBuilder builder;
    private readonly LoopView loop;
    private readonly LoopNesting nesting;
    private readonly Dictionary<int, int> outputs = [];

    /// <param name="gradients">What the backward loop computes, in terms of the nodes of the loop.</param>
    public LoopKeeping(GraphBuilder builder, int forward, IReadOnlyList<int> gradients)
    {
        this.builder = builder;
        loop = new(builder[forward]);
        nesting = new(builder.Nodes);
        var parts = LoopParts.Of(loop, n => n);
        for (int slot = 0; slot < loop.Data.Outputs; slot++) outputs[loop.Output(slot)] = slot;
        foreach (int node in Dear(forward, gradients))
        {
            outputs[node] = parts.Outputs.Count;
            parts.Outputs.Add(node);
        }
        Loop = builder.Loop(parts);
    }

    /// <summary>The loop with what is kept among its outputs.</summary>
    public int Loop { get; }

    /// <summary>The output that keeps a node; null where none does.</summary>
    public int? OutputOf(int node) => outputs.TryGetValue(node, out int slot) ? slot : null;

    private List<int> Dear(int forward, IReadOnlyList<int> gradients)
    {
        var dear = new List<int>();
        if (gradients.Count == 0) return dear;
        var states = new HashSet<int>(loop.NewStates);
        var reached = new bool[builder.Nodes.Count];
        foreach (int gradient in gradients) reached[gradient] = true;
        for (int i = reached.Length - 1; i >= 0; i--)
        {
            if (!reached[i] || !nesting.IsInside(i, loop.Data.Id)) continue;
            bool isStep = IsOfStep(i, forward);
            if (isStep && (states.Contains(i) || outputs.ContainsKey(i))) continue;
            if (isStep && IsDear(i))
            {
                dear.Add(i);
                continue;
            }
            foreach (int dependency in builder[i].Dependencies) reached[dependency] = true;
        }
        dear.Reverse();
        return dear;
    }

    /// <summary>True for what the loop itself computes, false for what its gradient adds: that depends on variables of the backward loop or stands later.</summary>
    private bool IsOfStep(int node, int forward) => nesting.Of(node) == loop.Data.Id && nesting.Free(node).All(l => l == loop.Data.Id || IsAround(l))
        && node < builder.Nodes.Count && (node < forward || builder[node].Info.Kind == OpKind.Loop);

    private bool IsAround(int other)
    {
        for (int around = nesting.Around(loop.Data.Id); around >= 0; around = nesting.Around(around))
            if (around == other) return true;
        return false;
    }

    private bool IsDear(int index)
    {
        var node = builder[index];
        if (node.Op is OpCode.LoopVariable or OpCode.Loop || VariesInShape(node)) return false;
        if (node.Op == OpCode.Random) return true;
        if (node.Info.Kind is OpKind.View or OpKind.Leaf) return false;
        return Flops(index, 0) > CheapFlops;
    }

    /// <summary>True where the shape depends on the step: such values cannot be stacked.</summary>
    private bool VariesInShape(Node node) =>
        node.Shape.Dims.SelectMany(d => d.Atoms()).Any(a => a.Kind == DimAtomKind.Value && nesting.IsInside(a.Index, loop.Data.Id));

    /// <summary>What one element costs, down to what is there anyway.</summary>
    private int Flops(int index, int depth)
    {
        var node = builder[index];
        if (!nesting.IsInside(index, loop.Data.Id) || node.Op == OpCode.LoopVariable) return 0;
        if (depth > 0 && (loop.NewStates.Contains(index) || outputs.ContainsKey(index))) return 0;
        if (!node.Info.IsElementwise && node.Info.Kind is not (OpKind.View or OpKind.Leaf)) return CheapFlops + 1;
        int flops = node.Info.Flops;
        foreach (int operand in node.Operands)
        {
            if (flops > CheapFlops || depth > 8) return CheapFlops + 1;
            flops += Flops(operand, depth + 1);
        }
        return flops;
    }
}
