using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphDsl;

/// <summary>
/// Touches the pages of a large new array on another thread, a little ahead of the bytes that are read into it: the
/// system hands memory out page by page at the first write, which takes as long as inflating what goes into it.
/// </summary>
internal sealed class PageToucher : IDisposable
{
    private const int LeastBytes = 4 << 20;
    private const long Ahead = 32 << 20;     // no further than this: the claimed size may be a lie
    private const int Page = 4096;

    private readonly Task task;
    private long filled;
    private volatile bool stopped;

    private PageToucher(Array array, long length, long from)
    {
        filled = from;
        task = Task.Run(() => Touch(array, length, from));
    }

    /// <summary>Begins with the page of element <paramref name="from"/>; null where it is not worth it.</summary>
    public static PageToucher? Start<T>(T[] array, int from) where T : unmanaged
    {
        var length = (long)array.Length * Unsafe.SizeOf<T>();
        var first = (long)from * Unsafe.SizeOf<T>();
        return length - first < LeastBytes || Environment.ProcessorCount < 2 ? null : new PageToucher(array, length, first);
    }

    /// <summary>Tells that so many more bytes are filled.</summary>
    public void Advance(int bytes) => Volatile.Write(ref filled, filled + bytes);

    public void Dispose()
    {
        stopped = true;
        task.Wait();
    }

    private void Touch(Array array, long length, long from)
    {
        ref var data = ref MemoryMarshal.GetArrayDataReference(array);
        var wait = new SpinWait();
        for (var at = from; at + sizeof(int) <= length && !stopped;)
        {
            var done = Volatile.Read(ref filled);
            if (at - done > Ahead)
            {
                wait.SpinOnce();
                continue;
            }

            if (at < done)
                at += (done - at + Page - 1) / Page * Page;   // the reader has been there already
            else
            {
                // An atomic "or" with 0 touches the page and changes no byte that the reader puts there meanwhile.
                Interlocked.Or(ref Unsafe.As<byte, int>(ref Unsafe.Add(ref data, (nint)at)), 0);
                at += Page;
            }
        }
    }
}
