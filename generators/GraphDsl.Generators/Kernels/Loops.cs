using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Kernels;

/// <summary>What the plan and the text of a loop both need to know.</summary>
internal static class Loops
{
    /// <summary>The number of steps that a loop makes at most: its memory is made for so many.</summary>
    public static Dim Capacity(Graph graph, int loopNode)
    {
        int steps = new LoopView(graph[loopNode]).Steps;
        return graph[steps].Op switch
        {
            OpCode.Constant => graph[steps].Constant!.AsLong,
            OpCode.Size => ((DimData)graph[steps].Data!).Dim,
            _ => Dim.Of(DimAtom.Value(steps)),
        };
    }

    /// <summary>All steps, those of loops and branches after these.</summary>
    public static IEnumerable<Step> Flatten(this IEnumerable<Step> steps) => steps.SelectMany(s => s.Nested.Flatten().Prepend(s));
}
