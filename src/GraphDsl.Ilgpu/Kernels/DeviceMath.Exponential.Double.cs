namespace GraphDsl.Ilgpu;

// exp(x) = 2^n exp(r) with n = round(x / ln 2), |r| <= ln 2 / 2; everything here is built on expm1(r) as a polynomial.
public static partial class DeviceMath
{
    /// <summary>e^x; 0 and infinity beyond the range.</summary>
    public static double Exp(double x)
    {
        double y = x > 710.0 ? 710.0 : x < -746.0 ? -746.0 : x;
        double n = RoundSmall(y * 1.4426950408889634);
        return Scale(1 + Expm1Polynomial(ReduceByLn2(y, n)), (int)n);
    }

    /// <summary>2^x, exact for whole x.</summary>
    public static double Exp2(double x)
    {
        double y = x > 1025.0 ? 1025.0 : x < -1076.0 ? -1076.0 : x;
        double n = RoundSmall(y);
        return Scale(1 + Expm1Polynomial((y - n) * 0.6931471805599453), (int)n);
    }

    /// <summary>e^x - 1, accurate near 0.</summary>
    public static double Expm1(double x)
    {
        if (Abs(x) < 1e-17) return x;
        double y = x > 710.0 ? 710.0 : x < -60.0 ? -60.0 : x;
        double n = RoundSmall(y * 1.4426950408889634);
        double p = Expm1Polynomial(ReduceByLn2(y, n));
        // 2^n overflows in the last binade: there half of it is taken, and doubled in the end.
        bool isLast = n > 1023.0;
        double s = PowerOfTwo((int)n - (isLast ? 1 : 0));
        double result = (s * p) + (s - (isLast ? 0.5 : 1));
        return isLast ? result + result : result;
    }

    /// <summary>The hyperbolic tangent.</summary>
    public static double Tanh(double x)
    {
        // Near 0 an odd polynomial, elsewhere 1 - 2 / (e^2a + 1), where the quotient is at most 1/2 and so its errors count half.
        double a = Abs(x), twice = a + a;
        if (a < 0.55) return WithSign((a * a * a * TanhPolynomial(a * a)) + a, x);
        return WithSign(1 - (2 / (1 + Exp(twice > 80.0 ? 80.0 : twice))), x);
    }

    /// <summary>The logistic function 1 / (1 + e^-x).</summary>
    public static double Sigmoid(double x)
    {
        double e = Exp(-Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <summary>log(1 + e^x) without overflow.</summary>
    public static double Softplus(double x) => (x > 0 ? x : 0) + Log1p(Exp(-Abs(x)));

    /// <summary>The hyperbolic sine.</summary>
    public static double Sinh(double x)
    {
        double a = Abs(x);
        if (a > 22.0)
        {
            double root = Exp(a * 0.5);
            return WithSign(0.5 * root * root, x);
        }
        double e = Expm1(a);
        return WithSign(0.5 * (e + (e / (e + 1))), x);
    }

    /// <summary>The hyperbolic cosine.</summary>
    public static double Cosh(double x)
    {
        double a = Abs(x);
        if (a > 22.0)
        {
            double root = Exp(a * 0.5);
            return 0.5 * root * root;
        }
        double e = Exp(a);
        return 0.5 * (e + (1 / e));
    }

    /// <summary>x - n ln 2, the first product of which is exact.</summary>
    private static double ReduceByLn2(double x, double n) => x - (n * 6.93147180369123816490e-01) - (n * 1.90821492927058770002e-10);

    /// <summary>e^r - 1 for |r| up to ln 2 / 2.</summary>
    private static double Expm1Polynomial(double r)
    {
        double q = 2.09147553258932e-09;
        q = (q * r) + 2.5105312729622103e-08;
        q = (q * r) + 2.755727347871858e-07;
        q = (q * r) + 2.755725517000089e-06;
        q = (q * r) + 2.480158732567746e-05;
        q = (q * r) + 0.0001984126987500228;
        q = (q * r) + 0.0013888888888883711;
        q = (q * r) + 0.008333333333326084;
        q = (q * r) + 0.04166666666666667;
        q = (q * r) + 0.1666666666666667;
        q = (q * r) + 0.5;
        return (r * r * q) + r;
    }

    /// <summary>(tanh(a) / a - 1) / z for z = a a and a up to 0.55.</summary>
    private static double TanhPolynomial(double z)
    {
        double p = -2.0579619058830006e-05;
        p = (p * z) + 8.507979756524806e-05;
        p = (p * z) - 0.00023461438521470235;
        p = (p * z) + 0.0005889291909515755;
        p = (p * z) - 0.0014556604371294875;
        p = (p * z) + 0.0035921102042911148;
        p = (p * z) - 0.00886323438457671;
        p = (p * z) + 0.021869488493092518;
        p = (p * z) - 0.05396825396742142;
        p = (p * z) + 0.13333333333332703;
        p = (p * z) - 0.3333333333333333;
        return p;
    }
}
