namespace GraphDsl.Ilgpu;

// Sine and cosine of the rest after whole quarters of a turn; the inverse functions by the arc tangent.
public static partial class DeviceMath
{
    /// <summary>The sine, for arguments of any size; NaN of infinities.</summary>
    public static float Sin(float x)
    {
        float a = Abs(x);
        if (a <= 8192f)
        {
            float r = ReduceByHalfPi(a, out int quadrant);
            float value = (quadrant & 1) == 0 ? SinPolynomial(r) : CosPolynomial(r);
            value = (quadrant & 2) == 0 ? value : -value;
            return BitConverter.SingleToInt32Bits(x) < 0 ? -value : value;
        }
        return (float)Sin((double)x);
    }

    /// <inheritdoc cref="Sin(float)"/>
    public static double Sin(double x)
    {
        double a = Abs(x);
        if (a < double.PositiveInfinity)
        {
            double r = ReduceByHalfPi(a, out int quadrant);
            double value = (quadrant & 1) == 0 ? SinPolynomial(r) : CosPolynomial(r);
            value = (quadrant & 2) == 0 ? value : -value;
            return BitConverter.DoubleToInt64Bits(x) < 0 ? -value : value;
        }
        return double.NaN;
    }

    /// <summary>The cosine, for arguments of any size; NaN of infinities.</summary>
    public static float Cos(float x)
    {
        float a = Abs(x);
        if (a <= 8192f)
        {
            float r = ReduceByHalfPi(a, out int quadrant);
            float value = (quadrant & 1) == 0 ? CosPolynomial(r) : SinPolynomial(r);
            return quadrant == 1 || quadrant == 2 ? -value : value;
        }
        return (float)Cos((double)x);
    }

    /// <inheritdoc cref="Cos(float)"/>
    public static double Cos(double x)
    {
        double a = Abs(x);
        if (a < double.PositiveInfinity)
        {
            double r = ReduceByHalfPi(a, out int quadrant);
            double value = (quadrant & 1) == 0 ? CosPolynomial(r) : SinPolynomial(r);
            return quadrant == 1 || quadrant == 2 ? -value : value;
        }
        return double.NaN;
    }

    /// <summary>The tangent.</summary>
    public static float Tan(float x) => (float)Tan((double)x);

    /// <inheritdoc cref="Tan(float)"/>
    public static double Tan(double x)
    {
        double a = Abs(x);
        if (a < double.PositiveInfinity)
        {
            double r = ReduceByHalfPi(a, out int quadrant);
            double sine = SinPolynomial(r), cosine = CosPolynomial(r);
            double value = (quadrant & 1) == 0 ? sine / cosine : -(cosine / sine);
            return BitConverter.DoubleToInt64Bits(x) < 0 ? -value : value;
        }
        return double.NaN;
    }

    /// <summary>The inverse sine.</summary>
    public static float Asin(float x) => (float)Asin((double)x);

    /// <inheritdoc cref="Asin(float)"/>
    public static double Asin(double x) => Atan(x / Math.Sqrt((1 - x) * (1 + x)));

    /// <summary>The inverse cosine.</summary>
    public static float Acos(float x) => (float)Acos((double)x);

    /// <inheritdoc cref="Acos(float)"/>
    public static double Acos(double x) => 2 * Atan(Math.Sqrt((1 - x) / (1 + x)));

    /// <summary>The inverse tangent.</summary>
    public static float Atan(float x) => (float)Atan((double)x);

    /// <inheritdoc cref="Atan(float)"/>
    public static double Atan(double x)
    {
        double a = Abs(x), angle = 0, low = 0;
        if (a > 2.4375)
        {
            a = -1 / a;
            angle = 1.57079632679489655800e+00;
            low = 6.12323399573676603587e-17;
        }
        else if (a > 1.1875)
        {
            a = (a - 1.5) / (1 + (1.5 * a));
            angle = 9.82793723247329054082e-01;
            low = 1.39033110312309984516e-17;
        }
        else if (a > 0.6875)
        {
            a = (a - 1) / (a + 1);
            angle = 7.85398163397448278999e-01;
            low = 3.06161699786838301793e-17;
        }
        else if (a > 0.4375)
        {
            a = ((2 * a) - 1) / (2 + a);
            angle = 4.63647609000806093515e-01;
            low = 2.26987774529616870924e-17;
        }
        double z = a * a;
        double p = 1.62858201153657823623e-02;
        p = (p * z) - 3.65315727442169155270e-02;
        p = (p * z) + 4.97687799461593236017e-02;
        p = (p * z) - 5.83357013379057348645e-02;
        p = (p * z) + 6.66107313738753120669e-02;
        p = (p * z) - 7.69187620504482999495e-02;
        p = (p * z) + 9.09088713343650656196e-02;
        p = (p * z) - 1.11111104054623557880e-01;
        p = (p * z) + 1.42857142725034663711e-01;
        p = (p * z) - 1.99999999998764832476e-01;
        p = (p * z) + 3.33333333333329318027e-01;
        return WithSign(angle - ((a * z * p) - low - a), x);
    }

