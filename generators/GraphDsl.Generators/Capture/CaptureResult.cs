using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Model;

namespace GraphDsl.Generators.Capture;

/// <summary>What the capture of a describing method gives; each part goes its own way through the pipeline.</summary>
/// <param name="Function">Null where nothing can be generated.</param>
/// <param name="Surface">Null as <paramref name="Function"/>.</param>
/// <param name="Sites">Null where no code with sites is generated.</param>
internal sealed record CaptureResult(
    FunctionModel? Function, SurfaceModel? Surface, SitesModel? Sites, EquatableArray<DiagnosticInfo> Diagnostics);

/// <summary>A captured module and what was wrong with it.</summary>
internal sealed record ModuleResult(ModuleModel? Module, EquatableArray<DiagnosticInfo> Diagnostics);
