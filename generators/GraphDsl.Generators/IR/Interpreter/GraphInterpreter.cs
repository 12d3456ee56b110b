namespace GraphDsl.Generators.IR.Interpreter;

/// <summary>The values of the variables of a graph at one call, by the index of the variable.</summary>
internal delegate ReferenceTensor Binding(int variable);

/// <summary>The seed of a stream of random numbers and the number of the present call, by the expression that reaches the stream.</summary>
internal delegate (ulong Seed, ulong Call) StreamBinding(string stream);

/// <summary>What a graph computes: its outputs, and the new values of the updated variables by their indices.</summary>
internal sealed record InterpreterResult(IReadOnlyList<ReferenceTensor> Outputs, IReadOnlyDictionary<int, ReferenceTensor> Updates);

/// <summary>A check of the graph that the values of a call do not pass, or an index outside of its axis.</summary>
internal sealed class InterpreterException(string message) : Exception(message);

/// <summary>
/// The definition of every operation, written to be read and not to be fast: floating-point values in double precision whatever
/// their type, so that it is the oracle of all backends.
/// </summary>
internal sealed partial class GraphInterpreter
{
    private readonly Graph graph;
    private readonly ReferenceTensor[] inputs;
    private readonly ReferenceTensor?[] values;
    private readonly Dictionary<string, long> named = [];

    private readonly StreamBinding streams;

    private GraphInterpreter(Graph graph, Binding binding, StreamBinding? streams)
    {
        this.graph = graph;
        nesting = new(graph.Nodes.ToArray());
        this.streams = streams ?? (_ => (0, 0));
        values = new ReferenceTensor?[graph.Nodes.Count];
        inputs = [.. graph.Variables.Select((v, i) => v.Kind == VariableKind.Free && !Reads(i) ? ReferenceTensor.Zeros(v.Type, new long[v.Shape.Rank]) : binding(i))];
        bool Reads(int variable) => graph.Nodes.Any(n => n.Data is VariableData data && data.Index == variable);
    }

    /// <summary>Runs the graph once; nothing that is bound changes.</summary>
    /// <param name="graph">What to run.</param>
    /// <param name="binding">The values of the variables.</param>
    /// <param name="streams">The states of random streams; where there are none, all have seed 0 at their first call.</param>
    /// <exception cref="InterpreterException">A size or an index does not fit.</exception>
    public static InterpreterResult Run(Graph graph, Binding binding, StreamBinding? streams = null)
    {
        var interpreter = new GraphInterpreter(graph, binding, streams);
        interpreter.BindDimensions();
        interpreter.RunChecks(-1);
        interpreter.EvaluateAll(-1);
        return new(
            [.. graph.Outputs.Select(o => interpreter.values[o.Node]!)],
            graph.Updates.ToDictionary(u => u.Variable, u => interpreter.values[u.Node]!));
    }

    /// <summary>Runs the graph with the variables bound in order.</summary>
    public static InterpreterResult Run(Graph graph, params ReferenceTensor[] variables) => Run(graph, i => variables[i]);

