using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using GraphDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace GraphDsl.Generators.Tests.Harness;

/// <summary>A user's program run through the generator in memory.</summary>
internal sealed class Generation
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> references = new(FindReferences);

    private Generation(Compilation input, Compilation output, GeneratorDriver driver, GeneratorDriverRunResult result)
    {
        (Input, Output, Driver, Result) = (input, output, driver, result);
    }

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview, DocumentationMode.Parse);

    /// <summary>The program as the user wrote it.</summary>
    public Compilation Input { get; }

    /// <summary>The program with what was generated.</summary>
    public Compilation Output { get; }

    public GeneratorDriver Driver { get; }

    public GeneratorDriverRunResult Result { get; }

    /// <summary>What the generator reported, in the order of the source.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics =>
        [.. Result.Diagnostics.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];

    /// <summary>The generated files by their names.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedTrees
        .ToDictionary(t => Path.GetFileName(t.FilePath), t => t.ToString(), StringComparer.Ordinal);

    /// <summary>Warnings and errors of the compiler about the program and what was generated.</summary>
    public IReadOnlyList<Diagnostic> CompilerDiagnostics => [.. Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed)];

    /// <summary>The one generated file whose name ends like this.</summary>
    public string File(string ending) => Files.Single(f => f.Key.EndsWith(ending, StringComparison.Ordinal)).Value;

    /// <summary>What a user's file starts with; GraphDsl's props define the alias.</summary>
    public static string Prelude(string floatX = "float") => $"""
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Numerics.Tensors;
        global using GraphDsl;
        global using floatX = {floatX};
        """;

    public static Generation Of(params string[] sources) => Of(sources, floatX: "float");

    public static Generation Of(IReadOnlyList<string> sources, string floatX) => Run(Compile(sources, floatX), NewDriver());

    public static Compilation Compile(IReadOnlyList<string> sources, string floatX = "float") => CSharpCompilation.Create(
        "UserProgram" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
        [CSharpSyntaxTree.ParseText(Prelude(floatX), ParseOptions, "Usings.cs"), .. sources.Select((s, i) => CSharpSyntaxTree.ParseText(s, ParseOptions, i == 0 ? "Program.cs" : $"File{i}.cs"))],
        references.Value,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    /// <param name="designTime">As an IDE runs it while the user types: without implementation outputs.</param>
    public static GeneratorDriver NewDriver(bool designTime = false) => CSharpGeneratorDriver.Create(
        [new GraphFunctionGenerator().AsSourceGenerator()], parseOptions: ParseOptions,
        driverOptions: new(designTime ? IncrementalGeneratorOutputKind.Implementation : IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static Generation Run(Compilation compilation, GeneratorDriver driver)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new(compilation, output, driver, driver.GetRunResult());
    }

    /// <summary>The program with another set of sources, through the same driver.</summary>
    public Generation Then(Func<Compilation, Compilation> edit) => Run(edit(Input), Driver);

    /// <summary>Compiles and loads the program; the compiler must have nothing to say.</summary>
    public Assembly Load()
    {
        using var stream = new MemoryStream();
        EmitResult emitted = Output.Emit(stream);
        var complaints = Result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Concat(emitted.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning)).ToArray();
        Assert.True(emitted.Success && complaints.Length == 0, string.Join("\n", complaints.Select(c => c.ToString())) + "\n\n" + string.Join("\n\n", Files.Select(f => $"// {f.Key}\n{f.Value}")));
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
    }

    /// <summary>Makes an object of a class of the program.</summary>
    public object Create(string type, params object?[] arguments) => Activator.CreateInstance(Load().GetType(type, throwOnError: true)!, arguments)!;

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return [.. trusted.Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" or "Microsoft.CSharp.dll" or "GraphDsl.dll"))
            .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p))];
    }
}
