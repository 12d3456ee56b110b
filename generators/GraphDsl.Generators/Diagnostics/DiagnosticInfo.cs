using System.Globalization;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Diagnostics;

/// <summary>
/// A diagnostic on its way through the pipeline, equal to another when it says the same at the same place.
/// Its location is a real one, so that <c>#pragma</c> works; it travels apart from the models.
/// </summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, Location Location, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Of(DiagnosticDescriptor descriptor, Location? location, params object[] arguments) => new(
        descriptor, location ?? Location.None,
        arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture) ?? "").ToEquatable());

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, [.. Arguments]);
}
