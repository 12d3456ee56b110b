using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>What a group of nodes becomes.</summary>
internal enum GroupKind : byte
{
    /// <summary>A C# local.</summary>
    Scalar,

    /// <summary>An elementwise kernel; views that must be copied are ones too.</summary>
    Map,

    /// <summary>A reduction with what goes into it and elementwise work on its result.</summary>
    Reduce,

    /// <summary>A matrix product with elementwise work on its result.</summary>
    Product,

    /// <summary>Work on the rows of the last axis.</summary>
    Row,

    /// <summary>A call of a library kernel.</summary>
    Library,

    /// <summary>A loop over the groups of its body.</summary>
    Loop,

    /// <summary>Choices by one condition, each branch with groups of its own.</summary>
    Branch,
}

/// <summary>Where a value is written besides (or instead of) its own memory.</summary>
internal readonly record struct Target(int Node, Memory Memory);

/// <summary>Nodes that one kernel (or one local) computes.</summary>
internal sealed class Group(GroupKind kind, Shape space, Region region)
{
    /// <summary>The block that it stands in.</summary>
    public Region Region { get; } = region;

    public GroupKind Kind { get; } = kind;

    /// <summary>The shape of what it computes.</summary>
    public Shape Space { get; } = space;

    /// <summary>The reduction, the product, the row operations, the library call, the scalar.</summary>
    public List<int> Cores { get; } = [];

    /// <summary>Elementwise nodes (and copies) that it computes, in topological order.</summary>
    public List<int> Roots { get; } = [];

    /// <summary>Results and shared variables that it writes.</summary>
    public List<Target> Targets { get; } = [];

    public IEnumerable<int> Computed => Cores.Concat(Roots);

    /// <summary>True where it has become a part of another group.</summary>
    public bool IsMerged { get; private set; }

    public bool Computes(int node) => Cores.Contains(node) || Roots.Contains(node);

    public void TakeIn(Group other)
    {
        Cores.AddRange(other.Cores);
        Roots.AddRange(other.Roots);
        Cores.Sort();
        Roots.Sort();
        other.IsMerged = true;
    }

    public bool WritesShared => Targets.Any(t => t.Memory.Kind == MemoryKind.Variable);
}
