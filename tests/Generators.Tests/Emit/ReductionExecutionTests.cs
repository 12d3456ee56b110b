using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Reductions of every type along every set of axes, with what is fused into them and what follows them.</summary>
public sealed class ReductionExecutionTests
{
    internal static readonly OpCode[] Covered =
    [
        OpCode.Sum, OpCode.Prod, OpCode.Max, OpCode.Min, OpCode.Any, OpCode.All, OpCode.ArgMax, OpCode.ArgMin, OpCode.SumTo, OpCode.CumSum,
        OpCode.CumProd,
    ];

    private static readonly long[][] shapes = [[1], [7], [33], [4, 17], [17, 4], [1, 16], [31, 1], [2, 3, 9], [3, 8, 5], [0], [3, 0], [0, 3], [2, 0, 3]];

    [Fact]
    public void Every_set_of_axes_of_vector_reductions() => Run(
        [OpCode.Sum, OpCode.Max], [DType.Float32, DType.Int64], rank => Subsets(rank), (b, op, x, axes) => [b.Reduce(op, x, axes)]);

    [Fact]
    public void Every_type() => Run(
        [OpCode.Sum, OpCode.Prod, OpCode.Max, OpCode.Min], DTypes.All, rank => [[0], [.. Enumerable.Range(0, rank)], [rank - 1]],
        (b, op, x, axes) => [b.Reduce(op, x, axes)]);

    [Fact]
    public void Truth() => Run([OpCode.Any, OpCode.All], [DType.Bool], rank => Subsets(rank), (b, op, x, axes) => [b.Reduce(op, x, axes)]);

    [Fact]
    public void Fused_operands_and_results() => Run([OpCode.Sum, OpCode.Min], [DType.Float32], rank => Subsets(rank), (b, op, x, axes) =>
    {
        int reduced = b.Reduce(op, b.Add(OpCode.Mul, x, b.Add(OpCode.Add, x, b.ConstantLike(x, 0.5))), axes);
        int scaled = b.Scale(reduced, 0.25);
        int centred = b.Sub(x, b.ExpandDims(b.Mean(x, axes), axes));
        return [reduced, b.Add(OpCode.Tanh, scaled), centred, b.Reduce(op, centred, axes)];
    });

    [Fact]
    public void Reductions_of_mixed_types() => Run([OpCode.Sum], [DType.Int32, DType.Float64], rank => Subsets(rank).Take(3), (b, op, x, axes) =>
    [
        b.Sum(b.Cast(b.Add(OpCode.Lt, x, b.ConstantLike(x, 1)), DType.Int64), axes),
        b.Mean(b.Cast(x, DType.Float32), axes),
        b.Sum(b.Add(OpCode.Select, b.Add(OpCode.Eq, x, b.ConstantLike(x, 2)), x, b.Neg(x)), axes),
        b.Sum(b.Mul(b.Cast(b.Broadcast(b.Iota(b[x].Shape[b[x].Rank - 1]), b[x].Shape), b[x].Type), x), axes),
    ]);

    [Fact]
    public void Positions_of_extremes()
    {
        var cases = new ExecutionCases();
        foreach (var op in new[] { OpCode.ArgMax, OpCode.ArgMin, OpCode.Max })
        {
            foreach (var type in DTypes.All)
            {
                foreach (int rank in new[] { 1, 2, 3 })
                {
                    var test = new TestGraph();
                    int x = test.Variable(ReferenceTensor.Zeros(type, new long[rank]), dynamic: true);
                    int[] outputs = [.. Enumerable.Range(0, rank).Select(axis => op == OpCode.Max ? test.B.Reduce(op, x, axis) : test.B.Add(op, new AxisData(axis), x))];
                    var calls = shapes.Where(s => s.Length == rank && !s.Contains(0)).Select((s, k) => new[] { TestValues.Special(type, k, s) });
                    cases.Add($"{op} of {type.Name()} rank {rank}", test.Build(outputs), calls);
                }
            }
        }
        cases.Run();
    }

