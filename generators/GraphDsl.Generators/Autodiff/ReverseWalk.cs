using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>One walk from a cost back to the variables that it is differentiated by.</summary>
internal sealed class ReverseWalk
{
    private const int None = -1;

    private readonly GraphBuilder builder;
    private readonly bool[] wanted;
    private readonly int[] gradients;
    private readonly HashSet<int> constants;
    private readonly HashSet<int> known = [];

    private ReverseWalk(GraphBuilder builder, int top, IEnumerable<int> constants)
    {
        this.builder = builder;
        this.constants = [.. constants];
        wanted = new bool[top + 1];
        gradients = new int[top + 1];
        for (int i = 0; i <= top; i++) gradients[i] = None;
    }

    /// <summary>Adds the gradients to the graph.</summary>
    /// <param name="cost">A scalar, or -1 where only known gradients start the walk.</param>
    /// <param name="constants">Expressions that nothing flows through.</param>
    /// <param name="known">Expressions whose gradients are given: those replace what would flow to them.</param>
    /// <param name="variables">What to differentiate by.</param>
    /// <returns>For each variable its gradient, -1 where it is zero.</returns>
    /// <exception cref="GraphException">The cost is no floating-point scalar, or a known gradient does not fit.</exception>
    public static int[] Run(GraphBuilder builder, int cost, IReadOnlyList<int> constants, IReadOnlyList<(int Node, int Gradient)> known,
        IReadOnlyList<int> variables)
    {
        int top = cost;
        foreach (var (node, _) in known) top = Math.Max(top, node);
        var walk = new ReverseWalk(builder, top, constants);
        if (cost >= 0) walk.StartAt(cost);
        foreach (var (node, gradient) in known) walk.StartAt(node, gradient);
        walk.MarkWanted(variables);
        int site = builder.CurrentSite;
        walk.WalkBack();
        builder.CurrentSite = site;

        var results = new int[variables.Count];
        for (int i = 0; i < results.Length; i++) results[i] = variables[i] <= top ? walk.gradients[variables[i]] : None;
        return results;
    }

    /// <summary>For each node up to the last whether it depends on one of the variables through floating-point values.</summary>
    public static void MarkDependent(IReadOnlyList<Node> nodes, IReadOnlyList<int> variables, ICollection<int> constants, bool[] dependent)
    {
        foreach (int variable in variables)
            if (variable < dependent.Length) dependent[variable] = nodes[variable].Type.IsFloat();
        for (int i = 0; i < dependent.Length; i++)
        {
            var node = nodes[i];
            if (dependent[i] || !node.Type.IsFloat() || node.Operands.Count == 0 || constants.Contains(i)) continue;
            var entry = GradientTable.Of(node.Op);
            for (int k = 0; k < node.Operands.Count && !dependent[i]; k++)
                dependent[i] = dependent[node.Operands[k]] && entry.Connects(k);
        }
    }

    private void StartAt(int cost)
    {
        var node = builder[cost];
        if (node.Rank != 0) throw new GraphException(GraphError.NotScalarCost, $"the cost must be a scalar; its shape is {builder.Describe(node.Shape)}");
        if (!node.Type.IsFloat()) throw new GraphException(GraphError.Type, $"the cost must be of a floating-point type, not {node.Type.Keyword()}");
        gradients[cost] = builder.ConstantLike(cost, 1);
    }

    private void StartAt(int node, int gradient)
    {
        var (value, share) = (builder[node], builder[gradient]);
        if (value.Type != share.Type || value.Rank < share.Rank || !value.Shape.Covers(share.Shape))
        {
            throw new GraphException(GraphError.Shape,
                $"the known gradient of an expression of {value.Type.Keyword()} {builder.Describe(value.Shape)} is {share.Type.Keyword()} {builder.Describe(share.Shape)}");
        }
        gradients[node] = builder.Broadcast(gradient, value.Shape);
        known.Add(node);
    }

    private void MarkWanted(IReadOnlyList<int> variables) => MarkDependent(builder.Nodes, variables, constants, wanted);

    private void WalkBack()
    {
        var context = new GradientContext(builder, node => wanted[node], Give);
        for (int i = gradients.Length - 1; i >= 0; i--)
        {
            if (gradients[i] == None || !wanted[i] || constants.Contains(i)) continue;
            var node = builder[i];
            var entry = GradientTable.Of(node.Op);
            if (entry.Rule is null || !HasWantedOperand(node, entry)) continue;
            builder.CurrentSite = builder.GradientSite(node.Site);
            context.MoveTo(i, gradients[i]);
            entry.Rule(context);
        }
    }

    private bool HasWantedOperand(Node node, GradientEntry entry)
    {
        for (int k = 0; k < node.Operands.Count; k++)
            if (wanted[node.Operands[k]] && entry.Connects(k)) return true;
        return false;
    }

    private void Give(int operand, int gradient)
    {
        if (!wanted[operand] || known.Contains(operand)) return;
        int share = builder.SumTo(gradient, builder[operand].Shape);
        gradients[operand] = gradients[operand] == None ? share : builder.Add(gradients[operand], share);
    }
}
