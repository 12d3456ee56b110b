using GraphDsl.Generators.Inference;

namespace GraphDsl.Generators.IR;

/// <summary>
/// Builds a graph node by node: infers type and shape, gives identical computations one node,
/// collects what must be checked at the call.
/// </summary>
internal sealed class GraphBuilder
{
    private readonly List<Node> nodes = [];
    private readonly Dictionary<Node, int> interned = new(new SameComputation());
    private readonly List<Variable> variables = [];
    private readonly List<Check> checks = [];
    private readonly Dictionary<Check, List<int>> knownChecks = []; // the checks without their sites, and the nodes that need them
    private readonly List<Site> sites = [];
    private readonly Dictionary<int, int> gradientSites = []; // by the site of the expression that is differentiated
    private readonly Dictionary<int, Dim> dims = [];
    private int nextLoop;
    private int adding = -1; // the node whose shape is being inferred

    public IReadOnlyList<Node> Nodes => nodes;

    public IReadOnlyList<Variable> Variables => variables;

    public IReadOnlyList<Check> Checks => checks;

    public IReadOnlyList<Site> Sites => sites;

    /// <summary>The site that new nodes get where none is given.</summary>
    public int CurrentSite { get; set; } = -1;

    /// <summary>False where the checks of the new nodes follow from those that are there already.</summary>
    public bool RecordsChecks { get; set; } = true;

    /// <summary>Nodes that others must reach through: no pass may look inside them.</summary>
    public HashSet<int> Pinned { get; } = [];

    public Node this[int node] => nodes[node];

    /// <summary>True where the node is of this operation and may be looked into.</summary>
    public bool Is(int node, OpCode op) => nodes[node].Op == op && !Pinned.Contains(node);

    public int AddSite(Site site)
    {
        sites.Add(site);
        if (site.Forward >= 0) gradientSites[site.Forward] = sites.Count - 1;
        return sites.Count - 1;
    }

    /// <summary>The site of what is computed for the gradient of the expression at a site; one for each.</summary>
    public int GradientSite(int forward)
    {
        if (forward < 0) return forward;
        return gradientSites.TryGetValue(forward, out int known) ? known : AddSite(new("gradient of " + sites[forward].Text, null, forward));
    }

    /// <summary>Declares a variable; <paramref name="shape"/> makes its shape from its index.</summary>
    public int AddVariable(string name, VariableKind kind, DType type, Func<int, Shape> shape, string access, int site)
    {
        variables.Add(new(name, kind, type, shape(variables.Count), access, site));
        return variables.Count - 1;
    }

    /// <summary>The shape of a variable of which only the rank is known.</summary>
    public static Shape DynamicShape(int variable, int rank) =>
        Shape.Of(Enumerable.Range(0, rank).Select(axis => Dim.Of(DimAtom.Size(variable, axis))));

    /// <summary>A number for a loop that no other loop of the graph has.</summary>
    public int NewLoop() => nextLoop++;

    /// <summary>Keeps the number of a node's loop from being given to another.</summary>
    public void ReserveLoop(Node node) => nextLoop = Math.Max(nextLoop, 1 + node.Data switch
    {
        LoopVariableData variable => variable.Loop,
        LoopData loop => loop.Id,
        _ => -1,
    });

    public int Variable(int index) => Add(OpCode.Variable, new VariableData(index), variables[index].Type);

    public int Constant(double value, DType type) => Add(OpCode.Constant,
        type.IsFloat() ? ConstantData.Of(type == DType.Float32 ? (float)value : value) : ConstantData.Of((long)value), type);

    public int Constant(long value, DType type) => Add(OpCode.Constant,
        type.IsFloat() ? ConstantData.Of((double)value) : ConstantData.Of(value), type);

    public int Size(Dim dim) => dim.IsConstant ? Constant(dim.Value, DType.Int64) : Add(OpCode.Size, new DimData(dim));

    public int Add(OpCode op, params int[] operands) => Add(op, null, null, operands);

    public int Add(OpCode op, NodeData? data, params int[] operands) => Add(op, data, null, operands);

    /// <summary>Adds a node, or finds the one that computes the same.</summary>
    /// <exception cref="GraphException">The operands do not fit the operation.</exception>
    public int Add(OpCode op, NodeData? data, DType? type, params int[] operands)
    {
        int arity = op.Info().Arity;
        if (arity >= 0 && operands.Length != arity)
            throw new ArgumentException($"{op} takes {arity} operands, not {operands.Length}");
        var context = new InferenceContext(this, op, operands, data, CurrentSite);
        var elementType = TypeRules.Infer(context, type);
        var node = new Node(op, operands.ToEquatable(), data, elementType, default, CurrentSite);
        if (interned.TryGetValue(node, out int known)) return known;
        adding = nodes.Count;
        try
        {
            return Append(node with { Shape = ShapeRules.Infer(context) });
        }
        finally
        {
            adding = -1;
        }
    }

