namespace GraphDsl.Generators.IR;

/// <summary>What is wrong with an operation, as far as inference sees it.</summary>
internal enum GraphError : byte
{
    Type,
    Rank,
    Shape,
    Axis,
    Unsupported,
    NotScalarCost,
    Disconnected,
}

/// <summary>An operation that cannot be: capture turns it into a diagnostic at the user's expression.</summary>
internal sealed class GraphException(GraphError error, string message) : Exception(message)
{
    public GraphError Error { get; } = error;
}
