using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Views of every kind: as results, as operands of elementwise work, of reductions, rows, products and library kernels.</summary>
public sealed class ViewExecutionTests
{
    internal static readonly OpCode[] Covered =
        [OpCode.Variable, OpCode.Constant, OpCode.Size, OpCode.Iota, OpCode.Broadcast, OpCode.Reshape, OpCode.Dimshuffle, OpCode.Slice];

    private static readonly long[][] shapes = [[10], [9, 10], [1, 17], [5, 1], [3, 4, 9], [2, 1, 8]];

    /// <summary>Views with their names; those that a rank does not have are null.</summary>
    private static readonly (string Name, Func<GraphBuilder, int, int?> Make)[] views =
    [
        ("itself", (b, x) => x),
        ("transposed", (b, x) => b.Transpose(x)),
        ("every second", (b, x) => Along(b, x, 0, 0, 2)),
        ("every third of the last", (b, x) => Along(b, x, b[x].Rank - 1, 1, 3)),
        ("reversed", (b, x) => b.Flip(x, b[x].Rank - 1)),
        ("all reversed", (b, x) => Enumerable.Range(0, b[x].Rank).Aggregate(x, (y, axis) => b.Flip(y, axis))),
        ("backwards by two", (b, x) => b.SliceAlong(x, 0, b[x].Shape[0] - 1, Dim.CeilingDivide(b[x].Shape[0], 2), -2)),
        ("without the first", (b, x) => b.SliceAlong(x, b[x].Rank - 1, 1, b[x].Shape[b[x].Rank - 1] - 1)),
        ("without the first row", (b, x) => b.SliceAlong(x, 0, 1, b[x].Shape[0] - 1)),
        ("new axes", (b, x) => b.ExpandDims(x, [0, b[x].Rank + 1])),
        ("repeated", (b, x) => b.Broadcast(x, Shape.Of(b[x].Shape.Dims.Prepend(3)))),
        ("repeated along a new last axis", (b, x) => b.Broadcast(b.ExpandDims(x, [b[x].Rank]), Shape.Of(b[x].Shape.Dims.Append(7)))),
        ("flat", (b, x) => b.Reshape(x, Shape.Of(b[x].Shape.Count))),
        ("transposed and flat", (b, x) => b.Reshape(b.Transpose(x), Shape.Of(b[x].Shape.Count))),
        ("flat and backwards", (b, x) => b.Flip(b.Reshape(x, Shape.Of(b[x].Shape.Count)), 0)),
        ("middle axis first", (b, x) => b[x].Rank < 3 ? null : b.Dimshuffle(x, 1, 0, 2)),
        ("first row as a vector", (b, x) => b[x].Rank < 2 ? null : b.Dimshuffle(b.SliceAlong(x, 0, 0, 1), [.. Enumerable.Range(1, b[x].Rank - 1)])),
        ("sliced transposed part", (b, x) => b[x].Rank < 2 ? null : Along(b, b.Transpose(Along(b, x, 0, 1, 2)), 0, 1, 2)),
        ("row of blocks", (b, x) => b[x].Rank < 3 ? null : b.Reshape(x, Shape.Of(b[x].Shape[0] * b[x].Shape[1], b[x].Shape[2]))),
    ];

    [Fact]
    public void Views_are_results() => Run([DType.Float32, DType.Bool], (test, x, view) => [view]);

    [Fact]
    public void Views_of_other_types_are_results() => Run(DTypes.All, (test, x, view) => [view], rank: 3);

    [Fact]
    public void Views_are_operands_of_vector_kernels() => Run([DType.Float32, DType.Int64], (test, x, view) =>
        [test.B.Add(OpCode.Mul, view, view), test.B.Add(OpCode.Sub, test.B.Neg(view), test.B.Broadcast(test.B.Constant(2L, test.B[x].Type), test.B[view].Shape))]);

    [Fact]
    public void Views_are_operands_of_other_kernels() => Run([DType.UInt8, DType.Bool], (test, x, view) =>
        [test.B.Add(OpCode.Maximum, view, view), test.B.Add(OpCode.Lt, view, test.B.Broadcast(test.B.Constant(1L, test.B[x].Type), test.B[view].Shape)),
         test.B.Cast(view, DType.Float32)]);

