using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

/// <summary>Tests that set the number of threads, or count allocations of the whole process, run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class CpuAlone
{
    public const string Name = "CPU alone";
}

[Collection(CpuAlone.Name)]
public class CpuPoolTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 1)]
    [InlineData(2, 1000)]
    [InlineData(8, 0)]
    [InlineData(8, 7)]
    [InlineData(8, 1000)]
    public void Each_task_runs_once(int threads, int tasks) => WithThreads(threads, () =>
    {
        for (int repeat = 0; repeat < 20; repeat++)
        {
            var counts = new int[tasks + 1];
            var body = new Counting(counts);
            CpuPool.For(in body, tasks);
            Assert.All(counts[..tasks], count => Assert.Equal(1, count));
            Assert.Equal(0, counts[tasks]);
        }
    });

    [Fact]
    public void Nested_calls_run_inline() => WithThreads(4, () =>
    {
        var counts = new int[50];
        var body = new Nested(counts);
        CpuPool.For(in body, 10);
        Assert.All(counts, count => Assert.Equal(10, count));
    });

    [Fact]
    public void Calls_from_several_threads_at_once_all_finish() => WithThreads(4, () =>
    {
        var threads = Enumerable.Range(0, 6).Select(_ => new Thread(() =>
        {
            for (int repeat = 0; repeat < 200; repeat++)
            {
                var counts = new int[64];
                var body = new Counting(counts);
                CpuPool.For(in body, 64);
                if (counts.Any(count => count != 1)) throw new InvalidOperationException("A task was lost.");
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    });

    [Fact]
    public void An_exception_reaches_the_caller_and_the_pool_goes_on() => WithThreads(3, () =>
    {
        for (int repeat = 0; repeat < 20; repeat++)
        {
            var exception = Assert.Throws<InvalidOperationException>(() =>
            {
                var body = new Failing();
                CpuPool.For(in body, 50);
            });
            Assert.Equal("task 13", exception.Message);
            var counts = new int[20];
            var counting = new Counting(counts);
            CpuPool.For(in counting, 20);
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    });

    [Fact]
    public void Spans_stay_valid_while_the_collector_moves_arrays() => WithThreads(4, () =>
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested) GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        });
        collector.Start();
        try
        {
            for (int repeat = 0; repeat < 60; repeat++)
            {
                var garbage = new byte[1000 + (repeat * 97)];
                float[] x = [.. Enumerable.Range(0, 20001).Select(i => i % 13f)], y = new float[x.Length];
                GC.KeepAlive(garbage);
                garbage = null;
                var kernel = new Kernels.Affine<float>(x, y, 2, 1);
                Map.Run<float, Kernels.Affine<float>>(ref kernel, x.Length, 1000);
                for (int i = 0; i < x.Length; i++) Assert.Equal((2 * x[i]) + 1, y[i]);
            }
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    });

    [Fact]
    public void There_is_at_least_one_thread() => Assert.Throws<ArgumentOutOfRangeException>(() => CpuPool.Threads = 0);

    /// <summary>Runs with that many threads, then sets the number back.</summary>
    internal static void WithThreads(int threads, Action action)
    {
        int before = CpuPool.Threads;
        CpuPool.Threads = threads;
        try
        {
            action();
        }
        finally
        {
            CpuPool.Threads = before;
        }
    }

    private readonly ref struct Counting(Span<int> counts) : IPoolBody
    {
        private readonly Span<int> counts = counts;

        public void Run(int task) => Interlocked.Increment(ref counts[task]);
    }

    private readonly struct Nested(int[] counts) : IPoolBody
    {
        public void Run(int task)
        {
            var body = new Counting(counts);
            CpuPool.For(in body, counts.Length);
        }
    }

    private readonly struct Failing : IPoolBody
    {
        public void Run(int task)
        {
            if (task == 13) throw new InvalidOperationException("task 13");
        }
    }
}
