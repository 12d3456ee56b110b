using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Model;

/// <summary>What the capture of a describing method gives; each part goes its own way through the pipeline.</summary>
/// <param name="Function">Null where nothing can be generated.</param>
/// <param name="Surface">Null as <paramref name="Function"/>.</param>
/// <param name="Sites">Null where no code with sites is generated.</param>
internal sealed record CaptureResult(
    FunctionModel? Function, SurfaceModel? Surface, SitesModel? Sites, EquatableArray<DiagnosticInfo> Diagnostics);

/// <summary>What callers see of a function: it stays the same while only the body of the describing method changes.</summary>
/// <param name="Summary">The summary of the describing method's documentation, as XML; null where there is none.</param>
internal sealed record SurfaceModel(
    ContainerModel Container,
    string DescribingName,
    string Name,
    string Accessibility,
    bool IsStatic,
    EquatableArray<ParameterModel> Parameters,
    EquatableArray<OutputModel> Outputs,
    string? Summary,
    string HintName);

/// <summary>Where the expressions of a function stand: the only part that every edit above them changes.</summary>
/// <param name="Lines">For each site of the graph its file, line and text.</param>
internal sealed record SitesModel(ContainerModel Container, string Name, EquatableArray<string> Lines, string HintName);
