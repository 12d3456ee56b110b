using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Lints;

/// <summary>The nodes between a cost and the variables that it is differentiated by.</summary>
internal sealed class CostPath
{
    private readonly bool[] carries;
    private readonly bool[] reaches;
    private readonly bool[] smoothly;

    private CostPath(Graph graph, int cost, IReadOnlyCollection<int> variables, ICollection<int> constants)
    {
        Cost = cost;
        (carries, reaches, smoothly) = (new bool[cost + 1], new bool[cost + 1], new bool[cost + 1]);
        foreach (int variable in variables)
            if (variable <= cost) carries[variable] = true;
        for (int i = 0; i <= cost; i++)
            carries[i] |= graph[i].Type.IsFloat() && !constants.Contains(i) && Operands(graph[i], smooth: true).Any(o => carries[o]);

        reaches[cost] = smoothly[cost] = true;
        for (int i = cost; i >= 0; i--)
        {
            if (!reaches[i] || constants.Contains(i)) continue;
            foreach (int operand in Operands(graph[i], smooth: false)) reaches[operand] = true;
            if (!smoothly[i]) continue;
            foreach (int operand in Operands(graph[i], smooth: true)) smoothly[operand] |= graph[operand].Type.IsFloat();
        }
    }

    public int Cost { get; }

    /// <summary>True where the node changes with a variable, in a way that has a derivative.</summary>
    public bool Carries(int node) => carries[node];

    /// <summary>True where the cost changes with the value of the node, be it in jumps. What only decides or points does not count.</summary>
    public bool Reaches(int node) => reaches[node];

    /// <summary>True where the gradient of the cost arrives at the node.</summary>
    public bool ReachesSmoothly(int node) => smoothly[node];

    /// <summary>One for each cost with its options.</summary>
    public static IReadOnlyList<CostPath> Of(Graph graph) =>
    [
        .. from node in graph.Nodes
           where node.Op == OpCode.Grad && ((GradData)node.Data!).HasCost
           group node.Operands[0] by (Others: new EquatableArray<int>(node.Operands.Skip(1).ToArray()), node.Data) into gradient
           let constants = gradient.Key.Others.Skip(1).Take(((GradData)gradient.Key.Data!).Constants)
           select new CostPath(graph, gradient.Key.Others[0], [.. gradient], new HashSet<int>(constants)),
    ];

    /// <summary>The operands that count; gradients inside of costs are not looked into.</summary>
    private static IEnumerable<int> Operands(Node node, bool smooth)
    {
        if (node.Op is OpCode.StopGradient or OpCode.Grad) return [];
        var entry = GradientTable.Of(node.Op);
        return smooth && entry.Rule is null ? [] : node.Operands.Where((_, k) => entry.Connects(k));
    }
}
