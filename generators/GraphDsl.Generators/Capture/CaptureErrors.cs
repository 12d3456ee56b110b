using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>A mistake of the user's: becomes one diagnostic and an <see cref="ErrorValue"/>.</summary>
internal sealed class CaptureException(DiagnosticDescriptor descriptor, IOperation? at, params object[] arguments) : Exception
{
    public DiagnosticDescriptor Descriptor => descriptor;

    /// <summary>The expression; null for the one being evaluated.</summary>
    public IOperation? At => at;

    public object[] Arguments => arguments;
}

/// <summary>Something depends on a mistake that has been reported.</summary>
internal sealed class PoisonException : Exception;

internal static class GraphErrors
{
    /// <summary>The diagnostic of what inference found.</summary>
    public static DiagnosticDescriptor Descriptor(this GraphError error) => error switch
    {
        GraphError.Type => Descriptors.TypeMismatch,
        GraphError.Rank => Descriptors.RankMismatch,
        GraphError.Shape => Descriptors.ShapeMismatch,
        GraphError.Axis => Descriptors.AxisOutOfRange,
        GraphError.NotScalarCost => Descriptors.CostNotScalar,
        _ => Descriptors.BuildTimeFailure,
    };
}
