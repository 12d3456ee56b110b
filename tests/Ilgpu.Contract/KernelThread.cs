using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>Where a thread of a kernel stands; the static properties of <see cref="Grid"/> and <see cref="Group"/> read it.</summary>
internal sealed class KernelThread
{
    [ThreadStatic]
    private static KernelThread? current;

    /// <summary>The kernel's thread that this thread of the machine runs; null outside of kernels.</summary>
    public static KernelThread? Current
    {
        get => current;
        set => current = value;
    }

    public static KernelThread InKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => current ?? throw new InvalidOperationException("This member works in kernels only.");
    }

    public Launch? Launch;
    public GroupMemory? Memory;
    public int GroupIndex;
    public int ThreadIndex;
    public int Groups;
    public int Threads;

    /// <summary>How often the thread has asked for shared memory: the n-th request of every thread of a group gives the same.</summary>
    public int Requests;

    /// <summary>Waits until all threads of the group are here; null in kernels that are known to have no barrier.</summary>
    public Action? AtBarrier;
}

/// <summary>A launch under way.</summary>
internal sealed record Launch(System.Reflection.MethodInfo Kernel, object[] Arguments);

/// <summary>The shared memory of one group, filled with a pattern: nothing may rely on zeros.</summary>
internal sealed class GroupMemory
{
    private const byte Pattern = 0xCD;

    private readonly List<MemoryBuffer> buffers = [];

    public ArrayView<T> Get<T>(int request, int extent)
        where T : unmanaged
    {
        if (request == buffers.Count)
        {
            var buffer = new MemoryBuffer((long)extent * Unsafe.SizeOf<T>());
            buffer.Fill(Pattern);
            buffers.Add(buffer);
        }
        return new(buffers[request], 0, extent);
    }

    public void Reset()
    {
        foreach (var buffer in buffers) buffer.Fill(Pattern);
    }
}
