using System.Globalization;
using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Tests.Harness;

/// <summary>The functions of a user's program as captured, run by the reference interpreter.</summary>
internal sealed class CapturedProgram
{
    private readonly Dictionary<string, FunctionModel> functions;

    private CapturedProgram(Generation generation)
    {
        Generation = generation;
        functions = generation.Result.Results[0].TrackedSteps.TryGetValue("Function", out var steps)
            ? steps.SelectMany(s => s.Outputs).Select(o => (FunctionModel)o.Value).ToDictionary(f => f.Name, StringComparer.Ordinal) : [];
    }

    public Generation Generation { get; }

    public FunctionModel this[string name] => functions.TryGetValue(name, out var function) ? function
        : throw new InvalidOperationException($"no function '{name}': {string.Join("\n", Generation.Diagnostics)}");

    /// <summary>The functions of a whole program.</summary>
    public static CapturedProgram Of(params string[] sources) => new(Generation.Of(sources));

    /// <summary>The functions of one module with these members.</summary>
    public static CapturedProgram OfMembers(string members, string others = "") =>
        Of($"[GraphModule]\npublic partial class Model\n{{\n{members}\n}}\n{others}");

    public string Print(string name) => GraphPrinter.Print(Graph(name));

    public Graph Graph(string name) => this[name].Graph ?? throw new InvalidOperationException($"'{name}' was not captured: {string.Join("\n", Generation.Diagnostics)}");

    /// <summary>The outputs of a function as text: <c>[1, 2]</c>.</summary>
    /// <param name="values">Values of variables by their names: a number, a vector, a matrix.</param>
    public string Run(string name, params (string Variable, object Value)[] values)
    {
        var graph = Differentiation.Run(Graph(name));
        var result = GraphInterpreter.Run(graph, i => Tensor(graph.Variables[i], values.FirstOrDefault(v => v.Variable == graph.Variables[i].Name).Value
            ?? throw new InvalidOperationException($"no value for {graph.Variables[i].Name}")));
        return string.Join("; ", result.Outputs.Select(Text).Concat(graph.Updates.Select(u => $"{graph.Variables[u.Variable].Name} = {Text(result.Updates[u.Variable])}")));
    }

    private static ReferenceTensor Tensor(Variable variable, object value)
    {
        var (numbers, lengths) = value switch
        {
            double[] vector => (vector, new long[] { vector.Length }),
            double[,] matrix => ([.. matrix.Cast<double>()], new long[] { matrix.GetLength(0), matrix.GetLength(1) }),
            _ => ([Convert.ToDouble(value, CultureInfo.InvariantCulture)], []),
        };
        return variable.Type.IsFloat() ? ReferenceTensor.Of(variable.Type, numbers, lengths) : ReferenceTensor.Of(variable.Type, [.. numbers.Select(n => (long)n)], lengths);
    }

    private static string Text(ReferenceTensor tensor)
    {
        int next = 0;
        return Part(0);

        string Part(int axis) => axis == tensor.Rank
            ? Math.Round(tensor[next++], 6).ToString("R", CultureInfo.InvariantCulture)
            : $"[{string.Join(", ", Enumerable.Range(0, (int)tensor.Lengths[axis]).Select(_ => Part(axis + 1)))}]";
    }
}
