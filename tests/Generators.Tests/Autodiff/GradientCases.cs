using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Autodiff;

/// <summary>A differentiable expression of some variables, at values where it has derivatives.</summary>
/// <param name="Operation">The operation under test.</param>
/// <param name="Name">What is special about the case.</param>
/// <param name="Variables">The values of the variables to differentiate by.</param>
/// <param name="Build">The expression of the variables.</param>
/// <param name="Dynamic">True where the sizes are not known at build time.</param>
/// <param name="SecondOrder">False where the second derivative is not the limit of differences.</param>
internal sealed record GradientCase(OpCode Operation, string Name, ReferenceTensor[] Variables, Func<GraphBuilder, int[], int> Build,
    bool Dynamic = false, bool SecondOrder = true)
{
    public override string ToString() => $"{Operation} {Name}{(Dynamic ? " dynamic" : "")}";
}

internal static class GradientCases
{
    public static IReadOnlyList<GradientCase> All { get; } = [.. Elementwise(), .. Movement(), .. Reductions(), .. Products(), .. LinearAlgebra(), .. Windows(), .. Loops.LoopCases.All];

    private static ReferenceTensor Values(double low, double high, params long[] lengths) => TestGraph.Random(17, low, high, lengths);

    private static IEnumerable<GradientCase> Elementwise()
    {
        (OpCode, double, double)[] unary =
        [
            (OpCode.Neg, -2, 2), (OpCode.Abs, -2, 2), (OpCode.Exp, -2, 2), (OpCode.Exp2, -2, 2), (OpCode.Expm1, -2, 2),
            (OpCode.Log, 0.1, 3), (OpCode.Log2, 0.1, 3), (OpCode.Log10, 0.1, 3), (OpCode.Log1p, -0.8, 3), (OpCode.Sqr, -2, 2),
            (OpCode.Sqrt, 0.1, 3), (OpCode.Reciprocal, 0.3, 2), (OpCode.Sin, -3, 3), (OpCode.Cos, -3, 3), (OpCode.Tan, -1, 1),
            (OpCode.Asin, -0.9, 0.9), (OpCode.Acos, -0.9, 0.9), (OpCode.Atan, -3, 3), (OpCode.Sinh, -2, 2), (OpCode.Cosh, -2, 2),
            (OpCode.Tanh, -2, 2), (OpCode.Erf, -2.5, 2.5), (OpCode.Erfc, -2.5, 2.5), (OpCode.Sigmoid, -4, 4), (OpCode.Softplus, -4, 4),
        ];
        foreach (var (op, low, high) in unary)
        {
            yield return new(op, "vector", [Values(low, high, 7)], (b, x) => b.Add(op, x[0]));
            yield return new(op, "matrix", [Values(low, high, 3, 5)], (b, x) => b.Add(op, x[0]), Dynamic: true);
        }
        yield return new(OpCode.Cast, "between floats", [Values(-2, 2, 4)], (b, x) => b.Cast(b.Sqr(b.Cast(x[0], DType.Float32)), DType.Float64));

        (OpCode, double, double)[] binary =
        [
            (OpCode.Add, -2, 2), (OpCode.Sub, -2, 2), (OpCode.Mul, -2, 2), (OpCode.Div, 0.5, 2), (OpCode.Mod, 0.5, 9),
            (OpCode.Pow, 0.3, 2), (OpCode.Atan2, 0.3, 2), (OpCode.Maximum, -2, 2), (OpCode.Minimum, -2, 2),
        ];
        (long[], long[])[] shapes = [([4], [4]), ([3, 4], [4]), ([3, 1], [1, 4]), ([], [2, 3]), ([2, 1, 3], [4, 1]), ([1], [3])];
        foreach (var (op, low, high) in binary)
        {
            foreach (var (left, right) in shapes)
            {
                foreach (bool dynamic in new[] { false, true })
                {
                    var a = TestGraph.Random(1, low, high, left);
                    var c = op == OpCode.Mod ? TestGraph.Random(2, 3.05, 3.9, right) : TestGraph.Random(2, low, high, right);
                    yield return new(op, $"({string.Join(", ", left)}) with ({string.Join(", ", right)})", [a, c],
                        (b, x) => b.Add(op, x[0], x[1]), dynamic);
                }
            }
        }
        yield return new(OpCode.Pow, "constant exponent", [Values(-2, 2, 5)], (b, x) => b.Add(OpCode.Pow, x[0], b.Constant(3.0, DType.Float64)));
        yield return new(OpCode.Pow, "square", [Values(-2, 2, 5)], (b, x) => b.Add(OpCode.Pow, x[0], b.Constant(2.0, DType.Float64)));
        yield return new(OpCode.Select, "broadcast", [Values(-2, 2, 3, 4), Values(-2, 2, 4)],
            (b, x) => b.Select(b.Binary(OpCode.Lt, b.Constant(0.0, DType.Float64), x[0]), b.Sqr(x[0]), x[1]));
        yield return new(OpCode.GradClip, "wide", [Values(-2, 2, 3)], (b, x) => b.Sqr(b.Add(OpCode.GradClip, new GradClipData(-99, 99), x[0])));
        yield return new(OpCode.Maximum, "clip", [Values(-2, 2, 9)],
            (b, x) => b.Clip(x[0], b.Constant(-0.5, DType.Float64), b.Constant(0.5, DType.Float64)));
        yield return new(OpCode.Abs, "relu", [Values(-2, 2, 9)], (b, x) => b.Relu(x[0], 0.1));
    }

