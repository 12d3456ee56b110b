using System.Diagnostics;
using System.Numerics.Tensors;
using GraphDsl.Examples;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>What allocates is measured over the whole process, so nothing else may run beside these tests.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AloneCollection;

[Collection(nameof(AllocationTests))]
public class AllocationTests
{
    [Fact]
    public void A_thousand_training_steps_allocate_nothing()
    {
        var (images, labels) = Mnist.Synthetic(1200);
        var model = new LogisticRegression { TrainX = Mnist.Share(images), TrainY = Shared.From(labels) };
        AllocatesNothing(1000, call => model.Train(call % 2));
    }

    [Fact]
    public void The_perceptron_of_the_example_allocates_nothing()
    {
        var (model, _) = MlpTests.Synthetic(2 * Mlp.BatchSize);
        AllocatesNothing(100, call =>
        {
            model.Train(call % 2);
            model.Validate(call % 2);
        });
    }

    [Fact]
    public void Deep_models_allocate_nothing_either()
    {
        var model = new Perceptron();
        var x = Numbers.Draw(8 * 6, seed: 1);
        int[] y = [0, 1, 2, 0, 1, 2, 0, 1];
        AllocatesNothing(1000, _ => model.Train(new ReadOnlyTensorSpan<floatX>(x, [8, 6]), y, (floatX)0.1));
    }

    [Fact]
    public void Updates_allocate_nothing()
    {
        var swapper = new Swapper();
        AllocatesNothing(1000, _ =>
        {
            swapper.Swap();
            swapper.Rotate();
            swapper.Reverse();
        });
    }

    [Fact]
    public void Destinations_make_calls_with_tensor_results_free_of_allocation()
    {
        var (images, labels) = Mnist.Synthetic(600);
        var model = new LogisticRegression { TrainX = Mnist.Share(images), TrainY = Shared.From(labels) };
        var digits = new long[600];
        AllocatesNothing(1000, _ => model.Predict(new ReadOnlyTensorSpan<floatX>(images, [600, 784]), digits));

        var doubled = new floatX[3];
        floatX[] x = [1, 2, 3];
        AllocatesNothing(1000, _ => Arithmetic.Total(x, doubled));
    }

    [Fact]
    public void Strided_arguments_are_copied_into_memory_that_is_kept()
    {
        var (images, labels) = Mnist.Synthetic(1200);
        var model = new LogisticRegression { TrainX = Mnist.Share(images), TrainY = Shared.From(labels) };
        var digits = new long[600];
        AllocatesNothing(200, _ => model.Predict(new ReadOnlyTensorSpan<floatX>(images, [600, 784], [1568, 1]), digits));
    }

    [Fact]
    public void Loops_allocate_nothing_whatever_the_number_of_steps()
    {
        var scans = new Scans();
        floatX[] a = [1, (floatX)0.5, -1], powers = new floatX[3];
        long[] steps = [1, 10, 1_000, 100_000];
        scans.Power(a, steps[0], powers);
        scans.Decay(0, steps[0]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (long n in steps)
        {
            scans.Power(a, n, powers);
            scans.Decay(0, n);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal([1, 0, 1], powers);
        AllocatesNothing(100, call => scans.Power(a, call + 1, powers));
    }

    [Fact]
    public void A_million_steps_take_less_than_fifty_milliseconds()
    {
        var scans = new Scans();
        double least = double.PositiveInfinity;
        for (int round = 0; round < 20 && least >= 50; round++)
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal(2, scans.Decay(0, 1_000_000));
            least = Math.Min(least, clock.Elapsed.TotalMilliseconds);
        }

        Assert.InRange(least, 0, 50);
    }

    /// <summary>
    /// Makes some calls, after a few for a start, and counts: nothing may be allocated by the calling thread, and by the whole
    /// process less than the smallest object a call. The latter is the least of several rounds: threads that compute are in it, but the test
    /// runner's own too; what calls allocate they would allocate in every round.
    /// </summary>
    private static void AllocatesNothing(int calls, Action<int> call)
    {
        for (int i = 0; i < 4; i++) call(i);
        long least = long.MaxValue;
        for (int round = 0; round < 20 && least >= 24 * calls; round++)
        {
            long beforeInAll = GC.GetTotalAllocatedBytes(precise: true);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++) call(i);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - beforeInAll);
        }
        Assert.InRange(least, 0, 24 * calls - 1);
    }
}
