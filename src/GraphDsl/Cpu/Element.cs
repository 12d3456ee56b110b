using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Cpu;

/// <summary>Arithmetic on one element of a generic type; the type tests fold in the JIT.</summary>
internal static class Element
{
    /// <summary>Asks for the line of an address to be brought into the second cache; any address will do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(void* address)
    {
        if (Sse.IsSupported) Sse.Prefetch1(address);
    }

    /// <inheritdoc cref="Prefetch(void*)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref T place) where T : unmanaged => Prefetch(Unsafe.AsPointer(ref place));

    /// <summary>The value rounded (floating point) or truncated (integers) to <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T From<T>(double value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<float, T>((float)value);
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<double, T>(value);
        if (typeof(T) == typeof(int)) return Unsafe.BitCast<int, T>((int)value);
        if (typeof(T) == typeof(long)) return Unsafe.BitCast<long, T>((long)value);
        throw Unsupported<T>();
    }

    /// <summary>The value as double; exact but for large long values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<T, float>(value);
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<T, double>(value);
        if (typeof(T) == typeof(int)) return Unsafe.BitCast<T, int>(value);
        if (typeof(T) == typeof(long)) return Unsafe.BitCast<T, long>(value);
        throw Unsupported<T>();
    }

    /// <summary>Integer division without exceptions: 0 where the divisor is 0, and the least value divided by -1 stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T DivideIntegers<T>(T left, T right) where T : unmanaged
    {
        if (typeof(T) == typeof(int))
        {
            int a = Unsafe.BitCast<T, int>(left), b = Unsafe.BitCast<T, int>(right);
            return Unsafe.BitCast<int, T>(b == 0 ? 0 : b == -1 ? unchecked(-a) : a / b);
        }
        if (typeof(T) == typeof(long))
        {
            long a = Unsafe.BitCast<T, long>(left), b = Unsafe.BitCast<T, long>(right);
            return Unsafe.BitCast<long, T>(b == 0 ? 0 : b == -1 ? unchecked(-a) : a / b);
        }
        throw Unsupported<T>();
    }

    /// <summary>Infinity, or the greatest integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Greatest<T>() where T : unmanaged
        => typeof(T) == typeof(int) ? Unsafe.BitCast<int, T>(int.MaxValue)
            : typeof(T) == typeof(long) ? Unsafe.BitCast<long, T>(long.MaxValue)
            : From<T>(double.PositiveInfinity);

    /// <summary>-infinity, or the least integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Least<T>() where T : unmanaged
        => typeof(T) == typeof(int) ? Unsafe.BitCast<int, T>(int.MinValue)
            : typeof(T) == typeof(long) ? Unsafe.BitCast<long, T>(long.MinValue)
            : From<T>(double.NegativeInfinity);

    /// <summary>Whether <typeparamref name="T"/> is float or double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFloating<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    /// <summary>Lane k of a vector of any width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Lane<V, T>(ref V vector, int k) where V : struct where T : unmanaged
        => ref Unsafe.Add(ref Unsafe.As<V, T>(ref vector), k);

    /// <summary>The lanes of start + k * stride, one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gather<V, T>(ref T start, nint stride, int lanes) where V : struct where T : unmanaged
    {
        V result = default;
        for (int k = 0; k < lanes; k++) Lane<V, T>(ref result, k) = Unsafe.Add(ref start, k * stride);
        return result;
    }

    /// <summary>Writes lanes to start + k * stride, one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Spread<V, T>(V value, ref T start, nint stride, int lanes) where V : struct where T : unmanaged
    {
        for (int k = 0; k < lanes; k++) Unsafe.Add(ref start, k * stride) = Lane<V, T>(ref value, k);
    }

    /// <summary>The sums of the lanes of four vectors, each in the order of <see cref="IVector{TSelf, T}.ReduceSum"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreSums<V, T>(V first, V second, V third, V fourth, T* target, nint stride)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        target[0] = V.ReduceSum(first);
        target[stride] = V.ReduceSum(second);
        target[2 * stride] = V.ReduceSum(third);
        target[3 * stride] = V.ReduceSum(fourth);
    }

    /// <summary>Integer division lane by lane.</summary>
    public static V DivideLanes<V, T>(V left, V right) where V : struct where T : unmanaged
    {
        for (int k = 0; k < Unsafe.SizeOf<V>() / Unsafe.SizeOf<T>(); k++)
            Lane<V, T>(ref left, k) = DivideIntegers(Lane<V, T>(ref left, k), Lane<V, T>(ref right, k));
        return left;
    }

    /// <summary>Up to eight bits spread to booleans in the bytes of a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SpreadBits(uint bits)
    {
        ulong picked = ((bits & 0xFF) * 0x0101010101010101UL) & 0x8040201008040201UL;
        return ((picked + 0x7F7F7F7F7F7F7F7FUL) >> 7) & 0x0101010101010101UL;
    }

    /// <summary>Up to eight booleans as the bytes of a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadBooleans(ref readonly bool source, int lanes)
    {
        ref byte bytes = ref Unsafe.As<bool, byte>(ref Unsafe.AsRef(in source));
        if (lanes == 8) return Unsafe.ReadUnaligned<ulong>(ref bytes);
        if (lanes == 4) return Unsafe.ReadUnaligned<uint>(ref bytes);
        ulong word = 0;
        for (int k = 0; k < lanes; k++) word |= (ulong)Unsafe.Add(ref bytes, k) << (8 * k);
        return word;
    }

    /// <summary>Writes up to eight booleans from the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteBooleans(uint bits, ref bool destination, int lanes)
    {
        ref byte bytes = ref Unsafe.As<bool, byte>(ref destination);
        ulong word = SpreadBits(bits);
        if (lanes == 8)
        {
            Unsafe.WriteUnaligned(ref bytes, word);
            return;
        }
        for (int k = 0; k < lanes; k++) Unsafe.Add(ref bytes, k) = (byte)(word >> (8 * k));
    }

    private static NotSupportedException Unsupported<T>()
        => new($"Vectors of {typeof(T)} are not supported; the element types are float, double, int and long.");
}
