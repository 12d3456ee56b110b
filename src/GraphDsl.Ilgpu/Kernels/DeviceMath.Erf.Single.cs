namespace GraphDsl.Ilgpu;

// Near 0 erf is x + x P(x x); beyond, erfc(a) = exp(-a a) Q((a - k) / (a + k)) / (1 + 2 a) down to the smallest numbers.
public static partial class DeviceMath
{
    /// <summary>The error function.</summary>
    public static float Erf(float x)
    {
        float a = Abs(x);
        return WithSign(a < 1 ? ErfNear(a) : 1 - ErfcTail(a), x);
    }

    /// <summary>The complementary error function 1 - erf(x), accurate for large x.</summary>
    public static float Erfc(float x)
    {
        float a = Abs(x);
        return a < 0.5f ? 1 - ErfNear(x) : x < 0 ? 2 - ErfcTail(a) : ErfcTail(a);
    }

    /// <summary>erf(x) for |x| &lt;= 1.</summary>
    private static float ErfNear(float x)
    {
        float z = x * x;
        float p = -9.667045e-6f;
        p = (p * z) + 0.00011265959f;
        p = (p * z) - 0.00084840803f;
        p = (p * z) + 0.0052210316f;
        p = (p * z) - 0.02686543f;
        p = (p * z) + 0.11283782f;
        p = (p * z) - 0.37612638f;
        p = (p * z) + 0.12837917f;
        return (x * p) + x;
    }

    /// <summary>erfc(a) for a of 0.45 and more.</summary>
    private static float ErfcTail(float a)
    {
        a = a > 10.1f ? 10.1f : a;
        float t = (a - 2) / (a + 2);
        float q = -0.00028157487f;
        q = (q * t) - 0.0012429247f;
        q = (q * t) + 0.0011919837f;
        q = (q * t) + 0.008643632f;
        q = (q * t) - 0.008018055f;
        q = (q * t) - 0.054207977f;
        q = (q * t) + 0.16405f;
        q = (q * t) - 0.16603105f;
        q = (q * t) - 0.0927638f;
        q = (q * t) + 1.2769784f;
        // exp(-a a) with what the square rounds away: the square of the upper half of the bits is exact.
        float square = a * a, upper = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(a) & ~0xFFF), lower = a - upper;
        float lost = (upper * upper) - square + (2 * upper * lower) + (lower * lower);
        float e = Exp(-square);
        return (e - (e * lost)) * q / ((2 * a) + 1);
    }
}
