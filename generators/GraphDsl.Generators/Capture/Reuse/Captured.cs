using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture.Reuse;

/// <summary>A captured function together with where everything stands, before places become text.</summary>
/// <param name="Sites">Where each site of the graph stands.</param>
internal sealed record Captured(FunctionModel? Function, SurfaceModel? Surface, IReadOnlyList<Location> Sites, IReadOnlyList<DiagnosticInfo> Diagnostics)
{
    /// <summary>The syntax whose meaning was asked for.</summary>
    public IReadOnlyCollection<SyntaxNode> Read { get; init; } = [];

    /// <summary>True where it depends on errors of the compiler, which may lie anywhere.</summary>
    public bool SeesErrors { get; init; }

    public IEnumerable<Location> Places => Sites.Concat(Diagnostics.Select(d => d.Location));

    /// <summary>The same function after edits around it.</summary>
    public Captured Moved(Func<Location, Location> move) => this with
    {
        Sites = [.. Sites.Select(move)],
        Diagnostics = [.. Diagnostics.Select(d => d with { Location = move(d.Location) })],
        Read = [],
    };

    public CaptureResult ToResult() => new(Function, Surface,
        Function?.Graph is { } graph ? new SitesModel(Function.Container, Function.Name, graph.Sites.Select((site, i) => Line(Sites[i], site)).ToEquatable(), Function.HintName) : null,
        Diagnostics.ToEquatable());

    private static string Line(Location location, Site site)
    {
        var span = location.GetLineSpan();
        string file = span.Path.Substring(span.Path.LastIndexOfAny(['/', '\\']) + 1);
        return FormattableString.Invariant($"{file}({span.StartLinePosition.Line + 1}): {site.Text}");
    }
}
