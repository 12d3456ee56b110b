using System.Collections.Immutable;
using GraphDsl.Generators.Capture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GraphDsl.Generators.Diagnostics;

/// <summary>
/// Nobody calls a describing method, it could often be static, and it may leave a parameter to others: all of that is as it
/// should be, for it is read and never run.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DescribingMethodSuppressor : DiagnosticSuppressor
{
    private const string Reason = "GraphDsl reads describing methods at build time and generates the methods that are called";

    private static readonly ImmutableDictionary<string, SuppressionDescriptor> suppressions = new[]
    {
        "IDE0051", // private member is unused
        "IDE0060", // unused parameter
        "CA1801",  // unused parameter
        "CA1811",  // uncalled private code
        "CA1822",  // can be marked static
        "S1144",   // unused private member
        "S2325",   // can be static
        "RCS1213", // unused member
    }.ToImmutableDictionary(id => id, id => new SuppressionDescriptor("GDSLS" + id, id, Reason));

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
        [.. suppressions.Values.OrderBy(s => s.Id, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree || !suppressions.TryGetValue(diagnostic.Id, out var suppression)) continue;
            var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
            if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { AttributeLists.Count: > 0 } method) continue;
            if (context.GetSemanticModel(tree).GetDeclaredSymbol(method, context.CancellationToken) is { } symbol && symbol.HasAttribute("GraphFunctionAttribute"))
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
        }
    }
}