    private static IEnumerable<GradientCase> Movement()
    {
        foreach (bool dynamic in new[] { false, true })
        {
            yield return new(OpCode.Dimshuffle, "transpose and new axis", [Values(-2, 2, 2, 3)], (b, x) => b.Sqr(b.Dimshuffle(x[0], 1, -1, 0)), dynamic);
            yield return new(OpCode.Dimshuffle, "dropped axis", [Values(-2, 2, 3, 1)], (b, x) => b.Sqr(b.Dimshuffle(x[0], 0)), dynamic);
            yield return new(OpCode.Slice, "steps", [Values(-2, 2, 5, 6)],
                (b, x) => b.Sqr(b.Slice(x[0], new SliceAxis(4, 3, -2), new SliceAxis(1, 2, 3))), dynamic);
            yield return new(OpCode.Slice, "flip", [Values(-2, 2, 5)], (b, x) => b.Mul(x[0], b.Flip(x[0], 0)), dynamic);
            yield return new(OpCode.SetSlice, "broadcast value", [Values(-2, 2, 3, 4), TestGraph.Random(3, -2, 2, 2)],
                (b, x) => b.Sqr(b.Add(OpCode.SetSlice, Part, x[0], x[1])), dynamic);
            yield return new(OpCode.IncSlice, "broadcast value", [Values(-2, 2, 3, 4), TestGraph.Random(3, -2, 2, 2)],
                (b, x) => b.Sqr(b.Add(OpCode.IncSlice, Part, x[0], x[1])), dynamic);
            yield return new(OpCode.Concat, "axis 1", [Values(-2, 2, 2, 3), TestGraph.Random(3, -2, 2, 2, 1)],
                (b, x) => b.Sqr(b.Concat(1, x[0], x[1], x[0])), dynamic);
            yield return new(OpCode.Gather, "repeated rows", [Values(-2, 2, 4, 2)], (b, x) => b.Sqr(b.Gather(x[0], Index(b, 0, 3, -1, 0))), dynamic);
            yield return new(OpCode.Gather, "pairs", [Values(-2, 2, 4, 3)],
                (b, x) => b.Sqr(b.Gather(x[0], b.Iota(4), Index(b, 2, 0, 0, -1))), dynamic);
            yield return new(OpCode.ScatterAdd, "repeated", [Values(-2, 2, 4, 2), TestGraph.Random(3, -2, 2, 2)],
                (b, x) => b.Sqr(b.ScatterAdd(x[0], x[1], Index(b, 1, 1, 3))), dynamic);
            yield return new(OpCode.ScatterSet, "distinct", [Values(-2, 2, 4, 2), TestGraph.Random(3, -2, 2, 2, 2)],
                (b, x) => b.Sqr(b.ScatterSet(x[0], x[1], Index(b, 1, 3))), dynamic);
            yield return new(OpCode.ScatterSet, "the last of repeated ones", [Values(-2, 2, 4, 2), TestGraph.Random(3, -2, 2, 4, 2)],
                (b, x) => b.Sqr(b.ScatterSet(x[0], x[1], Index(b, 1, 3, -3, 1))), dynamic);
            yield return new(OpCode.ScatterSet, "repeated, one value for all", [Values(-2, 2, 4, 2), TestGraph.Random(3, -2, 2, 2)],
                (b, x) => b.Sqr(b.ScatterSet(x[0], x[1], Index(b, 1, 3, 1))), dynamic);
            yield return new(OpCode.ScatterSet, "pairs, one of them counting", [Values(-2, 2, 3, 3), TestGraph.Random(3, -2, 2, 3)],
                (b, x) => b.Sqr(b.ScatterSet(x[0], x[1], b.Iota(3), Index(b, 2, 0, 2))), dynamic);
            yield return new(OpCode.ScatterSet, "pairs, the counting one stretched", [Values(-2, 2, 3, 3), TestGraph.Random(3, -2, 2, 3)],
                (b, x) => b.Sqr(b.ScatterSet(x[0], x[1], b.Iota(1), Index(b, 2, 0, 2))), dynamic);
        }
        yield return new(OpCode.Broadcast, "two axes", [Values(-2, 2, 3, 1)], (b, x) => b.Sqr(b.Broadcast(x[0], Shape.Of(2, 3, 4))));
        yield return new(OpCode.Reshape, "flatten", [Values(-2, 2, 3, 4)], (b, x) => b.Sqr(b.Reshape(x[0], Shape.Of(12))));
    }

