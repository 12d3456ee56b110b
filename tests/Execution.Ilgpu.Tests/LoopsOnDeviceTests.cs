using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Loops on a device: one kernel for all steps, what crosses, and that they do the same again.</summary>
public class LoopsOnDeviceTests
{
    private static readonly Transfers transfers = Simulation.Device.Transfers;

    [Fact]
    public void All_steps_are_one_launch_and_nothing_crosses_between_them()
    {
        var scans = new Scans();
        var few = Recurrence(scans, transfers, 4);
        var many = Recurrence(scans, transfers, 40);
        Assert.Equal(few.Counts, many.Counts);
        Assert.Equal((6, 1, 0), few.Counts);
        Assert.Equal(few.Launches, many.Launches);
        Assert.InRange(many.Launches, 1, 6); // what does not depend on the state is computed before the loop, for all steps at once
    }

    [Fact]
    public void Large_steps_are_launched_by_the_host()
    {
        using var device = IlgpuDevice.CreateCpu(groupSize: 4, alwaysTiles: false, loopsOnHost: true);
        var scans = new Scans();
        scans.To(device);
        var few = Recurrence(scans, device.Transfers, 4);
        var many = Recurrence(scans, device.Transfers, 40);
        Assert.Equal(few.Counts, many.Counts);
        Assert.Equal((6, 1, 0), few.Counts);
        Assert.True(many.Launches >= few.Launches + 36);
    }

    private static ((long Uploads, long Downloads, long HostSteps) Counts, long Launches) Recurrence(Scans scans, Transfers transfers, int steps)
    {
        var rows = Tensor.Create(Numbers.Draw(2 * steps, seed: 1), [steps, 2]);
        var w = Tensor.Create(Numbers.Draw(4, seed: 2), [2, 2]);
        transfers.Reset();
        _ = scans.Recurrence(Numbers.Draw(2, seed: 3), rows, rows, w, w, w);
        return ((transfers.Uploads, transfers.Downloads, transfers.HostSteps), transfers.Launches);
    }

    [Fact]
    public void Scalar_states_are_locals_of_one_thread()
    {
        transfers.Reset();
        floatX[] x = Numbers.Draw(30, seed: 1);
        var sums = new Scans().RunningSum(x);
        double sum = 0;
        Numbers.Near([.. x.Select(e => sum += e)], [.. sums.Elements().Select(e => (double)e)], 1e-6);
        Assert.Equal((1, 1, 0), (transfers.Uploads, transfers.Downloads, transfers.HostSteps));
        Assert.Equal(2, transfers.Launches); // the loop; all but the initial state is the result
    }

    [Fact]
    public void The_number_of_steps_comes_back_where_a_condition_ends_them()
    {
        transfers.Reset();
        var sums = new Scans().SumUntil(new floatX[] { 1, 2, 3, 4, 5, 6 }, 5);
        Assert.Equal([1, 3, 6], sums.Elements());
        Assert.Equal(1 + 1, transfers.Downloads);
        Assert.Equal(2, transfers.Launches);
        Assert.Equal(0, transfers.HostSteps);
    }

    [Fact]
    public void Loops_in_loops_are_one_launch()
    {
        var scans = new Scans();
        Assert.Equal(Launches(2), Launches(9));

        long Launches(int rows)
        {
            transfers.Reset();
            _ = scans.Nested(Tensor.Create(Numbers.Draw(5 * rows, seed: 1), [rows, 5]));
            return transfers.Launches;
        }
    }

    /// <summary>40,000 multiplications a step are more than a group does in the time of a launch.</summary>
    [Fact]
    public void Sizes_that_are_known_decide_when_the_function_is_built()
    {
        Assert.Equal(Launches(3, KnownSizes.Small), Launches(8, KnownSizes.Small));
        Assert.Equal(Launches(2, KnownSizes.Large) + 1, Launches(3, KnownSizes.Large));

        static long Launches(int steps, Func<Tensor<floatX>, long, Tensor<floatX>> loop)
        {
            int size = loop == KnownSizes.Small ? 3 : 200;
            var w = Tensor.Create(Numbers.Draw(size * size, seed: 1), [size, size]);
            transfers.Reset();
            _ = loop(w, steps);
            return transfers.Launches;
        }
    }

    [Fact]
    public void Steps_draw_what_they_draw_on_the_CPU()
    {
        var onCpu = new Scans();
        onCpu.To(GraphDevice.Cpu);
        var expected = onCpu.Drawn(20);
        transfers.Reset();
        var (scanned, outside) = new Scans().Drawn(20);
        Assert.Equal(0, transfers.HostSteps);
        Assert.InRange(transfers.Launches, 1, 5);
        Assert.Equal(expected.outside.Elements(), outside.Elements());
        Assert.Equal(expected.scanned.Elements(), scanned.Elements());
    }