    [Fact]
    public void Two_views_of_one_tensor_meet() => Run([DType.Float32], (test, x, view) =>
        test.B[view].Rank < 2 ? [test.B.Add(OpCode.Add, view, test.B.Flip(view, 0))]
        : [test.B.Add(OpCode.Add, view, test.B.Flip(view, 1)), test.B.Add(OpCode.Lt, test.B.Flip(view, 0), view)]);

    [Fact]
    public void Views_are_reduced() => Run([DType.Float32], (test, x, view) =>
        [test.B.SumAll(view), test.B.Reduce(OpCode.Max, view, 0), test.B.Sum(test.B.Sqr(view), test.B[view].Rank - 1)], scale: 100, extremes: true);

    [Fact]
    public void Views_of_computed_tensors() => Run([DType.Float64], (test, x, view) => [], scale: 1, computed: true);

    [Fact]
    public void Views_are_operands_of_library_kernels() => Run([DType.Float32], (test, x, view) =>
        [test.B.Concat(0, view, view), test.B.Add(OpCode.CumSum, new AxisData(test.B[view].Rank - 1), view), test.B.Add(OpCode.Softmax, view),
         test.B.Add(OpCode.ArgMax, new AxisData(0), view), test.B.Add(OpCode.Sort, view)], scale: 40, extremes: true);

    [Fact]
    public void Positions_and_sizes()
    {
        var cases = new ExecutionCases();
        foreach (var type in DTypes.All)
        {
            var test = new TestGraph();
            int x = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true);
            var b = test.B;
            var shape = b[x].Shape;
            int places = b.Iota(shape[1]);
            int numbers = type is DType.Bool ? b.Add(OpCode.Neq, places, b.Constant(2L, DType.Int64)) : b.Cast(places, type);
            var graph = test.Build(places, numbers, b.Size(shape.Count), b.Add(OpCode.Eq, x, numbers), b.Constant(1L, type),
                b.Add(OpCode.Mul, b.Iota(shape[0]), b.Size(shape[1])), b.Flip(places, 0), b.Cast(b.Flip(b.Iota(shape[0]), 0), DType.Float32),
                b.Full(1, type, shape), b.SliceAlong(b.Iota(shape[1] + 3), 0, 3, shape[1]), b.Cast(b.SliceAlong(b.Iota(shape[1] + 2), 0, 2, shape[1]), DType.UInt8));
            cases.Add($"positions of {type.Name()}", graph, TestValues.Sizes.Select((n, k) => new[] { TestValues.Small(type, k, 3, n) }));
        }
        cases.Run();
    }

    private static void Run(IEnumerable<DType> types, Func<TestGraph, int, int, int[]> results, double scale = 0, bool computed = false, int? rank = null, bool extremes = false)
    {
        var cases = new ExecutionCases();
        foreach (var type in types)
        {
            foreach (bool dynamic in new[] { false, true })
            {
                foreach (var shape in shapes.Where(s => extremes ? !s.Contains(1) : rank is null ? !dynamic || s is not [1, 17] and not [2, 1, 8] : s.Length == rank && !s.Contains(1)))
                {
                    foreach (var (name, make) in views)
                    {
                        var test = new TestGraph();
                        int x = test.Variable(TestValues.Random(type, shape.Length, shape), dynamic);
                        int source = computed ? test.B.Add(OpCode.Tanh, x) : x;
                        if (make(test.B, source) is not { } view) continue;
                        int[] outputs = computed ? [test.B.Add(OpCode.Exp, view), test.B.Add(OpCode.Mul, source, source)] : results(test, x, view);
                        test.Build(outputs);
                        cases.Add($"{name} of {type.Name()} ({string.Join(", ", shape)}), dynamic: {dynamic}", test, scale);
                    }
                }
            }
        }
        cases.Run();
    }

    private static int Along(GraphBuilder b, int x, int axis, int start, int step) =>
        b.SliceAlong(x, axis, start, Dim.CeilingDivide(b[x].Shape[axis] - start, step), step);
}
