using GraphDsl.Generators.Capture.Reuse;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>From a describing method to the models of its function.</summary>
internal static class FunctionCapture
{
    /// <param name="memo">What earlier runs of the pipeline captured.</param>
    public static CaptureResult Run(GeneratorAttributeSyntaxContext context, CaptureMemo memo, CancellationToken cancellation)
    {
        var method = (IMethodSymbol)context.TargetSymbol;
        var program = memo.Program(context.SemanticModel.Compilation, cancellation);
        string hint = Declarations.HintName(method);
        var reach = Reach.Of(program, method, hint, cancellation);
        return memo.Find(hint, reach) ?? memo.Keep(hint, reach, Capture(context, program, hint, cancellation));
    }

    private static Captured Capture(GeneratorAttributeSyntaxContext context, ProgramOutline program, string hint, CancellationToken cancellation)
    {
        var method = (IMethodSymbol)context.TargetSymbol;
        var diagnostics = new List<DiagnosticInfo>();
        if (Declarations.Check(method, context.Attributes[0], diagnostics) is not { } name) return new(null, null, [], diagnostics);

        var container = Declarations.Container(method.ContainingType);
        var evaluator = new Evaluator(context.SemanticModel.Compilation, program.Model, method.ContainingType, cancellation);
        var captured = evaluator.Capture(method);
        diagnostics.AddRange(evaluator.Diagnostics);

        string accessibility = Declarations.Accessibility(context.Attributes[0]);
        var function = new FunctionModel(container, method.Name, name, accessibility, method.IsStatic,
            captured.Parameters.ToEquatable(), captured.Outputs.ToEquatable(), captured.Graph, hint)
        {
            HasIlgpu = Declarations.HasIlgpu(context.SemanticModel.Compilation),
        };
        var surface = new SurfaceModel(container, method.Name, name, accessibility, method.IsStatic,
            function.Parameters, function.Outputs, Declarations.Summary(method, cancellation), hint)
        {
            Inheritance = Inheritance.Modifier(method, name),
            Hides = Inheritance.Hides(method, name),
        };
        return new(function, surface, evaluator.SiteLocations, diagnostics) { Read = evaluator.Read, SeesErrors = evaluator.SeesErrors };
    }
}

/// <summary>What the evaluator found out about a describing method.</summary>
/// <param name="Graph">Null where something was wrong.</param>
internal sealed record CapturedFunction(List<ParameterModel> Parameters, List<OutputModel> Outputs, Graph? Graph);
