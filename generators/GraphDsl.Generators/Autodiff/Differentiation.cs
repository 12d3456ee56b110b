using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>Puts the gradients in place of <see cref="OpCode.Grad"/>, innermost first, and drops what only gradients look at.</summary>
internal static class Differentiation
{
    /// <summary>The graph without placeholders.</summary>
    /// <exception cref="GraphException">A cost is no scalar, or does not depend on a variable and that counts as an error.</exception>
    public static Graph Run(Graph graph, CancellationToken cancellation = default)
    {
        if (!HasPlaceholders(graph)) return graph;
        var rebuilder = new GraphRebuilder(graph);
        var groups = Groups(graph);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (graph[i].Op != OpCode.Grad)
            {
                rebuilder.Copy(i);
                continue;
            }
            var group = groups[KeyOf(graph[i])];
            group.Gradients ??= Expand(rebuilder, graph[i], group.Variables);
            rebuilder.Map(i, Result(rebuilder, graph[i], group.Gradients[graph[i].Operands[0]]));
        }
        return WithoutIdentities(LoopMerging.Run(rebuilder.Finish()));
    }

    /// <summary>True where the cost depends on the variable in a way that a gradient can follow.</summary>
    /// <param name="constants">Expressions that nothing flows through.</param>
    public static bool IsConnected(IReadOnlyList<Node> nodes, int cost, int variable, IEnumerable<int> constants)
    {
        return variable <= cost && Dependence.Find(nodes, [variable], new HashSet<int>(constants), cost + 1)[cost];
    }

    private static bool HasPlaceholders(Graph graph)
    {
        foreach (var node in graph.Nodes.Span)
            if (node.Info.Kind == OpKind.Placeholder) return true;
        return false;
    }

    /// <summary>All placeholders of one cost under the same options share one walk.</summary>
    private static Dictionary<(EquatableArray<int>, NodeData?), Group> Groups(Graph graph)
    {
        var groups = new Dictionary<(EquatableArray<int>, NodeData?), Group>();
        foreach (var node in graph.Nodes.Span)
        {
            if (node.Op != OpCode.Grad) continue;
            var key = KeyOf(node);
            if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = new());
            group.Variables.Add(node.Operands[0]);
        }
        return groups;
    }

    private static (EquatableArray<int>, NodeData?) KeyOf(Node gradient) =>
        (new(gradient.Operands.Span.Slice(1).ToArray()), gradient.Data);

    private static Dictionary<int, int> Expand(GraphRebuilder rebuilder, Node placeholder, List<int> variables)
    {
        var data = (GradData)placeholder.Data!;
        var operands = placeholder.Operands;
        int next = 1;
        int cost = data.HasCost ? rebuilder[operands[next++]] : -1;
        var constants = new List<int>();
        for (int i = 0; i < data.Constants; i++) constants.Add(rebuilder[operands[next++]]);
        var known = new List<(int, int)>();
        for (; next + 1 < operands.Count; next += 2) known.Add((rebuilder[operands[next]], rebuilder[operands[next + 1]]));

        // A variable that is not there yet stands after the cost, which cannot depend on it.
        var mapped = variables.FindAll(rebuilder.IsMapped);
        var gradients = ReverseWalk.Run(rebuilder.Builder, cost, constants, known, mapped.ConvertAll(v => rebuilder[v]));
        var results = new Dictionary<int, int>();
        foreach (int variable in variables) results[variable] = -1;
        for (int i = 0; i < mapped.Count; i++) results[mapped[i]] = gradients[i];
        if (data.Disconnected == DisconnectedInputs.Error && cost >= 0)
        {
            foreach (int variable in variables)
            {
                if (results[variable] < 0) RequireConnected(rebuilder, cost, constants, variable);
            }
        }
        return results;
    }

    private static void RequireConnected(GraphRebuilder rebuilder, int cost, List<int> constants, int variable)
    {
        var node = rebuilder.Source[variable];
        if (!node.Type.IsFloat())
            throw new GraphException(GraphError.Type, $"a gradient by {Describe(rebuilder.Source, variable)} of type {node.Type.Keyword()} does not exist");
        if (rebuilder.IsMapped(variable) && IsConnected(rebuilder.Builder.Nodes, cost, rebuilder[variable], constants)) return;
        throw new GraphException(GraphError.Disconnected, $"the cost does not depend on {Describe(rebuilder.Source, variable)}");
    }

    private static string Describe(Graph graph, int node) =>
        graph[node].Data is VariableData variable ? graph.Variables[variable.Index].Name
        : graph[node].Site >= 0 ? graph.Sites[graph[node].Site].Text : graph[node].Op.ToString();

    private static int Result(GraphRebuilder rebuilder, Node placeholder, int gradient)
    {
        if (gradient >= 0) return gradient;
        rebuilder.Builder.CurrentSite = placeholder.Site;
        int zero = rebuilder.Builder.Constant(0.0, placeholder.Type);
        return rebuilder.Builder.Broadcast(zero, rebuilder.Map(placeholder.Shape));
    }

    private static Graph WithoutIdentities(Graph graph)
    {
        if (!HasPlaceholders(graph)) return graph;
        var rebuilder = new GraphRebuilder(graph);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph[i];
            if (node.Op == OpCode.Seed)
                throw new GraphException(GraphError.Unsupported, "a directional derivative cannot pass GradClip, whose gradient is not linear");
            if (node.Op is OpCode.StopGradient or OpCode.GradClip) rebuilder.Map(i, rebuilder[node.Operands[0]]);
            else rebuilder.Copy(i);
        }
        return rebuilder.Finish();
    }

    private sealed class Group
    {
        public List<int> Variables { get; } = [];

        public Dictionary<int, int>? Gradients { get; set; }
    }
}
