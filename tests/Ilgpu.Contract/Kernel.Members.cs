using System.Runtime.CompilerServices;

namespace ILGPU;

/// <summary>The groups of a launch.</summary>
public static class Grid
{
    /// <summary>The index of the group.</summary>
    public static int IdxX
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => KernelThread.InKernel.GroupIndex;
    }

    /// <summary>The number of groups.</summary>
    public static int DimX
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => KernelThread.InKernel.Groups;
    }
}

/// <summary>The threads of a group.</summary>
public static class Group
{
    /// <summary>The index of the thread in its group.</summary>
    public static int IdxX
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => KernelThread.InKernel.ThreadIndex;
    }

    /// <summary>The number of threads in the group.</summary>
    public static int DimX
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => KernelThread.InKernel.Threads;
    }

    /// <summary>Waits until all threads of the group are here.</summary>
    public static void Barrier() =>
        (KernelThread.InKernel.AtBarrier ?? throw new InvalidOperationException("A barrier in a kernel that was taken to have none."))();
}

/// <summary>Memory that the threads of a group share.</summary>
public static class SharedMemory
{
    /// <summary>Memory for some elements; the n-th request of every thread gives the same.</summary>
    public static ArrayView<T> Allocate<T>(int extent)
        where T : unmanaged
    {
        var thread = KernelThread.InKernel;
        return thread.Memory!.Get<T>(thread.Requests++, extent);
    }
}

/// <summary>Operations that no other thread interrupts.</summary>
public static class Atomic
{
    /// <summary>Stores the greater of two numbers and returns the old one.</summary>
    public static int Max(ref int target, int value)
    {
        int old = target; // the threads of a kernel run one at a time
        if (value > old) target = value;
        return old;
    }
}
