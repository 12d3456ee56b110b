namespace GraphDsl.Ilgpu;

// log(x) = e ln 2 + log(1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); log(1 + f) is a series in s = f / (2 + f).
public static partial class DeviceMath
{
    /// <summary>The natural logarithm; -infinity of 0, NaN of negative numbers.</summary>
    public static float Log(float x)
    {
        if (x > 0 && x < float.PositiveInfinity)
        {
            float m = Split(x, out int e);
            return LogSeries(m - 1, e, 0);
        }
        return BeyondLog(x, x);
    }

    /// <summary>The logarithm to base 2, exact for powers of 2.</summary>
    public static float Log2(float x)
    {
        if (x > 0 && x < float.PositiveInfinity)
        {
            float m = Split(x, out int e);
            return e + (LogSeries(m - 1, 0, 0) * 1.442695f);
        }
        return BeyondLog(x, x);
    }

    /// <summary>The logarithm to base 10.</summary>
    public static float Log10(float x) => (float)Log10((double)x);

    /// <summary>log(1 + x), accurate near 0.</summary>
    public static float Log1p(float x)
    {
        if (x == 0) return x;
        float u = 1 + x;
        if (u > 0 && x < float.PositiveInfinity)
        {
            // What 1 + x rounds away is put back to first order; where no exponent is split off, f is x itself.
            float m = Split(u, out int e);
            if (e == 0) return LogSeries(x, 0, 0);
            float lost = e > 1 ? 1 - (u - x) : x - (u - 1);
            return LogSeries(m - 1, e, lost / u);
        }
        return BeyondLog(x, u);
    }

    /// <summary>e ln 2 + log(1 + f) + correction.</summary>
    private static float LogSeries(float f, int e, float correction)
    {
        float s = f / (2 + f), z = s * s;
        float p = 0.24279079f;
        p = (p * z) + 0.28498787f;
        p = (p * z) + 0.40000972f;
        p = (p * z) + 0.6666666f;
        float half = 0.5f * f * f;
        return (e * 0.693359375f) + (f - (half - ((s * (half + (z * p))) + ((e * -2.12194440e-4f) + correction))));
    }

    /// <summary>Infinity and NaN pass, u = 0 gives -infinity, u &lt; 0 NaN.</summary>
    private static float BeyondLog(float x, float u) => u > 0 ? x : u == 0 ? float.NegativeInfinity : float.NaN;

    /// <summary>The mantissa from sqrt(1/2) on, and the exponent, of a positive finite number.</summary>
    private static float Split(float x, out int exponent)
    {
        int shift = x < 1.17549435e-38f ? 23 : 0;
        int bits = BitConverter.SingleToInt32Bits(shift == 0 ? x : x * 8388608f) - 0x3F3504F3;
        exponent = (bits >> 23) - shift;
        return BitConverter.Int32BitsToSingle((bits & 0x007FFFFF) + 0x3F3504F3);
    }
}
