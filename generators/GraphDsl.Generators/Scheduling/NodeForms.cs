using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>In what form the value of a node exists in the generated code.</summary>
internal enum NodeForm : byte
{
    /// <summary>A C# local: rank 0.</summary>
    Scalar,

    /// <summary>Elements in memory: computed by a kernel or held by a variable, or a strided view of such.</summary>
    Memory,

    /// <summary>Computed inside of the kernels that use it.</summary>
    Fused,
}

/// <summary>
/// Decides for each node whether its value is a local, lies in memory or is computed where it is used.
/// Elementwise work is fused unless something needs it as memory, or two kernels would compute something expensive twice.
/// </summary>
internal sealed class NodeForms
{
    /// <summary>Up to this many operations an element are computed again rather than stored and loaded.</summary>
    private const int CheapFlops = 2;

    /// <summary>The JIT keeps about this many elementary functions inlined in one loop; beyond, loads become calls.</summary>
    public const int MostFunctions = 6;

    private readonly Graph graph;
    private readonly Regions regions;
    private readonly NodeForm[] forms;
    private readonly HashSet<int> pools;

    private NodeForms(Graph graph, Regions regions, HashSet<int> pools)
    {
        this.graph = graph;
        this.regions = regions;
        this.pools = pools;
        forms = new NodeForm[graph.Nodes.Count];
    }

    public NodeForm this[int node] => forms[node];

    /// <param name="forced">Nodes that must be stored whatever uses them.</param>
    /// <param name="pools">Gradients of pools that the adjoints of convolutions which read them make themselves.</param>
    public static NodeForms Decide(Graph graph, Regions regions, IEnumerable<int> forced, HashSet<int> pools)
    {
        var result = new NodeForms(graph, regions, pools);
        var stored = result.MustBeStored();
        foreach (int node in forced) stored[node] = true;
        result.Assign(stored);
        while (result.StoreShared(stored)) result.Assign(stored);
        while (result.StoreLong(stored)) result.Assign(stored);
        return result;
    }

    /// <summary>Nodes whose consumers need them in memory, and results.</summary>
    private bool[] MustBeStored()
    {
        var stored = new bool[graph.Nodes.Count];
        foreach (int root in graph.Roots)
            if (graph[root].Rank > 0 && graph[root].Op != OpCode.Variable) stored[root] = true;
        for (int i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = graph[i];
            bool needs = node.Info.Kind is OpKind.Product or OpKind.Library or OpKind.Row or OpKind.Loop or OpKind.Branch || node.Op == OpCode.Reshape
                || (node.Info.Kind == OpKind.Reduce && !VectorTrees.IsVectorReduction(node));
            if (VectorTrees.IsVectorReduction(node) && !VectorTrees.IsVector(graph, node.Operands[0], node.Type, n => stored[n]))
            {
                stored[node.Operands[0]] = true;
            }
            else if (needs)
            {
                // Labels and factors of row operations are evaluated row by row.
                foreach (int operand in node.Info.Kind == OpKind.Row ? node.Operands.Take(1) : node.Operands)
                    stored[Base(operand)] |= graph[operand].Rank > 0;
            }
            StoreOutside(i, stored);
        }
        return stored;
    }

    /// <summary>What a loop uses of the work outside is done before it, not at each step again.</summary>
    private void StoreOutside(int user, bool[] stored)
    {
        foreach (int operand in graph[user].Operands)
        {
            int source = Base(operand);
            if (graph[source].Rank > 0 && graph[source].Info.IsElementwise && regions[source].Loop != regions[user].Loop) stored[source] = true;
        }
    }

    /// <summary>The tensor that a chain of strided views looks at.</summary>
    private int Base(int node)
    {
        while (graph[node].Info.Kind == OpKind.View && graph[graph[node].Operands[0]].Rank > 0) node = graph[node].Operands[0];
        return node;
    }

