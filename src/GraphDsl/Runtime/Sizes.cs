using System.ComponentModel;
using System.Globalization;

namespace GraphDsl.Runtime;

/// <summary>Arithmetic of sizes that generated functions do at the call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sizes
{
    /// <summary>The quotient rounded down; 0 where the divisor is 0 (an empty tensor has no elements to divide).</summary>
    public static nint FloorDivide(nint a, nint b)
    {
        if (b == 0) return 0;
        nint quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }

    /// <summary>
    /// An argument that serves as a size or a position, for checks: what no tensor reaches becomes a value that no tensor reaches
    /// and that arithmetic with sizes does not carry back into range.
    /// </summary>
    public static nint Clamp(long value) => (nint)Math.Clamp(value, -int.MaxValue, int.MaxValue);

    /// <summary>The size of two broadcast together: the one that is not 1.</summary>
    public static nint Broadcast(nint a, nint b) => a == 1 ? b : a;

    /// <summary>0 where a size is 1, else 1: the factor of a stride that may be broadcast.</summary>
    public static nint NotOne(nint size) => size == 1 ? 0 : 1;

    /// <summary>An index that counts from the end where it is negative.</summary>
    public static nint Wrap(nint index, nint length) => index < 0 ? index + length : index;

    /// <summary>The elements from an offset on; none where that lies behind the end, as the offset of an empty part may.</summary>
    public static Span<TElement> From<TElement>(Span<TElement> elements, nint offset) =>
        (nuint)offset <= (nuint)elements.Length ? elements[(int)offset..] : [];

    /// <inheritdoc cref="From{TElement}(Span{TElement}, nint)"/>
    public static ReadOnlySpan<TElement> From<TElement>(ReadOnlySpan<TElement> elements, nint offset) =>
        (nuint)offset <= (nuint)elements.Length ? elements[(int)offset..] : [];

    /// <summary>A shape in messages, as NumPy writes it; "any" where a size is free (negative).</summary>
    internal static string Text(ReadOnlySpan<nint> lengths)
    {
        var parts = new string[lengths.Length];
        for (int axis = 0; axis < parts.Length; axis++)
            parts[axis] = lengths[axis] < 0 ? "any" : lengths[axis].ToString(CultureInfo.InvariantCulture);
        return $"({string.Join(", ", parts)}{(parts.Length == 1 ? "," : "")})";
    }
}
