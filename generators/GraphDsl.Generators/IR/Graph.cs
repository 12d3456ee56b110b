namespace GraphDsl.Generators.IR;

/// <summary>Where the value of a variable comes from.</summary>
internal enum VariableKind : byte
{
    /// <summary>A parameter of the describing method.</summary>
    Input,

    /// <summary>A shared variable.</summary>
    Shared,

    /// <summary>An ordinary member, read at each call.</summary>
    Member,

    /// <summary>Declared by <c>new Matrix&lt;float&gt;("x")</c>, to be replaced by <c>givens</c>.</summary>
    Free,
}

/// <summary>A variable of the graph.</summary>
/// <param name="Name">The user's name, for messages, comments and generated locals.</param>
/// <param name="Kind">Where the value comes from.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The declared shape; dimensions that nothing declares are <see cref="DimAtom.Size"/> of this variable.</param>
/// <param name="Access">The C# expression that reaches it in the generated code: a parameter's name or <c>Hidden.W</c>.</param>
/// <param name="Site">Where it is declared or first used.</param>
internal sealed record Variable(string Name, VariableKind Kind, DType Type, Shape Shape, string Access, int Site);

/// <summary>A result of the function.</summary>
/// <param name="Name">The name in the output tuple, or one made from the expression.</param>
internal sealed record Output(string Name, int Node);

/// <summary>A new value of a shared variable.</summary>
internal sealed record Update(int Variable, int Node, int Site);

/// <summary>What must hold of two dimensions.</summary>
internal enum CheckKind : byte
{
    /// <summary>Both are equal.</summary>
    Equal,

    /// <summary>They are equal or one of them is 1.</summary>
    Broadcast,

    /// <summary>Actual is at least 0 and at most expected.</summary>
    AtMost,

    /// <summary>Actual is not 0.</summary>
    NotEmpty,

    /// <summary>Actual is at least 0.</summary>
    NotNegative,
}

/// <summary>A condition on sizes that only the call can decide.</summary>
/// <param name="What">What is checked, in the user's terms: <c>x.Shape[0]</c>.</param>
/// <param name="Site">The expression that needs it.</param>
internal sealed record Check(CheckKind Kind, Dim Actual, Dim Expected, string What, int Site)
{
    /// <summary>The branches of choices, from the outermost in, in which alone the condition must hold; empty where it must at every call.</summary>
    public EquatableArray<Guard> Guards { get; init; }
}

/// <summary>A branch of a choice: the scalar that decides, and what it is there.</summary>
internal sealed record Guard(int Condition, bool Holds);

/// <summary>An expression of the user's, for comments and messages.</summary>
/// <param name="Text">The source text on one line.</param>
/// <param name="Name">What the user calls its value: the local it initialises, the helper it is the body of.</param>
/// <param name="Forward">For the gradient of an expression the index of that expression's own site, else -1.</param>
internal sealed record Site(string Text, string? Name = null, int Forward = -1);

/// <summary>
/// A tensor function as a flat array in topological order. Identical computations are one node. Holds no Roslyn object;
/// compared by content in time linear in its size.
/// </summary>
internal sealed record Graph(
    EquatableArray<Node> Nodes,
    EquatableArray<Variable> Variables,
    EquatableArray<Output> Outputs,
    EquatableArray<Update> Updates,
    EquatableArray<Check> Checks,
    EquatableArray<Site> Sites)
{
    public Node this[int index] => Nodes[index];

    /// <summary>The expression of the user's behind a site: for a gradient the one that was differentiated. -1 where there is none.</summary>
    public int WrittenSite(int site)
    {
        while (site >= 0 && Sites[site].Forward >= 0) site = Sites[site].Forward;
        return site;
    }

    /// <summary>The nodes whose values leave the function.</summary>
    public IEnumerable<int> Roots => Outputs.Select(o => o.Node).Concat(Updates.Select(u => u.Node));
}
