using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>
/// Which nodes depend on some variables through floating-point values. What a loop leaves depends on what its sequences, initial
/// states and captured values depend on, as far as its steps pass that on.
/// </summary>
internal sealed class Dependence
{
    private readonly IReadOnlyList<Node> nodes;
    private readonly ICollection<int> constants;
    private readonly bool[] dependent;
    private readonly LoopNesting? nesting;
    private readonly Dictionary<int, LoopDependence> loops = [];

    private Dependence(IReadOnlyList<Node> nodes, ICollection<int> constants, int count)
    {
        this.nodes = nodes;
        this.constants = constants;
        dependent = new bool[count];
        for (int i = 0; i < count && nesting is null; i++)
            if (nodes[i].Op == OpCode.Loop) nesting = new(nodes);
    }

    /// <summary>The dependence of the first <paramref name="count"/> nodes.</summary>
    /// <param name="constants">Expressions that nothing flows through.</param>
    public static Dependence Find(IReadOnlyList<Node> nodes, IReadOnlyList<int> variables, ICollection<int> constants, int count)
    {
        var result = new Dependence(nodes, constants, count);
        foreach (int variable in variables)
            if (variable < count) result.dependent[variable] = nodes[variable].Type.IsFloat();
        for (int i = 0; i < count; i++) result.dependent[i] = result.Depends(i, result.dependent, result.loops);
        return result;
    }

    public bool this[int node] => dependent[node];

    /// <summary>Which results of a loop depend on the variables.</summary>
    public LoopDependence OfLoop(int loop) => loops[loop];

    private bool Depends(int index, bool[] known, Dictionary<int, LoopDependence> found)
    {
        var node = nodes[index];
        if (node.Op == OpCode.Loop)
        {
            found[index] = OfLoop(index, known);
            return false; // a number of steps
        }
        if (known[index]) return true;
        if (!node.Type.IsFloat() || node.Operands.Count == 0 || constants.Contains(index)) return false;
        switch (node.Op)
        {
            case OpCode.LoopStates or OpCode.LoopLast:
                return found[node.Operands[0]].States[((LoopSlotData)node.Data!).Slot];
            case OpCode.LoopOutput:
                return found[node.Operands[0]].Outputs[((LoopSlotData)node.Data!).Slot];
        }
        var entry = GradientTable.Of(node.Op);
        for (int k = 0; k < node.Operands.Count; k++)
            if (known[node.Operands[k]] && entry.Connects(k)) return true;
        return false;
    }

    /// <summary>States depend on each other, so the steps are walked until nothing changes.</summary>
    private LoopDependence OfLoop(int index, bool[] known)
    {
        var loop = new LoopView(nodes[index]);
        var result = new LoopDependence([.. loop.Initials.Select(i => known[i])], [.. loop.Sequences.Select(s => known[s])], new bool[loop.Data.Outputs]);
        int[] body = [.. Enumerable.Range(0, index).Where(n => nesting!.IsInside(n, loop.Data.Id))];
        bool changed = true;
        while (changed)
        {
            changed = false;
            var inside = (bool[])known.Clone();
            var found = new Dictionary<int, LoopDependence>(loops);
            foreach (int n in body)
            {
                inside[n] = nodes[n].Data is LoopVariableData variable && variable.Loop == loop.Data.Id && nodes[n].Type.IsFloat()
                    ? result.OfVariable(variable) : Depends(n, inside, found);
            }
            for (int slot = 0; slot < result.States.Length; slot++)
            {
                if (result.States[slot] || !inside[loop.NewState(slot)]) continue;
                result.States[slot] = changed = true;
            }
            for (int slot = 0; slot < result.Outputs.Length; slot++) result.Outputs[slot] = inside[loop.Output(slot)];
        }
        return result;
    }
}

/// <summary>Which parts of a loop depend on the variables of a gradient.</summary>
internal sealed record LoopDependence(bool[] States, bool[] Sequences, bool[] Outputs)
{
    public bool OfVariable(LoopVariableData variable) => variable.Kind switch
    {
        LoopVariableKind.State => States[variable.Slot],
        LoopVariableKind.Sequence => Sequences[variable.Slot],
        _ => false,
    };
}