    private static IEnumerable<GradientCase> Reductions()
    {
        int[][] axes = [[0], [1], [0, 2], [0, 1, 2]];
        foreach (var op in new[] { OpCode.Sum, OpCode.Prod, OpCode.Max, OpCode.Min })
        {
            foreach (int[] set in axes)
                yield return new(op, $"axes {string.Join(", ", set)}", [Values(-2, 2, 2, 3, 4)], (b, x) => b.Sqr(b.Reduce(op, x[0], set)), set.Length == 2);
        }
        yield return new(OpCode.Prod, "one zero", [ReferenceTensor.Of(DType.Float64, [1.5, 0, 2, 3], 2, 2)], (b, x) => b.Reduce(OpCode.Prod, x[0], 1), SecondOrder: false);
        yield return new(OpCode.Prod, "two zeros", [ReferenceTensor.Of(DType.Float64, [0, 0, 2, 3], 2, 2)], (b, x) => b.Reduce(OpCode.Prod, x[0], 1), SecondOrder: false);
        yield return new(OpCode.SumTo, "at the call", [Values(-2, 2, 3, 4), TestGraph.Random(3, -2, 2, 1, 4)],
            (b, x) => b.Sqr(b.SumTo(b.Sqr(x[0]), b[x[1]].Shape)), Dynamic: true);
        yield return new(OpCode.CumSum, "axis 0", [Values(-2, 2, 4, 2)], (b, x) => b.Sqr(b.Add(OpCode.CumSum, new AxisData(0), x[0])));
        yield return new(OpCode.CumSum, "axis 1", [Values(-2, 2, 2, 4)], (b, x) => b.Sqr(b.Add(OpCode.CumSum, new AxisData(1), x[0])), Dynamic: true);
        yield return new(OpCode.CumProd, "axis 1", [Values(0.5, 2, 2, 4)], (b, x) => b.Sqr(b.Add(OpCode.CumProd, new AxisData(1), x[0])));
        yield return new(OpCode.Sort, "matrix", [Values(-2, 2, 3, 5)], (b, x) => b.Mul(b.Add(OpCode.Sort, x[0]), b.Cast(b.Iota(5), DType.Float64)));
        yield return new(OpCode.Sort, "vector", [Values(-2, 2, 6)], (b, x) => b.Sqr(b.Add(OpCode.Sort, x[0])), Dynamic: true);
        yield return new(OpCode.Sum, "mean", [Values(-2, 2, 3, 4)], (b, x) => b.Mean(b.Sqr(x[0]), 0, 1), Dynamic: true);
    }

