using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Cpu;

/// <summary>A vector of 256 bits; see <see cref="IVector{TSelf, T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct Vec256<T> : IVector<Vec256<T>, T>
    where T : unmanaged
{
    // Not set by a constructor; see Vec512.
    private Vector256<T> v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vec256(Vector256<T> value) => v = value;

    internal Vector256<T> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => v;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 32 / sizeof(T);
    }

    /// <inheritdoc/>
    public static Vec256<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    /// <inheritdoc/>
    public static Vec256<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { v = Vector256<T>.One };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Broadcast(T value) => new() { v = Vector256.Create(value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Constant(double value)
    {
        if (sizeof(T) == 4)
        {
            var result = Vector256.Create((float)value);
            return *(Vec256<T>*)&result;
        }
        else
        {
            var result = Vector256.Create(value);
            return *(Vec256<T>*)&result;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Iota(T start) => new() { v = Vector256.Create(start) + Vector256<T>.Indices };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Load(ReadOnlySpan<T> source, nint i, int lanes)
    {
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), i);
        return lanes == Count ? new() { v = Vector256.LoadUnsafe(ref first) } : LoadPartial(ref first, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Load(T* source) => *(Vec256<T>*)source;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> LoadStrided(ReadOnlySpan<T> source, nint start, nint stride, int lanes)
    {
        if (stride == 1) return Load(source, start, lanes);
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        if (stride == 0) return KeepLanes(Broadcast(first), lanes, Zero);
        return Element.Gather<Vec256<T>, T>(ref first, stride, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> LoadMask(ReadOnlySpan<bool> source, nint i, int lanes)
    {
        ref readonly bool first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), i);
        var word = Vector256.CreateScalar(Element.ReadBooleans(in first, lanes)).AsByte();
        var wide = Vector256.WidenLower(Vector256.WidenLower(word));
        return sizeof(T) == 4
            ? new() { v = (~Vector256.Equals(wide, default)).As<uint, T>() }
            : new() { v = (~Vector256.Equals(Vector256.WidenLower(wide), default)).As<ulong, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vec256<T> value, Span<T> destination, nint i, int lanes)
    {
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), i);
        if (lanes == Count) value.v.StoreUnsafe(ref first);
        else StorePartial(value, ref first, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vec256<T> value, T* destination) => *(Vec256<T>*)destination = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePast(Vec256<T> value, T* destination) => value.v.StoreAlignedNonTemporal(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreStrided(Vec256<T> value, Span<T> destination, nint start, nint stride, int lanes)
    {
        if (stride == 1) Store(value, destination, start, lanes);
        else Element.Spread(value, ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), start), stride, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(Vec256<T> mask, Span<bool> destination, nint i, int lanes)
    {
        ref bool first = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), i);
        Element.WriteBooleans((uint)Vector256.ExtractMostSignificantBits(mask.v), ref first, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> KeepLanes(Vec256<T> value, int lanes, Vec256<T> otherwise)
        => lanes == Count ? value : new() { v = Vector256.ConditionalSelect(FirstLanes(lanes), value.v, otherwise.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> OneHot(nint lane)
    {
        int k = (nuint)lane < (nuint)Count ? (int)lane : -1;
        return sizeof(T) == 4
            ? new() { v = Vector256.Equals(Vector256<int>.Indices, Vector256.Create(k)).As<int, T>() }
            : new() { v = Vector256.Equals(Vector256<long>.Indices, Vector256.Create((long)k)).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Twice(Vec256<T> value, out Vec256<T> high)
    {
        if (sizeof(T) == 4)
        {
            var x = value.v.AsInt32();
            high = new(Vector256.Shuffle(x, Vector256.Create(4, 4, 5, 5, 6, 6, 7, 7)).As<int, T>());
            return new() { v = Vector256.Shuffle(x, Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3)).As<int, T>() };
        }
        var y = value.v.AsInt64();
        high = new(Vector256.Shuffle(y, Vector256.Create(2L, 2L, 3L, 3L)).As<long, T>());
        return new() { v = Vector256.Shuffle(y, Vector256.Create(0L, 0L, 1L, 1L)).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Evens(Vec256<T> low, Vec256<T> high)
    {
        if (sizeof(T) == 4)
        {
            var places = Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6);
            return new() { v = Vector256.Create(Vector256.Shuffle(low.v.AsInt32(), places).GetLower(), Vector256.Shuffle(high.v.AsInt32(), places).GetLower()).As<int, T>() };
        }
        var wide = Vector256.Create(0L, 2L, 0L, 2L);
        return new() { v = Vector256.Create(Vector256.Shuffle(low.v.AsInt64(), wide).GetLower(), Vector256.Shuffle(high.v.AsInt64(), wide).GetLower()).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Odds(Vec256<T> low, Vec256<T> high)
    {
        if (sizeof(T) == 4)
        {
            var places = Vector256.Create(1, 3, 5, 7, 1, 3, 5, 7);
            return new() { v = Vector256.Create(Vector256.Shuffle(low.v.AsInt32(), places).GetLower(), Vector256.Shuffle(high.v.AsInt32(), places).GetLower()).As<int, T>() };
        }
        var wide = Vector256.Create(1L, 3L, 1L, 3L);
        return new() { v = Vector256.Create(Vector256.Shuffle(low.v.AsInt64(), wide).GetLower(), Vector256.Shuffle(high.v.AsInt64(), wide).GetLower()).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> operator +(Vec256<T> left, Vec256<T> right) => new() { v = left.v + right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> operator -(Vec256<T> left, Vec256<T> right) => new() { v = left.v - right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> operator *(Vec256<T> left, Vec256<T> right) => new() { v = left.v * right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> operator /(Vec256<T> left, Vec256<T> right)
        => Element.IsFloating<T>() ? new() { v = left.v / right.v } : Element.DivideLanes<Vec256<T>, T>(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> operator -(Vec256<T> value) => new() { v = -value.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Min(Vec256<T> left, Vec256<T> right) => new() { v = Vector256.Min(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Max(Vec256<T> left, Vec256<T> right) => new() { v = Vector256.Max(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> MinNative(Vec256<T> left, Vec256<T> right) => new() { v = Vector256.MinNative(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> MaxNative(Vec256<T> left, Vec256<T> right) => new() { v = Vector256.MaxNative(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Abs(Vec256<T> value) => new() { v = Vector256.Abs(value.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Sqrt(Vec256<T> value) => new() { v = Vector256.Sqrt(value.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> FusedMultiplyAdd(Vec256<T> left, Vec256<T> right, Vec256<T> addend)
    {
        if (sizeof(T) == 4)
        {
            var result = Vector256.FusedMultiplyAdd(*(Vector256<float>*)&left, *(Vector256<float>*)&right, *(Vector256<float>*)&addend);
            return *(Vec256<T>*)&result;
        }
        else
        {
            var result = Vector256.FusedMultiplyAdd(*(Vector256<double>*)&left, *(Vector256<double>*)&right, *(Vector256<double>*)&addend);
            return *(Vec256<T>*)&result;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Floor(Vec256<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector256.Floor(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector256.Floor(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Ceiling(Vec256<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector256.Ceiling(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector256.Ceiling(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Truncate(Vec256<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector256.Truncate(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector256.Truncate(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Round(Vec256<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector256.Round(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector256.Round(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Equal(Vec256<T> left, Vec256<T> right) => new() { v = Vector256.Equals(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> NotEqual(Vec256<T> left, Vec256<T> right) => new() { v = ~Vector256.Equals(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Less(Vec256<T> left, Vec256<T> right) => new() { v = Vector256.LessThan(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> LessOrEqual(Vec256<T> left, Vec256<T> right) => new() { v = Vector256.LessThanOrEqual(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Greater(Vec256<T> left, Vec256<T> right) => new() { v = Vector256.GreaterThan(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> GreaterOrEqual(Vec256<T> left, Vec256<T> right) => new() { v = Vector256.GreaterThanOrEqual(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> IsNaN(Vec256<T> value) => new() { v = ~Vector256.Equals(value.v, value.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> And(Vec256<T> left, Vec256<T> right) => new() { v = left.v & right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Or(Vec256<T> left, Vec256<T> right) => new() { v = left.v | right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Xor(Vec256<T> left, Vec256<T> right) => new() { v = left.v ^ right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Not(Vec256<T> value) => new() { v = ~value.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Select(Vec256<T> mask, Vec256<T> whenSet, Vec256<T> whenClear)
        => new() { v = Vector256.ConditionalSelect(mask.v, whenSet.v, whenClear.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vec256<T> mask) => Vector256.ExtractMostSignificantBits(mask.v) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceSum(Vec256<T> value) => Vec128<T>.ReduceSum(new(value.v.GetLower() + value.v.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceProd(Vec256<T> value) => Vec128<T>.ReduceProd(new(value.v.GetLower() * value.v.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceMin(Vec256<T> value) => Vec128<T>.ReduceMin(new(Vector128.Min(value.v.GetLower(), value.v.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceMax(Vec256<T> value) => Vec128<T>.ReduceMax(new(Vector128.Max(value.v.GetLower(), value.v.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Scale(Vec256<T> value, Vec256<T> exponent)
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
            var n = (exponent.v.AsSingle() + Vector256.Create(12582912f)).AsInt32() - Vector256.Create(0x4B400000);
            var half = n >> 1;
            var first = ((half + Vector256.Create(127)) << 23).AsSingle();
            var second = ((n - half + Vector256.Create(127)) << 23).AsSingle();
            return new() { v = (value.v.AsSingle() * first * second).As<float, T>() };
        }
        else
        {
            var n = (exponent.v.AsDouble() + Vector256.Create(6755399441055744.0)).AsInt64() - Vector256.Create(0x4338000000000000);
            var half = n >> 1;
            var first = ((half + Vector256.Create(1023L)) << 52).AsDouble();
            var second = ((n - half + Vector256.Create(1023L)) << 52).AsDouble();
            return new() { v = (value.v.AsDouble() * first * second).As<double, T>() };
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> PowerOfTwo(Vec256<T> biased)
        => sizeof(T) == 4 ? new() { v = (biased.v.AsInt32() << 23).As<int, T>() } : new() { v = (biased.v.AsInt64() << 52).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec256<T> Split(Vec256<T> value, out Vec256<T> exponent)
    {
        // Denormals become normal; then the exponent is counted from sqrt(1/2), so that the mantissa lies around 1.
        if (sizeof(T) == 4)
        {
            var x = value.v.AsSingle();
            var tiny = Vector256.LessThan(x, Vector256.Create(1.17549435e-38f));
            var bits = Vector256.ConditionalSelect(tiny, x * Vector256.Create(33554432f), x).AsInt32();
            var n = (bits - Vector256.Create(0x3F3504F4)) >> 23;
            exponent = new((Vector256.ConvertToSingle(n) - (tiny & Vector256.Create(25f))).As<float, T>());
            return new() { v = (bits - (n << 23)).As<int, T>() };
        }
        else
        {
            var x = value.v.AsDouble();
            var tiny = Vector256.LessThan(x, Vector256.Create(2.2250738585072014e-308));
            var bits = Vector256.ConditionalSelect(tiny, x * Vector256.Create(18014398509481984.0), x).AsInt64();
            var n = (bits - Vector256.Create(0x3FE6A09E667F3BCD)) >> 52;
            // A conversion of long to double that every machine has: the number in the low bits of 1.5 * 2^52.
            var whole = (n + Vector256.Create(0x4338000000000000)).AsDouble() - Vector256.Create(6755399441055744.0);
            exponent = new((whole - (tiny & Vector256.Create(54.0))).As<double, T>());
            return new() { v = (bits - (n << 52)).As<long, T>() };
        }
    }

    /// <summary>A mask of the first lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> FirstLanes(int lanes)
        => sizeof(T) == 4
            ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(lanes)).As<int, T>()
            : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)lanes)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vec256<T> LoadPartial(ref T source, int lanes)
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
        return Element.Gather<Vec256<T>, T>(ref source, 1, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePartial(Vec256<T> value, ref T destination, int lanes)
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
