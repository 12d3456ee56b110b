using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>One walk from a cost back to the variables that it is differentiated by.</summary>
internal sealed class ReverseWalk
{
    private const int None = -1;

    private readonly GraphBuilder builder;
    private readonly int[] gradients;
    private readonly HashSet<int> constants;
    private readonly HashSet<int> known = [];
    private readonly Dictionary<int, LoopResultGradients> loops = []; // by the node of the loop
    private readonly Dependence wanted;

    private ReverseWalk(GraphBuilder builder, int top, IEnumerable<int> constants, IReadOnlyList<int> variables)
    {
        this.builder = builder;
        this.constants = [.. constants];
        gradients = new int[top + 1];
        for (int i = 0; i <= top; i++) gradients[i] = None;
        wanted = Dependence.Find(builder.Nodes, variables, this.constants, top + 1);
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
        var walk = new ReverseWalk(builder, top, constants, variables);
        if (cost >= 0) walk.StartAt(cost);
        foreach (var (node, gradient) in known) walk.StartAt(node, gradient);
        return walk.Finish(variables);
    }

    /// <summary>Adds the gradients of several values at once, each with its own gradient to start from; these flow on like any other.</summary>
    /// <inheritdoc cref="Run"/>
    public static int[] RunFrom(GraphBuilder builder, IReadOnlyList<(int Node, int Gradient)> starts, IReadOnlyList<int> constants, IReadOnlyList<int> variables)
    {
        var walk = new ReverseWalk(builder, starts.Max(s => s.Node), constants, variables);
        foreach (var (node, gradient) in starts) walk.Give(node, gradient);
        return walk.Finish(variables);
    }

    private int[] Finish(IReadOnlyList<int> variables)
    {
        int site = builder.CurrentSite;
        WalkBack();
        builder.CurrentSite = site;
        return [.. variables.Select(v => v < gradients.Length ? gradients[v] : None)];
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

    private void WalkBack()
    {
        var context = new GradientContext(builder, node => wanted[node], Give);
        for (int i = gradients.Length - 1; i >= 0; i--)
        {
            var node = builder[i];
            if (node.Op == OpCode.Loop && loops.TryGetValue(i, out var results))
            {
                builder.CurrentSite = builder.GradientSite(node.Site);
                new LoopGradient(builder, i, results, wanted, constants, Give).Run();
            }
            if (gradients[i] == None || !wanted[i] || constants.Contains(i)) continue;
            if (node.Info.Kind == OpKind.Loop)
            {
                AtLoop(node.Operands[0]).Add(node, gradients[i]);
                continue;
            }
            var entry = GradientTable.Of(node.Op);
            if (entry.Rule is null || !HasWantedOperand(node, entry)) continue;
            builder.CurrentSite = builder.GradientSite(node.Site);
            context.MoveTo(i, gradients[i]);
            entry.Rule(context);
        }
    }

    private LoopResultGradients AtLoop(int loop)
    {
        if (!loops.TryGetValue(loop, out var results)) loops[loop] = results = new();
        return results;
    }

    private bool HasWantedOperand(Node node, GradientEntry entry)
    {
        for (int k = 0; k < node.Operands.Count; k++)
            if (wanted[node.Operands[k]] && entry.Connects(k)) return true;
        return false;
    }

    private void Give(int operand, int gradient)
    {
        if (operand >= gradients.Length || !wanted[operand] || known.Contains(operand)) return;
        int share = builder.SumTo(gradient, builder[operand].Shape);
        gradients[operand] = gradients[operand] == None ? share : builder.Add(gradients[operand], share);
    }
}

/// <summary>The gradients that have arrived at what a loop leaves.</summary>
internal sealed class LoopResultGradients
{
    /// <summary>By the state: the gradient of all its values, initial ones included.</summary>
    public Dictionary<int, int> States { get; } = [];

    /// <summary>By the state: the gradient of its last value.</summary>
    public Dictionary<int, int> Last { get; } = [];

    /// <summary>By the output: the gradient of all its values.</summary>
    public Dictionary<int, int> Outputs { get; } = [];

    public void Add(Node result, int gradient) =>
        (result.Op == OpCode.LoopStates ? States : result.Op == OpCode.LoopLast ? Last : Outputs).Add(((LoopSlotData)result.Data!).Slot, gradient);
}
