using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Model;

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
    string HintName)
{
    /// <summary><c>virtual</c> or <c>override</c>, or empty.</summary>
    public string Inheritance { get; init; } = "";

    /// <summary>True where a base class has a function of that name.</summary>
    public bool Hides { get; init; }
}

/// <summary>Where the expressions of a function stand: the only part that every edit above them changes.</summary>
/// <param name="Lines">For each site of the graph its file, line and text.</param>
internal sealed record SitesModel(ContainerModel Container, string Name, EquatableArray<string> Lines, string HintName);