    private void Assign(bool[] stored)
    {
        for (int i = 0; i < forms.Length; i++)
        {
            var node = graph[i];
            forms[i] = node.Info.Kind switch
            {
                _ when node.Rank == 0 => NodeForm.Scalar,
                OpKind.Leaf when node.Op is OpCode.Variable or OpCode.LoopVariable => NodeForm.Memory,
                OpKind.Leaf or OpKind.Elementwise => stored[i] ? NodeForm.Memory : NodeForm.Fused,
                OpKind.View when stored[i] && graph[node.Operands[0]].Rank == 0 => NodeForm.Memory,
                OpKind.Library when pools.Contains(i) => NodeForm.Fused,
                OpKind.View => forms[node.Operands[0]] == NodeForm.Memory ? NodeForm.Memory : stored[i] ? NodeForm.Memory : NodeForm.Fused,
                _ => NodeForm.Memory,
            };
        }
    }

    /// <summary>
    /// Finds fused work that several kernels would repeat and that is worth storing; true where something was found.
    /// A kernel is known by the node in memory (or the scalar) that it ends in.
    /// </summary>
    private bool StoreShared(bool[] stored)
    {
        var kernels = new HashSet<int>?[forms.Length];
        bool changed = false;
        for (int i = forms.Length - 1; i >= 0; i--)
        {
            var node = graph[i];
            if (forms[i] == NodeForm.Fused && kernels[i] is { Count: > 1 } users && node.Info.IsElementwise && IsWorthStoring(i)
                && !SameShape(users))
            {
                stored[i] = true;
                forms[i] = NodeForm.Memory;
                changed = true;
            }
            foreach (int operand in node.Operands)
            {
                if (forms[operand] != NodeForm.Fused) continue;
                var own = kernels[operand] ??= [];
                if (forms[i] == NodeForm.Fused) own.UnionWith(kernels[i] ?? []);
                else own.Add(i);
            }
        }
        return changed;
    }

    /// <summary>
    /// Cuts chains of fused work that hold more functions than the JIT inlines into one loop; true where one was cut.
    /// </summary>
    private bool StoreLong(bool[] stored)
    {
        var functions = new int[forms.Length];
        for (int i = 0; i < forms.Length; i++)
        {
            var node = graph[i];
            if (node.Rank == 0) continue;
            functions[i] = Functions(node.Op);
            int heaviest = -1;
            foreach (int operand in node.Operands)
            {
                if (forms[operand] != NodeForm.Fused) continue;
                functions[i] += functions[operand];
                if (heaviest < 0 || functions[operand] > functions[heaviest]) heaviest = operand;
            }
            if (functions[i] <= MostFunctions || heaviest < 0 || functions[heaviest] == 0) continue;
            stored[heaviest] = true;
            return true;
        }
        return false;
    }

    /// <summary>How many inlined functions an operation is.</summary>
    public static int Functions(OpCode op) => op switch
    {
        OpCode.Exp or OpCode.Exp2 or OpCode.Expm1 or OpCode.Log or OpCode.Log2 or OpCode.Log1p or OpCode.Tanh or OpCode.Sigmoid
            or OpCode.Sin or OpCode.Cos or OpCode.Erf or OpCode.Erfc => 1,
        OpCode.Softplus => 2,
        _ => 0,
    };

    /// <summary>Elementwise kernels of one shape are fused with each other later.</summary>
    private bool SameShape(HashSet<int> users)
    {
        Shape? shape = null;
        foreach (int user in users)
        {
            if (!graph[user].Info.IsElementwise) return false;
            if (shape is { } known && !known.Equals(graph[user].Shape)) return false;
            shape = graph[user].Shape;
        }
        return true;
    }

    private bool IsWorthStoring(int node)
    {
        int flops = 0;
        var pending = new Stack<int>();
        pending.Push(node);
        for (int steps = 0; pending.Count > 0 && steps < 16; steps++)
        {
            int next = pending.Pop();
            flops += graph[next].Info.Flops;
            foreach (int operand in graph[next].Operands)
                if (forms[operand] == NodeForm.Fused) pending.Push(operand);
        }
        return flops > CheapFlops;
    }
}
