using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Convolution and pooling with all their adjoints: of many shapes, paddings, steps and dilations.</summary>
public sealed class WindowExecutionTests
{
    internal static readonly OpCode[] Covered =
    [
        OpCode.Conv2d, OpCode.Conv2dInput, OpCode.Conv2dFilters,
        OpCode.PoolSum, OpCode.PoolSumInput, OpCode.PoolMax, OpCode.PoolMaxInput, OpCode.PoolMaxPick,
    ];

    private static readonly (long Batch, long Channels, long Filters, long Rows, long Columns, long FilterRows, long FilterColumns)[] sizes =
    [
        (1, 1, 1, 1, 1, 1, 1), (2, 1, 3, 5, 5, 5, 5), (1, 2, 1, 7, 6, 3, 2), (3, 3, 7, 6, 9, 3, 3), (2, 5, 17, 8, 17, 1, 1),
        (2, 4, 6, 12, 12, 5, 5), (1, 7, 13, 9, 37, 4, 3), (2, 0, 3, 5, 5, 2, 2), (0, 2, 3, 5, 5, 2, 2), (2, 2, 0, 5, 5, 2, 2), (1, 21, 33, 5, 19, 3, 5),
    ];

    private static readonly (long Pad, long Step, long Dilation)[] windows = [(0, 1, 1), (2, 1, 1), (1, 2, 1), (0, 3, 1), (4, 1, 2), (3, 2, 3)];

    [Fact]
    public void Convolutions_with_their_adjoints()
    {
        var cases = new ExecutionCases();
        foreach (var type in new[] { DType.Float32, DType.Float64, DType.Float16 })
        {
            foreach (var (pad, step, dilation) in windows)
            {
                foreach (bool flip in new[] { true, false })
                {
                    foreach (var (size, k) in sizes.Select((s, k) => (s, k)))
                    {
                        // One axis differs from the other in everything.
                        long extent = ((size.FilterRows - 1) * dilation) + 1, across = ((size.FilterColumns - 1) * dilation) + 1;
                        if (extent > size.Rows + (2 * pad) || across > size.Columns + (2 * pad) || (type == DType.Float16 && k > 4)) continue;
                        bool dynamic = (k + pad) % 2 == 0;
                        var test = new TestGraph();
                        int x = test.Variable(Values(type, k, size.Batch, size.Channels, size.Rows, size.Columns), dynamic);
                        int w = test.Variable(Values(type, k + 1, size.Filters, size.Channels, size.FilterRows, size.FilterColumns), dynamic);
                        var (image, filter) = (test.B[x].Shape, test.B[w].Shape);
                        var data = new WindowData(WindowAxis.Inside(image[2], filter[2], pad, step, dilation), WindowAxis.Inside(image[3], filter[3], pad, step, dilation), flip);
                        int y = test.B.Add(OpCode.Conv2d, data, x, w);
                        test.Output(y);
                        test.Output(test.B.Add(OpCode.Conv2dInput, data, y, w));
                        test.Output(test.B.Add(OpCode.Conv2dFilters, data, x, y));
                        cases.Add($"{type.Name()} {size} pad {pad} step {step} dilation {dilation} flip {flip} dynamic {dynamic}", test, scale: 3e4);
                    }
                }
            }
        }
        cases.Run();
    }

    [Fact]
    public void Long_sums_are_cut()
    {
        var cases = new ExecutionCases();
        foreach (var type in new[] { DType.Float32, DType.Float64 })
        {
            // More elements of a filter than one block, more images than one task.
            foreach (var (batch, channels, filters) in new[] { (2L, 129L, 9L), (37L, 5L, 30L) })
            {
                var test = new TestGraph();
                int x = test.Variable(TestValues.Random(type, 1, batch, channels, 10, 11)), w = test.Variable(TestValues.Random(type, 2, filters, channels, 3, 3));
                var data = new WindowData(WindowAxis.Inside(10, 3, 1, 1), WindowAxis.Inside(11, 3, 1, 1), true);
                int y = test.B.Add(OpCode.Conv2d, data, x, w);
                test.Output(y);
                test.Output(test.B.Add(OpCode.Conv2dInput, data, y, w));
                test.Output(test.B.Add(OpCode.Conv2dFilters, data, x, y));
                cases.Add($"{type.Name()} {batch} images of {channels} channels", test, scale: 1e7);
            }
        }
        cases.Run();
    }

