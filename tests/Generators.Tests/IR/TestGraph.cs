using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;

namespace GraphDsl.Generators.Tests.IR;

/// <summary>A graph in the making together with the values of its variables.</summary>
internal sealed class TestGraph
{
    private readonly List<ReferenceTensor> values = [];
    private readonly List<Output> outputs = [];
    private readonly List<Update> updates = [];

    public GraphBuilder B { get; } = new();

    public IReadOnlyList<ReferenceTensor> Values => values;

    /// <summary>A variable of constant shape, or of sizes that only the call knows.</summary>
    public int Variable(ReferenceTensor value, bool dynamic = false, string? name = null, VariableKind kind = VariableKind.Input)
    {
        int index = B.AddVariable(name ?? "x" + values.Count, kind, value.Type,
            i => dynamic ? GraphBuilder.DynamicShape(i, value.Rank) : Shape.Of(value.Lengths.Select(Dim.Constant)),
            name ?? "x" + values.Count, -1);
        values.Add(value);
        return B.Variable(index);
    }

    public int Variable(double[] elements, params long[] lengths) => Variable(ReferenceTensor.Of(DType.Float64, elements, lengths));

    /// <summary>A shared variable.</summary>
    public int Shared(ReferenceTensor value, bool dynamic = false) => Variable(value, dynamic, kind: VariableKind.Shared);

    public int Integers(long[] elements, params long[] lengths) => Variable(ReferenceTensor.Of(DType.Int64, elements, lengths));

    public void Output(int node) => outputs.Add(new("y" + outputs.Count, node));

    /// <summary>A new value of a variable, given by its node.</summary>
    public void Update(int variable, int node) => updates.Add(new(((VariableData)B[variable].Data!).Index, node, -1));

    public Graph Build() => B.Build(outputs, updates).Prune();

    public Graph Build(params int[] nodes)
    {
        foreach (int node in nodes) Output(node);
        return Build();
    }

    public InterpreterResult Run(Graph graph) => GraphInterpreter.Run(graph, [.. values]);

    /// <summary>Elements that are not special and far enough from jumps at whole numbers.</summary>
    public static ReferenceTensor Random(int seed, double low, double high, params long[] lengths)
    {
        var random = new Random(seed);
        var result = ReferenceTensor.Zeros(DType.Float64, lengths);
        for (int i = 0; i < result.Count; i++)
        {
            double value;
            do value = low + ((high - low) * random.NextDouble());
            while (Math.Abs(value - Math.Round(value)) < 0.05);
            result.Reals[i] = value;
        }
        return result;
    }

    public static void AssertClose(ReferenceTensor expected, ReferenceTensor actual, double tolerance = 1e-9, string what = "")
    {
        Assert.Equal(expected.Type, actual.Type);
        Assert.Equal(expected.Lengths, actual.Lengths);
        for (int i = 0; i < expected.Count; i++)
        {
            double e = expected[i], a = actual[i];
            if (e.Equals(a) || (double.IsNaN(e) && double.IsNaN(a))) continue;
            bool close = Math.Abs(e - a) <= tolerance * Math.Max(1, Math.Max(Math.Abs(e), Math.Abs(a)));
            Assert.True(close, $"{what}: element {i} is {a:R}, expected {e:R}");
        }
    }
}
