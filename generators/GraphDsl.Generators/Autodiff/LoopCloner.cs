using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>
/// Copies what depends on the variables of a loop, with other nodes in place of some. Loops inside get numbers of their own.
/// </summary>
/// <param name="loop">The number of the loop whose variables go away.</param>
/// <param name="replace">What to put in place of a node; null to copy it.</param>
internal sealed class LoopCloner(GraphBuilder builder, int loop, Func<int, int?> replace)
{
    private readonly Dictionary<int, int> copies = [];
    private readonly Dictionary<int, int> numbers = []; // of loops inside

    /// <summary>The copy of a node; the node itself where it does not depend on the loop.</summary>
    public int Clone(int root)
    {
        var nesting = new LoopNesting(builder.Nodes);
        var needed = Needed(root, nesting);
        for (int i = 0; i < needed.Length; i++)
            if (needed[i] && !copies.ContainsKey(i)) copies[i] = Copy(i);
        return Of(root);
    }

    /// <summary>Marks what must be copied: what depends on the loop, and the bodies of loops that do.</summary>
    private bool[] Needed(int root, LoopNesting nesting)
    {
        var reached = new bool[builder.Nodes.Count];
        var needed = new bool[reached.Length];
        var bound = new HashSet<int> { loop };
        reached[root] = true;
        for (int i = root; i >= 0; i--)
        {
            if (!reached[i] || copies.ContainsKey(i) || !nesting.Free(i).Any(bound.Contains)) continue;
            needed[i] = true;
            if (replace(i) is { } other)
            {
                copies[i] = other;
                continue;
            }
            if (builder[i].Data is LoopData inner) bound.Add(inner.Id);
            foreach (int dependency in builder[i].Dependencies) reached[dependency] = true;
        }
        return needed;
    }

    private int Copy(int index)
    {
        var node = builder[index];
        builder.CurrentSite = node.Site;
        var data = node.Data?.Map(Atom) switch
        {
            LoopData inner => inner with { Id = Number(inner.Id) },
            LoopVariableData variable => variable with { Loop = Number(variable.Loop) },
            var other => other,
        };
        int[] operands = [.. node.Operands.Select(Of)];
        return node.Op == OpCode.Nonzero ? builder.AddWithShape(node.Op, data, node.Type, node.Shape.Map(Atom), operands)
            : builder.Add(node.Op, data, node.Type, operands);
    }

    private int Of(int node) => copies.TryGetValue(node, out int copy) ? copy : node;

    private Dim Atom(DimAtom atom) => atom.Kind == DimAtomKind.Value && copies.TryGetValue(atom.Index, out int copy) ? builder.AsDim(copy) : Dim.Of(atom);

    private int Number(int inner)
    {
        if (!numbers.TryGetValue(inner, out int number)) numbers[inner] = number = builder.NewLoop();
        return number;
    }
}
