using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

/// <summary>
/// One element as a vector of one lane; see <see cref="IVector{TSelf, T}"/>. It computes in the lowest lane of <see cref="Vec128{T}"/>,
/// so that it gives the same bits as the wider ones.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Scalar1<T> : IVector<Scalar1<T>, T>
    where T : unmanaged
{
    private readonly T v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Scalar1(T value) => v = value;

    internal T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => v;
    }

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static Scalar1<T> Zero => default;

    /// <inheritdoc/>
    public static Scalar1<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<T>.One.ToScalar());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Broadcast(T value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Constant(double value) => new(Element.From<T>(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Iota(T start) => new(start);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Load(ReadOnlySpan<T> source, nint i, int lanes)
        => lanes == 1 ? new(Unsafe.Add(ref MemoryMarshal.GetReference(source), i)) : default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Scalar1<T> Load(T* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> LoadStrided(ReadOnlySpan<T> source, nint start, nint stride, int lanes) => Load(source, start, lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> LoadMask(ReadOnlySpan<bool> source, nint i, int lanes)
        => lanes == 1 && Unsafe.Add(ref MemoryMarshal.GetReference(source), i) ? Not(default) : default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Scalar1<T> value, Span<T> destination, nint i, int lanes)
    {
        if (lanes == 1) Unsafe.Add(ref MemoryMarshal.GetReference(destination), i) = value.v;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Scalar1<T> value, T* destination) => *destination = value.v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePast(Scalar1<T> value, T* destination) => *destination = value.v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreStrided(Scalar1<T> value, Span<T> destination, nint start, nint stride, int lanes)
        => Store(value, destination, start, lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(Scalar1<T> mask, Span<bool> destination, nint i, int lanes)
    {
        if (lanes == 1) Unsafe.Add(ref MemoryMarshal.GetReference(destination), i) = Any(mask);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> KeepLanes(Scalar1<T> value, int lanes, Scalar1<T> otherwise) => lanes == 1 ? value : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> OneHot(nint lane) => lane == 0 ? Not(default) : default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Twice(Scalar1<T> value, out Scalar1<T> high) => high = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Evens(Scalar1<T> low, Scalar1<T> high) => low;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Odds(Scalar1<T> low, Scalar1<T> high) => high;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> operator +(Scalar1<T> left, Scalar1<T> right) => Down(Up(left) + Up(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> operator -(Scalar1<T> left, Scalar1<T> right) => Down(Up(left) - Up(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> operator *(Scalar1<T> left, Scalar1<T> right) => Down(Up(left) * Up(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> operator /(Scalar1<T> left, Scalar1<T> right)
        => Element.IsFloating<T>() ? Down(Up(left) / Up(right)) : new(Element.DivideIntegers(left.v, right.v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> operator -(Scalar1<T> value) => Down(-Up(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Min(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.Min(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Max(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.Max(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> MinNative(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.MinNative(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> MaxNative(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.MaxNative(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Abs(Scalar1<T> value) => Down(Vec128<T>.Abs(Up(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Sqrt(Scalar1<T> value) => Down(Vec128<T>.Sqrt(Up(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> FusedMultiplyAdd(Scalar1<T> left, Scalar1<T> right, Scalar1<T> addend)
        => Down(Vec128<T>.FusedMultiplyAdd(Up(left), Up(right), Up(addend)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Floor(Scalar1<T> value) => Down(Vec128<T>.Floor(Up(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Ceiling(Scalar1<T> value) => Down(Vec128<T>.Ceiling(Up(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Truncate(Scalar1<T> value) => Down(Vec128<T>.Truncate(Up(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Round(Scalar1<T> value) => Down(Vec128<T>.Round(Up(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Equal(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.Equal(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> NotEqual(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.NotEqual(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Less(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.Less(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> LessOrEqual(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.LessOrEqual(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Greater(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.Greater(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> GreaterOrEqual(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.GreaterOrEqual(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> IsNaN(Scalar1<T> value) => Down(Vec128<T>.IsNaN(Up(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> And(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.And(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Or(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.Or(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Xor(Scalar1<T> left, Scalar1<T> right) => Down(Vec128<T>.Xor(Up(left), Up(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Not(Scalar1<T> value) => Down(Vec128<T>.Not(Up(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Select(Scalar1<T> mask, Scalar1<T> whenSet, Scalar1<T> whenClear)
        => Down(Vec128<T>.Select(Up(mask), Up(whenSet), Up(whenClear)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Scalar1<T> mask)
        => Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<T, int>(mask.v) < 0 : Unsafe.BitCast<T, long>(mask.v) < 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceSum(Scalar1<T> value) => value.v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceProd(Scalar1<T> value) => value.v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceMin(Scalar1<T> value) => value.v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReduceMax(Scalar1<T> value) => value.v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Scale(Scalar1<T> value, Scalar1<T> exponent) => Down(Vec128<T>.Scale(Up(value), Up(exponent)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> PowerOfTwo(Scalar1<T> biased) => Down(Vec128<T>.PowerOfTwo(Up(biased)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar1<T> Split(Scalar1<T> value, out Scalar1<T> exponent)
    {
        var mantissa = Vec128<T>.Split(Up(value), out var wide);
        exponent = Down(wide);
        return Down(mantissa);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vec128<T> Up(Scalar1<T> value) => new(Vector128.CreateScalarUnsafe(value.v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Scalar1<T> Down(Vec128<T> value) => new(value.Value.ToScalar());
}
