namespace GraphDsl.Ilgpu;

// exp(x) = 2^n exp(r) with n = round(x / ln 2), |r| <= ln 2 / 2; everything here is built on expm1(r) as a polynomial.
public static partial class DeviceMath
{
    /// <summary>e^x; 0 and infinity beyond the range.</summary>
    public static float Exp(float x)
    {
        float y = x > 89f ? 89f : x < -104f ? -104f : x;
        float n = RoundSmall(y * 1.442695f);
        return Scale(1 + Expm1Polynomial(ReduceByLn2(y, n)), (int)n);
    }

    /// <summary>2^x, exact for whole x.</summary>
    public static float Exp2(float x)
    {
        float y = x > 129f ? 129f : x < -151f ? -151f : x;
        float n = RoundSmall(y);
        return Scale(1 + Expm1Polynomial((y - n) * 0.6931472f), (int)n);
    }

    /// <summary>e^x - 1, accurate near 0.</summary>
    public static float Expm1(float x)
    {
        if (Abs(x) < 1e-8f) return x;
        float y = x > 89f ? 89f : x < -30f ? -30f : x;
        float n = RoundSmall(y * 1.442695f);
        float p = Expm1Polynomial(ReduceByLn2(y, n));
        // 2^n overflows in the last binade: there half of it is taken, and doubled in the end.
        bool isLast = n > 127f;
        float s = PowerOf2((int)n - (isLast ? 1 : 0));
        float result = (s * p) + (s - (isLast ? 0.5f : 1));
        return isLast ? result + result : result;
    }

    /// <summary>The hyperbolic tangent.</summary>
    public static float Tanh(float x)
    {
        // Near 0 an odd polynomial, elsewhere 1 - 2 / (e^2a + 1), where the quotient is at most 1/2 and so its errors count half.
        float a = Abs(x), twice = a + a;
        if (a < 0.55f) return WithSign((a * a * a * TanhPolynomial(a * a)) + a, x);
        return WithSign(1 - (2 / (1 + Exp(twice > 40f ? 40f : twice))), x);
    }

    /// <summary>The logistic function 1 / (1 + e^-x).</summary>
    public static float Sigmoid(float x)
    {
        float e = Exp(-Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <summary>log(1 + e^x) without overflow.</summary>
    public static float Softplus(float x) => (x > 0 ? x : 0) + Log1p(Exp(-Abs(x)));

    /// <summary>The hyperbolic sine.</summary>
    public static float Sinh(float x)
    {
        float a = Abs(x);
        if (a > 20f)
        {
            float root = Exp(a * 0.5f);
            return WithSign(0.5f * root * root, x);
        }
        float e = Expm1(a);
        return WithSign(0.5f * (e + (e / (e + 1))), x);
    }

    /// <summary>The hyperbolic cosine.</summary>
    public static float Cosh(float x)
    {
        float a = Abs(x);
        if (a > 20f)
        {
            float root = Exp(a * 0.5f);
            return 0.5f * root * root;
        }
        float e = Exp(a);
        return 0.5f * (e + (1 / e));
    }

    /// <summary>x - n ln 2, the first product of which is exact.</summary>
    private static float ReduceByLn2(float x, float n) => x - (n * 0.693359375f) - (n * -2.12194440e-4f);

    /// <summary>e^r - 1 for |r| up to ln 2 / 2.</summary>
    private static float Expm1Polynomial(float r)
    {
        float q = 0.0001989108f;
        q = (q * r) + 0.0013933731f;
        q = (q * r) + 0.0083333105f;
        q = (q * r) + 0.041666463f;
        q = (q * r) + 0.16666667f;
        q = (q * r) + 0.5f;
        return (r * r * q) + r;
    }

    /// <summary>(tanh(a) / a - 1) / z for z = a a and a up to 0.55.</summary>
    private static float TanhPolynomial(float z)
    {
        float p = 0.002524842f;
        p = (p * z) - 0.008525275f;
        p = (p * z) + 0.021818198f;
        p = (p * z) - 0.05396468f;
        p = (p * z) + 0.13333324f;
        p = (p * z) - 0.33333334f;
        return p;
    }
}
