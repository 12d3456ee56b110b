using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace GraphDsl.Cpu;

/// <summary>What a pool runs: task numbers are handed out to the threads in ascending order, each once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPoolBody
{
    /// <summary>Runs one task, on any thread of the pool; several tasks run at once.</summary>
    void Run(int task);
}

/// <summary>
/// A fixed set of threads for work that is worth splitting. The caller takes part and returns when all tasks are done. Nothing is allocated
/// per call. One job runs at a time: calls from inside a task, or while another thread's job runs, do their tasks on the calling thread.
/// </summary>
/// <remarks>The environment variable <c>GRAPHDSL_THREADS</c> sets the number of threads; the default is that of the processors.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class CpuPool
{
    // The gate counts the workers inside the current job; its high bit is set while they may enter. A worker that comes late finds it
    // closed, so the caller waits only for those that are at work, never for one that has yet to wake up.
    private const int Open = 1 << 30;
    private const int SpinsBeforeParking = 2000;

    private static readonly object Parking = new();
    private static int threads = InitialThreads();
    private static int started;
    private static int busy;
    private static int gate;
    private static int epoch;
    private static int parked;

    // The job; it changes only while the gate is shut and empty.
    private static void* body;
    private static delegate*<void*, int, void> invoke;
    private static int tasks;
    private static int next;
    private static Exception? failure;

    /// <summary>The number of threads that work on a job, the caller included; at least 1.</summary>
    public static int Threads
    {
        get => Volatile.Read(ref threads);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref threads, value);
        }
    }

    /// <summary>
    /// Runs tasks 0 .. <paramref name="tasks"/> on a copy of <paramref name="body"/>, common to all of them; the first exception of a task is
    /// thrown again here once all have stopped.
    /// </summary>
    public static void For<TBody>(scoped in TBody body, int tasks) where TBody : struct, IPoolBody, allows ref struct
    {
        var local = body;
        if (tasks > 1 && Threads > 1 && Interlocked.CompareExchange(ref busy, 1, 0) == 0)
        {
            try
            {
                // The copy lies in a frame that outlives the job: its address holds, and its spans are kept alive and up to date there.
                Dispatch(Unsafe.AsPointer(ref local), &Invoke<TBody>, tasks);
            }
            finally
            {
                Volatile.Write(ref busy, 0);
            }
        }
        else
        {
            for (int task = 0; task < tasks; task++) local.Run(task);
        }
    }

    private static void Invoke<TBody>(void* body, int task) where TBody : struct, IPoolBody, allows ref struct
        => Unsafe.AsRef<TBody>(body).Run(task);

    private static void Dispatch(void* jobBody, delegate*<void*, int, void> jobInvoke, int jobTasks)
    {
        EnsureWorkers();
        body = jobBody;
        invoke = jobInvoke;
        tasks = jobTasks;
        next = 0;
        failure = null;
        Volatile.Write(ref gate, Open);
        Interlocked.Increment(ref epoch);
        if (Volatile.Read(ref parked) > 0)
        {
            lock (Parking) Monitor.PulseAll(Parking);
        }

        Work();

        Interlocked.And(ref gate, ~Open);
        var wait = new SpinWait();
        while (Volatile.Read(ref gate) != 0) wait.SpinOnce(sleep1Threshold: -1);
        body = null;
        if (failure is { } thrown)
        {
            failure = null;
            ExceptionDispatchInfo.Throw(thrown);
        }
    }

    private static void Work()
    {
        try
        {
            for (int task; (task = Interlocked.Increment(ref next) - 1) < tasks;) invoke(body, task);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, exception, null);
            Volatile.Write(ref next, int.MaxValue / 2);
        }
    }

    private static void EnsureWorkers()
    {
        while (started < Threads - 1)
        {
            int number = started++;
            new Thread(WorkerLoop)
            {
                IsBackground = true,
                Name = string.Create(CultureInfo.InvariantCulture, $"GraphDsl CPU worker {number + 1}"),
            }.Start(number);
        }
    }

    private static void WorkerLoop(object? state)
    {
        int number = (int)state!;
        int seen = Volatile.Read(ref epoch) - 1;
        while (true)
        {
            AwaitChange(ref seen);
            if (number < Threads - 1 && TryEnter())
            {
                Work();
                Interlocked.Decrement(ref gate);
            }
        }
    }

    private static bool TryEnter()
    {
        int count = Volatile.Read(ref gate);
        while ((count & Open) != 0)
        {
            int found = Interlocked.CompareExchange(ref gate, count + 1, count);
            if (found == count) return true;
            count = found;
        }
        return false;
    }

    private static void AwaitChange(ref int seen)
    {
        for (int spin = 0; spin < SpinsBeforeParking; spin++)
        {
            int now = Volatile.Read(ref epoch);
            if (now != seen)
            {
                seen = now;
                return;
            }
            Thread.SpinWait(10);
        }
        lock (Parking)
        {
            // Announced before the last look: a job that starts in between sees the announcement and pulses.
            Interlocked.Increment(ref parked);
            while (Volatile.Read(ref epoch) == seen) Monitor.Wait(Parking);
            Interlocked.Decrement(ref parked);
            seen = Volatile.Read(ref epoch);
        }
    }

    private static int InitialThreads()
        => int.TryParse(Environment.GetEnvironmentVariable("GRAPHDSL_THREADS"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int count)
            && count > 0
            ? count
            : Environment.ProcessorCount;
}
