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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row(ref TElement place, ref TElement value, nint count)
        => MemoryMarshal.CreateReadOnlySpan(ref value, (int)count).CopyTo(MemoryMarshal.CreateSpan(ref place, (int)count));

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
