using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>What a kernel for devices is given: scalars that are on the device come as views of one element.</summary>
internal sealed class DeviceFields(IlgpuContext context, params string[] locals) : KernelFields(context, locals)
{
    private readonly List<string> loads = [];
    private readonly Dictionary<int, string> loaded = [];

    /// <summary>The statements that a kernel begins with, which make locals of these scalars.</summary>
    public IReadOnlyList<string> Loads => loads;

    /// <summary>The memory that the threads of a group share, one place each, where a loop's kernel has it.</summary>
    public void Shared(string name, DType type, string argument) => Add(name, new(name, argument) { Element = type.Keyword() });

    public override string Scalar(int node)
    {
        if (loaded.TryGetValue(node, out string? known)) return known;
        if (context.Graph[node].Constant is not null || context.Place(node) is not { } view) return base.Scalar(node);
        var type = context.Graph[node].Type;
        var field = Get(FormattableString.Invariant($"place {node}"), view, () => view);
        field.Element = type.Keyword();
        string local = Names.Local(field.Name + "Value");
        loads.Add($"var {local} = {(type == DType.Float16 ? $"Dev.Halves.ToSingle({field.Name}[0])" : $"{field.Name}[0]")};");
        return loaded[node] = local;
    }
}