    private static IEnumerable<GradientCase> Products()
    {
        foreach (bool dynamic in new[] { false, true })
        {
            yield return new(OpCode.Dot, "matrices", [Values(-2, 2, 3, 4), TestGraph.Random(3, -2, 2, 4, 2)], (b, x) => b.Sqr(b.Dot(x[0], x[1])), dynamic);
            yield return new(OpCode.Dot, "transposed", [Values(-2, 2, 4, 3), TestGraph.Random(3, -2, 2, 2, 4)],
                (b, x) => b.Sqr(b.Dot(b.Transpose(x[0]), b.Transpose(x[1]))), dynamic);
            yield return new(OpCode.BatchedDot, "", [Values(-2, 2, 2, 3, 4), TestGraph.Random(3, -2, 2, 2, 4, 2)],
                (b, x) => b.Sqr(b.Add(OpCode.BatchedDot, x[0], x[1])), dynamic);
            foreach (var op in new[] { OpCode.Softmax, OpCode.LogSoftmax, OpCode.LogSumExp })
                yield return new(op, "rows", [Values(-2, 2, 3, 4)], (b, x) => b.Sqr(b.Add(op, x[0])), dynamic);
            yield return new(OpCode.Softmax, "rank 3", [Values(-2, 2, 2, 2, 3)], (b, x) => b.Add(OpCode.Softmax, x[0]), dynamic);
            yield return new(OpCode.SoftmaxCrossentropy, "", [Values(-2, 2, 3, 4)],
                (b, x) => b.Sqr(b.Add(OpCode.SoftmaxCrossentropy, x[0], Index(b, 1, 3, -4))), dynamic);
            yield return new(OpCode.SoftmaxCrossentropyGrad, "", [Values(-2, 2, 3, 4), TestGraph.Random(3, -2, 2, 3)],
                (b, x) => b.Add(OpCode.SoftmaxCrossentropyGrad, x[0], Index(b, 1, 3, -4), x[1]), dynamic);
            yield return new(OpCode.SoftmaxCrossentropyGrad, "one scale", [Values(-2, 2, 3, 4), TestGraph.Random(3, -2, 2)],
                (b, x) => b.Add(OpCode.SoftmaxCrossentropyGrad, x[0], Index(b, 1, 3, -4), x[1]), dynamic);
        }
    }

    private static IEnumerable<GradientCase> LinearAlgebra()
    {
        // Far from singular, and positive definite where only the lower triangle is read.
        var matrix = ReferenceTensor.Of(DType.Float64, [4, 1, -1, 0.5, 5, 2, 1.5, -2, 6], 3, 3);
        foreach (bool dynamic in new[] { false, true })
        {
            yield return new(OpCode.Inverse, "", [matrix.Clone()], (b, x) => b.Add(OpCode.Inverse, x[0]), dynamic);
            yield return new(OpCode.Det, "", [matrix.Clone()], (b, x) => b.Scale(b.Add(OpCode.Det, x[0]), 0.01), dynamic);
            yield return new(OpCode.Cholesky, "", [matrix.Clone()], (b, x) => b.Add(OpCode.Cholesky, x[0]), dynamic);
            yield return new(OpCode.Solve, "matrix", [matrix.Clone(), Values(-2, 2, 3, 2)], (b, x) => b.Sqr(b.Add(OpCode.Solve, x[0], x[1])), dynamic);
        }
        yield return new(OpCode.Det, "one element", [Values(1, 2, 1, 1)], (b, x) => b.Sqr(b.Add(OpCode.Det, x[0])));
        yield return new(OpCode.Print, "", [Values(-2, 2, 3)], (b, x) => b.Sqr(b.Add(OpCode.Print, new DebugData("x", "x", 0), x[0])));
        yield return new(OpCode.Assert, "", [Values(-2, 2, 3)],
            (b, x) => b.Sqr(b.Add(OpCode.Assert, new DebugData("x", "x", 0), x[0], b.Binary(OpCode.Lt, x[0], b.Constant(9.0, DType.Float64)))));
    }

