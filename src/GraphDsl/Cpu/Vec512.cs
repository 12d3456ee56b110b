using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Cpu;

/// <summary>A vector of 512 bits; see <see cref="IVector{TSelf, T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct Vec512<T> : IVector<Vec512<T>, T>
    where T : unmanaged
{
    // No constructor sets it, and single elements are told apart by the casts of addresses: each method, however small, costs every kernel's
    // first call some microseconds of the JIT's time for each use.
    private Vector512<T> v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vec512(Vector512<T> value) => v = value;

    internal Vector512<T> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => v;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 64 / sizeof(T);
    }

    /// <inheritdoc/>
    public static Vec512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    /// <inheritdoc/>
    public static Vec512<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { v = Vector512<T>.One };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Broadcast(T value) => new() { v = Vector512.Create(value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Constant(double value)
    {
        if (sizeof(T) == 4)
        {
            var result = Vector512.Create((float)value);
            return *(Vec512<T>*)&result;
        }
        else
        {
            var result = Vector512.Create(value);
            return *(Vec512<T>*)&result;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Iota(T start) => new() { v = Vector512.Create(start) + Vector512<T>.Indices };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Load(ReadOnlySpan<T> source, nint i, int lanes)
    {
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), i);
        return lanes == Count ? new() { v = Vector512.LoadUnsafe(ref first) } : LoadPartial(ref first, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Load(T* source) => *(Vec512<T>*)source;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> LoadStrided(ReadOnlySpan<T> source, nint start, nint stride, int lanes)
    {
        if (stride == 1) return Load(source, start, lanes);
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        if (stride == 0) return KeepLanes(Broadcast(first), lanes, Zero);
        return Element.Gather<Vec512<T>, T>(ref first, stride, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> LoadMask(ReadOnlySpan<bool> source, nint i, int lanes)
    {
        ref readonly bool first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), i);
        if (sizeof(T) == 4)
        {
            ulong low = Element.ReadBooleans(in first, Math.Min(lanes, 8));
            ulong high = Element.ReadBooleans(in Unsafe.Add(ref Unsafe.AsRef(in first), 8), Math.Max(lanes - 8, 0));
            var bytes = Vector512.Create(low, high, 0UL, 0UL, 0UL, 0UL, 0UL, 0UL).AsByte();
            return new() { v = (~Vector512.Equals(Vector512.WidenLower(Vector512.WidenLower(bytes)), default)).As<uint, T>() };
        }
        var word = Vector512.CreateScalar(Element.ReadBooleans(in first, lanes)).AsByte();
        var wide = Vector512.WidenLower(Vector512.WidenLower(Vector512.WidenLower(word)));
        return new() { v = (~Vector512.Equals(wide, default)).As<ulong, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vec512<T> value, Span<T> destination, nint i, int lanes)
    {
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), i);
        if (lanes == Count) value.v.StoreUnsafe(ref first);
        else StorePartial(value, ref first, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vec512<T> value, T* destination) => *(Vec512<T>*)destination = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePast(Vec512<T> value, T* destination) => value.v.StoreAlignedNonTemporal(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreStrided(Vec512<T> value, Span<T> destination, nint start, nint stride, int lanes)
    {
        if (stride == 1) Store(value, destination, start, lanes);
        else Element.Spread(value, ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), start), stride, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(Vec512<T> mask, Span<bool> destination, nint i, int lanes)
    {
        uint bits = (uint)Vector512.ExtractMostSignificantBits(mask.v);
        ref bool first = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), i);
        Element.WriteBooleans(bits, ref first, Math.Min(lanes, 8));
        if (lanes > 8) Element.WriteBooleans(bits >> 8, ref Unsafe.Add(ref first, 8), lanes - 8);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> KeepLanes(Vec512<T> value, int lanes, Vec512<T> otherwise)
        => lanes == Count ? value : new() { v = Vector512.ConditionalSelect(FirstLanes(lanes), value.v, otherwise.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> OneHot(nint lane)
    {
        int k = (nuint)lane < (nuint)Count ? (int)lane : -1;
        return sizeof(T) == 4
            ? new() { v = Vector512.Equals(Vector512<int>.Indices, Vector512.Create(k)).As<int, T>() }
            : new() { v = Vector512.Equals(Vector512<long>.Indices, Vector512.Create((long)k)).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Twice(Vec512<T> value, out Vec512<T> high)
    {
        if (sizeof(T) == 4)
        {
            var x = value.v.AsInt32();
            high = new(Vector512.Shuffle(x, Vector512.Create(8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15)).As<int, T>());
            return new() { v = Vector512.Shuffle(x, Vector512.Create(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7)).As<int, T>() };
        }
        var y = value.v.AsInt64();
        high = new(Vector512.Shuffle(y, Vector512.Create(4L, 4L, 5L, 5L, 6L, 6L, 7L, 7L)).As<long, T>());
        return new() { v = Vector512.Shuffle(y, Vector512.Create(0L, 0L, 1L, 1L, 2L, 2L, 3L, 3L)).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Evens(Vec512<T> low, Vec512<T> high)
    {
        if (Avx512F.IsSupported)
        {
            return sizeof(T) == 4
                ? new() { v = Avx512F.PermuteVar16x32x2(low.v.AsInt32(), Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), high.v.AsInt32()).As<int, T>() }
                : new() { v = Avx512F.PermuteVar8x64x2(low.v.AsInt64(), Vector512.Create(0L, 2L, 4L, 6L, 8L, 10L, 12L, 14L), high.v.AsInt64()).As<long, T>() };
        }
        var first = Vec256<T>.Evens(new(low.v.GetLower()), new(low.v.GetUpper()));
        return new() { v = Vector512.Create(first.Value, Vec256<T>.Evens(new(high.v.GetLower()), new(high.v.GetUpper())).Value) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Odds(Vec512<T> low, Vec512<T> high)
    {
        if (Avx512F.IsSupported)
        {
            return sizeof(T) == 4
                ? new() { v = Avx512F.PermuteVar16x32x2(low.v.AsInt32(), Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), high.v.AsInt32()).As<int, T>() }
                : new() { v = Avx512F.PermuteVar8x64x2(low.v.AsInt64(), Vector512.Create(1L, 3L, 5L, 7L, 9L, 11L, 13L, 15L), high.v.AsInt64()).As<long, T>() };
        }
        var first = Vec256<T>.Odds(new(low.v.GetLower()), new(low.v.GetUpper()));
        return new() { v = Vector512.Create(first.Value, Vec256<T>.Odds(new(high.v.GetLower()), new(high.v.GetUpper())).Value) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> operator +(Vec512<T> left, Vec512<T> right) => new() { v = left.v + right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> operator -(Vec512<T> left, Vec512<T> right) => new() { v = left.v - right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> operator *(Vec512<T> left, Vec512<T> right) => new() { v = left.v * right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> operator /(Vec512<T> left, Vec512<T> right)
        => Element.IsFloating<T>() ? new() { v = left.v / right.v } : Element.DivideLanes<Vec512<T>, T>(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> operator -(Vec512<T> value) => new() { v = -value.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Min(Vec512<T> left, Vec512<T> right) => new() { v = Vector512.Min(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Max(Vec512<T> left, Vec512<T> right) => new() { v = Vector512.Max(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> MinNative(Vec512<T> left, Vec512<T> right) => new() { v = Vector512.MinNative(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> MaxNative(Vec512<T> left, Vec512<T> right) => new() { v = Vector512.MaxNative(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Abs(Vec512<T> value) => new() { v = Vector512.Abs(value.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Sqrt(Vec512<T> value) => new() { v = Vector512.Sqrt(value.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> FusedMultiplyAdd(Vec512<T> left, Vec512<T> right, Vec512<T> addend)
    {
        if (sizeof(T) == 4)
        {
            var result = Vector512.FusedMultiplyAdd(*(Vector512<float>*)&left, *(Vector512<float>*)&right, *(Vector512<float>*)&addend);
            return *(Vec512<T>*)&result;
        }
        else
        {
            var result = Vector512.FusedMultiplyAdd(*(Vector512<double>*)&left, *(Vector512<double>*)&right, *(Vector512<double>*)&addend);
            return *(Vec512<T>*)&result;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> FusedMultiplyAdd(T* left, Vec512<T> right, Vec512<T> addend)
    {
        if (sizeof(T) == 4)
        {
            var result = Vector512.FusedMultiplyAdd(*(Vector512<float>*)&right, Vector512.Create(*(float*)left), *(Vector512<float>*)&addend);
            return *(Vec512<T>*)&result;
        }
        else
        {
            var result = Vector512.FusedMultiplyAdd(*(Vector512<double>*)&right, Vector512.Create(*(double*)left), *(Vector512<double>*)&addend);
            return *(Vec512<T>*)&result;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Floor(Vec512<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector512.Floor(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector512.Floor(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Ceiling(Vec512<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector512.Ceiling(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector512.Ceiling(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Truncate(Vec512<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector512.Truncate(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector512.Truncate(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Round(Vec512<T> value)
    {
        if (!Element.IsFloating<T>()) return value;
        return sizeof(T) == 4
            ? new() { v = Vector512.Round(value.v.AsSingle()).As<float, T>() }
            : new() { v = Vector512.Round(value.v.AsDouble()).As<double, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Equal(Vec512<T> left, Vec512<T> right) => new() { v = Vector512.Equals(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> NotEqual(Vec512<T> left, Vec512<T> right) => new() { v = ~Vector512.Equals(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Less(Vec512<T> left, Vec512<T> right) => new() { v = Vector512.LessThan(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> LessOrEqual(Vec512<T> left, Vec512<T> right) => new() { v = Vector512.LessThanOrEqual(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Greater(Vec512<T> left, Vec512<T> right) => new() { v = Vector512.GreaterThan(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> GreaterOrEqual(Vec512<T> left, Vec512<T> right) => new() { v = Vector512.GreaterThanOrEqual(left.v, right.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> IsNaN(Vec512<T> value) => new() { v = ~Vector512.Equals(value.v, value.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> And(Vec512<T> left, Vec512<T> right) => new() { v = left.v & right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Or(Vec512<T> left, Vec512<T> right) => new() { v = left.v | right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Xor(Vec512<T> left, Vec512<T> right) => new() { v = left.v ^ right.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Not(Vec512<T> value) => new() { v = ~value.v };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Select(Vec512<T> mask, Vec512<T> whenSet, Vec512<T> whenClear)
        => new() { v = Vector512.ConditionalSelect(mask.v, whenSet.v, whenClear.v) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vec512<T> mask) => Vector512.ExtractMostSignificantBits(mask.v) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceSum(Vec512<T> value) => Vec256<T>.ReduceSum(new(value.v.GetLower() + value.v.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Vec512<T> first, Vec512<T> second, Vec512<T> third, Vec512<T> fourth, T* target, nint stride)
    {
        if (sizeof(T) == 4 && Avx512F.IsSupported)
        {
            // Beside each other, the four are added up together.
            Transposition.Square(
                *(Vector512<float>*)&first, *(Vector512<float>*)&second, *(Vector512<float>*)&third, *(Vector512<float>*)&fourth,
                out var a, out var b, out var c, out var d);
            var quarters = (a + b) + (c + d);
            var halves = quarters.GetLower() + quarters.GetUpper();
            var sums = halves.GetLower() + halves.GetUpper();
            T* lanes = (T*)&sums;
            target[0] = lanes[0];
            target[stride] = lanes[1];
            target[2 * stride] = lanes[2];
            target[3 * stride] = lanes[3];
        }
        else
        {
            Element.StoreSums(first, second, third, fourth, target, stride);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceProd(Vec512<T> value) => Vec256<T>.ReduceProd(new(value.v.GetLower() * value.v.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceMin(Vec512<T> value) => Vec256<T>.ReduceMin(new(Vector256.Min(value.v.GetLower(), value.v.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceMax(Vec512<T> value) => Vec256<T>.ReduceMax(new(Vector256.Max(value.v.GetLower(), value.v.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Scale(Vec512<T> value, Vec512<T> exponent)
    {
        if (Avx512F.IsSupported)
        {
            return sizeof(T) == 4
                ? new() { v = Avx512F.Scale(value.v.AsSingle(), exponent.v.AsSingle()).As<float, T>() }
                : new() { v = Avx512F.Scale(value.v.AsDouble(), exponent.v.AsDouble()).As<double, T>() };
        }
        if (sizeof(T) == 4)
        {
            // Two factors, so that each is a normal number; only the second product rounds.
            var n = (exponent.v.AsSingle() + Vector512.Create(12582912f)).AsInt32() - Vector512.Create(0x4B400000);
            var half = n >> 1;
            var first = ((half + Vector512.Create(127)) << 23).AsSingle();
            var second = ((n - half + Vector512.Create(127)) << 23).AsSingle();
            return new() { v = (value.v.AsSingle() * first * second).As<float, T>() };
        }
        else
        {
            var n = (exponent.v.AsDouble() + Vector512.Create(6755399441055744.0)).AsInt64() - Vector512.Create(0x4338000000000000);
            var half = n >> 1;
            var first = ((half + Vector512.Create(1023L)) << 52).AsDouble();
            var second = ((n - half + Vector512.Create(1023L)) << 52).AsDouble();
            return new() { v = (value.v.AsDouble() * first * second).As<double, T>() };
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> PowerOfTwo(Vec512<T> biased)
        => sizeof(T) == 4 ? new() { v = (biased.v.AsInt32() << 23).As<int, T>() } : new() { v = (biased.v.AsInt64() << 52).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec512<T> Split(Vec512<T> value, out Vec512<T> exponent)
    {
        // Denormals become normal; then the exponent is counted from sqrt(1/2), so that the mantissa lies around 1.
        if (sizeof(T) == 4)
        {
            var x = value.v.AsSingle();
            var tiny = Vector512.LessThan(x, Vector512.Create(1.17549435e-38f));
            var bits = Vector512.ConditionalSelect(tiny, x * Vector512.Create(33554432f), x).AsInt32();
            var n = (bits - Vector512.Create(0x3F3504F4)) >> 23;
            exponent = new((Vector512.ConvertToSingle(n) - (tiny & Vector512.Create(25f))).As<float, T>());
            return new() { v = (bits - (n << 23)).As<int, T>() };
        }
        else
        {
            var x = value.v.AsDouble();
            var tiny = Vector512.LessThan(x, Vector512.Create(2.2250738585072014e-308));
            var bits = Vector512.ConditionalSelect(tiny, x * Vector512.Create(18014398509481984.0), x).AsInt64();
            var n = (bits - Vector512.Create(0x3FE6A09E667F3BCD)) >> 52;
            // A conversion of long to double that every machine has: the number in the low bits of 1.5 * 2^52.
            var whole = (n + Vector512.Create(0x4338000000000000)).AsDouble() - Vector512.Create(6755399441055744.0);
            exponent = new((whole - (tiny & Vector512.Create(54.0))).As<double, T>());
            return new() { v = (bits - (n << 52)).As<long, T>() };
        }
    }

    /// <summary>A mask of the first lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> FirstLanes(int lanes)
        => sizeof(T) == 4
            ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(lanes)).As<int, T>()
            : Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)lanes)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vec512<T> LoadPartial(ref T source, int lanes)
    {
        if (Avx512F.IsSupported)
        {
            fixed (T* p = &source)
            {
                return sizeof(T) == 4
                    ? new() { v = Avx512F.MaskLoad((float*)p, FirstLanes(lanes).As<T, float>(), Vector512<float>.Zero).As<float, T>() }
                    : new() { v = Avx512F.MaskLoad((double*)p, FirstLanes(lanes).As<T, double>(), Vector512<double>.Zero).As<double, T>() };
            }
        }
        return Element.Gather<Vec512<T>, T>(ref source, 1, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePartial(Vec512<T> value, ref T destination, int lanes)
    {
        if (Avx512F.IsSupported)
        {
            fixed (T* p = &destination)
            {
                if (sizeof(T) == 4) Avx512F.MaskStore((float*)p, FirstLanes(lanes).As<T, float>(), value.v.As<T, float>());
                else Avx512F.MaskStore((double*)p, FirstLanes(lanes).As<T, double>(), value.v.As<T, double>());
            }
            return;
        }
        Element.Spread(value, ref destination, 1, lanes);
    }
}