    [Fact]
    public void Filters_that_do_not_fit_are_refused_at_the_call()
    {
        var cases = new ExecutionCases();
        var test = new TestGraph();
        int x = test.Variable(ReferenceTensor.Zeros(DType.Float32, 0, 0, 0, 0), dynamic: true), w = test.Variable(ReferenceTensor.Zeros(DType.Float32, 0, 0, 0, 0), dynamic: true);
        var (image, filter) = (test.B[x].Shape, test.B[w].Shape);
        var data = new WindowData(WindowAxis.Inside(image[2], filter[2], 1, 2), WindowAxis.Inside(image[3], filter[3], 0, 1));
        long[][] images = [[2, 3, 5, 5], [2, 3, 1, 5], [2, 3, 5, 2], [2, 2, 5, 5]];
        cases.Add("convolution", test.Build(test.B.Add(OpCode.Conv2d, data, x, w)), images.Select(i => new[] { Values(DType.Float32, 1, i), Values(DType.Float32, 2, 4, 3, 4, 3) }), scale: 100);
        cases.Run();
    }

    private static readonly (long[] Shape, int Rows, int Columns, int RowStep, int ColumnStep, int Pad, bool Border)[] pools =
    [
        ([2, 3, 8, 8], 2, 2, 2, 2, 0, false), ([1, 2, 7, 9], 2, 2, 2, 2, 0, true), ([7, 9], 2, 3, 2, 3, 0, false), ([3, 24, 24], 2, 2, 2, 2, 0, false),
        ([2, 5, 17], 3, 3, 2, 1, 1, false), ([2, 6, 35], 3, 2, 1, 1, 0, true), ([1, 1, 5, 5], 1, 1, 3, 2, 0, false), ([2, 4, 33], 4, 5, 4, 5, 2, false),
        ([2, 3, 3], 5, 5, 1, 1, 0, true), ([0, 4, 4], 2, 2, 2, 2, 0, false), ([2, 3, 2], 4, 4, 1, 1, 0, false), ([2, 2, 40, 33], 2, 2, 2, 2, 1, false),
    ];

    [Fact]
    public void Pools_with_their_adjoints()
    {
        var cases = new ExecutionCases();
        foreach (var type in new[] { DType.Float32, DType.Float64, DType.Float16 })
        {
            foreach (var (pool, k) in pools.Select((p, k) => (p, k)))
            {
                bool dynamic = k % 2 == 1;
                var test = new TestGraph();
                // Whole numbers, so that windows have several maxima.
                int x = test.Variable(TestValues.Small(type, k, pool.Shape), dynamic);
                var shape = test.B[x].Shape;
                int rank = shape.Rank;
                var data = new WindowData(
                    Axis(shape[rank - 2], pool.Rows, pool.RowStep, pool.Pad, pool.Border), Axis(shape[rank - 1], pool.Columns, pool.ColumnStep, pool.Pad, pool.Border));
                int sum = test.B.Add(OpCode.PoolSum, data, x), max = test.B.Add(OpCode.PoolMax, data, x);
                test.Output(sum);
                test.Output(test.B.Add(OpCode.PoolSumInput, data, sum));
                test.Output(max);
                int given = test.B.Add(OpCode.PoolMaxInput, data, x, max, sum);
                test.Output(given);
                test.Output(test.B.Add(OpCode.PoolMaxPick, data, x, max, given));
                cases.Add($"{type.Name()} {string.Join(" ", pool.Shape)} {pool} dynamic {dynamic}", test, scale: 100);
            }
        }
        cases.Run();
    }

    [Fact]
    public void Special_values_pass_pools()
    {
        var cases = new ExecutionCases();
        foreach (var type in new[] { DType.Float32, DType.Float64 })
        {
            foreach (int step in new[] { 1, 2 })
            {
                var test = new TestGraph();
                int x = test.Variable(TestValues.Special(type, 3, 3, 9, 21));
                var data = new WindowData(WindowAxis.Inside(9, 2, 0, step), WindowAxis.Inside(21, 2, 0, step));
                int max = test.B.Add(OpCode.PoolMax, data, x);
                test.Output(max);
                test.Output(test.B.Add(OpCode.PoolMaxInput, data, x, max, test.B.Broadcast(test.B.ConstantLike(x, 1), test.B[max].Shape)));
                cases.Add($"{type.Name()} by {step}", test);
            }
        }
        cases.Run();
    }

    private static WindowAxis Axis(Dim image, int window, int step, int pad, bool border)
    {
        var inside = WindowAxis.Inside(image, window, pad, step);
        return inside with { Count = border ? Dim.CeilingDivide(image, step) : Dim.Max(inside.Count, Dim.Zero) };
    }

    private static ReferenceTensor Values(DType type, int seed, params long[] lengths) =>
        type == DType.Float16 ? TestValues.Small(type, seed, lengths) : TestValues.Random(type, seed, lengths);
}
