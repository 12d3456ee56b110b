using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Cpu;

/// <summary>A vector of 128 bits; see <see cref="IVector{TSelf, T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct Vec128<T> : IVector<Vec128<T>, T>
    where T : unmanaged
{
    // Not set by a constructor; see Vec512.
    private Vector128<T> v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vec128(Vector128<T> value) => v = value;

    internal Vector128<T> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => v;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16 / sizeof(T);
    }

    /// <inheritdoc/>
    public static Vec128<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    /// <inheritdoc/>
    public static Vec128<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { v = Vector128<T>.One };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Broadcast(T value) => new() { v = Vector128.Create(value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Constant(double value)
    {
        if (sizeof(T) == 4)
        {
            var result = Vector128.Create((float)value);
            return *(Vec128<T>*)&result;
        }
        else
        {
            var result = Vector128.Create(value);
            return *(Vec128<T>*)&result;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Iota(T start) => new() { v = Vector128.Create(start) + Vector128<T>.Indices };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Load(ReadOnlySpan<T> source, nint i, int lanes)
    {
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), i);
        return lanes == Count ? new() { v = Vector128.LoadUnsafe(ref first) } : LoadPartial(ref first, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Load(T* source) => *(Vec128<T>*)source;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> LoadStrided(ReadOnlySpan<T> source, nint start, nint stride, int lanes)
    {
        if (stride == 1) return Load(source, start, lanes);
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        if (stride == 0) return KeepLanes(Broadcast(first), lanes, Zero);
        return Element.Gather<Vec128<T>, T>(ref first, stride, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> LoadMask(ReadOnlySpan<bool> source, nint i, int lanes)
    {
        ref readonly bool first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), i);
        var word = Vector128.CreateScalar(Element.ReadBooleans(in first, lanes)).AsByte();
        var wide = Vector128.WidenLower(Vector128.WidenLower(word));
        return sizeof(T) == 4
            ? new() { v = (~Vector128.Equals(wide, default)).As<uint, T>() }
            : new() { v = (~Vector128.Equals(Vector128.WidenLower(wide), default)).As<ulong, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vec128<T> value, Span<T> destination, nint i, int lanes)
    {
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), i);
        if (lanes == Count) value.v.StoreUnsafe(ref first);
        else StorePartial(value, ref first, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vec128<T> value, T* destination) => *(Vec128<T>*)destination = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePast(Vec128<T> value, T* destination) => value.v.StoreAlignedNonTemporal(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreStrided(Vec128<T> value, Span<T> destination, nint start, nint stride, int lanes)
    {
        if (stride == 1) Store(value, destination, start, lanes);
        else Element.Spread(value, ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), start), stride, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(Vec128<T> mask, Span<bool> destination, nint i, int lanes)
    {
        ref bool first = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), i);
        Element.WriteBooleans((uint)Vector128.ExtractMostSignificantBits(mask.v), ref first, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> KeepLanes(Vec128<T> value, int lanes, Vec128<T> otherwise)
        => lanes == Count ? value : new() { v = Vector128.ConditionalSelect(FirstLanes(lanes), value.v, otherwise.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> OneHot(nint lane)
    {
        int k = (nuint)lane < (nuint)Count ? (int)lane : -1;
        return sizeof(T) == 4
            ? new() { v = Vector128.Equals(Vector128<int>.Indices, Vector128.Create(k)).As<int, T>() }
            : new() { v = Vector128.Equals(Vector128<long>.Indices, Vector128.Create((long)k)).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Twice(Vec128<T> value, out Vec128<T> high)
    {
        if (sizeof(T) == 4)
        {
            var x = value.v.AsInt32();
            high = new(Vector128.Shuffle(x, Vector128.Create(2, 2, 3, 3)).As<int, T>());
            return new() { v = Vector128.Shuffle(x, Vector128.Create(0, 0, 1, 1)).As<int, T>() };
        }
        var y = value.v.AsInt64();
        high = new(Vector128.Shuffle(y, Vector128.Create(1L, 1L)).As<long, T>());
        return new() { v = Vector128.Shuffle(y, Vector128.Create(0L, 0L)).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Evens(Vec128<T> low, Vec128<T> high)
    {
        if (sizeof(T) == 4)
        {
            var places = Vector128.Create(0, 2, 0, 2);
            return new() { v = Vector128.Create(Vector128.Shuffle(low.v.AsInt32(), places).GetLower(), Vector128.Shuffle(high.v.AsInt32(), places).GetLower()).As<int, T>() };
        }
        var wide = Vector128.Create(0L, 0L);
        return new() { v = Vector128.Create(Vector128.Shuffle(low.v.AsInt64(), wide).GetLower(), Vector128.Shuffle(high.v.AsInt64(), wide).GetLower()).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Odds(Vec128<T> low, Vec128<T> high)
    {
        if (sizeof(T) == 4)
        {
            var places = Vector128.Create(1, 3, 1, 3);
            return new() { v = Vector128.Create(Vector128.Shuffle(low.v.AsInt32(), places).GetLower(), Vector128.Shuffle(high.v.AsInt32(), places).GetLower()).As<int, T>() };
        }
        var wide = Vector128.Create(1L, 1L);
        return new() { v = Vector128.Create(Vector128.Shuffle(low.v.AsInt64(), wide).GetLower(), Vector128.Shuffle(high.v.AsInt64(), wide).GetLower()).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> operator +(Vec128<T> left, Vec128<T> right) => new() { v = left.v + right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> operator -(Vec128<T> left, Vec128<T> right) => new() { v = left.v - right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> operator *(Vec128<T> left, Vec128<T> right) => new() { v = left.v * right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> operator /(Vec128<T> left, Vec128<T> right)
        => Element.IsFloating<T>() ? new() { v = left.v / right.v } : Element.DivideLanes<Vec128<T>, T>(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> operator -(Vec128<T> value) => new() { v = -value.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Min(Vec128<T> left, Vec128<T> right) => new() { v = Vector128.Min(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Max(Vec128<T> left, Vec128<T> right) => new() { v = Vector128.Max(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> MinNative(Vec128<T> left, Vec128<T> right) => new() { v = Vector128.MinNative(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> MaxNative(Vec128<T> left, Vec128<T> right) => new() { v = Vector128.MaxNative(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Abs(Vec128<T> value) => new() { v = Vector128.Abs(value.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Sqrt(Vec128<T> value) => new() { v = Vector128.Sqrt(value.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> FusedMultiplyAdd(Vec128<T> left, Vec128<T> right, Vec128<T> addend)
    {
        if (sizeof(T) == 4)
        {
            var result = Vector128.FusedMultiplyAdd(*(Vector128<float>*)&left, *(Vector128<float>*)&right, *(Vector128<float>*)&addend);
            return *(Vec128<T>*)&result;
        }
        else
        {
            var result = Vector128.FusedMultiplyAdd(*(Vector128<double>*)&left, *(Vector128<double>*)&right, *(Vector128<double>*)&addend);
            return *(Vec128<T>*)&result;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Floor(Vec128<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector128.Floor(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector128.Floor(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Ceiling(Vec128<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector128.Ceiling(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector128.Ceiling(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Truncate(Vec128<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector128.Truncate(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector128.Truncate(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Round(Vec128<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector128.Round(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector128.Round(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Equal(Vec128<T> left, Vec128<T> right) => new() { v = Vector128.Equals(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> NotEqual(Vec128<T> left, Vec128<T> right) => new() { v = ~Vector128.Equals(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Less(Vec128<T> left, Vec128<T> right) => new() { v = Vector128.LessThan(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> LessOrEqual(Vec128<T> left, Vec128<T> right) => new() { v = Vector128.LessThanOrEqual(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Greater(Vec128<T> left, Vec128<T> right) => new() { v = Vector128.GreaterThan(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> GreaterOrEqual(Vec128<T> left, Vec128<T> right) => new() { v = Vector128.GreaterThanOrEqual(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> IsNaN(Vec128<T> value) => new() { v = ~Vector128.Equals(value.v, value.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> And(Vec128<T> left, Vec128<T> right) => new() { v = left.v & right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Or(Vec128<T> left, Vec128<T> right) => new() { v = left.v | right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Xor(Vec128<T> left, Vec128<T> right) => new() { v = left.v ^ right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Not(Vec128<T> value) => new() { v = ~value.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Select(Vec128<T> mask, Vec128<T> whenSet, Vec128<T> whenClear)
        => new() { v = Vector128.ConditionalSelect(mask.v, whenSet.v, whenClear.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vec128<T> mask) => Vector128.ExtractMostSignificantBits(mask.v) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceSum(Vec128<T> value)
    {
        var pair = value.v + SwapHalves(value.v);
        if (sizeof(T) == 4) pair = pair + SwapNeighbours(pair);
        return pair.ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceProd(Vec128<T> value)
    {
        var pair = value.v * SwapHalves(value.v);
        if (sizeof(T) == 4) pair = pair * SwapNeighbours(pair);
        return pair.ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceMin(Vec128<T> value)
    {
        var pair = Vector128.Min(value.v, SwapHalves(value.v));
        if (sizeof(T) == 4) pair = Vector128.Min(pair, SwapNeighbours(pair));
        return pair.ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceMax(Vec128<T> value)
    {
        var pair = Vector128.Max(value.v, SwapHalves(value.v));
        if (sizeof(T) == 4) pair = Vector128.Max(pair, SwapNeighbours(pair));
        return pair.ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Scale(Vec128<T> value, Vec128<T> exponent)
    {
        if (Avx512F.VL.IsSupported)
        {
            return sizeof(T) == 4
                ? new() { v = Avx512F.VL.Scale(value.v.AsSingle(), exponent.v.AsSingle()).As<float, T>() }
                : new() { v = Avx512F.VL.Scale(value.v.AsDouble(), exponent.v.AsDouble()).As<double, T>() };
        }
        if (sizeof(T) == 4)
        {
            // Two factors, so that each is a normal number; only the second product rounds.
            var n = (exponent.v.AsSingle() + Vector128.Create(12582912f)).AsInt32() - Vector128.Create(0x4B400000);
            var half = n >> 1;
            var first = ((half + Vector128.Create(127)) << 23).AsSingle();
            var second = ((n - half + Vector128.Create(127)) << 23).AsSingle();
            return new() { v = (value.v.AsSingle() * first * second).As<float, T>() };
        }
        else
        {
            var n = (exponent.v.AsDouble() + Vector128.Create(6755399441055744.0)).AsInt64() - Vector128.Create(0x4338000000000000);
            var half = n >> 1;
            var first = ((half + Vector128.Create(1023L)) << 52).AsDouble();
            var second = ((n - half + Vector128.Create(1023L)) << 52).AsDouble();
            return new() { v = (value.v.AsDouble() * first * second).As<double, T>() };
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> PowerOfTwo(Vec128<T> biased)
        => sizeof(T) == 4 ? new() { v = (biased.v.AsInt32() << 23).As<int, T>() } : new() { v = (biased.v.AsInt64() << 52).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec128<T> Split(Vec128<T> value, out Vec128<T> exponent)
    {
        // Denormals become normal; then the exponent is counted from sqrt(1/2), so that the mantissa lies around 1.
        if (sizeof(T) == 4)
        {
            var x = value.v.AsSingle();
            var tiny = Vector128.LessThan(x, Vector128.Create(1.17549435e-38f));
            var bits = Vector128.ConditionalSelect(tiny, x * Vector128.Create(33554432f), x).AsInt32();
            var n = (bits - Vector128.Create(0x3F3504F4)) >> 23;
            exponent = new((Vector128.ConvertToSingle(n) - (tiny & Vector128.Create(25f))).As<float, T>());
            return new() { v = (bits - (n << 23)).As<int, T>() };
        }
        else
        {
            var x = value.v.AsDouble();
            var tiny = Vector128.LessThan(x, Vector128.Create(2.2250738585072014e-308));
            var bits = Vector128.ConditionalSelect(tiny, x * Vector128.Create(18014398509481984.0), x).AsInt64();
            var n = (bits - Vector128.Create(0x3FE6A09E667F3BCD)) >> 52;
            // A conversion of long to double that every machine has: the number in the low bits of 1.5 * 2^52.
            var whole = (n + Vector128.Create(0x4338000000000000)).AsDouble() - Vector128.Create(6755399441055744.0);
            exponent = new((whole - (tiny & Vector128.Create(54.0))).As<double, T>());
            return new() { v = (bits - (n << 52)).As<long, T>() };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> SwapHalves(Vector128<T> value)
        => Vector128.Shuffle(value.AsInt64(), Vector128.Create(1L, 0L)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> SwapNeighbours(Vector128<T> value)
        => Vector128.Shuffle(value.AsInt32(), Vector128.Create(1, 0, 3, 2)).As<int, T>();

    /// <summary>A mask of the first lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> FirstLanes(int lanes)
        => sizeof(T) == 4
            ? Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(lanes)).As<int, T>()
            : Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)lanes)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vec128<T> LoadPartial(ref T source, int lanes)
    {
        if (Avx.IsSupported)
        {
            fixed (T* p = &source)
            {
                return sizeof(T) == 4
                    ? new() { v = Avx.MaskLoad((float*)p, FirstLanes(lanes).As<T, float>()).As<float, T>() }
                    : new() { v = Avx.MaskLoad((double*)p, FirstLanes(lanes).As<T, double>()).As<double, T>() };
            }
        }
        return Element.Gather<Vec128<T>, T>(ref source, 1, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePartial(Vec128<T> value, ref T destination, int lanes)
    {
        if (Avx.IsSupported)
        {
            fixed (T* p = &destination)
            {
                if (sizeof(T) == 4) Avx.MaskStore((float*)p, FirstLanes(lanes).As<T, float>(), value.v.As<T, float>());
                else Avx.MaskStore((double*)p, FirstLanes(lanes).As<T, double>(), value.v.As<T, double>());
            }
            return;
        }
        Element.Spread(value, ref destination, 1, lanes);
    }
}
