using System.Text;
using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>
/// A kernel that runs all steps of a loop, while it is written. What it needs of the host are its parameters; scalars are locals, which
/// all threads compute alike; the kernels of a step are methods that it calls, one after the other, with a barrier behind each.
/// </summary>
/// <param name="isAlone">True where a step computes scalars alone: one thread runs it.</param>
internal sealed class LoopKernel(IlgpuContext context, bool isAlone)
{
    private readonly Dictionary<int, string> scalars = [];
    private readonly Dictionary<(string, DType), string> shared = [];

    public bool IsAlone => isAlone;

    /// <summary>Its parameters.</summary>
    public DeviceFields Fields { get; } = new(context, "Dev", "Gpu");

    /// <summary>The statements that it begins with.</summary>
    public List<string> Start { get; } = [];

    /// <summary>The text of the loop.</summary>
    public (StringBuilder Text, int Depth) Page { get; set; } = (new(), 0);

    /// <summary>True where one of its kernels checks something.</summary>
    public bool HasChecks { get; set; }

    /// <summary>True where it checks sizes and positions, which what comes behind the loop takes for checked.</summary>
    public bool ChecksSizes { get; set; }

    /// <summary>A scalar that is known before the loop begins.</summary>
    public string Scalar(int node)
    {
        if (scalars.TryGetValue(node, out string? known)) return known;
        string name = context.OnHost(() => Fields.Scalar(node));
        if (context.Graph[node].Type == DType.Bool)
        {
            string local = Fields.Names.Local(name + "Holds");
            Start.Add($"bool {local} = {name} != 0;");
            name = local;
        }
        return scalars[node] = name;
    }

    /// <summary>A number that the host computes.</summary>
    public string Number(string wish, string type, Func<string> argument) => context.OnHost(() => Fields.Other(wish, type, argument()));

    /// <summary>A view that the host knows.</summary>
    public string View(string wish, DType type, Func<string> argument)
    {
        string name = Number(wish, type.Keyword(), argument);
        Fields.Fields.First(f => f.Name == name).Element = type.Keyword();
        return name;
    }

    /// <summary>One place for each thread in the memory that the threads share.</summary>
    public string Shared(string name, DType type)
    {
        if (shared.TryGetValue((name, type), out string? known)) return known;
        string local = Fields.Names.Local(name);
        Start.Add($"var {local} = Gpu.SharedMemory.Allocate<{type.Keyword()}>(Dev.Threads.Most);");
        return shared[(name, type)] = local;
    }
}
