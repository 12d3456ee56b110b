using System.Runtime.ExceptionServices;

namespace ILGPU;

/// <summary>
/// The threads of groups with barriers, each on a thread of its own, of which one runs at a time: each goes on until its next barrier,
/// then the next has its turn. So what a thread reads before the barrier that it needs is not there yet. Every other group takes turns
/// backwards, so that it shows in both directions.
/// </summary>
internal sealed class InterleavedGroup
{
    private static readonly List<Worker> workers = [];

    private readonly KernelConfig config;
    private readonly Action body;
    private readonly Launch launch;
    private readonly GroupMemory memory = new();
    private readonly SemaphoreSlim finished = new(0);
    private readonly bool[] hasEnded;
    private int group;
    private int ended;
    private ExceptionDispatchInfo? failure;

    private InterleavedGroup(Launch launch, KernelConfig config, Action body)
    {
        (this.launch, this.config, this.body) = (launch, config, body);
        hasEnded = new bool[config.Threads];
    }

    public static void Run(Launch launch, KernelConfig config, Action body)
    {
        while (workers.Count < config.Threads) workers.Add(new(workers.Count));
        var run = new InterleavedGroup(launch, config, body);
        for (int group = 0; group < config.Groups; group++) run.RunGroup(group);
    }

    private bool IsBackwards => group % 2 != 0;

    private int First => IsBackwards ? config.Threads - 1 : 0;

    private void RunGroup(int index)
    {
        group = index;
        ended = 0;
        Array.Clear(hasEnded);
        memory.Reset();
        for (int k = 0; k < config.Threads; k++) workers[k].Prepare(this);
        workers[First].Continue();
        finished.Wait();
        failure?.Throw();
    }

    /// <summary>The whole of one thread of the kernel, on a worker.</summary>
    private void RunThread(Worker worker)
    {
        KernelThread.Current = new()
        {
            Launch = launch,
            Memory = memory,
            Groups = config.Groups,
            Threads = config.Threads,
            GroupIndex = group,
            ThreadIndex = worker.Index,
            AtBarrier = () => AtBarrier(worker),
        };
        try
        {
            if (failure is null) body();
        }
        catch (Exception exception)
        {
            failure ??= ExceptionDispatchInfo.Capture(exception);
        }
        KernelThread.Current = null;
        hasEnded[worker.Index] = true;
        ended++;
        if (ended == config.Threads) finished.Release();
        else GiveTurn(worker.Index);
    }

    private void AtBarrier(Worker worker)
    {
        GiveTurn(worker.Index);
        worker.Wait();
        if (failure is not null) throw new OperationCanceledException("Another thread of the group failed.");
    }

    /// <summary>The next thread's turn; behind the last one all are at the barrier, or have ended, together.</summary>
    private void GiveTurn(int index)
    {
        int step = IsBackwards ? -1 : 1;
        int next = index + step;
        if (next < 0 || next >= config.Threads)
        {
            if (ended > 0 && failure is null)
                failure = ExceptionDispatchInfo.Capture(new InvalidOperationException($"{launch.Kernel.Name}: not all threads of group {group} reach the barrier."));
            next = First;
        }
        // After a failure all that wait are woken, one by one, to end.
        while (failure is not null && hasEnded[next]) next = (next + step + config.Threads) % config.Threads;
        workers[next].Continue();
    }

    /// <summary>A thread of the machine that plays one thread of every group.</summary>
    private sealed class Worker
    {
        private readonly SemaphoreSlim turn = new(0);
        private InterleavedGroup? run;

        public Worker(int index)
        {
            Index = index;
            new Thread(Loop) { IsBackground = true, Name = $"kernel thread {index}" }.Start();
        }

        public int Index { get; }

        public void Prepare(InterleavedGroup group) => run = group;

        public void Continue() => turn.Release();

        public void Wait() => turn.Wait();

        private void Loop()
        {
            while (true)
            {
                turn.Wait();
                run!.RunThread(this);
            }
        }
    }
}
