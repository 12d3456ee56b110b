using System.ComponentModel;
using System.Numerics;

namespace GraphDsl.Cpu;

/// <summary>Arithmetic of integers as NumPy has it: nothing throws, what does not fit wraps around.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class IntegerMath
{
    /// <summary>The absolute value; the least integer stays.</summary>
    public static T Abs<T>(T x)
        where T : unmanaged, IBinaryInteger<T> => T.IsNegative(x) ? unchecked(-x) : x;

    /// <summary>-1, 0 or 1.</summary>
    public static T Sign<T>(T x)
        where T : unmanaged, IBinaryInteger<T> => T.IsZero(x) ? x : T.IsNegative(x) ? unchecked(-T.One) : T.One;

    /// <summary>The quotient, truncated; 0 where the divisor is 0, and the least integer divided by -1 stays.</summary>
    public static T Divide<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T> => T.IsZero(y) ? y : IsMinusOne(y) ? unchecked(-x) : x / y;

    /// <summary>The remainder, with the sign of the dividend; 0 where the divisor is 0.</summary>
    public static T Remainder<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T> => T.IsZero(y) || IsMinusOne(y) ? T.Zero : x % y;

    /// <summary>The power, by repeated squaring; a negative exponent truncates the true value.</summary>
    public static T Power<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (T.IsNegative(y)) return x == T.One || (IsMinusOne(x) && T.IsEvenInteger(y)) ? T.One : IsMinusOne(x) ? x : T.Zero;
        var result = T.One;
        for (; !T.IsZero(y); y >>= 1, x = unchecked(x * x))
            if (T.IsOddInteger(y)) result = unchecked(result * x);
        return result;
    }

    private static bool IsMinusOne<T>(T x)
        where T : unmanaged, IBinaryInteger<T> => T.IsNegative(x) && x == unchecked(-T.One);
}