    [Fact]
    public void Running_totals()
    {
        var cases = new ExecutionCases();
        foreach (var op in new[] { OpCode.CumSum, OpCode.CumProd })
        {
            foreach (var type in ElementwiseExecutionTests.Admitted(op.Info()))
            {
                foreach (int rank in new[] { 1, 2, 3 })
                {
                    var test = new TestGraph();
                    int x = test.Variable(ReferenceTensor.Zeros(type, new long[rank]), dynamic: true);
                    var graph = test.Build([.. Enumerable.Range(0, rank).Select(axis => test.B.Add(op, new AxisData(axis), x))]);
                    var calls = shapes.Where(s => s.Length == rank && (op == OpCode.CumSum || type != DType.Float16)).Select((s, k) => new[] { TestValues.Small(type, k, s) });
                    cases.Add($"{op} of {type.Name()} rank {rank}", graph, calls, scale: 1);
                }
            }
        }
        cases.Run();
    }

    [Fact]
    public void Sums_to_shapes_that_only_the_call_knows()
    {
        var cases = new ExecutionCases();
        foreach (var type in ElementwiseExecutionTests.Admitted(OpCode.SumTo.Info()))
        {
            var test = new TestGraph();
            int x = test.Variable(ReferenceTensor.Zeros(type, 0, 0, 0), dynamic: true), y = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true);
            int sum = test.B.Add(OpCode.SumTo, new ShapeData(test.B[y].Shape), x);
            long[][][] calls = [[[2, 3, 5], [3, 5]], [[2, 3, 5], [1, 5]], [[2, 3, 5], [3, 1]], [[4, 1, 1], [1, 1]], [[0, 3, 2], [3, 1]], [[1, 7, 17], [1, 1]]];
            cases.Add($"sum to a shape of {type.Name()}", test.Build(sum, test.B.Add(OpCode.Mul, sum, y)),
                calls.Select((s, k) => new[] { TestValues.Small(type, k, s[0]), TestValues.Small(type, k, s[1]) }), scale: 1);
        }
        cases.Run();
    }

    [Fact]
    public void Reductions_of_large_tensors()
    {
        var cases = new ExecutionCases();
        foreach (var type in new[] { DType.Float32, DType.Float64, DType.Int32 })
        {
            var test = new TestGraph();
            int x = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true);
            var graph = test.Build(test.B.SumAll(x), test.B.Sum(x, 0), test.B.Sum(x, 1), test.B.Reduce(OpCode.Max, x, 0), test.B.Reduce(OpCode.Min, x, 1));
            long[][] calls = [[3, 20_011], [20_011, 3], [257, 263], [1, 70_001]];
            cases.Add($"large reductions of {type.Name()}", graph, calls.Select((s, k) => new[] { TestValues.Random(type, k, s) }), scale: 100);
        }
        cases.Run();
    }

    private static void Run(IEnumerable<OpCode> ops, IEnumerable<DType> types, Func<int, IEnumerable<int[]>> axes, Func<GraphBuilder, OpCode, int, int[], int[]> results)
    {
        var cases = new ExecutionCases();
        foreach (var op in ops)
        {
            foreach (var type in types)
            {
                if (type == DType.Bool && op is OpCode.Sum or OpCode.Prod) continue;
                foreach (int rank in new[] { 1, 2, 3 })
                {
                    foreach (int[] set in axes(rank).Select(s => string.Join(",", s)).Distinct().Select(s => s.Split(',').Select(int.Parse).ToArray()))
                    {
                        var test = new TestGraph();
                        int x = test.Variable(ReferenceTensor.Zeros(type, new long[rank]), dynamic: true);
                        var graph = test.Build(results(test.B, op, x, set));
                        bool exact = op is OpCode.Max or OpCode.Min && graph.Outputs.Count == 1;
                        var calls = shapes.Where(s => s.Length == rank && (op is not (OpCode.Max or OpCode.Min) || !s.Contains(0)))
                            .Select((s, k) => new[] { op == OpCode.Prod ? TestValues.Small(type, k, s) : exact ? TestValues.Special(type, k, s) : TestValues.Random(type, k, s) });
                        cases.Add($"{op} of {type.Name()} along {string.Join(", ", set)} of {rank}", graph, calls, exact ? 0 : 100);
                    }
                }
            }
        }
        cases.Run();
    }

    private static IEnumerable<int[]> Subsets(int rank) => Enumerable.Range(1, (1 << rank) - 1)
        .Select(bits => Enumerable.Range(0, rank).Where(axis => (bits >> axis & 1) == 1).ToArray());
}
