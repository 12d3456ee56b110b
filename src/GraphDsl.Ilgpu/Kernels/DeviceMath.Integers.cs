namespace GraphDsl.Ilgpu;

// Arithmetic of integers as NumPy has it: nothing throws, what does not fit wraps around.
public static partial class DeviceMath
{
    /// <summary>The absolute value; the least integer stays.</summary>
    public static int Abs(int x) => x < 0 ? -x : x;

    /// <inheritdoc cref="Abs(int)"/>
    public static long Abs(long x) => x < 0 ? -x : x;

    /// <summary>-1, 0 or 1.</summary>
    public static int Sign(int x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    /// <inheritdoc cref="Sign(int)"/>
    public static long Sign(long x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    /// <summary>The quotient, truncated; 0 where the divisor is 0.</summary>
    /// <remarks>For divisors that are known, and powers of 2, see <see cref="Halve(int, int)"/>: compilers for devices get those wrong.</remarks>
    public static int Divide(int x, int y) => y == 0 ? 0 : y == -1 ? -x : x / y;

    /// <inheritdoc cref="Divide(int, int)"/>
    public static long Divide(long x, long y) => y == 0 ? 0 : y == -1 ? -x : x / y;

    /// <summary>x / 2^n, truncated.</summary>
    public static int Halve(int x, int n) => (x + ((x >> 31) & ((1 << n) - 1))) >> n;

    /// <inheritdoc cref="Halve(int, int)"/>
    public static long Halve(long x, int n) => (x + ((x >> 63) & ((1L << n) - 1))) >> n;

    /// <summary>The remainder, with the sign of the dividend; 0 where the divisor is 0.</summary>
    public static int Remainder(int x, int y) => y == 0 || y == -1 ? 0 : x % y;

    /// <inheritdoc cref="Remainder(int, int)"/>
    public static long Remainder(long x, long y) => y == 0 || y == -1 ? 0 : x % y;

    /// <summary>The power, by repeated squaring; a negative exponent truncates the true value.</summary>
    public static int Pow(int x, int y) => (int)Pow((long)x, y);

    /// <inheritdoc cref="Pow(int, int)"/>
    public static long Pow(long x, long y)
    {
        if (y < 0) return x == 1 ? 1 : x == -1 ? ((y & 1) == 0 ? 1 : -1) : 0;
        long result = 1;
        for (; y > 0; y >>= 1)
        {
            if ((y & 1) != 0) result *= x;
            x *= x;
        }
        return result;
    }

    /// <summary>The nearest integer towards 0; the ends of the range beyond it, 0 of NaN.</summary>
    public static int ToInt(double x) => x >= 2147483648.0 ? int.MaxValue : x <= -2147483648.0 ? int.MinValue : IsNaN(x) ? 0 : (int)x;

    /// <inheritdoc cref="ToInt(double)"/>
    public static int ToInt(float x) => x >= 2147483648f ? int.MaxValue : x <= -2147483648f ? int.MinValue : IsNaN(x) ? 0 : (int)x;

    /// <inheritdoc cref="ToInt(double)"/>
    public static long ToLong(double x) => x >= 9223372036854775808.0 ? long.MaxValue : x <= -9223372036854775808.0 ? long.MinValue : IsNaN(x) ? 0 : (long)x;

    /// <inheritdoc cref="ToInt(double)"/>
    public static long ToLong(float x) => x >= 9223372036854775808f ? long.MaxValue : x <= -9223372036854775808f ? long.MinValue : IsNaN(x) ? 0 : (long)x;

    /// <inheritdoc cref="ToInt(double)"/>
    public static byte ToByte(double x) => x >= 255 ? (byte)255 : x > 0 ? (byte)(int)x : (byte)0;

    /// <inheritdoc cref="ToInt(double)"/>
    public static byte ToByte(float x) => x >= 255 ? (byte)255 : x > 0 ? (byte)(int)x : (byte)0;

    /// <summary>A condition in memory.</summary>
    /// <remarks>Not <c>x ? 1 : 0</c>: C# makes a comparison of that, which ILGPU refuses where it finds the condition to be constant.</remarks>
    public static byte ToByte(bool x)
    {
        if (x) return 1;
        return 0;
    }
}
