using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>
/// The names of a function for devices: memories are views. Scalars that kernels compute come to the host when something there asks for
/// them, so that launches do not wait: mostly in the end.
/// </summary>
internal sealed partial class IlgpuContext(Graph graph, NameAllocator names) : FunctionContext(graph, names)
{
    // What makes a local of a scalar on the device, and what brings one there that the host would compute.
    private Dictionary<int, (Action ToHost, Action? ToDevice)> awaited = [];

    // The views of scalars on the device.
    private Dictionary<int, string> places = [];

    private Stack<(Dictionary<int, (Action, Action?)>, Dictionary<int, string>, Dictionary<int, string>)> scopes = [];

    /// <summary>The number of scalars that kernels compute.</summary>
    public int Slots { get; private set; }

    /// <summary>The number of checks that kernels make.</summary>
    public int Checks { get; private set; }

    /// <summary>The scalar that is poison where a check failed, so that its value tells; -1 where there is none.</summary>
    public int Poison { get; set; } = -1;

    /// <summary>True where the host has seen by now whether a check failed.</summary>
    public bool KnowsOfFailure => Poison >= 0 && !awaited.ContainsKey(Poison);

    /// <summary>Room for so many scalars: the number of the first.</summary>
    public int NewSlot(int count = 1) => (Slots += count) - count;

    /// <summary>True within a loop or a branch.</summary>
    public bool IsNested => scopes.Count > 0;

    public override NameAllocator Names => Kernel?.Fields.Names ?? base.Names;

    /// <summary>What becomes known of scalars from here on is forgotten at the end of the block, where its locals end.</summary>
    public void BeginScope()
    {
        scopes.Push((awaited, places, Scalars));
        (awaited, places, Scalars) = (new(awaited), new(places), new(Scalars));
    }

    public void EndScope() => (awaited, places, Scalars) = scopes.Pop();

    public int NewCheck()
    {
        Poison = -1; // those before do not tell
        return Checks++;
    }

    /// <summary>A scalar that becomes a local of the host when something there asks for it, and a place on the device when a kernel does.</summary>
    public void Await(int node, Action toHost, Action? toDevice = null) => awaited[node] = (toHost, toDevice);

    /// <summary>Makes the view known of a scalar on the device.</summary>
    public void SetPlace(int node, string view) => places[node] = view;

    public bool HasPlace(int node) => places.ContainsKey(node);

    /// <summary>The view of a scalar that is on the device and not on the host; null for others.</summary>
    public string? Place(int node)
    {
        if (Kernel is not null || base.HasScalar(node)) return null;
        if (!places.ContainsKey(node) && awaited.TryGetValue(node, out var entry)) entry.ToDevice?.Invoke();
        return places.TryGetValue(node, out string? view) ? view : null;
    }

    /// <summary>True for a scalar that is a local of the host already.</summary>
    public bool IsOnHost(int node) => base.HasScalar(node);

    public bool IsAwaited(int node) => awaited.ContainsKey(node);

    public override bool HasScalar(int node) => awaited.ContainsKey(node) || base.HasScalar(node) || (Kernel is not null && OnHost(() => HasScalar(node)));

    public override string Scalar(int node)
    {
        if (Kernel is { } kernel) return ScalarIn(kernel, node);
        if (awaited.TryGetValue(node, out var entry))
        {
            awaited.Remove(node);
            entry.ToHost();
        }
        return base.Scalar(node);
    }

    public override bool HasMemory(Memory memory) => base.HasMemory(memory) || (Kernel is not null && OnHost(() => HasMemory(memory)));

    public override string Memory(Memory memory) => Kernel is { } kernel && !base.HasMemory(memory) ? MemoryIn(kernel, memory) : base.Memory(memory);

    public override string Span(Memory memory, Dim offset) => From(Memory(memory), offset);

    public override string From(string span, Dim offset) => offset.IsZero ? span : $"{span}.From({Text(offset)})";

    public override string Part(Memory memory, Dim offset, Dim count) => ShapeOf(memory).Count.Equals(count) ? Memory(memory)
        : $"{Memory(memory)}.Part({Text(offset)}, {Text(count)})";

    /// <summary>The type of what lies in a memory.</summary>
    public DType TypeOf(Memory memory) => memory.Kind switch
    {
        MemoryKind.Variable => Graph.Variables[memory.Index].Type,
        MemoryKind.Output => Graph[Graph.Outputs[memory.Index].Node].Type,
        MemoryKind.LoopState => Graph[new LoopView(Graph[memory.Index]).NewState(memory.Slot)].Type,
        _ => Graph[memory.Index].Type,
    };
}

/// <summary>The names for one step on the host: its memories are arrays there, the rest is the function's.</summary>
internal sealed class HostContext(FunctionContext function) : FunctionContext(function.Graph, function.Names)
{
    public override bool HasScalar(int node) => base.HasScalar(node) || function.HasScalar(node);

    public override string Scalar(int node) => base.HasScalar(node) ? base.Scalar(node) : function.Scalar(node);

    protected override string Size(DimAtom atom) => function.SizeOf(atom);

    public override string Stream(string access) => function.Stream(access);
}
