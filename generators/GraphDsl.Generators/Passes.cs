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
        var (usual, assumed) = Assumptions.Make(graph);
        return assumed.Count == 0
            ? FunctionEmitter.Emit(function, Program(graph, cancellation), [], null)
            : FunctionEmitter.Emit(function, Program(usual, cancellation), assumed, Program(graph, cancellation));
    }

    private static KernelProgram Program(Graph graph, CancellationToken cancellation)
    {
        var (schedule, steps) = Lowering.Run(Optimise(graph, cancellation), cancellation);
        cancellation.ThrowIfCancellationRequested();
        return new(schedule, steps, MemoryPlan.Make(Lifetimes.Find(schedule, steps)));
    }

    /// <summary>The passes over the tensor graph.</summary>
    public static Graph Optimise(Graph graph, CancellationToken cancellation)
    {
        graph = Rewriter.Stabilise(graph, cancellation);   // so that gradients are those of the stable forms
        graph = Differentiation.Run(graph, cancellation);
        graph = LoopMotion.Run(graph);
        graph = Rewriter.Optimise(graph, cancellation);
        graph = Widening.Run(graph);                       // Half is computed with as float
        graph = VectorProducts.Run(graph);                 // elementwise work after a product of a vector
        graph = Splitting.Run(graph);                      // reductions of axes that do not lie together
        return Broadcasting.Run(graph);
    }
}
