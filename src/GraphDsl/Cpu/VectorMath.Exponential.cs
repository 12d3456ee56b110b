using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// exp(x) = 2^n exp(r) with n = round(x / ln 2), |r| <= ln 2 / 2; everything here is built on expm1(r) as a polynomial.
public static unsafe partial class VectorMath
{
    private const double Ln2 = 0.6931471805599453;

    /// <summary>e^x; 0 and infinity beyond the range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
        => ExpBelow<V, T>(V.MinNative(Pick<V, T>(89, 710), x));

    /// <summary>2^x, exact for whole x.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Exp2<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var y = V.MaxNative(Pick<V, T>(-151, -1076), V.MinNative(Pick<V, T>(129, 1025), x));
        var n = V.Round(y);
        return V.Scale(V.One + Expm1Polynomial<V, T>((y - n) * V.Constant(Ln2)), n);
    }

    /// <summary>e^x - 1, accurate near 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Expm1<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var one = V.One;
        var y = V.MaxNative(Pick<V, T>(-30, -60), V.MinNative(Pick<V, T>(89, 710), x));
        var r = ReduceByLn2<V, T>(y, out var n, out _);
        var p = Expm1Polynomial<V, T>(r);
        // 2^n overflows in the last binade: there half of it is taken, and doubled in the end.
        var last = V.Greater(n, Pick<V, T>(127, 1023));
        var s = V.Scale(one, n - V.And(last, one));
        var result = V.FusedMultiplyAdd(s, p, s - V.Select(last, V.Constant(0.5), one));
        result = V.Select(last, result + result, result);
        return V.Select(V.Less(V.Abs(x), Pick<V, T>(1e-8, 1e-17)), x, result);
    }

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        // Near 0 an odd polynomial, elsewhere 1 - 2 / (e^2a + 1), where the quotient is at most 1/2 and so its errors count half.
        // There 2^n is neither denormal nor infinite, and the product with it exact.
        var a = V.Abs(x);
        // Nor does it matter there what ln 2 loses as a float: less than 1/30 of a unit in the last place of the result.
        var r = ReduceByLn2<V, T>(V.MinNative(Pick<V, T>(20, 40), a + a), out _, out var biased, isRough: sizeof(T) == 4);
        var e = (V.One + ExpPolynomial<V, T>(r)) * V.PowerOfTwo(biased);
        var far = V.One - (V.Constant(2) / (V.One + e));
        var near = V.FusedMultiplyAdd(a * a * a, TanhPolynomial<V, T>(a * a), a);
        return WithSign<V, T>(V.Select(V.Less(a, V.Constant(0.55)), near, far), x);
    }

    /// <summary>The logistic function 1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var one = V.One;
        var r = ReduceByLn2<V, T>(V.MaxNative(Pick<V, T>(-104, -746), -V.Abs(x)), out var n, out var biased);
        var p = ExpPolynomial<V, T>(r);
        // e^-|x| + 1 is 2^n expm1(r) + (2^n + 1), which spares a rounding. Below the least normal number any 2^n gives 1.
        var s = V.PowerOfTwo(V.MaxNative(biased, Pick<V, T>(12582912 + 1, 6755399441055744 + 1)));
        var e = V.Scale(one + p, n);
        return V.Select(V.Less(x, V.Zero), e, one) / V.FusedMultiplyAdd(s, p, s + one);
    }

    /// <summary>log(1 + e^x) without overflow.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Softplus<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
        => V.MaxNative(x, V.Zero) + Log1pCore<V, T>(ExpBelow<V, T>(-V.Abs(x)));

    /// <summary>e^x for x that does not exceed the logarithm of the greatest number by much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpBelow<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var r = ReduceByLn2<V, T>(V.MaxNative(Pick<V, T>(-104, -746), x), out var n, out _);
        return V.Scale(V.One + ExpPolynomial<V, T>(r), n);
    }

    /// <summary>
    /// x - n ln 2 with n = round(x / ln 2), which is also given as <see cref="IVector{TSelf,T}.PowerOfTwo"/> takes it. A rough one leaves out
    /// what ln 2 loses when it is rounded.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ReduceByLn2<V, T>(V x, out V n, out V biased, bool isRough = false) where V : struct, IVector<V, T> where T : unmanaged
    {
        // A number as large as this has no bits for fractions: the sum is rounded to a whole number.
        var bias = Pick<V, T>(12582912 + 127, 6755399441055744 + 1023);
        biased = V.FusedMultiplyAdd(x, V.Constant(1.4426950408889634), bias);
        n = biased - bias;
        var r = V.FusedMultiplyAdd(n, V.Constant(-Ln2), x);
        return isRough ? r : V.FusedMultiplyAdd(n, Pick<V, T>(1.9046542121259336e-09, -2.3190468138462996e-17), r);
    }

    /// <summary>e^r - 1 for |r| up to ln 2 / 2, to the accuracy of e^r: near 0 it is not that of e^r - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpPolynomial<V, T>(V r) where V : struct, IVector<V, T> where T : unmanaged
    {
        if (sizeof(T) != 4) return Expm1Polynomial<V, T>(r);
        var q = V.Constant(0.0013814539415761828);
        q = Horner<V, T>(q, r, 0.00836874540620514);
        q = Horner<V, T>(q, r, 0.04166838899254799);
        q = Horner<V, T>(q, r, 0.1666652113199234);
        q = Horner<V, T>(q, r, 0.4999999403953552);
        return V.FusedMultiplyAdd(r * r, q, r);
    }

    /// <summary>e^r - 1 for |r| up to ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Expm1Polynomial<V, T>(V r) where V : struct, IVector<V, T> where T : unmanaged
    {
        V q;
        if (sizeof(T) == 4)
        {
            q = V.Constant(0.000198910798644647);
            q = Horner<V, T>(q, r, 0.0013933731243014336);
            q = Horner<V, T>(q, r, 0.00833331048488617);
            q = Horner<V, T>(q, r, 0.041666463017463684);
            q = Horner<V, T>(q, r, 0.1666666716337204);
            q = Horner<V, T>(q, r, 0.5);
        }
        else
        {
            q = V.Constant(2.09147553258932e-09);
            q = Horner<V, T>(q, r, 2.5105312729622103e-08);
            q = Horner<V, T>(q, r, 2.755727347871858e-07);
            q = Horner<V, T>(q, r, 2.755725517000089e-06);
            q = Horner<V, T>(q, r, 2.480158732567746e-05);
            q = Horner<V, T>(q, r, 0.0001984126987500228);
            q = Horner<V, T>(q, r, 0.0013888888888883711);
            q = Horner<V, T>(q, r, 0.008333333333326084);
            q = Horner<V, T>(q, r, 0.04166666666666667);
            q = Horner<V, T>(q, r, 0.1666666666666667);
            q = Horner<V, T>(q, r, 0.5);
        }
        return V.FusedMultiplyAdd(r * r, q, r);
    }

    /// <summary>(tanh(a) / a - 1) / z for z = a a and a up to 0.55.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TanhPolynomial<V, T>(V z) where V : struct, IVector<V, T> where T : unmanaged
    {
        V p;
        if (sizeof(T) == 4)
        {
            p = V.Constant(0.002524842042475939);
            p = Horner<V, T>(p, z, -0.008525274693965912);
            p = Horner<V, T>(p, z, 0.021818198263645172);
            p = Horner<V, T>(p, z, -0.053964678198099136);
            p = Horner<V, T>(p, z, 0.1333332359790802);
            return Horner<V, T>(p, z, -0.3333333432674408);
        }
        p = V.Constant(-2.0579619058830006e-05);
        p = Horner<V, T>(p, z, 8.507979756524806e-05);
        p = Horner<V, T>(p, z, -0.00023461438521470235);
        p = Horner<V, T>(p, z, 0.0005889291909515755);
        p = Horner<V, T>(p, z, -0.0014556604371294875);
        p = Horner<V, T>(p, z, 0.0035921102042911148);
        p = Horner<V, T>(p, z, -0.00886323438457671);
        p = Horner<V, T>(p, z, 0.021869488493092518);
        p = Horner<V, T>(p, z, -0.05396825396742142);
        p = Horner<V, T>(p, z, 0.13333333333332703);
        return Horner<V, T>(p, z, -0.3333333333333333);
    }
}
