using System.Collections.Immutable;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GraphDsl.Generators.Tests.Diagnostics;

public sealed class SuppressorTests
{
    [Fact]
    public async Task Describing_methods_raise_no_noise()
    {
        var compilation = Generation.Compile(["""
            [GraphModule]
            public partial class Model
            {
                [GraphFunction] private Expr<double> DoubledGraph(Vector<double> x) => x * 2;
                private int Forgotten() => 3;
            }
            """]);
        var analysed = compilation.WithAnalyzers([new UnusedMember(), new DescribingMethodSuppressor()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, true, false, reportSuppressedDiagnostics: true));
        var diagnostics = await analysed.GetAllDiagnosticsAsync();
        Assert.Equal(["DoubledGraph True", "Forgotten False"], diagnostics.Where(d => d.Id == "IDE0051").Select(d => $"{d.GetMessage()} {d.IsSuppressed}").Order(StringComparer.Ordinal));
    }

    /// <summary>Stands for the IDE's own analyzer.</summary>
#pragma warning disable RS1036, RS1041, RS2008 // no analyzer that anybody installs
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class UnusedMember : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor descriptor = new("IDE0051", "Unused", "{0}", "Test", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(c =>
            {
                var method = (MethodDeclarationSyntax)c.Node;
                c.ReportDiagnostic(Diagnostic.Create(descriptor, method.Identifier.GetLocation(), method.Identifier.Text));
            }, Microsoft.CodeAnalysis.CSharp.SyntaxKind.MethodDeclaration);
        }
    }
}