    /// <summary>Adds a node whose shape no rule can know: its lengths are data.</summary>
    public int AddWithShape(OpCode op, NodeData? data, DType type, Shape shape, params int[] operands)
    {
        var node = new Node(op, operands.ToEquatable(), data, type, shape, CurrentSite);
        return interned.TryGetValue(node, out int known) ? known : Append(node);
    }

    /// <summary>The node that computes this already, or -1.</summary>
    public int Find(OpCode op, NodeData? data, DType type, params int[] operands) =>
        interned.TryGetValue(new(op, operands.ToEquatable(), data, type, default, -1), out int known) ? known : -1;

    public void Require(Check check) => Require(check, adding);

    /// <param name="neededBy">The node that needs it; -1 for the whole function.</param>
    public void Require(Check check, int neededBy)
    {
        if (check.Kind == CheckKind.NotEmpty && check.Actual.IsConstant && !check.Actual.IsZero) return;
        var key = check with { Site = -1 };
        if (!knownChecks.TryGetValue(key, out var needed))
        {
            knownChecks.Add(key, needed = []);
            checks.Add(check);
        }
        needed.Add(neededBy);
    }

    /// <summary>The nodes for which a check was laid down; -1 stands for the whole function.</summary>
    public IReadOnlyList<int> NeededBy(Check check) => knownChecks[check with { Site = -1 }];

    /// <summary>The value of an integer scalar as a dimension: as far as possible in terms of sizes and inputs.</summary>
    public Dim AsDim(int node)
    {
        if (dims.TryGetValue(node, out var dim)) return dim;
        var (op, operands) = (nodes[node].Op, nodes[node].Operands);
        dim = op switch
        {
            OpCode.Constant => nodes[node].Constant!.AsLong,
            OpCode.Size => ((DimData)nodes[node].Data!).Dim,
            OpCode.Loop when !((LoopData)nodes[node].Data!).HasUntil => AsDim(operands[0]),
            OpCode.Add => AsDim(operands[0]) + AsDim(operands[1]),
            OpCode.Sub => AsDim(operands[0]) - AsDim(operands[1]),
            OpCode.Mul => AsDim(operands[0]) * AsDim(operands[1]),
            OpCode.Neg => -AsDim(operands[0]),
            OpCode.Cast when nodes[operands[0]].Type is DType.Int32 or DType.Int64 && nodes[node].Type is DType.Int64 => AsDim(operands[0]),
            OpCode.Div when AsDim(operands[0]).IsSurelyNonNegative && AsDim(operands[1]) is { IsConstant: true, Value: > 0 } =>
                Dim.FloorDivide(AsDim(operands[0]), AsDim(operands[1])),
            OpCode.Minimum => Dim.Min(AsDim(operands[0]), AsDim(operands[1])),
            OpCode.Maximum => Dim.Max(AsDim(operands[0]), AsDim(operands[1])),
            _ => Dim.Of(DimAtom.Value(node)),
        };
        dims[node] = dim;
        return dim;
    }

    public Graph Build(IEnumerable<Output> outputs, IEnumerable<Update> updates) => new(
        nodes.ToEquatable(), variables.ToEquatable(), outputs.ToEquatable(), updates.ToEquatable(), checks.ToEquatable(), sites.ToEquatable());

    /// <summary>A shape in the user's terms: <c>(x.Shape[0], 784)</c>.</summary>
    public string Describe(Shape shape) => $"({string.Join(", ", shape.Dims.Select(Describe))}{(shape.Rank == 1 ? ",)" : ")")}";

    /// <summary>A dimension in the user's terms.</summary>
    public string Describe(Dim dim)
    {
        string text = dim.Key;
        foreach (var atom in dim.Atoms().Where(a => a.Kind == DimAtomKind.Size).OrderByDescending(a => a.Index))
            text = text.Replace(atom.Key, FormattableString.Invariant($"{variables[atom.Index].Name}.Shape[{atom.Axis}]"));
        foreach (var atom in dim.Atoms().Where(a => a.Kind == DimAtomKind.Value).OrderByDescending(a => a.Index))
        {
            var node = nodes[atom.Index];
            string name = node.Op == OpCode.Variable ? variables[((VariableData)node.Data!).Index].Name
                : node.Site >= 0 ? sites[node.Site].Text : atom.Key;
            text = text.Replace(atom.Key, name);
        }
        return text;
    }

    private int Append(Node node)
    {
        nodes.Add(node);
        interned.Add(node, nodes.Count - 1);
        ReserveLoop(node);
        return nodes.Count - 1;
    }

    /// <summary>Nodes are alike when they compute the same, wherever they were written; the shape follows from the rest.</summary>
    private sealed class SameComputation : IEqualityComparer<Node>
    {
        public bool Equals(Node? a, Node? b) => a!.Op == b!.Op && a.Type == b.Type && a.Operands.Equals(b.Operands) && Equals(a.Data, b.Data);

        public int GetHashCode(Node node) => unchecked((((((int)node.Op * 31) + (int)node.Type) * 31) + node.Operands.GetHashCode()) * 31)
            + (node.Data?.GetHashCode() ?? 0);
    }
}