    private void BindDimensions()
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            var (variable, value) = (graph.Variables[i], inputs[i]);
            if (value.Type != variable.Type || value.Rank != variable.Shape.Rank)
                throw new InterpreterException($"{variable.Name} is {variable.Type.Name()} {variable.Shape}, not {value.Type.Name()} of rank {value.Rank}");
            for (int axis = 0; axis < value.Rank; axis++)
            {
                var dim = variable.Shape[axis];
                if (dim.Terms.Count == 1 && dim.Terms[0] is { Coefficient: 1, Atoms: { Count: 1 } atoms } && atoms[0].Kind == DimAtomKind.Named
                    && !named.ContainsKey(atoms[0].Key))
                    named.Add(atoms[0].Key, value.Lengths[axis]);
            }
        }
        for (int i = 0; i < inputs.Length; i++)
        {
            for (int axis = 0; axis < inputs[i].Rank; axis++)
            {
                var dim = graph.Variables[i].Shape[axis];
                if (dim.Atoms().Any(a => a.Kind == DimAtomKind.Value)) continue;
                if (Evaluate(dim) is var expected && expected != inputs[i].Lengths[axis])
                    throw new InterpreterException($"{graph.Variables[i].Name}.Shape[{axis}] is {inputs[i].Lengths[axis]}, expected {dim} = {expected}");
            }
        }
    }

    private void RunChecks(int loop)
    {
        var checks = graph.Checks.Where(c => IsIn(c, loop)).ToArray();
        var symbols = checks.SelectMany(Values);
        var needed = Pruning.Reachable(graph.Nodes, symbols);
        for (int i = 0; i < needed.Length; i++)
            if (needed[i] && IsBound(i)) Evaluate(i);
        foreach (var check in checks)
        {
            long actual = Evaluate(check.Actual), expected = Evaluate(check.Expected);
            bool holds = check.Kind switch
            {
                CheckKind.Equal => actual == expected,
                CheckKind.Broadcast => actual == expected || actual == 1 || expected == 1,
                CheckKind.NotEmpty => actual != 0,
                CheckKind.NotNegative => actual >= 0,
                _ => actual >= 0 && actual <= expected,
            };
            if (!holds) throw new InterpreterException($"{check.What}: {check.Actual} = {actual} against {check.Expected} = {expected} ({check.Kind})");
        }
    }

    private long Evaluate(Dim dim)
    {
        long sum = 0;
        foreach (var term in dim.Terms)
        {
            long product = term.Coefficient;
            foreach (var atom in term.Atoms) product *= Evaluate(atom);
            sum += product;
        }
        return sum;
    }

    private long Evaluate(DimAtom atom)
    {
        if (atom.Kind == DimAtomKind.Size) return inputs[atom.Index].Lengths[atom.Axis];
        if (atom.Kind == DimAtomKind.Named) return named[atom.Key];
        if (atom.Kind == DimAtomKind.Value) return values[atom.Index]!.Integers[0];
        long a = Evaluate(atom.Arguments[0]), b = Evaluate(atom.Arguments[1]);
        return atom.Function switch
        {
            DimFunction.FloorDivide => (long)Math.Floor((decimal)a / b),
            DimFunction.Max => Math.Max(a, b),
            DimFunction.Min => Math.Min(a, b),
            DimFunction.Broadcast => a == 1 ? b : a,
            DimFunction.NotOne => a == 1 ? 0 : 1,
            _ => a < 0 ? a + b : a, // Wrap: a index, b length
        };
    }

    private long[] Evaluate(Shape shape) => [.. shape.Dims.Select(Evaluate)];

    private void Evaluate(int index)
    {
        if (values[index] is not null) return;
        var node = graph[index];
        var operands = node.Op == OpCode.Loop ? [] : node.Operands.Select(o => values[o]!).ToArray();
        var value = Evaluate(node, operands);
        var expected = Evaluate(node.Shape);
        if (value.Type != node.Type || !value.Lengths.SequenceEqual(expected))
        {
            throw new InterpreterException(
                $"{GraphPrinter.Line(graph, index)} gave {value.Type.Name()} ({string.Join(", ", value.Lengths)}), expected ({string.Join(", ", expected)})");
        }
        values[index] = value;
    }

    private ReferenceTensor Evaluate(Node node, ReferenceTensor[] x) => node.Op switch
    {
        OpCode.Variable => inputs[((VariableData)node.Data!).Index],
        OpCode.Constant => node.Constant!.IsFloat
            ? ReferenceTensor.Scalar(node.Type, node.Constant.AsDouble) : ReferenceTensor.Scalar(node.Type, node.Constant.AsLong),
        OpCode.Size => ReferenceTensor.Scalar(DType.Int64, Evaluate(((DimData)node.Data!).Dim)),
        OpCode.Iota => Iota(Evaluate(((DimData)node.Data!).Dim)),

        OpCode.StopGradient or OpCode.GradClip or OpCode.Print => x[0],
        OpCode.Broadcast => BroadcastTo(x[0], Evaluate(node.Shape)),
        OpCode.Reshape => x[0].Reshaped(Evaluate(node.Shape)),
        OpCode.Dimshuffle => Dimshuffle(x[0], ((PatternData)node.Data!).Pattern.ToArray()),
        OpCode.Slice => Slice(x[0], Axes(node)),
        OpCode.SetSlice => WriteSlice(x[0], x[1], Axes(node), add: false),
        OpCode.IncSlice => WriteSlice(x[0], x[1], Axes(node), add: true),
        OpCode.Concat => Concat(x, ((AxisData)node.Data!).Axis),
        OpCode.Gather => Gather(x[0], [.. x.Skip(1)]),
        OpCode.ScatterSet => Scatter(x[0], x[1], [.. x.Skip(2)], add: false),
        OpCode.ScatterAdd => Scatter(x[0], x[1], [.. x.Skip(2)], add: true),
        OpCode.Nonzero => Nonzero(x[0], ((AxisData)node.Data!).Axis),

        OpCode.Sum or OpCode.Prod or OpCode.Max or OpCode.Min or OpCode.Any or OpCode.All =>
            Reduce(node.Op, x[0], ((AxesData)node.Data!).Axes.ToArray()),
        OpCode.ArgMax or OpCode.ArgMin => ArgExtreme(node.Op, x[0], ((AxisData)node.Data!).Axis),
        OpCode.SumTo => SumTo(x[0], Evaluate(node.Shape)),
        OpCode.CumSum or OpCode.CumProd => Cumulate(node.Op, x[0], ((AxisData)node.Data!).Axis),

        OpCode.Softmax => Rows(x[0], x[0].Type, Softmax),
        OpCode.LogSoftmax => Rows(x[0], x[0].Type, LogSoftmax),
        OpCode.LogSumExp => LogSumExpRows(x[0]),
        OpCode.SoftmaxCrossentropy => Crossentropy(x[0], x[1]),
        OpCode.SoftmaxCrossentropyGrad => CrossentropyGradient(x[0], x[1], x[2]),
        OpCode.Sort => Sort(x[0], positions: false),
        OpCode.ArgSort => Sort(x[0], positions: true),

        OpCode.LoopVariable => LoopVariable((LoopVariableData)node.Data!),
        OpCode.Loop => RunLoop(node),
        OpCode.LoopStates => States(node),
        OpCode.LoopLast => Last(node),
        OpCode.LoopOutput => Stacked(node),
        OpCode.IfElse => x[0].Integers[0] != 0 ? x[1] : x[2],

        OpCode.Random => Drawn((RandomData)node.Data!, node.Type, Evaluate(node.Shape), x),

        OpCode.Dot => Dot(x[0], x[1]),
        OpCode.BatchedDot => BatchedDot(x[0], x[1]),
        OpCode.Conv2d or OpCode.Conv2dInput or OpCode.Conv2dFilters => Convolution(node, x),
        OpCode.PoolSum or OpCode.PoolSumInput or OpCode.PoolMax or OpCode.PoolMaxInput or OpCode.PoolMaxPick => Pooling(node, x),

        OpCode.Inverse => Inverse(x[0]),
        OpCode.Det => Det(x[0]),
        OpCode.Cholesky => Cholesky(x[0]),
        OpCode.Solve => Solve(x[0], x[1]),

        OpCode.Assert => Asserted(x[0], x[1], ((DebugData)node.Data!).Message),
        _ => node.Info.IsElementwise ? Elementwise(node, x)
            : throw new InvalidOperationException($"{node.Op} has no value: it stands for what differentiation puts there"),
    };

    private (long Start, long Length, long Step)[] Axes(Node node) =>
        [.. ((SliceData)node.Data!).Axes.Select(a => (Evaluate(a.Start), Evaluate(a.Length), a.Step))];
}
