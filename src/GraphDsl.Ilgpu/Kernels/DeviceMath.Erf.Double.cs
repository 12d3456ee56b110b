namespace GraphDsl.Ilgpu;

// Near 0 erf is x + x P(x x); beyond, erfc(a) = exp(-a a) Q((a - k) / (a + k)) / (1 + 2 a) down to the smallest numbers.
public static partial class DeviceMath
{
    /// <summary>The error function.</summary>
    public static double Erf(double x)
    {
        double a = Abs(x);
        return WithSign(a < 1 ? ErfNear(a) : 1 - ErfcTail(a), x);
    }

    /// <summary>The complementary error function 1 - erf(x), accurate for large x.</summary>
    public static double Erfc(double x)
    {
        double a = Abs(x);
        return a < 0.5 ? 1 - ErfNear(x) : x < 0 ? 2 - ErfcTail(a) : ErfcTail(a);
    }

    /// <summary>erf(x) for |x| &lt;= 1.</summary>
    private static double ErfNear(double x)
    {
        double z = x * x;
        double p = -4.230945824295338e-12;
        p = (p * z) + 8.709045129053106e-11;
        p = (p * z) - 1.216456005728345e-09;
        p = (p * z) + 1.4792401209404813e-08;
        p = (p * z) - 1.6364642158167616e-07;
        p = (p * z) + 1.6462045441468418e-06;
        p = (p * z) - 1.4925647567519332e-05;
        p = (p * z) + 0.00012055332902888736;
        p = (p * z) - 0.000854832702193483;
        p = (p * z) + 0.0052239776254232985;
        p = (p * z) - 0.02686617064512984;
        p = (p * z) + 0.1128379167095512;
        p = (p * z) - 0.37612638903183754;
        p = (p * z) + 0.1283791670955126;
        return (x * p) + x;
    }

    /// <summary>erfc(a) for a of 0.45 and more.</summary>
    private static double ErfcTail(double a)
    {
        a = a > 27.5 ? 27.5 : a;
        double t = (a - 4) / (a + 4);
        double q = -6.721863269935162e-09;
        q = (q * t) + 7.419897899138629e-08;
        q = (q * t) + 5.1669516423696445e-08;
        q = (q * t) - 7.818647357881766e-07;
        q = (q * t) + 3.1774340763513205e-07;
        q = (q * t) + 5.67908065482032e-06;
        q = (q * t) - 1.123663518129975e-05;
        q = (q * t) - 2.4385759195330552e-05;
        q = (q * t) + 0.00015062719294057714;
        q = (q * t) - 0.00019926046664633812;
        q = (q * t) - 0.0007577745931819219;
        q = (q * t) + 0.005031970646588061;
        q = (q * t) - 0.016197733869067032;
        q = (q * t) + 0.03716751546570344;
        q = (q * t) - 0.06633036582791768;
        q = (q * t) + 0.09373283500261556;
        q = (q * t) - 0.10103906603564207;
        q = (q * t) + 0.06809705425457561;
        q = (q * t) + 0.015379652102608946;
        q = (q * t) - 0.13962111684056155;
        q = (q * t) + 1.2329951186255526;
        // exp(-a a) with what the square rounds away: the square of the upper half of the bits is exact.
        double square = a * a, upper = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(a) & ~0x7FFFFFFL), lower = a - upper;
        double lost = (upper * upper) - square + (2 * upper * lower) + (lower * lower);
        double e = Exp(-square);
        return (e - (e * lost)) * q / ((2 * a) + 1);
    }
}
