namespace GraphDsl.Ilgpu;

// log(x) = e ln 2 + log(1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); log(1 + f) is a series in s = f / (2 + f).
public static partial class DeviceMath
{
    /// <summary>The natural logarithm; -infinity of 0, NaN of negative numbers.</summary>
    public static double Log(double x)
    {
        if (x > 0 && x < double.PositiveInfinity)
        {
            double m = Split(x, out int e);
            return LogSeries(m - 1, e, 0);
        }
        return BeyondLog(x, x);
    }

    /// <summary>The logarithm to base 2, exact for powers of 2.</summary>
    public static double Log2(double x)
    {
        if (x > 0 && x < double.PositiveInfinity)
        {
            double m = Split(x, out int e);
            return e + (LogSeries(m - 1, 0, 0) * 1.4426950408889634);
        }
        return BeyondLog(x, x);
    }

    /// <summary>The logarithm to base 10.</summary>
    public static double Log10(double x) => Log(x) * 0.4342944819032518;

    /// <summary>log(1 + x), accurate near 0.</summary>
    public static double Log1p(double x)
    {
        if (x == 0) return x;
        double u = 1 + x;
        if (u > 0 && x < double.PositiveInfinity)
        {
            // What 1 + x rounds away is put back to first order; where no exponent is split off, f is x itself.
            double m = Split(u, out int e);
            if (e == 0) return LogSeries(x, 0, 0);
            double lost = e > 1 ? 1 - (u - x) : x - (u - 1);
            return LogSeries(m - 1, e, lost / u);
        }
        return BeyondLog(x, u);
    }

    /// <summary>e ln 2 + log(1 + f) + correction.</summary>
    private static double LogSeries(double f, int e, double correction)
    {
        double s = f / (2 + f), z = s * s;
        double p = 0.14798198605116586;
        p = (p * z) + 0.15313837699209373;
        p = (p * z) + 0.1818357216161805;
        p = (p * z) + 0.22222198432149784;
        p = (p * z) + 0.2857142874366239;
        p = (p * z) + 0.3999999999940942;
        p = (p * z) + 0.6666666666666735;
        double half = 0.5 * f * f;
        return (e * 6.93147180369123816490e-01) + (f - (half - ((s * (half + (z * p))) + ((e * 1.90821492927058770002e-10) + correction))));
    }

    /// <summary>Infinity and NaN pass, u = 0 gives -infinity, u &lt; 0 NaN.</summary>
    private static double BeyondLog(double x, double u) => u > 0 ? x : u == 0 ? double.NegativeInfinity : double.NaN;

    /// <summary>The mantissa from sqrt(1/2) on, and the exponent, of a positive finite number.</summary>
    private static double Split(double x, out int exponent)
    {
        int shift = x < 2.2250738585072014e-308 ? 54 : 0;
        long bits = BitConverter.DoubleToInt64Bits(shift == 0 ? x : x * 18014398509481984.0) - 0x3FE6A09E667F3BCD;
        exponent = (int)(bits >> 52) - shift;
        return BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) + 0x3FE6A09E667F3BCD);
    }
}
