using System.ComponentModel;

namespace GraphDsl.Ilgpu;

/// <summary>
/// Elementary functions for kernels, with the same formulas on every device: what compilers for devices offer is an approximation
/// (tanh to 5e-4), or missing. Only arithmetic, comparisons and bits are used; errors are a few units in the last place, special
/// values those of .NET.
/// </summary>
/// <remarks>Conditions are written so that NaN fails them: devices do not agree on their negations.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class DeviceMath
{
    /// <summary>The greater number, NaN if one is NaN; 0 is greater than -0.</summary>
    public static float Max(float a, float b) => a > b ? a : b > a ? b : a == b ? (BitConverter.SingleToInt32Bits(a) < 0 ? b : a) : a + b;

    /// <inheritdoc cref="Max(float, float)"/>
    public static double Max(double a, double b) => a > b ? a : b > a ? b : a == b ? (BitConverter.DoubleToInt64Bits(a) < 0 ? b : a) : a + b;

    /// <summary>The greater number.</summary>
    public static int Max(int a, int b) => a > b ? a : b;

    /// <summary>The greater number.</summary>
    public static long Max(long a, long b) => a > b ? a : b;

    /// <summary>The lesser number, NaN if one is NaN; -0 is less than 0.</summary>
    public static float Min(float a, float b) => a < b ? a : b < a ? b : a == b ? (BitConverter.SingleToInt32Bits(a) < 0 ? a : b) : a + b;

    /// <inheritdoc cref="Min(float, float)"/>
    public static double Min(double a, double b) => a < b ? a : b < a ? b : a == b ? (BitConverter.DoubleToInt64Bits(a) < 0 ? a : b) : a + b;

    /// <summary>The lesser number.</summary>
    public static int Min(int a, int b) => a < b ? a : b;

    /// <summary>The lesser number.</summary>
    public static long Min(long a, long b) => a < b ? a : b;

    /// <summary>-1, 0 or 1; -0 and NaN stay.</summary>
    public static float Sign(float x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <inheritdoc cref="Sign(float)"/>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>The magnitude.</summary>
    public static float Abs(float x) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) & int.MaxValue);

    /// <inheritdoc cref="Abs(float)"/>
    public static double Abs(double x) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & long.MaxValue);

    /// <summary>The magnitude of one number with the sign of another.</summary>
    public static float WithSign(float magnitude, float sign) =>
        BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(magnitude) & int.MaxValue) | (BitConverter.SingleToInt32Bits(sign) & int.MinValue));

    /// <inheritdoc cref="WithSign(float, float)"/>
    public static double WithSign(double magnitude, double sign) =>
        BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(magnitude) & long.MaxValue) | (BitConverter.DoubleToInt64Bits(sign) & long.MinValue));

    /// <summary>True for infinities.</summary>
    public static bool IsInfinity(float x) => Abs(x) == float.PositiveInfinity;

    /// <inheritdoc cref="IsInfinity(float)"/>
    public static bool IsInfinity(double x) => Abs(x) == double.PositiveInfinity;

    /// <summary>True for NaN.</summary>
    public static bool IsNaN(float x) => (BitConverter.SingleToInt32Bits(x) & int.MaxValue) > 0x7F800000;

    /// <inheritdoc cref="IsNaN(float)"/>
    public static bool IsNaN(double x) => (BitConverter.DoubleToInt64Bits(x) & long.MaxValue) > 0x7FF0000000000000;

    /// <summary>True where a number comes before another when sorted; NaN comes last.</summary>
    public static bool IsBefore(float a, float b) => a < b || (IsNaN(b) && IsNaN(a) == false);

    /// <inheritdoc cref="IsBefore(float, float)"/>
    public static bool IsBefore(double a, double b) => a < b || (IsNaN(b) && IsNaN(a) == false);

    /// <inheritdoc cref="IsBefore(float, float)"/>
    public static bool IsBefore(int a, int b) => a < b;

    /// <inheritdoc cref="IsBefore(float, float)"/>
    public static bool IsBefore(long a, long b) => a < b;

    /// <summary>True where a condition is not.</summary>
    public static bool Not(bool condition) => condition == false;

    /// <summary>Rounded to the nearest whole number, halves to the even one.</summary>
    public static float Round(float x)
    {
        float a = Abs(x);
        return a < 8388608f ? WithSign(a + 8388608f - 8388608f, x) : x;
    }

    /// <inheritdoc cref="Round(float)"/>
    public static double Round(double x)
    {
        double a = Abs(x);
        return a < 4503599627370496.0 ? WithSign(a + 4503599627370496.0 - 4503599627370496.0, x) : x;
    }

    /// <summary>Rounded towards 0.</summary>
    public static float Truncate(float x) => WithSign(MathF.Floor(Abs(x)), x);

    /// <inheritdoc cref="Truncate(float)"/>
    public static double Truncate(double x) => WithSign(Math.Floor(Abs(x)), x);

    /// <summary>The remainder with the sign of the dividend, exact.</summary>
    public static float Remainder(float x, float y) => (float)Remainder((double)x, y);

    /// <inheritdoc cref="Remainder(float, float)"/>
    public static double Remainder(double x, double y)
    {
        double a = Abs(x), b = Abs(y);
        if (a < double.PositiveInfinity && b > 0)
        {
            if (a < b) return x;
            if (b == double.PositiveInfinity) return x;
            // The divisor times a power of 2, from the greatest below the dividend on down: each difference is exact.
            double part = b;
            while (part <= a * 0.5) part += part;
            while (part >= b)
            {
                if (a >= part) a -= part;
                part *= 0.5;
            }
            return WithSign(a, x);
        }
        return IsNaN(x) ? x : IsNaN(y) ? y : double.NaN;
    }

    /// <summary>A whole number rounded off, for numbers below 2^50.</summary>
    private static double RoundSmall(double x) => x + 6755399441055744.0 - 6755399441055744.0;

    /// <summary>A whole number rounded off, for numbers below 2^22.</summary>
    private static float RoundSmall(float x) => x + 12582912f - 12582912f;

    /// <summary>2^n for n from -126 to 127.</summary>
    private static float PowerOf2(int n) => BitConverter.Int32BitsToSingle((n + 127) << 23);

    /// <summary>2^n for n from -1022 to 1023.</summary>
    private static double PowerOfTwo(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);

    /// <summary>x 2^n, in two steps since 2^n itself may be out of range.</summary>
    private static float Scale(float x, int n)
    {
        int half = n >> 1;
        return x * PowerOf2(half) * PowerOf2(n - half);
    }

    /// <inheritdoc cref="Scale(float, int)"/>
    private static double Scale(double x, int n)
    {
        int half = n >> 1;
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }
}
