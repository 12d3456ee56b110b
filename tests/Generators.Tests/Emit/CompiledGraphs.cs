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
    private static readonly MetadataReference[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p))];

    private readonly List<SyntaxTree> trees = [];
    private readonly Dictionary<int, Graph> graphs = [];
    private Assembly? assembly;

    /// <summary>The generated C# of each graph.</summary>
    public Dictionary<int, string> Texts { get; } = [];

    /// <summary>The generated C# for devices.</summary>
    public Dictionary<int, string> DeviceTexts { get; } = [];

    public void Add(int key, Graph graph)
    {
        graphs.Add(key, graph);
        var parameters = graph.Variables.Select((v, i) => (Variable: v, Index: i)).Where(p => p.Variable.Kind == VariableKind.Input);
        var function = new FunctionModel(
            new("Generated", EquatableArray.Of($"partial class Graph{key}"), $"Graph{key}"), "RunGraph", "Run", "public", false,
            parameters.Select(p => new ParameterModel(p.Variable.Name, p.Variable.Type, p.Variable.Shape.Rank, p.Index, null)).ToEquatable(),
            graph.Outputs.Select(o => new OutputModel(o.Name, graph[o.Node].Type, graph[o.Node].Rank)).ToEquatable(), graph, $"Graph{key}")
        {
            HasIlgpu = true,
        };
        var text = Passes.Compile(function, default);
        Texts[key] = text.Cpu;
        Parse(text.Cpu);
        if (text.Ilgpu is not null)
        {
            DeviceTexts[key] = text.Ilgpu;
            Parse(text.Ilgpu);
        }
        Parse(Caller(key, function));
    }

    public void Compile()
    {
        var compilation = CSharpCompilation.Create("GeneratedGraphs", trees, references,
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.True(result.Success, string.Join("\n", errors.Take(40)) + "\n" + (errors.Length > 0 ? errors[0].Location.SourceTree?.ToString() : ""));
        stream.Position = 0;
        assembly = new AssemblyLoadContext("generated", isCollectible: true).LoadFromStream(stream);
    }

    /// <summary>
    /// The outputs of a graph for the given values of its variables, and the values of all its shared variables after the call.
    /// </summary>
    public InterpreterResult Run(int key, IReadOnlyList<ReferenceTensor> values, GraphDevice? device = null)
    {
        var type = assembly!.GetType($"Generated.Graph{key}")!;
        object model = Activator.CreateInstance(type)!;
        object?[][] results;
        try
        {
            results = (object?[][])type.GetMethod("Call")!.Invoke(model, [values.Select(Argument).ToArray(), device ?? GraphDevice.Cpu])!;
        }
        catch (TargetInvocationException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
        var graph = graphs[key];
        return new(
            [.. results[0].Select((r, k) => Result(r!, graph[graph.Outputs[k].Node].Type))],
            Shared(graph).Select((v, k) => (v.Index, Value: Result(results[1][k]!, v.Variable.Type))).ToDictionary(v => v.Index, v => v.Value));
    }

    private static IEnumerable<(Variable Variable, int Index)> Shared(Graph graph) =>
        graph.Variables.Select((v, i) => (v, i)).Where(v => v.v.Kind == VariableKind.Shared);

    private void Parse(string text) => trees.Add(CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)));

    /// <summary>The other half of the class: the hook's declaration, the state, a method that takes and gives objects.</summary>
    private static string Caller(int key, FunctionModel function)
    {
        var graph = function.Graph!;
        var hook = function.Parameters.Select(p => p.Rank == 0 ? $"{p.Type.Keyword()} {p.Name}" : $"ReadOnlyTensorSpan<{p.Type.Keyword()}> {p.Name}")
            .Concat(function.Outputs.Select(o => o.Rank == 0 ? $"ref {o.Type.Keyword()} {o.Name}" : $"ref TensorResult<{o.Type.Keyword()}> {o.Name}"));
        var text = new StringBuilder();
        text.AppendLine("using System;\nusing System.Numerics.Tensors;\nusing GraphDsl;\nusing GraphDsl.Runtime;\nnamespace Generated;");
        text.AppendLine($"public partial class Graph{key} {{ private readonly ModuleState __state = new(\"Graph{key}\");");
        text.AppendLine("private static string RunSite(int site) => \"site\";");
        foreach (var (v, _) in Shared(graph)) text.AppendLine($"private {SharedType(v)} {v.Access} = null!;");
        text.AppendLine($"partial void RunImplementation({string.Join(", ", hook)});");
        text.AppendLine("static partial void DescribeRun(ref GraphInfo? info);");
        text.AppendLine("public object[][] Call(object[] a, GraphDevice device) { __state.Device = device;");
        foreach (var (v, i) in Shared(graph))
            text.AppendLine(v.Shape.Rank == 0 ? $"{v.Access} = new(({v.Type.Keyword()})a[{i}]);" : $"{v.Access} = Shared.From((Tensor<{v.Type.Keyword()}>)a[{i}]);");
        foreach (var o in function.Outputs)
            text.AppendLine(o.Rank == 0 ? $"{o.Type.Keyword()} {o.Name} = default;" : $"var {o.Name} = new TensorResult<{o.Type.Keyword()}>(\"Run\", \"{o.Name}\");");
        var arguments = function.Parameters.Select(p => p.Rank == 0 ? $"({p.Type.Keyword()})a[{p.Variable}]" : $"(Tensor<{p.Type.Keyword()}>)a[{p.Variable}]")
            .Concat(function.Outputs.Select(o => $"ref {o.Name}"));
        text.AppendLine($"RunImplementation({string.Join(", ", arguments)});");
        string outputs = string.Join(", ", function.Outputs.Select(o => o.Rank == 0 ? o.Name : o.Name + ".ToTensor()"));
        string shared = string.Join(", ", Shared(graph).Select(v => v.Variable.Shape.Rank == 0 ? v.Variable.Access + ".Span[0]" : v.Variable.Access + ".GetValue()"));
        text.AppendLine($"return [[{outputs}], [{shared}]]; }} }}");
        return text.ToString();
    }

    private static string SharedType(Variable variable) => $"{(variable.Shape.Rank == 0 ? "SharedScalar" : "SharedTensor")}<{variable.Type.Keyword()}>";

    private static object Argument(ReferenceTensor value)
    {
        nint[] lengths = [.. value.Lengths.Select(l => (nint)l)];
        object Make<TElement>(Func<int, TElement> element) => value.Rank == 0 ? element(0)!
            : Tensor.Create(Enumerable.Range(0, value.Count).Select(element).ToArray(), lengths);
        return value.Type switch
        {
            DType.Float64 => Make(i => value[i]),
            DType.Float32 => Make(i => (float)value[i]),
            DType.Float16 => Make(i => (Half)value[i]),
            DType.Int32 => Make(i => (int)value.Integers[i]),
            DType.UInt8 => Make(i => (byte)value.Integers[i]),
            DType.Bool => Make(i => value.Integers[i] != 0),
            _ => Make(i => value.Integers[i]),
        };
    }

    private static ReferenceTensor Result(object value, DType type)
    {
        ReferenceTensor From<TElement>(Func<TElement, double>? real, Func<TElement, long>? integer = null)
        {
            TElement[] elements = value is TElement scalar ? [scalar] : [.. (Tensor<TElement>)value];
            long[] lengths = value is TElement ? [] : [.. ((Tensor<TElement>)value).Lengths.ToArray().Select(l => (long)l)];
            return real is not null ? ReferenceTensor.Of(type, Array.ConvertAll(elements, e => real(e)), lengths)
                : ReferenceTensor.Of(type, Array.ConvertAll(elements, e => integer!(e)), lengths);
        }

        return type switch
        {
            DType.Float64 => From<double>(v => v),
            DType.Float32 => From<float>(v => v),
            DType.Float16 => From<Half>(v => (double)v),
            DType.Int32 => From<int>(null, v => v),
            DType.UInt8 => From<byte>(null, v => v),
            DType.Bool => From<bool>(null, v => v ? 1 : 0),
            _ => From<long>(null, v => v),
        };
    }
}
