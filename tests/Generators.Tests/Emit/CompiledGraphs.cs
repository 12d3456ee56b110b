using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Graphs emitted as classes, compiled together into one assembly and run.</summary>
internal sealed class CompiledGraphs
{
    private readonly List<SyntaxTree> trees = [];
    private readonly Dictionary<int, Graph> graphs = [];
    private Assembly? assembly;

    /// <summary>The generated C# of each graph.</summary>
    public Dictionary<int, string> Texts { get; } = [];

    public void Add(int key, Graph graph)
    {
        graphs.Add(key, graph);
        var function = new FunctionModel(
            new("Generated", EquatableArray.Of($"partial class Graph{key}"), $"Graph{key}"), "RunGraph", "Run", "public", false,
            graph.Variables.Select((v, i) => new ParameterModel(v.Name, v.Type, v.Shape.Rank, i, null)).ToEquatable(),
            graph.Outputs.Select(o => new OutputModel(o.Name, graph[o.Node].Type, graph[o.Node].Rank)).ToEquatable(), graph, $"Graph{key}");
        string text = Passes.Compile(function, default);
        Texts[key] = text;
        Parse(text);
        Parse(Caller(key, function));
    }

    public void Compile()
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var references = trusted.Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create("GeneratedGraphs", trees, references,
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.True(result.Success, string.Join("\n", errors.Take(5)) + "\n" + (errors.Length > 0 ? errors[0].Location.SourceTree?.ToString() : ""));
        stream.Position = 0;
        assembly = new AssemblyLoadContext("generated", isCollectible: true).LoadFromStream(stream);
    }

    /// <summary>The outputs of a graph for the given values of its variables.</summary>
    public ReferenceTensor[] Run(int key, IReadOnlyList<ReferenceTensor> values)
    {
        var type = assembly!.GetType($"Generated.Graph{key}")!;
        object model = Activator.CreateInstance(type)!;
        object?[] results;
        try
        {
            results = (object?[])type.GetMethod("Call")!.Invoke(model, [values.Select(Argument).ToArray()])!;
        }
        catch (TargetInvocationException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
        return [.. results.Select((r, k) => Result(r!, graphs[key][graphs[key].Outputs[k].Node].Type))];
    }

    private void Parse(string text) => trees.Add(CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)));

    /// <summary>The other half of the class: the hook's declaration, the state, a method that takes and gives objects.</summary>
    private static string Caller(int key, FunctionModel function)
    {
        var hook = function.Parameters.Select(p => p.Rank == 0 ? $"{p.Type.Keyword()} {p.Name}" : $"ReadOnlyTensorSpan<{p.Type.Keyword()}> {p.Name}")
            .Concat(function.Outputs.Select(o => o.Rank == 0 ? $"ref {o.Type.Keyword()} {o.Name}" : $"ref TensorResult<{o.Type.Keyword()}> {o.Name}"));
        var text = new StringBuilder();
        text.AppendLine("using System.Numerics.Tensors;\nusing GraphDsl.Runtime;\nnamespace Generated;");
        text.AppendLine($"public partial class Graph{key} {{ private readonly ModuleState __state = new(\"Graph{key}\");");
        text.AppendLine("private static string RunSite(int site) => \"site\";");
        text.AppendLine($"partial void RunImplementation({string.Join(", ", hook)});");
        text.AppendLine("static partial void DescribeRun(ref GraphDsl.GraphInfo? info);");
        text.AppendLine("public object[] Call(object[] a) {");
        foreach (var o in function.Outputs)
            text.AppendLine(o.Rank == 0 ? $"{o.Type.Keyword()} {o.Name} = default;" : $"var {o.Name} = new TensorResult<{o.Type.Keyword()}>(\"Run\", \"{o.Name}\");");
        var arguments = function.Parameters.Select((p, i) => p.Rank == 0 ? $"({p.Type.Keyword()})a[{i}]" : $"(Tensor<{p.Type.Keyword()}>)a[{i}]")
            .Concat(function.Outputs.Select(o => $"ref {o.Name}"));
        text.AppendLine($"RunImplementation({string.Join(", ", arguments)});");
        text.AppendLine($"return [{string.Join(", ", function.Outputs.Select(o => o.Rank == 0 ? o.Name : o.Name + ".ToTensor()"))}]; }} }}");
        return text.ToString();
    }

    private static object Argument(ReferenceTensor value)
    {
        nint[] lengths = [.. value.Lengths.Select(l => (nint)l)];
        object Make<TElement>(Func<int, TElement> element) => value.Rank == 0 ? element(0)!
            : Tensor.Create(Enumerable.Range(0, value.Count).Select(element).ToArray(), lengths);
        return value.Type switch
        {
            DType.Float64 => Make(i => value[i]),
            DType.Float32 => Make(i => (float)value[i]),
            DType.Int32 => Make(i => (int)value[i]),
            DType.UInt8 => Make(i => (byte)value[i]),
            DType.Bool => Make(i => value[i] != 0),
            _ => Make(i => (long)value[i]),
        };
    }

    private static ReferenceTensor Result(object value, DType type)
    {
        ReferenceTensor From<TElement>(object v, Func<TElement, double> number)
        {
            if (v is TElement scalar) return type.IsFloat() ? ReferenceTensor.Of(type, [number(scalar)]) : ReferenceTensor.Of(type, [(long)number(scalar)]);
            var tensor = (Tensor<TElement>)v;
            long[] lengths = [.. tensor.Lengths.ToArray().Select(l => (long)l)];
            double[] elements = [.. tensor.Select(number)];
            return type.IsFloat() ? ReferenceTensor.Of(type, elements, lengths) : ReferenceTensor.Of(type, [.. elements.Select(e => (long)e)], lengths);
        }

        return type switch
        {
            DType.Float64 => From<double>(value, v => v),
            DType.Float32 => From<float>(value, v => v),
            DType.Int32 => From<int>(value, v => v),
            DType.UInt8 => From<byte>(value, v => v),
            DType.Bool => From<bool>(value, v => v ? 1 : 0),
            _ => From<long>(value, v => v),
        };
    }
}
