using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphDsl.Generators.Capture;

/// <summary>From a describing method to the models of its function.</summary>
internal static class FunctionCapture
{
    public static CaptureResult Run(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var method = (IMethodSymbol)context.TargetSymbol;
        var diagnostics = new List<DiagnosticInfo>();
        if (Declarations.Check(method, context.Attributes[0], diagnostics) is not { } name)
            return new(null, null, null, diagnostics.ToEquatable());

        var container = Declarations.Container(method.ContainingType);
        string hint = Declarations.HintName(method);
        var evaluator = new Evaluator(context.SemanticModel, method.ContainingType, cancellation);
        var captured = evaluator.Capture(method);
        diagnostics.AddRange(evaluator.Diagnostics);

        string accessibility = Declarations.Accessibility(context.Attributes[0]);
        var function = new FunctionModel(container, method.Name, name, accessibility, method.IsStatic,
            captured.Parameters.ToEquatable(), captured.Outputs.ToEquatable(), captured.Graph, hint)
        {
            HasIlgpu = Declarations.HasIlgpu(context.SemanticModel.Compilation),
        };
        var surface = new SurfaceModel(container, method.Name, name, accessibility, method.IsStatic,
            function.Parameters, function.Outputs, Declarations.Summary(method, cancellation), hint);
        var sites = captured.Graph is null ? null
            : new SitesModel(container, name, captured.Graph.Sites.Select((site, i) => Line(evaluator.SiteLocations[i], site)).ToEquatable(), hint);
        return new(function, surface, sites, diagnostics.ToEquatable());
    }

    private static string Line(Location location, Site site)
    {
        var span = location.GetLineSpan();
        string file = span.Path.Substring(span.Path.LastIndexOfAny(['/', '\\']) + 1);
        return FormattableString.Invariant($"{file}({span.StartLinePosition.Line + 1}): {site.Text}");
    }
}

/// <summary>What the evaluator found out about a describing method.</summary>
/// <param name="Graph">Null where something was wrong.</param>
internal sealed record CapturedFunction(List<ParameterModel> Parameters, List<OutputModel> Outputs, Graph? Graph);
