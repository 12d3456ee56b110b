using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>
/// A SIMD vector of <typeparamref name="T"/> (float, double, int or long) of a width fixed by the type that implements it.
/// A kernel is written once over this interface and compiled for every width; all widths give the same bits in each lane.
/// </summary>
/// <remarks>
/// Masks are vectors whose lanes have all bits set or all clear. Loads and stores check no bounds. Partial ones (<c>lanes</c> less than
/// <see cref="Count"/>) touch no memory beyond their lanes; where <c>lanes</c> is <see cref="Count"/> they fold to one instruction.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IVector<TSelf, T>
    where TSelf : struct, IVector<TSelf, T>
    where T : unmanaged
{
    /// <summary>The number of lanes, a constant to the JIT.</summary>
    static abstract int Count { get; }

    /// <summary>All lanes 0.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>Every lane <paramref name="value"/>.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>All lanes 1.</summary>
    static abstract TSelf One { get; }

    /// <summary>Every lane <paramref name="value"/> rounded to float or double. Floating-point elements only.</summary>
    static abstract TSelf Constant(double value);

    /// <summary>Lane k is <paramref name="start"/> + k.</summary>
    static abstract TSelf Iota(T start);

    /// <summary>Elements i .. i + lanes of <paramref name="source"/>; lanes beyond are 0.</summary>
    static abstract TSelf Load(ReadOnlySpan<T> source, nint i, int lanes);

    /// <summary>A whole vector from memory of any alignment.</summary>
    static abstract unsafe TSelf Load(T* source);

    /// <summary>Elements start + k * stride of <paramref name="source"/>; stride 0 repeats one element; lanes beyond are 0.</summary>
    static abstract TSelf LoadStrided(ReadOnlySpan<T> source, nint start, nint stride, int lanes);

    /// <summary>A mask from the booleans i .. i + lanes; lanes beyond are clear.</summary>
    static abstract TSelf LoadMask(ReadOnlySpan<bool> source, nint i, int lanes);

    /// <summary>Writes the first <paramref name="lanes"/> lanes to i .. i + lanes of <paramref name="destination"/>.</summary>
    static abstract void Store(TSelf value, Span<T> destination, nint i, int lanes);

    /// <summary>Writes a whole vector to memory of any alignment.</summary>
    static abstract unsafe void Store(TSelf value, T* destination);

    /// <summary>Writes a whole vector past the caches, to an address that is a multiple of its size.</summary>
    static abstract unsafe void StorePast(TSelf value, T* destination);

    /// <summary>Writes the first <paramref name="lanes"/> lanes to start + k * stride of <paramref name="destination"/>.</summary>
    static abstract void StoreStrided(TSelf value, Span<T> destination, nint start, nint stride, int lanes);

    /// <summary>Writes the first <paramref name="lanes"/> lanes of a mask as booleans.</summary>
    static abstract void StoreMask(TSelf mask, Span<bool> destination, nint i, int lanes);

    /// <summary>The first <paramref name="lanes"/> lanes of <paramref name="value"/>, those beyond from <paramref name="otherwise"/>.</summary>
    static abstract TSelf KeepLanes(TSelf value, int lanes, TSelf otherwise);

    /// <summary>A mask of one lane, or of none where <paramref name="lane"/> is out of range.</summary>
    static abstract TSelf OneHot(nint lane);

    /// <summary>Every lane two times in a row: the first half of them, and the second as <paramref name="high"/>.</summary>
    static abstract TSelf Twice(TSelf value, out TSelf high);

    /// <summary>The lanes 0, 2, 4, ... of <paramref name="low"/> followed by <paramref name="high"/>.</summary>
    static abstract TSelf Evens(TSelf low, TSelf high);

    /// <summary>The lanes 1, 3, 5, ... of <paramref name="low"/> followed by <paramref name="high"/>.</summary>
    static abstract TSelf Odds(TSelf low, TSelf high);

    /// <summary>The sum; integers wrap.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>The difference; integers wrap.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>The product; integers wrap.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>The quotient; of integers truncated, and 0 where the divisor is 0.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>The negation; -0 of 0.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>The smaller; NaN where either is NaN; -0 is less than 0.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The greater; NaN where either is NaN; -0 is less than 0.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>left &lt; right ? left : right, in one instruction: <paramref name="right"/> where it is NaN.</summary>
    static abstract TSelf MinNative(TSelf left, TSelf right);

    /// <summary>left &gt; right ? left : right, in one instruction: <paramref name="right"/> where it is NaN.</summary>
    static abstract TSelf MaxNative(TSelf left, TSelf right);

    /// <summary>The absolute value; the least integer stays.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The square root, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>left * right + addend with one rounding. Floating-point elements only.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>
    /// The element at <paramref name="left"/> times each lane of right, plus addend. Where an operand can be broadcast from memory on its way,
    /// this is faster than <see cref="Broadcast"/>, which takes time of the units that multiply.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual unsafe TSelf FusedMultiplyAdd(T* left, TSelf right, TSelf addend) => TSelf.FusedMultiplyAdd(TSelf.Broadcast(*left), right, addend);

    /// <summary>Rounds down.</summary>
    static abstract TSelf Floor(TSelf value);

    /// <summary>Rounds up.</summary>
    static abstract TSelf Ceiling(TSelf value);

    /// <summary>Rounds towards 0.</summary>
    static abstract TSelf Truncate(TSelf value);

    /// <summary>Rounds to the nearest, halves to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>The mask of left == right.</summary>
    static abstract TSelf Equal(TSelf left, TSelf right);

    /// <summary>The mask of left != right.</summary>
    static abstract TSelf NotEqual(TSelf left, TSelf right);

    /// <summary>The mask of left &lt; right.</summary>
    static abstract TSelf Less(TSelf left, TSelf right);

    /// <summary>The mask of left &lt;= right.</summary>
    static abstract TSelf LessOrEqual(TSelf left, TSelf right);

    /// <summary>The mask of left &gt; right.</summary>
    static abstract TSelf Greater(TSelf left, TSelf right);

    /// <summary>The mask of left &gt;= right.</summary>
    static abstract TSelf GreaterOrEqual(TSelf left, TSelf right);

    /// <summary>The mask of lanes that are NaN.</summary>
    static abstract TSelf IsNaN(TSelf value);

    /// <summary>Bitwise and.</summary>
    static abstract TSelf And(TSelf left, TSelf right);

    /// <summary>Bitwise or.</summary>
    static abstract TSelf Or(TSelf left, TSelf right);

    /// <summary>Bitwise exclusive or.</summary>
    static abstract TSelf Xor(TSelf left, TSelf right);

    /// <summary>Bitwise complement.</summary>
    static abstract TSelf Not(TSelf value);

    /// <summary><paramref name="whenSet"/> where the mask is set, else <paramref name="whenClear"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenSet, TSelf whenClear);

    /// <summary>Whether any lane of a mask is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>The sum of the lanes: halves are added until one lane is left.</summary>
    static abstract T ReduceSum(TSelf value);

    /// <summary>Stores the sums of the lanes of four vectors, <paramref name="stride"/> apart, each added up in some order of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual unsafe void StoreSums(TSelf first, TSelf second, TSelf third, TSelf fourth, T* target, nint stride)
        => Element.StoreSums(first, second, third, fourth, target, stride);

    /// <summary>The product of the lanes, in the order of <see cref="ReduceSum"/>.</summary>
    static abstract T ReduceProd(TSelf value);

    /// <summary>The least lane, NaN if any is NaN.</summary>
    static abstract T ReduceMin(TSelf value);

    /// <summary>The greatest lane, NaN if any is NaN.</summary>
    static abstract T ReduceMax(TSelf value);

    /// <summary>
    /// value * 2^exponent with one rounding, for 0 and for values between 1/4 and 4 in magnitude, and whole exponents of at most
    /// 252 (float) or 2044 (double) in magnitude. Floating-point elements only.
    /// </summary>
    static abstract TSelf Scale(TSelf value, TSelf exponent);

    /// <summary>
    /// 2^n from n + 1.5 * 2^23 + 127 (float; n from -126 to 127) or n + 1.5 * 2^52 + 1023 (double; n from -1022 to 1023): the low bits of such
    /// a number hold the exponent. Floating-point elements only.
    /// </summary>
    static abstract TSelf PowerOfTwo(TSelf biased);

    /// <summary>
    /// Splits finite positive lanes (denormals too) into a mantissa in [sqrt(1/2), sqrt(2)) and a whole exponent with
    /// value = mantissa * 2^exponent. Other lanes give no particular result. Floating-point elements only.
    /// </summary>
    static abstract TSelf Split(TSelf value, out TSelf exponent);
}
