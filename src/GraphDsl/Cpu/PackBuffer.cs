using System.Runtime.InteropServices;

namespace GraphDsl.Cpu;

/// <summary>A thread's own scratch memory for matrix products, aligned to cache lines; it grows to the largest use and is kept.</summary>
internal sealed unsafe class PackBuffer
{
    [ThreadStatic] private static PackBuffer? operandA;
    [ThreadStatic] private static PackBuffer? operandB;

    private void* memory;
    private nuint bytes;

    private PackBuffer()
    {
    }

    ~PackBuffer() => NativeMemory.AlignedFree(memory);

    /// <summary>Memory for a part of A, and the tile.</summary>
    public static PackBuffer OfA => operandA ??= new();

    /// <summary>Memory for a part of B.</summary>
    public static PackBuffer OfB => operandB ??= new();

    /// <summary>Room for that many elements; what it held is lost.</summary>
    public T* Reserve<T>(nint elements) where T : unmanaged
    {
        nuint needed = (nuint)elements * (nuint)sizeof(T);
        if (needed > bytes)
        {
            NativeMemory.AlignedFree(memory);
            memory = null;
            bytes = 0;
            needed = (needed + 4095) / 4096 * 4096;
            memory = NativeMemory.AlignedAlloc(needed, 64);
            bytes = needed;
        }
        return (T*)memory;
    }
}
