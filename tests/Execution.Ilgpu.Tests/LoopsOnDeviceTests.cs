using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Loops on a device: what crosses while they run, and that they do the same again.</summary>
public class LoopsOnDeviceTests
{
    private static readonly Transfers transfers = Simulation.Device.Transfers;

    [Fact]
    public void Nothing_crosses_between_the_steps()
    {
        var scans = new Scans();
        var few = Recurrence(4);
        var many = Recurrence(40);
        Assert.Equal(few.Counts, many.Counts);
        Assert.Equal((6, 1, 0), few.Counts);
        Assert.True(many.Launches >= few.Launches + 36);

        ((long Uploads, long Downloads, long HostSteps) Counts, long Launches) Recurrence(int steps)
        {
            var rows = Tensor.Create(Numbers.Draw(2 * steps, seed: 1), [steps, 2]);
            var w = Tensor.Create(Numbers.Draw(4, seed: 2), [2, 2]);
            transfers.Reset();
            _ = scans.Recurrence(Numbers.Draw(2, seed: 3), rows, rows, w, w, w);
            return ((transfers.Uploads, transfers.Downloads, transfers.HostSteps), transfers.Launches);
        }
    }

    [Fact]
    public void Scalar_states_stay_on_the_device()
    {
        transfers.Reset();
        _ = new Scans().RunningSum(Numbers.Draw(30, seed: 1));
        Assert.Equal((1, 1, 0), (transfers.Uploads, transfers.Downloads, transfers.HostSteps));
        Assert.True(transfers.Launches >= 30);
    }

    [Fact]
    public void A_condition_comes_back_at_each_step()
    {
        transfers.Reset();
        var sums = new Scans().SumUntil(new floatX[] { 1, 2, 3, 4, 5, 6 }, 5);
        Assert.Equal([1, 3, 6], sums.Elements());
        Assert.Equal(3 + 1, transfers.Downloads);
        Assert.Equal(0, transfers.HostSteps);
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
        Assert.True(transfers.Launches >= 20);
        Assert.Equal(expected.outside.Elements(), outside.Elements());
        Assert.Equal(expected.scanned.Elements(), scanned.Elements());
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
