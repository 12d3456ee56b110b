using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Model;

/// <summary>A describing method as captured: everything later steps need, and nothing of Roslyn.</summary>
/// <param name="Container">The class it stands in.</param>
/// <param name="DescribingName">The describing method: <c>TrainGraph</c>.</param>
/// <param name="Name">The generated method: <c>Train</c>.</param>
/// <param name="Accessibility">Its accessibility, as a C# keyword.</param>
/// <param name="IsStatic">True where the describing method is static.</param>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="Outputs">Its results, in order; the node of each stands in <see cref="Graph"/>.</param>
/// <param name="Graph">The function with <c>givens</c> put in place; gradients are still placeholders. Null where capture failed.</param>
/// <param name="HintName">The stem of the names of generated files.</param>
internal sealed record FunctionModel(
    ContainerModel Container,
    string DescribingName,
    string Name,
    string Accessibility,
    bool IsStatic,
    EquatableArray<ParameterModel> Parameters,
    EquatableArray<OutputModel> Outputs,
    Graph? Graph,
    string HintName)
{
    /// <summary>True where the project references GraphDsl.Ilgpu: the function gets a version for its devices.</summary>
    public bool HasIlgpu { get; init; }
}

/// <summary>A parameter of a generated method.</summary>
/// <param name="Variable">The index of its variable in the graph.</param>
/// <param name="Default">The C# text of its default value, where it has one.</param>
internal sealed record ParameterModel(string Name, DType Type, int Rank, int Variable, string? Default);

/// <summary>A result of a generated method.</summary>
internal sealed record OutputModel(string Name, DType Type, int Rank)
{
    /// <summary>The name in the returned tuple, as C# writes it: as <see cref="Name"/>, unless a parameter bears that one too.</summary>
    public string Label { get; init; } = Name;
}

/// <summary>The class that generated members go into.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Types">The declarations to repeat, outermost first: <c>partial class Outer&lt;TItem&gt;</c>.</param>
/// <param name="Name">The class in messages: <c>LogisticRegression</c>.</param>
internal sealed record ContainerModel(string Namespace, EquatableArray<string> Types, string Name);
