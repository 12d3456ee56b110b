using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Rewriting;

namespace GraphDsl.Generators.Tests.IR;

/// <summary>The definitions that everything is compared with, at places where they might be doubted.</summary>
public sealed class InterpreterTests
{
    private static ReferenceTensor Run(Func<TestGraph, int> expression)
    {
        var t = new TestGraph();
        int node = expression(t);
        return t.Run(t.Build(node)).Outputs[0];
    }

    [Fact]
    public void Integers_wrap_and_divide_toward_zero()
    {
        int Divide(TestGraph t, OpCode op) => t.B.Add(op, t.Integers([7, -7, 7, -7], 4), t.Integers([2, 2, -2, -2], 4));
        Assert.Equal([3, -3, -3, 3], Run(t => Divide(t, OpCode.Div)).Integers);
        Assert.Equal([1, -1, 1, -1], Run(t => Divide(t, OpCode.Mod)).Integers);
        var large = ReferenceTensor.Of(DType.Int32, [int.MaxValue, 1L], 2);
        Assert.Equal([-2, 2], Run(t => { int x = t.Variable(large); return t.B.Add(x, x); }).Integers);
    }

    [Fact]
    public void Casts_truncate_and_saturate() => Assert.Equal([2, -2, 0, int.MaxValue, int.MinValue],
        Run(t => t.B.Cast(t.Variable([2.9, -2.9, double.NaN, 1e20, -1e20], 5), DType.Int32)).Integers);

    [Fact]
    public void Rounding_is_to_even() => Assert.Equal([0, 2, 2, -2], Run(t => t.B.Add(OpCode.Round, t.Variable([0.5, 1.5, 2.5, -2.5], 4))).Reals);

    [Fact]
    public void Negative_indices_count_from_the_end()
    {
        Assert.Equal([5, 6, 1, 2], Run(t => t.B.Gather(t.Variable([1, 2, 3, 4, 5, 6], 3, 2), t.Integers([-1, 0], 2))).Reals);
        Assert.Equal([6, 1], Run(t => t.B.Gather(t.Variable([1, 2, 3, 4, 5, 6], 3, 2), t.Integers([-1, 0], 2), t.Integers([1, -2], 2))).Reals);
        Assert.Throws<InterpreterException>(() => Run(t => t.B.Gather(t.Variable([1, 2], 2), t.Integers([2], 1))));
    }

    [Fact]
    public void Scattering_adds_repeats_and_sets_the_last()
    {
        Assert.Equal([1, 60, 1], Run(t => t.B.ScatterAdd(t.Variable([1, 1, 1], 3), t.Variable([9, 50], 2), t.Integers([1, 1], 2))).Reals);
        Assert.Equal([1, 50, 1], Run(t => t.B.ScatterSet(t.Variable([1, 1, 1], 3), t.Variable([9, 50], 2), t.Integers([1, 1], 2))).Reals);
    }

    [Fact]
    public void Extremes_and_sorting_treat_NaN_as_numpy_does()
    {
        double[] x = [2, double.NaN, 5, 1];
        Assert.Equal(1, Run(t => t.B.Add(OpCode.ArgMax, new AxisData(0), t.Variable(x, 4))).Integers[0]);
        Assert.Equal(double.NaN, Run(t => t.B.Reduce(OpCode.Max, t.Variable(x, 4), 0)).Reals[0]);
        Assert.Equal([1, 2, 5, double.NaN], Run(t => t.B.Add(OpCode.Sort, t.Variable(x, 4))).Reals);
        Assert.Equal([3, 0, 2, 1], Run(t => t.B.Add(OpCode.ArgSort, t.Variable(x, 4))).Integers);
    }

    [Fact]
    public void Sums_over_nothing_are_neutral()
    {
        Assert.Equal([0, 0], Run(t => t.B.Sum(t.Variable([], 0, 2), 0)).Reals);
        Assert.Equal([1, 1], Run(t => t.B.Reduce(OpCode.Prod, t.Variable([], 0, 2), 0)).Reals);
        Assert.Throws<InterpreterException>(() => Run(t => t.B.Reduce(OpCode.Max, t.Variable([], 0, 2), 0)));
    }

    [Fact]
    public void Softmax_is_stable() => Assert.Equal([0, 1], Run(t => t.B.Add(OpCode.Softmax, t.Variable([-1e4, 1e4], 1, 2))).Reals);

    [Fact]
    public void Error_functions_are_right_to_the_last_digits()
    {
        double[] x = [0, 0.5, 1.9, 2.1, 5, -2.5];
        double[] erf = [0, 0.5204998778130465, 0.9927904292352575, 0.9970205333436670, 0.9999999999984626, -0.9995930479825550];
        double[] erfc = [1, 0.4795001221869535, 0.0072095707647425, 0.0029794666563330, 1.5374597944280349e-12, 1.9995930479825550];
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(erf[i], ScalarMath.Real(OpCode.Erf, x[i]), 14);
            Assert.Equal(1, ScalarMath.Real(OpCode.Erfc, x[i]) / erfc[i], 11);
        }
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_rejected_at_the_call()
    {
        var t = new TestGraph();
        int x = t.Variable(ReferenceTensor.Zeros(DType.Float64, 3), dynamic: true), y = t.Variable(ReferenceTensor.Zeros(DType.Float64, 4), dynamic: true);
        var graph = t.Build(t.B.Add(x, y));
        Assert.Throws<InterpreterException>(() => t.Run(graph));
    }

    [Fact]
    public void Checks_of_values_follow_their_nodes_through_passes()
    {
        // The slice is checked against the value of n, whose node moves when what stands before it goes.
        var t = new TestGraph();
        int unused = t.Variable([1, 2], 2);
        int x = t.Variable([1, 2, 3, 4], 4), n = t.Integers([3], []);
        int twice = t.B.Neg(t.B.Neg(t.B.Sqr(unused)));
        int part = t.B.SliceAlong(x, 0, 0, t.B.AsDim(n));
        t.Output(t.B.Sum(part, 0));
        t.Output(twice);
        var graph = Rewriter.Optimise(t.Build());
        Assert.Equal(6, t.Run(graph).Outputs[0].Reals[0]);
        t.Values[2].Integers[0] = 5;
        Assert.Contains("axis 0", Assert.Throws<InterpreterException>(() => t.Run(graph)).Message);
    }

    [Fact]
    public void Sizes_broadcast_together_have_one_form()
    {
        Dim a = Dim.Of(DimAtom.Named("a")), b = Dim.Of(DimAtom.Named("b")), c = Dim.Of(DimAtom.Named("c"));
        Assert.Equal(Dim.Broadcast(a, Dim.Broadcast(b, c)), Dim.Broadcast(Dim.Broadcast(c, a), Dim.Broadcast(b, a)));
        Assert.Equal(Dim.Broadcast(a, b), Dim.Broadcast(Dim.Broadcast(a, b), a));
        Assert.Equal(Dim.Constant(5), Dim.Broadcast(Dim.Broadcast(a, b), 5));
    }
}
