using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>
/// The names of a function for devices: memories are views. Scalars that kernels compute come to the host when something there asks for
/// them, so that launches do not wait: mostly in the end.
/// </summary>
internal sealed class IlgpuContext(Graph graph, NameAllocator names) : FunctionContext(graph, names)
{
    private readonly Dictionary<int, Action> awaited = [];

    /// <summary>The number of scalars that kernels compute.</summary>
    public int Scalars { get; private set; }

    /// <summary>The number of checks that kernels make.</summary>
    public int Checks { get; private set; }

    /// <summary>The scalar that is poison where a check failed, so that its value tells; -1 where there is none.</summary>
    public int Poison { get; set; } = -1;

    /// <summary>True where the host has seen by now whether a check failed.</summary>
    public bool KnowsOfFailure => Poison >= 0 && !awaited.ContainsKey(Poison);

    public int NewScalar() => Scalars++;

    public int NewCheck()
    {
        Poison = -1; // those before do not tell
        return Checks++;
    }

    /// <summary>A scalar that <paramref name="write"/> makes a local of, when it is asked for.</summary>
    public void Await(int node, Action write) => awaited[node] = write;

    public bool IsAwaited(int node) => awaited.ContainsKey(node);

    public override bool HasScalar(int node) => awaited.ContainsKey(node) || base.HasScalar(node);

    public override string Scalar(int node)
    {
        if (awaited.TryGetValue(node, out var write))
        {
            awaited.Remove(node);
            write();
        }
        return base.Scalar(node);
    }

    public override string Span(Memory memory, Dim offset) => From(Memory(memory), offset);

    public override string From(string span, Dim offset) => offset.IsZero ? span : $"{span}.From({Text(offset)})";

    public override string Part(Memory memory, Dim offset, Dim count) => ShapeOf(memory).Count.Equals(count) ? Memory(memory)
        : $"{Memory(memory)}.Part({Text(offset)}, {Text(count)})";
}

/// <summary>The names for one step on the host: its memories are arrays there, the rest is the function's.</summary>
internal sealed class HostContext(FunctionContext function) : FunctionContext(function.Graph, function.Names)
{
    public override bool HasScalar(int node) => base.HasScalar(node) || function.HasScalar(node);

    public override string Scalar(int node) => base.HasScalar(node) ? base.Scalar(node) : function.Scalar(node);

    protected override string Size(DimAtom atom) => function.SizeOf(atom);

    public override string Stream(string access) => function.Stream(access);
}
