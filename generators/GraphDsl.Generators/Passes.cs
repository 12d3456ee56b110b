using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Model;
using GraphDsl.Generators.Rewriting;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators;

/// <summary>The whole compiler behind capture, on one page: from the graph as written to the text of the implementation.</summary>
internal static class Passes
{
    /// <summary>The C# that implements a captured function.</summary>
    public static string Compile(FunctionModel function, CancellationToken cancellation)
    {
        var graph = function.Graph ?? throw new ArgumentException($"{function.Name} was not captured");
        graph = Optimise(graph, cancellation);
        var (schedule, steps) = Lowering.Run(graph, cancellation);
        var plan = MemoryPlan.Make(Lifetimes.Find(schedule, steps));
        cancellation.ThrowIfCancellationRequested();
        return FunctionEmitter.Emit(function, schedule, steps, plan);
    }

    /// <summary>The passes over the tensor graph.</summary>
    public static Graph Optimise(Graph graph, CancellationToken cancellation)
    {
        graph = Rewriter.Stabilise(graph, cancellation);   // so that gradients are those of the stable forms
        graph = Differentiation.Run(graph, cancellation);
        graph = Rewriter.Optimise(graph, cancellation);
        graph = Splitting.Run(graph);                      // reductions of axes that do not lie together
        return Broadcasting.Run(graph);
    }
}
