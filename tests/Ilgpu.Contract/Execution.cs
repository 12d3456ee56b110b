using System.Reflection;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>Runs the groups of a launch one after the other.</summary>
internal static class Execution
{
    private static readonly Lock oneAtATime = new();

    public static void Run(AcceleratorStream stream, MethodInfo kernel, bool hasBarriers, KernelConfig config, object[] arguments, Action body)
    {
        if (config.Groups <= 0 || config.Threads <= 0)
            throw new ArgumentOutOfRangeException(nameof(config), $"{kernel.Name} was launched with {config.Groups} groups of {config.Threads} threads.");
        stream.Statistics.Launched();
        var launch = new Launch(kernel, arguments);
        lock (oneAtATime)
        {
            if (hasBarriers && config.Threads > 1) InterleavedGroup.Run(launch, config, body);
            else InOrder(launch, config, body);
        }
    }

    /// <summary>Threads that never wait for each other run one after the other.</summary>
    private static void InOrder(Launch launch, KernelConfig config, Action body)
    {
        var thread = new KernelThread { Launch = launch, Memory = new(), Groups = config.Groups, Threads = config.Threads, AtBarrier = static () => { } };
        var before = KernelThread.Current;
        KernelThread.Current = thread;
        try
        {
            for (int group = 0; group < config.Groups; group++)
            {
                thread.GroupIndex = group;
                for (int index = 0; index < config.Threads; index++)
                {
                    thread.ThreadIndex = index;
                    thread.Requests = 0;
                    body();
                }
                thread.Memory.Reset();
            }
        }
        finally
        {
            KernelThread.Current = before;
        }
    }
}
