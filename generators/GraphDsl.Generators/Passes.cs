using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.Emit.Ilgpu;
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
    public static CompiledText Compile(FunctionModel function, CancellationToken cancellation)
    {
        var graph = function.Graph ?? throw new ArgumentException($"{function.Name} was not captured");
        var (usual, assumed) = Assumptions.Make(graph);
        usual = Optimise(usual, cancellation);
        graph = assumed.Count == 0 ? usual : Optimise(graph, cancellation);
        var program = Program(usual, fusesPools: true, cancellation);
        var general = assumed.Count == 0 ? null : Program(graph, fusesPools: true, cancellation);
        string? ilgpu = null;
        if (function.HasIlgpu)
        {
            // What is fused for the CPU alone is scheduled once more.
            bool differs = ConvolutionPools.Exist(usual) || ConvolutionPools.Exist(graph);
            var device = differs ? Program(usual, fusesPools: false, cancellation) : program;
            ilgpu = IlgpuFunctionEmitter.Emit(function, device, assumed, differs && general is not null ? Program(graph, fusesPools: false, cancellation) : general);
        }
        return new(FunctionEmitter.Emit(function, program, assumed, general, ilgpu is not null), ilgpu);
    }

    private static KernelProgram Program(Graph graph, bool fusesPools, CancellationToken cancellation)
    {
        var (schedule, steps) = Lowering.Run(graph, fusesPools, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return new(schedule, steps, MemoryPlan.Make(Lifetimes.Find(schedule, steps)));
    }

    /// <summary>The passes over the tensor graph.</summary>
    public static Graph Optimise(Graph graph, CancellationToken cancellation)
    {
        graph = Rewriter.Stabilise(graph, cancellation);   // so that gradients are those of the stable forms
        graph = Differentiation.Run(graph, cancellation);
        graph = LoopMotion.Run(graph);
        graph = LoopFusion.Run(graph);                     // independent loops over the same steps
        graph = Rewriter.Optimise(graph, cancellation);
        graph = Widening.Run(graph);                       // Half is computed with as float
        graph = VectorProducts.Run(graph);                 // elementwise work after a product of a vector
        graph = Splitting.Run(graph);                      // reductions of axes that do not lie together
        return Broadcasting.Run(graph);
    }
}

/// <summary>The files of a compiled function.</summary>
/// <param name="Cpu">For the CPU, with the turn to the other version where there is one.</param>
/// <param name="Ilgpu">For devices of ILGPU; null where the project does not reference them, or the function has no such form.</param>
internal sealed record CompiledText(string Cpu, string? Ilgpu);
