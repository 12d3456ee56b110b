using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Scheduling;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>The softmax family and sorting: rows of many widths, alone and together.</summary>
public sealed class RowExecutionTests
{
    internal static readonly OpCode[] Covered =
    [
        OpCode.Softmax, OpCode.LogSoftmax, OpCode.LogSumExp, OpCode.SoftmaxCrossentropy, OpCode.SoftmaxCrossentropyGrad, OpCode.Sort, OpCode.ArgSort,
    ];

    private static readonly DType[] floats = [DType.Float16, DType.Float32, DType.Float64];

    private static readonly long[] widths = [1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 33, 64, 65, 130];

    [Fact]
    public void Softmax_and_its_kin()
    {
        var cases = new ExecutionCases();
        foreach (var op in new[] { OpCode.Softmax, OpCode.LogSoftmax, OpCode.LogSumExp })
        {
            foreach (var type in floats)
            {
                foreach (int rank in new[] { 1, 2, 3 })
                {
                    var test = new TestGraph();
                    int x = test.Variable(ReferenceTensor.Zeros(type, new long[rank]), dynamic: true);
                    var graph = test.Build(test.B.Add(op, x));
                    var calls = widths.Select((n, k) => new[] { TestValues.Random(type, k, [.. new long[] { 2, 3 }.Take(rank - 1), n]) });
                    if (rank > 1) calls = calls.Append([TestValues.Random(type, 1, [.. new long[] { 0, 3 }.Take(rank - 1), 5])]);
                    if (op == OpCode.LogSumExp && rank == 1)
                    {
                        double[] infinite = [double.NegativeInfinity, double.NegativeInfinity];
                        calls = calls.Append([ReferenceTensor.Of(type, infinite, 2)]).Append([ReferenceTensor.Of(type, [double.PositiveInfinity, 1], 2)])
                            .Append([ReferenceTensor.Of(type, [double.NaN, 1, 2], 3)]);
                    }
                    cases.Add($"{op} of {type.Name()} rank {rank}", graph, calls, scale: 4);
                }
            }
        }
        cases.Run();
    }

