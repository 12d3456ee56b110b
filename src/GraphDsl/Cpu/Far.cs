using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Cpu;

/// <summary>
/// Stores of results that are larger than the caches and not read by what computes them. They go past the caches: else each line would be
/// read from memory before it is written over.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Far
{
    /// <summary>More bytes than most machines' last cache holds.</summary>
    public const int Bytes = 32 << 20;

    /// <summary>
    /// Stores lanes of a result that the driver holds in its place and knows as far: <see cref="Map.Run"/> begins where its vectors fall on
    /// whole lines.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V, T>(V value, Span<T> destination, nint i, int lanes)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        if (lanes == V.Count && Is<T>(destination.Length))
        {
            T* target = (T*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), i));
            if ((nuint)target % (nuint)(V.Count * sizeof(T)) == 0)
            {
                V.StorePast(value, target);
                return;
            }
        }
        V.Store(value, destination, i, lanes);
    }

    /// <summary>Whether a tensor of that many elements is far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Is<T>(nint length) where T : unmanaged => length >= Bytes / sizeof(T);

    /// <summary>How many elements lie before the first one that a vector can be stored past the caches at.</summary>
    internal static nint Lead<V, T>(T* target)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        nint over = (nint)((nuint)target % (nuint)(V.Count * sizeof(T)));
        return over % sizeof(T) != 0 ? 0 : (V.Count - (over / sizeof(T))) % V.Count;
    }

    /// <summary>Waits for what went past the caches, so that other threads see it.</summary>
    internal static void Finish()
    {
        if (Sse.IsSupported) Sse.StoreFence();
    }
}
