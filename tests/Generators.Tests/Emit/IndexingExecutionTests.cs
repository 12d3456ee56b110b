using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Parts that are written, tensors that are joined, elements that are picked by positions.</summary>
public sealed class IndexingExecutionTests
{
    internal static readonly OpCode[] Covered =
        [OpCode.SetSlice, OpCode.IncSlice, OpCode.Concat, OpCode.Gather, OpCode.ScatterSet, OpCode.ScatterAdd, OpCode.Nonzero];

    [Fact]
    public void Parts_are_written()
    {
        var cases = new ExecutionCases();
        foreach (var op in new[] { OpCode.SetSlice, OpCode.IncSlice })
        {
            foreach (var type in ElementwiseExecutionTests.Admitted(op.Info()))
            {
                foreach (bool dynamic in new[] { false, true })
                {
                    var test = new TestGraph();
                    var b = test.B;
                    int x = test.Variable(TestValues.Small(type, 1, 5, 9), dynamic), v = test.Variable(TestValues.Small(type, 2, 9), dynamic);
                    int s = test.Variable(TestValues.Small(type, 3)), column = test.Variable(TestValues.Small(type, 4, 5, 1), dynamic);
                    var (rows, columns) = (b[x].Shape[0], b[x].Shape[1]);
                    int Write(int value, SliceAxis first, SliceAxis second) => b.Add(op, new SliceData(EquatableArray.Of(first, second)), x, value);
                    test.Build(
                        Write(v, new(1, 2, 1), SliceAxis.Whole(columns)), Write(s, SliceAxis.Whole(rows), new(2, 3, 2)), Write(column, SliceAxis.Whole(rows), new(0, 4, 2)),
                        Write(x, SliceAxis.Whole(rows), SliceAxis.Whole(columns)), Write(b.Flip(v, 0), new(rows - 1, rows, -1), SliceAxis.Whole(columns)),
                        Write(s, new(2, 1, 1), new(columns - 1, 3, -2)), Write(v, new(3, 0, 1), SliceAxis.Whole(columns)));
                    cases.Add($"{op} of {type.Name()}, dynamic: {dynamic}", test, scale: 1);
                }
            }
        }
        cases.Run();
    }

    [Fact]
    public void Tensors_are_joined()
    {
        var cases = new ExecutionCases();
        foreach (var type in DTypes.All)
        {
            foreach (int rank in new[] { 1, 2, 3 })
            {
                var test = new TestGraph();
                var b = test.B;
                int x = test.Variable(ReferenceTensor.Zeros(type, new long[rank]), dynamic: true), y = test.Variable(ReferenceTensor.Zeros(type, new long[rank]), dynamic: true);
                int last = rank - 1;
                int joined = b.Concat(last, x, b.Flip(y, last), x);
                var graph = test.Build(joined, b.Concat(0, x, x), b.Concat(last, y, b.Add(OpCode.Maximum, y, y)), b.SliceAlong(joined, last, 1, b[x].Shape[last]));
                cases.Add($"joined {type.Name()} rank {rank}", graph, TestValues.Sizes.Select((n, k) => new[]
                {
                    TestValues.Small(type, k, [.. new long[] { 2, 3 }.Take(last), n]), TestValues.Small(type, k + 1, [.. new long[] { 2, 3 }.Take(last), n + 1]),
                }));
            }
        }
        cases.Run();
    }