    [Fact]
    public void Crossentropy_and_its_gradient()
    {
        var cases = new ExecutionCases();
        foreach (var type in floats)
        {
            foreach (var label in new[] { DType.Int32, DType.Int64, DType.UInt8 })
            {
                foreach (bool scalar in new[] { true, false })
                {
                    var test = new TestGraph();
                    int z = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true), y = test.Variable(ReferenceTensor.Zeros(label, 0), dynamic: true);
                    int g = test.Variable(ReferenceTensor.Zeros(type, scalar ? [] : [0]), dynamic: true);
                    var b = test.B;
                    int losses = b.Add(OpCode.SoftmaxCrossentropy, z, y), gradient = b.Add(OpCode.SoftmaxCrossentropyGrad, z, y, g);
                    var graph = test.Build(losses, gradient, b.Mean(losses, 0), b.Add(OpCode.Softmax, z), b.Sum(gradient, 0), b.Add(OpCode.LogSumExp, z));
                    var calls = widths.Select((n, k) => new[]
                    {
                        TestValues.Random(type, k, 5, n), TestValues.Below(label, (int)n, k, 5), TestValues.Random(type, k + 1, scalar ? [] : [5]),
                    });
                    cases.Add($"losses of {type.Name()} with {label.Name()} and {(scalar ? "one factor" : "factors")}", graph, calls
                        .Append([TestValues.Random(type, 1, 3, 4), ReferenceTensor.Of(label, [0L, 4, 1], 3), TestValues.Random(type, 1, scalar ? [] : [3])])
                        .Append([TestValues.Random(type, 1, 3, 4), TestValues.Below(label, 4, 1, 2), TestValues.Random(type, 1, scalar ? [] : [3])]), scale: 20);
                }
            }
        }
        cases.Run();
    }

    [Fact]
    public void Any_number_of_short_and_long_rows()
    {
        long[] counts = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 70];
        var cases = new ExecutionCases();
        foreach (var type in new[] { DType.Float32, DType.Float64 })
        {
            foreach (bool scalar in new[] { true, false })
            {
                var test = new TestGraph();
                int z = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true), y = test.Variable(ReferenceTensor.Zeros(DType.Int32, 0), dynamic: true);
                int g = test.Variable(ReferenceTensor.Zeros(type, scalar ? [] : [0]), dynamic: true);
                var b = test.B;
                var graph = test.Build(
                    b.Add(OpCode.SoftmaxCrossentropy, z, y), b.Add(OpCode.SoftmaxCrossentropyGrad, z, y, g),
                    b.Add(OpCode.Softmax, z), b.Add(OpCode.LogSoftmax, z), b.Add(OpCode.LogSumExp, z));
                var calls = counts.SelectMany(rows => new long[] { 1, 2, 5, 10, 17, 67 }, (rows, n) => new[]
                {
                    TestValues.Random(type, (int)rows, rows, n), TestValues.Below(DType.Int32, (int)n, (int)rows, rows), TestValues.Random(type, 3, scalar ? [] : [rows]),
                });
                cases.Add($"rows of {type.Name()} with {(scalar ? "one factor" : "factors")}", graph, calls, scale: 20);
            }
        }
        cases.Run();
    }

    [Fact]
    public void Rows_that_are_not_finite()
    {
        const double inf = double.PositiveInfinity, nan = double.NaN;
        double[][] rows = [[1, 2, 3], [nan, 1, 2], [1, 2, nan], [inf, 1, 2], [1, inf, inf], [-inf, 1, 2], [1, 2, -inf], [-inf, -inf, -inf], [inf, nan, -inf], [3, 2, 1]];
        var cases = new ExecutionCases();
        foreach (var type in floats)
        {
            foreach (int padding in new[] { 0, 100 })
            {
                // Columns of -infinity take no part, but make rows long.
                var padded = rows.SelectMany(row => row.Concat(Enumerable.Repeat(-inf, padding)));
                var test = new TestGraph();
                int z = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true);
                var graph = test.Build(test.B.Add(OpCode.Softmax, z), test.B.Add(OpCode.LogSoftmax, z), test.B.Add(OpCode.LogSumExp, z));
                cases.Add($"{type.Name()} of {3 + padding}", graph, [[ReferenceTensor.Of(type, [.. padded], rows.Length, 3 + padding)]], scale: 4);
            }
        }
        cases.Run();
    }

    [Fact]
    public void Two_losses_of_the_same_rows()
    {
        var test = new TestGraph();
        var b = test.B;
        int z = test.Variable(ReferenceTensor.Zeros(DType.Float32, 0, 0), dynamic: true);
        int[] labels = [test.Variable(ReferenceTensor.Zeros(DType.Int32, 0), dynamic: true), test.Variable(ReferenceTensor.Zeros(DType.Int32, 0), dynamic: true)];
        var losses = labels.Select(y => b.Add(OpCode.SoftmaxCrossentropy, z, y));
        var gradients = labels.SelectMany(y => new[] { 0.5, 2 }, (y, g) => b.Add(OpCode.SoftmaxCrossentropyGrad, z, y, b.Constant(g, DType.Float32)));
        var graph = test.Build([.. losses, .. gradients]);
        var cases = new ExecutionCases();
        cases.Add("losses", graph, new long[] { 5, 80 }.Select(n => new[]
        {
            TestValues.Random(DType.Float32, 1, 6, n), TestValues.Below(DType.Int32, (int)n, 1, 6), TestValues.Below(DType.Int32, (int)n, 2, 6),
        }), scale: 20);
        cases.Run();
    }

    /// <summary>Nothing declares that there are as many labels as rows: it is assumed, and where there are fewer the gradient of the other rows is 0.</summary>
    [Fact]
    public void As_many_labels_as_rows_or_fewer()
    {
        var test = new TestGraph();
        var b = test.B;
        int z = test.Variable(ReferenceTensor.Zeros(DType.Float32, 0, 0), dynamic: true), y = test.Variable(ReferenceTensor.Zeros(DType.Int32, 0), dynamic: true);
        int picked = b.Add(OpCode.Gather, b.Add(OpCode.Log, b.Add(OpCode.Softmax, z)), b.Iota(b[y].Shape[0]), y);
        int cost = b.Neg(b.Mean(picked, 0));
        var graph = test.Build(cost, b.Grad(cost, z));
        var (usual, assumed) = Assumptions.Make(graph);
        Assert.Single(assumed);
        OpCode[] pieces = [OpCode.Slice, OpCode.SetSlice, OpCode.IncSlice, OpCode.ScatterAdd];
        Assert.DoesNotContain(Passes.Optimise(usual, default).Nodes, n => pieces.Contains(n.Op));
        var cases = new ExecutionCases();
        cases.Add("labels", graph, new[] { 6, 4, 1, 7 }.Select(n => new[] { TestValues.Random(DType.Float32, n, 6, 5), TestValues.Below(DType.Int32, 5, n, n) }), scale: 20);
        cases.Run();
    }

    [Fact]
    public void Labels_that_are_computed()
    {
        var test = new TestGraph();
        var b = test.B;
        int z = test.Variable(ReferenceTensor.Zeros(DType.Float32, 0, 0), dynamic: true), y = test.Variable(ReferenceTensor.Zeros(DType.Int64, 0), dynamic: true);
        int shifted = b.Add(OpCode.Mod, b.Add(OpCode.Add, y, b.Constant(1L, DType.Int64)), b.Size(b[z].Shape[1]));
        int losses = b.Add(OpCode.SoftmaxCrossentropy, b.Add(OpCode.Tanh, z), b.Flip(shifted, 0));
        var graph = test.Build(losses, b.SumAll(b.Add(OpCode.SoftmaxCrossentropyGrad, z, b.SliceAlong(y, 0, 0, b[z].Shape[0]), b.Constant(0.5, DType.Float32))));
        var cases = new ExecutionCases();
        cases.Add("computed labels", graph, widths.Select((n, k) => new[] { TestValues.Random(DType.Float32, k, 4, n), TestValues.Below(DType.Int64, (int)n, k, 4) }), scale: 20);
        cases.Run();
    }

    [Fact]
    public void Sorting()
    {
        var cases = new ExecutionCases();
        foreach (var type in DTypes.All)
        {
            foreach (int rank in new[] { 1, 2, 3 })
            {
                var test = new TestGraph();
                int x = test.Variable(ReferenceTensor.Zeros(type, new long[rank]), dynamic: true);
                var graph = test.Build(test.B.Add(OpCode.Sort, x), test.B.Add(OpCode.ArgSort, x));
                var calls = widths.Append(0).Select((n, k) => new[] { TestValues.Special(type, k, [.. new long[] { 2, 3 }.Take(rank - 1), n]) });
                // Zeros of both signs are equal, so their order is that of the operand.
                cases.Add($"sorting of {type.Name()} rank {rank}", graph, calls, scale: 1e-300);
            }
        }
        cases.Run();
    }
}
