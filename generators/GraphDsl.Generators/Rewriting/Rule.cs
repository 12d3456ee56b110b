using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>Looks at a node whose operands are in normal form and returns what may stand in its place, or -1.</summary>
internal delegate int Replacement(RewriteContext r, int node);

/// <summary>One rewrite: data for the driver.</summary>
/// <param name="Name">What tests and errors call it.</param>
/// <param name="Roots">The operations it looks at.</param>
/// <param name="Apply">The rewrite.</param>
internal sealed record Rule(string Name, OpCode[] Roots, Replacement Apply)
{
    /// <summary>No rewrite.</summary>
    public const int None = -1;

    public Rule(string name, OpCode root, Replacement apply)
        : this(name, [root], apply)
    {
    }

    public override string ToString() => Name;
}

/// <summary>Rules by the operation they look at, in the order in which they are tried.</summary>
internal sealed class RuleSet
{
    private readonly Rule[][] byRoot;

    public RuleSet(IEnumerable<Rule> rules)
    {
        All = [.. rules];
        byRoot = [.. OpTable.All.Select(row => All.Where(rule => rule.Roots.Contains(row.Code)).ToArray())];
    }

    public IReadOnlyList<Rule> All { get; }

    public Rule[] For(OpCode root) => byRoot[(int)root];

    /// <summary>The rules of these names.</summary>
    public RuleSet Only(params string[] names) => new(All.Where(rule => names.Contains(rule.Name)));
}
