using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

/// <summary>What a scatter does at a position: elements from <c>place</c> on take those from <c>value</c> on, or one value.</summary>
internal interface IPut<TElement>
    where TElement : unmanaged
{
    static abstract void Row(ref TElement place, ref TElement value, nint count);

    static abstract void Fill(ref TElement place, TElement value, nint count);
}

/// <summary>Replaces elements.</summary>
internal readonly struct PutSet<TElement> : IPut<TElement>
    where TElement : unmanaged
{
    /// <summary>Rows of fewer bytes are copied as a whole, by the runtime; so are those of more than some lines.</summary>
    private const int LeastBytes = 16, MostBytes = 512;

    /// <summary>By vectors, the last of which may begin earlier: a call for each row would take longer than its copy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row(ref TElement place, ref TElement value, nint count)
    {
        nint bytes = count * Unsafe.SizeOf<TElement>();
        if (!Vector128.IsHardwareAccelerated || bytes is < LeastBytes or > MostBytes)
        {
            MemoryMarshal.CreateReadOnlySpan(ref value, (int)count).CopyTo(MemoryMarshal.CreateSpan(ref place, (int)count));
            return;
        }
        ref byte from = ref Unsafe.As<TElement, byte>(ref value), to = ref Unsafe.As<TElement, byte>(ref place);
        nint k = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; k <= bytes - 64; k += 64) Vector512.LoadUnsafe(ref from, (nuint)k).StoreUnsafe(ref to, (nuint)k);
        }
        if (Vector256.IsHardwareAccelerated)
        {
            for (; k <= bytes - 32; k += 32) Vector256.LoadUnsafe(ref from, (nuint)k).StoreUnsafe(ref to, (nuint)k);
        }
        for (; k <= bytes - 16; k += 16) Vector128.LoadUnsafe(ref from, (nuint)k).StoreUnsafe(ref to, (nuint)k);
        if (k < bytes) Vector128.LoadUnsafe(ref from, (nuint)(bytes - 16)).StoreUnsafe(ref to, (nuint)(bytes - 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fill(ref TElement place, TElement value, nint count)
    {
        if (count == 1) place = value;
        else MemoryMarshal.CreateSpan(ref place, (int)count).Fill(value);
    }
}

/// <summary>Adds to elements, one addition each: with vectors of any width the sums are the same.</summary>
internal readonly struct PutAdd<TElement> : IPut<TElement>
    where TElement : unmanaged, INumberBase<TElement>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row(ref TElement place, ref TElement value, nint count)
    {
        nint k = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; k <= count - Vector512<TElement>.Count; k += Vector512<TElement>.Count)
                (Vector512.LoadUnsafe(ref place, (nuint)k) + Vector512.LoadUnsafe(ref value, (nuint)k)).StoreUnsafe(ref place, (nuint)k);
        }
        if (Vector256.IsHardwareAccelerated)
        {
            for (; k <= count - Vector256<TElement>.Count; k += Vector256<TElement>.Count)
                (Vector256.LoadUnsafe(ref place, (nuint)k) + Vector256.LoadUnsafe(ref value, (nuint)k)).StoreUnsafe(ref place, (nuint)k);
        }
        for (; Vector128.IsHardwareAccelerated && k <= count - Vector128<TElement>.Count; k += Vector128<TElement>.Count)
            (Vector128.LoadUnsafe(ref place, (nuint)k) + Vector128.LoadUnsafe(ref value, (nuint)k)).StoreUnsafe(ref place, (nuint)k);
        for (; k < count; k++) Unsafe.Add(ref place, k) += Unsafe.Add(ref value, k);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fill(ref TElement place, TElement value, nint count)
    {
        for (nint k = 0; k < count; k++) Unsafe.Add(ref place, k) += value;
    }
}