    /// <summary>As in a loop of the CPU, the step and the position are the first that fail.</summary>
    [Fact]
    public void A_check_in_a_step_is_reported_as_on_the_CPU()
    {
        var onCpu = new LoopGradients();
        onCpu.To(GraphDevice.Cpu);
        int[] words = [0, 1, 2, 9, 1, -7, 0];
        Tensor<floatX> table = Tensor.Create(Numbers.Draw(9, seed: 1), [3, 3]), w = Tensor.Create(Numbers.Draw(9, seed: 2), [3, 3]);
        var expected = Assert.ThrowsAny<Exception>(() => onCpu.Table(words, table, w));
        var loops = new LoopGradients();
        var found = Assert.ThrowsAny<Exception>(() => loops.Table(words, table, w));
        Assert.Equal(expected.GetType(), found.GetType());
        Assert.Equal(expected.Message, found.Message);
        _ = loops.Table(words[..3], table, w); // the next call begins anew
    }

    [Fact]
    public void Kernels_and_the_host_do_the_same()
    {
        using var device = IlgpuDevice.CreateCpu(groupSize: 8, alwaysTiles: false, loopsOnHost: true);
        double[] inKernel = Lstm(new LoopGradients()), onHost = Lstm(On(device));
        Numbers.Near(Lstm(On(GraphDevice.Cpu)), inKernel, 1e-5);
        Numbers.Near(inKernel, onHost, 1e-5);

        static LoopGradients On(GraphDevice device)
        {
            var loops = new LoopGradients();
            loops.To(device);
            return loops;
        }

        static double[] Lstm(LoopGradients loops)
        {
            var x = Tensor.Create(Numbers.Draw(7 * 13 * 5, seed: 1), [7, 13, 5]);
            var mask = Tensor.Create(Enumerable.Repeat((floatX)1, 7 * 13).ToArray(), [7, 13]);
            Tensor<floatX> w = Tensor.Create(Numbers.Draw(5 * 44, seed: 2), [5, 44]), u = Tensor.Create(Numbers.Draw(11 * 44, seed: 3), [11, 44]);
            var (cost, gX, gW, gU, gB) = loops.MaskedLstm(x, mask, w, u, Numbers.Draw(44, seed: 4));
            return [.. new[] { cost }.Concat(gX.Elements()).Concat(gW.Elements()).Concat(gU.Elements()).Concat(gB.Elements()).Select(e => (double)e)];
        }
    }

    [Fact]
    public void Gradients_of_a_loop_are_computed_there_and_are_the_same_bits_again()
    {
        var loops = new LoopGradients();
        var x = Tensor.Create(Numbers.Draw(5 * 6, seed: 1), [5, 3, 2]);
        var mask = Tensor.Create(Enumerable.Repeat((floatX)1, 15).ToArray(), [5, 3]);
        var w = Tensor.Create(Numbers.Draw(16, seed: 2), [2, 8]);
        var u = Tensor.Create(Numbers.Draw(16, seed: 3), [2, 8]);
        floatX[] b = Numbers.Draw(8, seed: 4);
        transfers.Reset();
        var first = loops.MaskedLstm(x, mask, w, u, b);
        Assert.Equal(0, transfers.HostSteps);
        var again = loops.MaskedLstm(x, mask, w, u, b);
        Assert.Equal(first.cost, again.cost);
        Assert.Equal(first.gX.Elements(), again.gX.Elements());
        Assert.Equal(first.gW.Elements(), again.gW.Elements());
        Assert.Equal(first.gU.Elements(), again.gU.Elements());
        Assert.Equal(first.gB.Elements(), again.gB.Elements());
    }
}

/// <summary>Loops whose sizes are declared.</summary>
[GraphModule]
public static partial class KnownSizes
{
    public static Tensor<floatX> Small(Tensor<floatX> w, long n) => Few(w, n);

    public static Tensor<floatX> Large(Tensor<floatX> w, long n) => Many(w, n);

    [GraphFunction]
    private static Expr<floatX> FewGraph([Shape(3, 3)] Matrix<floatX> w, Scalar<long> n) => T.Scan(h => T.Tanh(T.Dot(h, w)), T.Ones<floatX>(3), nSteps: n)[^1];

    [GraphFunction]
    private static Expr<floatX> ManyGraph([Shape(200, 200)] Matrix<floatX> w, Scalar<long> n) => T.Scan(h => T.Tanh(T.Dot(h, w)), T.Ones<floatX>(200), nSteps: n)[^1];
}