    /// <summary>The angle of the point (x, y).</summary>
    public static float Atan2(float y, float x) => (float)Atan2((double)y, x);

    /// <inheritdoc cref="Atan2(float, float)"/>
    public static double Atan2(double y, double x)
    {
        const double pi = 3.141592653589793;
        if (IsNaN(x) || IsNaN(y)) return double.NaN;
        bool isLeft = BitConverter.DoubleToInt64Bits(x) < 0;
        double a = Abs(y), b = Abs(x);
        double angle = a == b ? (a == 0 ? 0 : pi * 0.25)
            : b == 0 || a == double.PositiveInfinity ? pi * 0.5
            : b == double.PositiveInfinity ? 0 : Atan(a / b);
        return WithSign(isLeft ? pi - angle : angle, y);
    }

    /// <summary>x^y.</summary>
    public static float Pow(float x, float y) => (float)Pow((double)x, y);

    /// <inheritdoc cref="Pow(float, float)"/>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1) return 1;
        if (IsNaN(x) || IsNaN(y)) return double.NaN;
        double a = Abs(x), b = Abs(y), whole = Math.Floor(b);
        bool isWhole = whole == b, isOdd = isWhole && b < 9007199254740992.0 && Math.Floor(b * 0.5) * 2 < b;
        bool isNegative = isOdd && BitConverter.DoubleToInt64Bits(x) < 0;
        double power;
        if (b == double.PositiveInfinity)
        {
            power = a == 1 ? 1 : (a > 1) == (y > 0) ? double.PositiveInfinity : 0;
        }
        else if (a == 0 || a == double.PositiveInfinity)
        {
            power = (a == 0) == (y > 0) ? 0 : double.PositiveInfinity;
        }
        else if (x < 0 && isWhole == false)
        {
            return double.NaN;
        }
        else if (isWhole && b <= 64 && y > 0)
        {
            power = 1;
            double square = a;
            for (int n = (int)b; n > 0; n >>= 1)
            {
                if ((n & 1) != 0) power *= square;
                square *= square;
            }
        }
        else
        {
            power = ExpOfProduct(y, a);
        }
        return isNegative ? -power : power;
    }

    /// <summary>exp(y log a), with what the product rounds away.</summary>
    private static double ExpOfProduct(double y, double a)
    {
        double log = Log(a);
        double product = y * log;
        if (Abs(product) > 800) return Exp(product);
        double upperY = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(y) & ~0x7FFFFFF), lowerY = y - upperY;
        double upperLog = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(log) & ~0x7FFFFFF), lowerLog = log - upperLog;
        double lost = (upperY * upperLog) - product + (upperY * lowerLog) + (lowerY * upperLog) + (lowerY * lowerLog);
        double e = Exp(product);
        return e < double.PositiveInfinity ? e + (e * lost) : e;
    }

    /// <summary>The rest r of a non-negative number of at most 8192, and n modulo 4.</summary>
    private static float ReduceByHalfPi(float a, out int quadrant)
    {
        float n = RoundSmall(a * 0.636619772f);
        quadrant = (int)n & 3;
        return a - (n * 1.5703125f) - (n * 4.837512969970703125e-4f) - (n * 7.549789954891882e-8f);
    }

    private static float SinPolynomial(float r)
    {
        float z = r * r;
        float p = 2.7183114939898219e-6f;
        p = (p * z) - 0.00019839334836096632f;
        p = (p * z) + 0.0083333293858894632f;
        p = (p * z) - 0.16666666641626524f;
        return (z * r * p) + r;
    }

    private static float CosPolynomial(float r)
    {
        float z = r * r;
        float p = 0.0000243904487962774f;
        p = (p * z) - 0.00138867637746099295f;
        p = (p * z) + 0.0416666233237390632f;
        return 1 - ((0.5f * z) - (z * z * p));
    }

    private static double SinPolynomial(double r)
    {
        double z = r * r;
        double p = 1.58969099521155010221e-10;
        p = (p * z) - 2.50507602534068634195e-08;
        p = (p * z) + 2.75573137070700676789e-06;
        p = (p * z) - 1.98412698298579493134e-04;
        p = (p * z) + 8.33333333332248946124e-03;
        p = (p * z) - 1.66666666666666324348e-01;
        return (z * r * p) + r;
    }

    private static double CosPolynomial(double r)
    {
        double z = r * r;
        double p = -1.13596475577881948265e-11;
        p = (p * z) + 2.08757232129817482790e-09;
        p = (p * z) - 2.75573143513906633035e-07;
        p = (p * z) + 2.48015872894767294178e-05;
        p = (p * z) - 1.38888888888741095749e-03;
        p = (p * z) + 4.16666666666666019037e-02;
        return 1 - ((0.5 * z) - (z * z * p));
    }
}
