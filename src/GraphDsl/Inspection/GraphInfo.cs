using System.Text;

namespace GraphDsl;

/// <summary>
/// What was made of a describing method: its graph as written and as optimised, its kernels and its memory plan. Every generated
/// function has one: <c>LogisticRegression.TrainInfo</c>. It is the outline that heads the generated file, as data.
/// </summary>
/// <remarks>Theano: <c>theano.printing.debugprint(f)</c>, <c>pydotprint(f)</c>.</remarks>
public sealed class GraphInfo
{
    /// <summary>The class and the function: <c>LogisticRegression.Train</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The graph of the describing method, one operation a line, before anything was done to it.</summary>
    public required string AsWritten { get; init; }

    /// <summary>The graph that is computed, one operation a line: gradients expanded, rewritten.</summary>
    public required string Optimised { get; init; }

    /// <summary>The graph of the describing method as a Mermaid flowchart.</summary>
    public required string AsWrittenMermaid { get; init; }

    /// <summary>The graph that is computed as a Mermaid flowchart.</summary>
    public required string OptimisedMermaid { get; init; }

    /// <summary>The kernels in the order in which they run.</summary>
    public required IReadOnlyList<KernelInfo> Kernels { get; init; }

    /// <summary>Which intermediate results lie where in the workspace, and its size in bytes; formulas where sizes are dynamic.</summary>
    public required string MemoryPlan { get; init; }

    /// <summary>The name, the optimised graph, the kernels and the memory plan, as text with <c>\n</c> line ends.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Name).Append("\n\n").Append(Optimised.TrimEnd('\n')).Append("\n\n");
        foreach (var kernel in Kernels) text.Append(kernel).Append('\n');
        return text.Append('\n').Append(MemoryPlan.TrimEnd('\n')).Append('\n').ToString();
    }
}

/// <summary>One kernel of a generated function.</summary>
/// <param name="Name">What it is called in the generated file.</param>
/// <param name="Expression">What it computes, in the names of the describing method.</param>
/// <param name="Flops">The floating-point operations of one run, a number or a formula of the dynamic sizes.</param>
/// <param name="Bytes">The bytes that one run reads and writes, a number or a formula of the dynamic sizes.</param>
public sealed record KernelInfo(string Name, string Expression, string Flops, string Bytes)
{
    /// <summary><c>Name: Expression (Flops flops, Bytes bytes)</c>.</summary>
    public override string ToString() => $"{Name}: {Expression} ({Flops} flops, {Bytes} bytes)";
}
