using System.Text;
using GraphDsl.Generators.Capture.Reuse;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.Emit;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphDsl.Generators;

/// <summary>Turns describing methods into the functions they describe. Only the wiring of the steps stands here.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class GraphFunctionGenerator : IIncrementalGenerator
{
    private const string FunctionAttribute = "GraphDsl.GraphFunctionAttribute";
    private const string ModuleAttribute = "GraphDsl.GraphModuleAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memo = new CaptureMemo();
        var captured = context.SyntaxProvider.ForAttributeWithMetadataName(
            FunctionAttribute, static (node, _) => node is MethodDeclarationSyntax, (method, cancellation) => Safely.Capture(method, memo, cancellation))
            .WithTrackingName(TrackingNames.Capture);
        var modules = context.SyntaxProvider.ForAttributeWithMetadataName(
            ModuleAttribute, static (node, _) => node is TypeDeclarationSyntax, Safely.CaptureModule)
            .WithTrackingName(TrackingNames.ModuleCapture);

        var surfaces = captured.SelectMany(static (c, _) => Present(c.Surface)).WithTrackingName(TrackingNames.Surface);
        context.RegisterSourceOutput(surfaces, static (output, surface) =>
            Add(output, surface.HintName + ".Surface.g.cs", SurfaceEmitter.Emit(surface)));

        var modelled = modules.SelectMany(static (m, _) => Present(m.Module)).WithTrackingName(TrackingNames.Module);
        context.RegisterSourceOutput(modelled, static (output, module) =>
            Add(output, module.HintName + ".Module.g.cs", ModuleEmitter.Emit(module)));

        var compiled = captured.SelectMany(static (c, _) => Present(c.Function)).WithTrackingName(TrackingNames.Function)
            .Select(Safely.Compile).WithTrackingName(TrackingNames.Compile);
        context.RegisterImplementationSourceOutput(compiled, static (output, file) =>
        {
            if (file.Failure is { } failure) output.ReportDiagnostic(failure.ToDiagnostic());
            Add(output, file.HintName + ".g.cs", file.Text);
            if (file.IlgpuText is { } text) Add(output, file.HintName + ".Ilgpu.g.cs", text);
        });

        var sites = captured.SelectMany(static (c, _) => Present(c.Sites)).WithTrackingName(TrackingNames.Sites);
        context.RegisterImplementationSourceOutput(sites, static (output, site) =>
            Add(output, site.HintName + ".Sites.g.cs", SitesEmitter.Emit(site)));

        var functionDiagnostics = captured.SelectMany(static (c, _) => c.Diagnostics).WithTrackingName(TrackingNames.FunctionDiagnostics);
        context.RegisterSourceOutput(functionDiagnostics, static (output, info) => output.ReportDiagnostic(info.ToDiagnostic()));
        var moduleDiagnostics = modules.SelectMany(static (m, _) => m.Diagnostics).WithTrackingName(TrackingNames.ModuleDiagnostics);
        context.RegisterSourceOutput(moduleDiagnostics, static (output, info) => output.ReportDiagnostic(info.ToDiagnostic()));
    }

    private static IEnumerable<TModel> Present<TModel>(TModel? model)
        where TModel : class => model is null ? [] : [model];

    private static void Add(SourceProductionContext output, string hintName, string text) =>
        output.AddSource(hintName, SourceText.From(text, Encoding.UTF8));
}