    private static IEnumerable<GradientCase> Windows()
    {
        (int Pad, int Step, int Dilation)[] kinds = [(0, 1, 1), (1, 2, 1), (2, 1, 2)];
        foreach (bool dynamic in new[] { false, true })
        {
            foreach (var (pad, step, dilation) in kinds)
            {
                string name = $"pad {pad} step {step} dilation {dilation}";
                ReferenceTensor[] variables = [Values(-2, 2, 2, 2, 4, 5), TestGraph.Random(3, -2, 2, 3, 2, 2, 3)];
                WindowData Data(GraphBuilder b, int x, int w) => new(
                    WindowAxis.Inside(b[x].Shape[2], b[w].Shape[2], pad, step, dilation), WindowAxis.Inside(b[x].Shape[3], b[w].Shape[3], pad + 1, step, dilation), Flip: step == 1);
                yield return new(OpCode.Conv2d, name, variables, (b, x) => b.Sqr(b.Add(OpCode.Conv2d, Data(b, x[0], x[1]), x[0], x[1])), dynamic);
                yield return new(OpCode.Conv2dInput, name, variables,
                    (b, x) => b.Add(OpCode.Conv2dInput, Data(b, x[0], x[1]), b.Add(OpCode.Conv2d, Data(b, x[0], x[1]), x[0], x[1]), x[1]), dynamic);
                yield return new(OpCode.Conv2dFilters, name, variables,
                    (b, x) => b.Add(OpCode.Conv2dFilters, Data(b, x[0], x[1]), x[0], b.Add(OpCode.Conv2d, Data(b, x[0], x[1]), x[0], x[1])), dynamic);
            }
            foreach (int step in new[] { 1, 2 })
            {
                WindowData Data(GraphBuilder b, int x) => new(WindowAxis.Inside(b[x].Shape[1], 3, 1, step), WindowAxis.Inside(b[x].Shape[2], 2, 0, step));
                ReferenceTensor[] images = [Values(-2, 2, 2, 5, 4)];
                yield return new(OpCode.PoolSum, $"by {step}", images, (b, x) => b.Sqr(b.Add(OpCode.PoolSum, Data(b, x[0]), x[0])), dynamic);
                yield return new(OpCode.PoolSumInput, $"by {step}", images,
                    (b, x) => b.Sqr(b.Add(OpCode.PoolSumInput, Data(b, x[0]), b.Add(OpCode.PoolSum, Data(b, x[0]), x[0]))), dynamic);
                yield return new(OpCode.PoolMax, $"by {step}", images, (b, x) => b.Sqr(b.Add(OpCode.PoolMax, Data(b, x[0]), x[0])), dynamic);
                yield return new(OpCode.PoolMaxInput, $"by {step}", images, (b, x) =>
                {
                    int max = b.Add(OpCode.PoolMax, Data(b, x[0]), x[0]);
                    return b.Mul(x[0], b.Add(OpCode.PoolMaxInput, Data(b, x[0]), x[0], max, b.Sqr(max)));
                }, dynamic);
                yield return new(OpCode.PoolMaxPick, $"by {step}", images,
                    (b, x) => b.Sqr(b.Add(OpCode.PoolMaxPick, Data(b, x[0]), x[0], b.Add(OpCode.PoolMax, Data(b, x[0]), x[0]), b.Sqr(x[0]))), dynamic);
            }
        }
    }

    private static SliceData Part => new(EquatableArray.Of(new SliceAxis(0, 2, 2), new SliceAxis(1, 2, 1)));

    /// <summary>A vector of constant indices.</summary>
    private static int Index(GraphBuilder b, params long[] indices) =>
        b.Concat(0, [.. indices.Select(i => b.Broadcast(b.Constant(i, DType.Int64), Shape.Of(1)))]);
}