    [Fact]
    public void Elements_are_picked()
    {
        var cases = new ExecutionCases();
        foreach (var type in DTypes.All)
        {
            foreach (var indexType in new[] { DType.Int64, DType.Int32, DType.UInt8 })
            {
                var test = new TestGraph();
                var b = test.B;
                int x = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true), i = test.Variable(ReferenceTensor.Zeros(indexType, 0), dynamic: true);
                int j = test.Variable(ReferenceTensor.Zeros(indexType, 0, 0), dynamic: true), s = test.Variable(ReferenceTensor.Zeros(indexType));
                int same = b.Add(OpCode.Maximum, x, x);
                var graph = test.Build(
                    b.Gather(x, i), b.Gather(x, i, i), b.Gather(x, j), b.Gather(x, j, i), b.Gather(x, s), b.Gather(x, s, s), b.Gather(x, s, i),
                    b.Gather(b.Transpose(x), i), b.Gather(same, b.Flip(i, 0)), b.Gather(x, b.Iota(b[x].Shape[0]), b.Broadcast(s, Shape.Of(b[x].Shape[0]))));
                cases.Add($"picked {type.Name()} by {indexType.Name()}", graph, IndexCalls(indexType, (n, k) => TestValues.Small(type, k, 5, 7)));
            }
        }
        cases.Run();
    }

    [Fact]
    public void Elements_are_put()
    {
        var cases = new ExecutionCases();
        foreach (var op in new[] { OpCode.ScatterSet, OpCode.ScatterAdd })
        {
            foreach (var type in DTypes.All)
            {
                if (op == OpCode.ScatterAdd && type == DType.Bool) continue;
                var test = new TestGraph();
                var b = test.B;
                int x = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true), i = test.Variable(ReferenceTensor.Zeros(DType.Int64, 0), dynamic: true);
                int j = test.Variable(ReferenceTensor.Zeros(DType.Int64, 0, 0), dynamic: true), s = test.Variable(ReferenceTensor.Zeros(DType.Int64));
                var length = b[i].Shape[0];
                int number = b.Constant(1L, type), row = b.Dimshuffle(b.SliceAlong(x, 0, 1, 1), 1);
                var graph = test.Build(
                    b.Add(op, x, number, i), b.Add(op, x, row, i), b.Add(op, x, b.Gather(x, i), b.Flip(i, 0)), b.Add(op, x, number, i, i),
                    b.Add(op, x, b.Broadcast(number, Shape.Of(length)), i, i), b.Add(op, x, number, j, i), b.Add(op, x, row, s), b.Add(op, x, number, s, i),
                    b.Add(op, b.Full(0, type, b[x].Shape), number, j));
                cases.Add($"{op} of {type.Name()}", graph, IndexCalls(DType.Int64, (n, k) => TestValues.Small(type, k, 5, 7)), scale: 10);
            }
        }
        cases.Run();
    }

    [Fact]
    public void Masks_pick_as_many_elements_as_the_call_brings()
    {
        var cases = new ExecutionCases();
        foreach (var type in new[] { DType.Float32, DType.Int64, DType.UInt8 })
        {
            foreach (int rank in new[] { 1, 2, 3 })
            {
                var test = new TestGraph();
                var b = test.B;
                int x = test.Variable(ReferenceTensor.Zeros(type, new long[rank]), dynamic: true);
                int mask = b.Add(OpCode.Lt, x, b.Constant(1L, type));
                int[] positions = Nonzero(b, mask);
                int picked = b.Gather(x, positions);
                int doubled = b.Add(OpCode.Mul, b.Add(OpCode.Add, picked, picked), b.Constant(3L, type));
                // A mask of what a mask picked: its size is known later still.
                int again = b.Gather(picked, Nonzero(b, b.Add(OpCode.Neq, picked, b.Constant(0L, type))));
                var graph = test.Build([
                    .. positions, picked, b.SumAll(picked), doubled, b.Size(b[picked].Shape[0]), b.Flip(picked, 0), b.Add(OpCode.Sort, picked), again,
                    b.SumAll(b.Sqr(again)), b.Add(OpCode.ScatterSet, [x, b.Constant(7L, type), .. positions]), b.Concat(0, picked, again),
                    b.Add(OpCode.CumSum, new AxisData(0), b.Add(OpCode.Maximum, again, b.Constant(1L, type))), mask,
                ]);
                cases.Add($"masks of {type.Name()} rank {rank}", graph,
                    TestValues.Sizes.Select((n, k) => new[] { TestValues.Small(type, k, [.. new long[] { 2, 3 }.Take(rank - 1), n]) }), scale: 10);
            }
        }
        cases.Run();
    }

    [Fact]
    public void Masks_in_updates_and_gradients()
    {
        var cases = new ExecutionCases();
        var test = new TestGraph();
        var b = test.B;
        int w = test.Shared(TestValues.Random(DType.Float64, 1, 6), dynamic: true), x = test.Variable(TestValues.Random(DType.Float64, 2, 9, 6), dynamic: true);
        int kept = test.Shared(TestValues.Random(DType.Float64, 3, 4), dynamic: true);
        int product = b.Dimshuffle(b.Dot(x, b.ExpandDims(w, [1])), 0);
        int[] positive = Nonzero(b, b.Add(OpCode.Lt, b.Constant(0.0, DType.Float64), product));
        int picked = b.Gather(product, positive);
        int cost = b.Div(b.SumAll(b.Sqr(picked)), b.Cast(b.Size(b[picked].Shape[0]), DType.Float64));
        test.Output(cost);
        test.Update(w, b.Sub(w, b.Scale(b.Grad(cost, w), 0.01)));
        test.Update(kept, picked);
        cases.Add("the elements above 0", test, scale: 100);
        cases.Run();
    }

    private static int[] Nonzero(GraphBuilder b, int mask)
    {
        var shape = Shape.Of(b.AsDim(b.SumAll(b.Cast(mask, DType.Int64))));
        return [.. Enumerable.Range(0, b[mask].Rank).Select(axis => b.AddWithShape(OpCode.Nonzero, new AxisData(axis), DType.Int64, shape, mask))];
    }

    /// <summary>Positions within 5, among them negative ones, then such as are outside.</summary>
    private static IEnumerable<ReferenceTensor[]> IndexCalls(DType type, Func<long, int, ReferenceTensor> tensor)
    {
        foreach (var (n, k) in TestValues.Sizes.Select((n, k) => (n, k)))
            yield return [tensor(n, k), Positions(type, k, n), Positions(type, k + 1, 2, n), Positions(type, k + 2)];
        yield return [tensor(3, 1), ReferenceTensor.Of(type, [0L, 7, 1], 3), Positions(type, 1, 2, 3), Positions(type, 2)];
        yield return [tensor(3, 1), Positions(type, 1, 3), Positions(type, 1, 2, 3), ReferenceTensor.Of(type, [9L])];
        if (type != DType.UInt8) yield return [tensor(3, 1), ReferenceTensor.Of(type, [0L, -8, 1], 3), Positions(type, 1, 2, 3), Positions(type, 2)];
    }

    private static ReferenceTensor Positions(DType type, int seed, params long[] lengths)
    {
        var result = TestValues.Below(type, 5, seed, lengths);
        for (int i = 0; i < result.Count && type != DType.UInt8; i += 3) result.Integers[i] -= 5;
        return result;
    }
}
