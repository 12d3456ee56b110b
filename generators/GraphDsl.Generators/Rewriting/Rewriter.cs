using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>
/// Rewrites graphs to normal form: every node is copied over operands in normal form, then the rules of its operation are tried
/// until none applies; what a rule builds is brought to normal form the same way, on an explicit stack.
/// </summary>
internal sealed class Rewriter
{
    /// <summary>What runs before differentiation, so that gradients are those of the stable forms.</summary>
    public static RuleSet StableForms { get; } = new([.. Canonical.Rules, .. Stability.Rules, .. Shapes.Rules, .. Slices.Rules]);

    /// <summary>All rules.</summary>
    public static RuleSet AllRules { get; } = new(
        [.. Canonical.Rules, .. Stability.Rules, .. Algebra.Rules, .. Shapes.Rules, .. Slices.Rules, .. Products.Rules, .. Choices.Rules, .. Accumulation.Rules]);

    private const int MaximumSweeps = 6;

    private readonly GraphRebuilder rebuilder;
    private readonly GraphBuilder builder;
    private readonly RewriteContext context;
    private readonly RuleSet rules;
    private readonly CancellationToken cancellation;
    private readonly List<int> normal = [];  // for each new node its normal form, or -1
    private readonly List<int> becomes = []; // for each new node what a rule put in its place, or -1
    private readonly Stack<int> pending = new();
    private readonly int stepLimit;
    private Rule? lastRule;
    private int steps;
    private int applied;

    private Rewriter(Graph graph, RuleSet rules, CancellationToken cancellation)
    {
        rebuilder = new(graph);
        builder = rebuilder.Builder;
        context = new(builder);
        this.rules = rules;
        this.cancellation = cancellation;
        stepLimit = 20_000 + (400 * graph.Nodes.Count);
    }

    /// <summary>Stable forms of what the user wrote. Runs before differentiation; gradients may still be placeholders.</summary>
    public static Graph Stabilise(Graph graph, CancellationToken cancellation = default)
    {
        graph = KnownSizes.Apply(graph);
        foreach (var node in graph.Nodes.Span)
        {
            if (node.Op != OpCode.Grad) continue;
            graph = Apply(graph, StableForms, cancellation);
            var moved = LoopCheckpoints.Run(LoopMotion.Run(graph));
            return ReferenceEquals(moved, graph) ? graph : Apply(moved, StableForms, cancellation); // rules reach across the edges of loops
        }
        return graph; // without gradients all the work is left to Optimise
    }

    /// <summary>The graph that is scheduled. Runs after differentiation.</summary>
    public static Graph Optimise(Graph graph, CancellationToken cancellation = default) => Apply(graph, AllRules, cancellation);

    /// <summary>Applies rules until none applies.</summary>
    public static Graph Apply(Graph graph, RuleSet rules, CancellationToken cancellation = default)
    {
        for (int sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            var rewriter = new Rewriter(graph, rules, cancellation);
            graph = rewriter.Sweep();
            // One sweep is enough, unless a rule waited for other uses of a value to go.
            if (rewriter.applied == 0 || !rewriter.context.HeldBack) break;
        }
        return graph;
    }

    private Graph Sweep()
    {
        var source = rebuilder.Source;
        var (uses, pinned) = Survey(source);
        for (int i = 0; i < source.Nodes.Count; i++)
        {
            int copy = rebuilder.Copy(i);
            int result = copy;
            if (pinned[i])
            {
                Note(copy);
                builder.Pinned.Add(copy);
                normal[copy] = copy;
            }
            else
            {
                result = Normalise(copy);
            }
            rebuilder.Map(i, result);
            context.AddUses(result, uses[i]);
        }
        return rebuilder.Finish();
    }

    /// <summary>How often each node is used, and which ones placeholders name: those must stay on the way from the cost.</summary>
    private static (int[] Uses, bool[] Pinned) Survey(Graph graph)
    {
        var uses = new int[graph.Nodes.Count];
        var pinned = new bool[graph.Nodes.Count];
        foreach (var node in graph.Nodes.Span)
        {
            bool names = node.Op == OpCode.Grad;
            for (int k = 0; k < node.Operands.Count; k++)
            {
                int operand = node.Operands[k];
                uses[operand]++;
                bool isCost = k == 1 && names && ((GradData)node.Data!).HasCost;
                pinned[operand] |= names && !isCost;
            }
        }
        foreach (int root in graph.Roots) uses[root]++;
        return (uses, pinned);
    }

    private int Normalise(int root)
    {
        pending.Push(root);
        while (pending.Count > 0)
        {
            int node = pending.Peek();
            Note(node);
            if (normal[node] >= 0)
            {
                pending.Pop();
                continue;
            }
            if (++steps > stepLimit)
                throw new InvalidOperationException($"rewriting does not come to an end; the last rule was '{lastRule}'");
            if ((steps & 255) == 0) cancellation.ThrowIfCancellationRequested();

            int next = becomes[node];
            if (next < 0)
            {
                if (PushOperands(node)) continue;
                next = OverNormalOperands(node);
                if (next == node) next = TryRules(node);
                if (next == node)
                {
                    normal[node] = node;
                    pending.Pop();
                    continue;
                }
                becomes[node] = next;
            }
            Note(next);
            if (normal[next] >= 0)
            {
                normal[node] = normal[next];
                pending.Pop();
            }
            else
            {
                pending.Push(next);
            }
        }
        return normal[root];
    }

    private bool PushOperands(int node)
    {
        bool any = false;
        foreach (int operand in builder[node].Operands.Span)
        {
            Note(operand);
            if (normal[operand] >= 0) continue;
            pending.Push(operand);
            any = true;
        }
        return any;
    }

    private int OverNormalOperands(int node)
    {
        var (op, operands) = (builder[node].Op, builder[node].Operands);
        bool same = true;
        foreach (int operand in operands.Span) same &= normal[operand] == operand;
        if (same) return node;
        var replaced = new int[operands.Count];
        for (int i = 0; i < replaced.Length; i++) replaced[i] = normal[operands[i]];
        return op == OpCode.Nonzero ? builder.AddWithShape(op, builder[node].Data, builder[node].Type, builder[node].Shape, replaced)
            : builder.Add(op, builder[node].Data, builder[node].Type, replaced);
    }

    private int TryRules(int node)
    {
        builder.CurrentSite = builder[node].Site;
        foreach (var rule in rules.For(builder[node].Op))
        {
            int result = rule.Apply(context, node);
            if (result < 0 || result == node) continue;
            lastRule = rule;
            applied++;
            Validate(rule, node, result);
            return result;
        }
        return node;
    }

    /// <summary>A rule that changes the type or the shape is wrong: better to name it here than to find out later.</summary>
    private void Validate(Rule rule, int node, int result)
    {
        var (before, after) = (builder[node], builder[result]);
        if (before.Type == after.Type && before.Shape.Equals(after.Shape)) return;
        throw new InvalidOperationException(
            $"the rule '{rule}' turned {before.Op} of {before.Type.Name()} {before.Shape} into {after.Op} of {after.Type.Name()} {after.Shape}");
    }

    private void Note(int node)
    {
        while (normal.Count <= node)
        {
            normal.Add(-1);
            becomes.Add(-1);
        }
    }
}
