using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphDsl.Runtime;

/// <summary>
/// New arrays, of which the large ones are backed by large pages where the system lends them on request (Linux, "transparent huge pages"; NumPy
/// asks the same of it): the first write to the memory is then several times faster, and reading it up to a fifth.
/// </summary>
internal static unsafe partial class LargeArray
{
    /// <summary>From here on the pages are asked for; NumPy's bound.</summary>
    private const int LeastBytes = 4 << 20;

    /// <summary>The large pages of nearly all Linux systems. Only what fills them is asked for, so that no memory is wasted.</summary>
    private const nuint Page = 2 << 20;

    private const int UseLargePages = 14; // MADV_HUGEPAGE

    private static bool isRefused = !OperatingSystem.IsLinux();

    /// <summary>An array whose elements are undefined.</summary>
    /// <param name="count">The number of elements.</param>
    /// <param name="pinned">Whether it stays where it is.</param>
    public static T[] New<T>(int count, bool pinned = false)
    {
        var array = GC.AllocateUninitializedArray<T>(count, pinned);
        if ((long)count * Unsafe.SizeOf<T>() >= LeastBytes && !RuntimeHelpers.IsReferenceOrContainsReferences<T>() && !isRefused)
        {
            // A moved array keeps its values, and the pages of its former place are as good for what comes there.
            fixed (byte* first = &MemoryMarshal.GetArrayDataReference((Array)array)) Advise(first, (nuint)count * (nuint)Unsafe.SizeOf<T>());
        }
        return array;
    }

    /// <summary>A copy of elements.</summary>
    public static T[] Copy<T>(ReadOnlySpan<T> values)
    {
        var copy = New<T>(values.Length);
        values.CopyTo(copy);
        return copy;
    }

    private static void Advise(byte* first, nuint bytes)
    {
        nuint from = ((nuint)first + Page - 1) & ~(Page - 1), to = ((nuint)first + bytes) & ~(Page - 1);
        try
        {
            // Whether it is granted makes no difference but to the time.
            _ = AdviseMemory((void*)from, to - from, UseLargePages);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            isRefused = true;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AdviseMemory(void* address, nuint bytes, int advice);
}
