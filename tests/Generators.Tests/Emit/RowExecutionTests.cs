using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
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

    private static readonly long[] widths = [1, 3, 7, 8, 15, 16, 17, 31, 33];

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
