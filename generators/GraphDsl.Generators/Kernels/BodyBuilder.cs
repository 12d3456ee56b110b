using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Kernels;

/// <summary>
/// Writes the straight line of instructions that computes elements of fused nodes at given indices of an iteration space.
/// The same node at the same indices is computed once.
/// </summary>
/// <param name="spaceRank">The number of iteration axes.</param>
/// <param name="self">The indices at which the kernel's own nodes are computed.</param>
/// <param name="own">The nodes that the kernel computes: it does not load them, even where it stores them.</param>
/// <param name="isCore">Tells the nodes whose value the kernel around the body provides.</param>
internal sealed class BodyBuilder(
    Graph graph, NodeForms forms, Layouts layouts, int spaceRank, AxisIndex[] self, IReadOnlyCollection<int> own,
    Func<int, bool>? isCore = null)
{
    private readonly Dictionary<(int Node, int Indices), int> known = [];
    private readonly Dictionary<AxisIndex[], int> indexLists = new(new SameIndices());
    private readonly HashSet<int> own = [.. own];

    public Body Body { get; } = new();

    /// <summary>The instruction that computes the element of <paramref name="node"/> at the kernel's own indices.</summary>
    public int Root(int node) => Value(node, self, asRoot: true);

    /// <summary>The instruction that gives the element of <paramref name="node"/> at the given indices.</summary>
    public int Value(int root, AxisIndex[] rootIndices, bool asRoot = false)
    {
        // An explicit stack: fused chains may be deep.
        var pending = new Stack<(int Node, AxisIndex[] Indices, bool Root)>();
        pending.Push((root, rootIndices, asRoot));
        while (pending.Count > 0)
        {
            var (node, indices, isRoot) = pending.Peek();
            var key = Key(node, indices);
            if (known.ContainsKey(key))
            {
                pending.Pop();
                continue;
            }
            if (Leaf(node, indices, isRoot) is { } leaf)
            {
                known[key] = leaf;
                pending.Pop();
                continue;
            }
            var operands = Operands(node, indices);
            bool ready = true;
            for (int i = operands.Length - 1; i >= 0; i--)
            {
                if (known.ContainsKey(Key(operands[i].Node, operands[i].Indices))) continue;
                pending.Push((operands[i].Node, operands[i].Indices, false));
                ready = false;
            }
            if (!ready) continue;
            var values = operands.Select(o => known[Key(o.Node, o.Indices)]).ToArray();
            known[key] = graph[node].Info.Kind == OpKind.View
                ? values[0]
                : Append(new(InstructionKind.Operation, graph[node].Op, graph[node].Type, values.ToEquatable(), node));
            pending.Pop();
        }
        return known[Key(root, rootIndices)];
    }

    private int? Leaf(int node, AxisIndex[] indices, bool isRoot)
    {
        var n = graph[node];
        if (n.Op == OpCode.Constant)
            return Append(new(InstructionKind.Constant, n.Op, n.Type, default, node, Constant: n.Constant));
        if (isCore?.Invoke(node) == true && indices.SequenceEqual(self))
            return Append(new(InstructionKind.Core, n.Op, n.Type, default, node));
        if (forms[node] == NodeForm.Scalar && !isRoot)
            return Append(new(InstructionKind.Scalar, n.Op, n.Type, default, node));
        if (own.Contains(node) && indices.SequenceEqual(self)) isRoot = true;
        if (n.Op == OpCode.Iota)
            return Append(new(InstructionKind.Index, n.Op, n.Type, default, node, new(default, indices[0].Offset, Strides(indices, [Dim.One]))));
        bool inMemory = forms[node] == NodeForm.Memory && !(isRoot && layouts.IsComputed(node));
        if (!inMemory) return null;
        var layout = layouts[node];
        var offset = layout.Offset;
        for (int axis = 0; axis < indices.Length; axis++) offset += layout.Strides[axis] * indices[axis].Offset;
        return Append(new(InstructionKind.Load, n.Op, n.Type, default, node,
            new(layout.Memory, offset, Strides(indices, layout.Strides.ToArray()))));
    }

    private (int Node, AxisIndex[] Indices)[] Operands(int node, AxisIndex[] indices)
    {
        var n = graph[node];
        if (n.Info.Kind == OpKind.View)
        {
            int operand = n.Operands[0];
            var shape = graph[operand].Shape;
            var through = n.Op == OpCode.Reshape && shape.Rank == 0 ? [] : AxisIndex.Through(n, shape, indices)
                ?? throw new InvalidOperationException($"%{node} = {n.Op} cannot be fused");
            return [(operand, through)];
        }
        return [.. n.Operands.Select(o => (o, AxisIndex.Broadcast(graph[o].Shape, n.Shape, indices)))];
    }

    private EquatableArray<Dim> Strides(AxisIndex[] indices, Dim[] axisStrides)
    {
        var strides = Enumerable.Repeat(Dim.Zero, spaceRank).ToArray();
        for (int axis = 0; axis < indices.Length; axis++)
            if (indices[axis].Axis >= 0) strides[indices[axis].Axis] += axisStrides[axis] * indices[axis].Step;
        return strides.ToEquatable();
    }

    private int Append(Instruction instruction)
    {
        // Scalars are told apart by their nodes; of the others the node is only where they come from.
        bool byNode = instruction.Kind is InstructionKind.Scalar or InstructionKind.Core;
        int same = Body.Instructions.FindIndex(i => (byNode ? i : i with { Node = instruction.Node }) == instruction);
        if (same >= 0) return same;
        Body.Instructions.Add(instruction);
        return Body.Instructions.Count - 1;
    }

    private (int, int) Key(int node, AxisIndex[] indices)
    {
        if (!indexLists.TryGetValue(indices, out int number)) indexLists[indices] = number = indexLists.Count;
        return (node, number);
    }

    private sealed class SameIndices : IEqualityComparer<AxisIndex[]>
    {
        public bool Equals(AxisIndex[]? a, AxisIndex[]? b) => a.AsSpan().SequenceEqual(b);

        public int GetHashCode(AxisIndex[] indices)
        {
            int hash = indices.Length;
            foreach (var index in indices) hash = unchecked((hash * 31) + index.GetHashCode());
            return hash;
        }
    }
}
