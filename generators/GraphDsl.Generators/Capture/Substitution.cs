using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Capture;

/// <summary>
/// Puts replacements in place of variables. The graph is built anew in an order that puts each replacement before the nodes
/// that read its variable, so that shapes follow from the replacements: <c>x.Shape[0]</c> becomes the size of what stands for x.
/// </summary>
internal static class Substitution
{
    /// <summary>What went wrong at a node of the original graph.</summary>
    internal sealed class Failure(int site, GraphException exception) : Exception(exception.Message, exception)
    {
        /// <summary>The site of the node.</summary>
        public int Site => site;

        public GraphException Error => (GraphException)InnerException!;
    }

    /// <summary>A replacement needs the variable that it replaces.</summary>
    internal sealed class Cycle(Given given) : Exception
    {
        public Given Given => given;
    }

    /// <summary>The graph with the replacements in place; without any, with what inference demands of live nodes alone.</summary>
    /// <param name="graph">The graph as captured; its checks are those that capture itself laid down.</param>
    /// <param name="neededBy">For each of these checks the node that needs it, -1 for the whole function.</param>
    /// <param name="givens">Which node takes the place of which variable.</param>
    /// <param name="finish">The outputs, the updates and what must hold of them, in terms of the new nodes.</param>
    /// <exception cref="Failure">Shapes that fit before do not fit after.</exception>
    /// <exception cref="Cycle">Replacements depend on each other.</exception>
    public static Graph Apply(Graph graph, IReadOnlyList<int> neededBy, IReadOnlyList<Given> givens, Action<GraphBuilder, IReadOnlyList<Update>>? finish = null)
    {
        var replacements = givens.ToDictionary(g => g.Variable);
        var order = Order(graph, replacements);
        var builder = new GraphBuilder();
        foreach (var site in graph.Sites) builder.AddSite(site);
        foreach (var v in graph.Variables) builder.AddVariable(v.Name, v.Kind, v.Type, _ => v.Shape, v.Access, v.Site);

        int[] map = [.. graph.Nodes.Select(_ => -1)];
        Dim Atom(DimAtom atom) => atom.Kind switch
        {
            DimAtomKind.Value => builder.AsDim(map[atom.Index]),
            DimAtomKind.Size when replacements.TryGetValue(atom.Index, out var given) => builder[map[given.Replacement]].Shape[atom.Axis],
            _ => Dim.Of(atom),
        };
        foreach (int index in order)
        {
            var node = graph[index];
            if (Replacement(graph, index, replacements) is { } given)
            {
                map[index] = map[given.Replacement];
                continue;
            }
            builder.CurrentSite = node.Site;
            int[] operands = [.. node.Operands.Select(o => map[o])];
            var data = node.Data?.Map(Atom);
            try
            {
                map[index] = data is DimData { Dim: var size } && node.Op == OpCode.Size ? builder.Size(size)
                    : node.Op == OpCode.Nonzero ? builder.AddWithShape(node.Op, data, node.Type, node.Shape.Map(Atom), operands)
                    : builder.Add(node.Op, data, node.Type, operands);
            }
            catch (GraphException e)
            {
                throw new Failure(node.Site, e);
            }
        }
        for (int i = 0; i < graph.Checks.Count; i++)
        {
            var check = graph.Checks[i];
            if (!check.Actual.Atoms().Concat(check.Expected.Atoms()).All(IsKnown)) continue;
            var (actual, expected) = (check.Actual.Map(Atom), check.Expected.Map(Atom));
            if (check.Kind == CheckKind.NotEmpty || !actual.Equals(expected)) builder.Require(check with { Actual = actual, Expected = expected }, neededBy[i] < 0 ? -1 : map[neededBy[i]]);
        }
        Update[] updates = [.. graph.Updates.Select(u => u with { Node = map[u.Node] })];
        finish?.Invoke(builder, updates);
        return BranchChecks.Assign(builder.Build(graph.Outputs.Select(o => o with { Node = map[o.Node] }), updates), builder.NeededBy).Prune();

        bool IsKnown(DimAtom atom) => atom.Kind switch
        {
            DimAtomKind.Value => map[atom.Index] >= 0,
            DimAtomKind.Size => !replacements.TryGetValue(atom.Index, out var given) || map[given.Replacement] >= 0,
            _ => true,
        };
    }

    private static Given? Replacement(Graph graph, int node, Dictionary<int, Given> replacements) => graph[node].Op == OpCode.Variable
        && replacements.TryGetValue(((VariableData)graph[node].Data!).Index, out var given) ? given : null;

    /// <summary>The live nodes, each behind what it needs.</summary>
    private static List<int> Order(Graph graph, Dictionary<int, Given> replacements)
    {
        var order = new List<int>();
        var state = new byte[graph.Nodes.Count];
        var stack = new Stack<(int Node, IEnumerator<int> Open)>();
        foreach (int root in graph.Roots)
        {
            Push(root);
            while (stack.Count > 0)
            {
                var (node, open) = stack.Peek();
                if (open.MoveNext())
                {
                    Push(open.Current);
                    continue;
                }
                stack.Pop();
                state[node] = 2;
                order.Add(node);
            }
        }
        return order;

        void Push(int node)
        {
            if (state[node] == 2) return;
            if (state[node] == 1)
                throw new Cycle(stack.Select(s => Replacement(graph, s.Node, replacements)).First(g => g is not null)!);
            state[node] = 1;
            stack.Push((node, Needs(node).GetEnumerator()));
        }

        IEnumerable<int> Needs(int node)
        {
            if (Replacement(graph, node, replacements) is { } given) return [given.Replacement];
            var sizes = graph[node].Shape.Dims.Concat(graph[node].Data?.Dims ?? []).SelectMany(d => d.Atoms())
                .Where(a => a.Kind == DimAtomKind.Size && replacements.ContainsKey(a.Index)).Select(a => replacements[a.Index].Replacement);
            return graph[node].Dependencies.Concat(sizes);
        }
    }
}
