using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>Where each node in memory lies. Views of memory are strides; a node that a kernel writes is dense.</summary>
internal sealed class Layouts
{
    private readonly Graph graph;
    private readonly NodeForms forms;
    private readonly Layout?[] layouts;
    private readonly bool[] computed;

    /// <param name="dense">Nodes that must be dense whatever uses them.</param>
    public Layouts(Graph graph, NodeForms forms, IEnumerable<int> dense)
    {
        this.graph = graph;
        this.forms = forms;
        layouts = new Layout?[graph.Nodes.Count];
        computed = new bool[graph.Nodes.Count];
        var needs = Needs();
        foreach (int node in dense) needs[node] = Need.Dense;
        for (int i = 0; i < layouts.Length; i++)
        {
            if (forms[i] != NodeForm.Memory) continue;
            layouts[i] = Place(i, needs);
        }
    }

    /// <summary>The layout of a node in memory.</summary>
    public Layout this[int node] => layouts[node] ?? throw new InvalidOperationException($"%{node} is not in memory");

    /// <summary>True where a kernel writes the node, false for variables and for views.</summary>
    public bool IsComputed(int node) => computed[node];

    /// <summary>The computed node that a tensor is all of, in the same order; -1 where there is none.</summary>
    public int Holder(Graph graph, int node)
    {
        var layout = this[node];
        if (layout.Memory.Kind != MemoryKind.Workspace || !IsComputed(layout.Memory.Index)) return -1;
        bool isWhole = layout.Offset.IsZero && layout.IsDense(graph[node].Shape) && graph[node].Shape.Count.Equals(graph[layout.Memory.Index].Shape.Count);
        return isWhole ? layout.Memory.Index : -1;
    }

    /// <summary>Moves a computed node to other memory of the same shape: a result, a shared variable.</summary>
    public void Move(int node, Memory memory)
    {
        var old = this[node].Memory;
        for (int i = 0; i < layouts.Length; i++)
            if (layouts[i] is { } layout && layout.Memory == old) layouts[i] = layout with { Memory = memory };
    }

    private Layout Place(int index, Need[] needs)
    {
        var node = graph[index];
        if (node.Op == OpCode.Variable)
            return Layout.Dense(new(MemoryKind.Variable, ((VariableData)node.Data!).Index), node.Shape);
        if (node.Op == OpCode.LoopVariable)
            return Layout.Dense(new(MemoryKind.Workspace, index), node.Shape);
        if (node.Info.Kind == OpKind.View && forms[node.Operands[0]] == NodeForm.Memory)
        {
            var source = graph[node.Operands[0]].Shape;
            var view = this[node.Operands[0]].View(node, source);
            bool fits = view is not null && (needs[index] switch
            {
                Need.Dense => view.IsDense(node.Shape),
                Need.DenseRows => view.HasDenseRows(node.Shape),
                Need.Forward => view.GoesForward(node.Shape),
                _ => true,
            });
            if (fits) return view!;
        }
        computed[index] = true;
        return Layout.Dense(new(MemoryKind.Workspace, index), node.Shape);
    }

    /// <summary>Library and row kernels read dense operands, so does a reshape; products take any strides that go forwards.</summary>
    private Need[] Needs()
    {
        var needs = new Need[graph.Nodes.Count];
        foreach (var node in graph.Nodes)
        {
            var need = node.Info.Kind switch
            {
                OpKind.Library or OpKind.Row or OpKind.Branch => Need.Dense,
                OpKind.Reduce when !VectorTrees.IsVectorReduction(node) => Need.Dense,
                OpKind.Product => VectorTrees.IsVectorProduct(node) ? Need.Forward : Need.Dense,
                _ => node.Op == OpCode.Reshape ? Need.Dense : Need.Nothing,
            };
            if (node.Op == OpCode.Loop)
            {
                var sequences = new HashSet<int>(new LoopView(node).Sequences);
                foreach (int operand in node.Operands) Raise(operand, sequences.Contains(operand) ? Need.DenseRows : Need.Dense);
                continue;
            }
            // Labels and factors of row operations are evaluated row by row.
            foreach (int operand in node.Info.Kind == OpKind.Row ? node.Operands.Take(1) : node.Operands)
                Raise(operand, need);
        }
        return needs;

        // Rows in any order and rows that go forwards: only dense memory is surely both.
        void Raise(int node, Need need)
        {
            if ((need, needs[node]) is (Need.Forward, Need.DenseRows) or (Need.DenseRows, Need.Forward)) need = Need.Dense;
            if (need > needs[node]) needs[node] = need;
        }
    }

    /// <summary>What the users of a tensor ask of its layout.</summary>
    private enum Need : byte
    {
        Nothing,
        Forward,

        /// <summary>Along the first axis in any steps, forwards or backwards.</summary>
        DenseRows,
        Dense,
    }
}
