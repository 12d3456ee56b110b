using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// log(x) = e ln 2 + log(1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); log(1 + f) is a series in s = f / (2 + f).
public static unsafe partial class VectorMath
{
    /// <summary>The natural logarithm; -infinity of 0, NaN of negative numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var m = V.Split(x, out var e);
        return LogDomain<V, T>(x, x, LogSeries<V, T>(m - V.One, e, V.Zero));
    }

    /// <summary>The logarithm to base 2, exact for powers of 2.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Log2<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var m = V.Split(x, out var e);
        var l = LogSeries<V, T>(m - V.One, V.Zero, V.Zero);
        // 1 / ln 2 in two parts; what the product rounds away is added last.
        var high = V.Constant(1.4426950408889634);
        var t = l * high;
        var low = V.FusedMultiplyAdd(l, Pick<V, T>(1.92596299e-8, 2.0355273740931033e-17), V.FusedMultiplyAdd(l, high, -t));
        return LogDomain<V, T>(x, x, e + t + low);
    }

    /// <summary>log(1 + x), accurate near 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Log1p<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var result = LogDomain<V, T>(x, x + V.One, Log1pCore<V, T>(x));
        return V.Select(V.Equal(x, V.Zero), x, result);
    }

    /// <summary>log(1 + x) for finite x greater than -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log1pCore<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        // What 1 + x rounds away is put back to first order; where no exponent is split off, f is x itself.
        var one = V.One;
        var u = one + x;
        var m = V.Split(u, out var e);
        var near = V.Equal(e, V.Zero);
        var lost = V.Select(V.Greater(e, one), one - (u - x), x - (u - one));
        return LogSeries<V, T>(V.Select(near, x, m - one), e, V.Select(near, V.Zero, lost / u));
    }

    /// <summary>e ln 2 + log(1 + f) + correction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogSeries<V, T>(V f, V e, V correction) where V : struct, IVector<V, T> where T : unmanaged
    {
        var s = f / (V.Constant(2) + f);
        var z = s * s;
        V p;
        if (sizeof(T) == 4)
        {
            p = V.Constant(0.24279078841);
            p = Horner<V, T>(p, z, 0.28498786688);
            p = Horner<V, T>(p, z, 0.40000972152);
            p = Horner<V, T>(p, z, 0.66666662693);
        }
        else
        {
            p = V.Constant(1.479819860511658591e-01);
            p = Horner<V, T>(p, z, 1.531383769920937332e-01);
            p = Horner<V, T>(p, z, 1.818357216161805012e-01);
            p = Horner<V, T>(p, z, 2.222219843214978396e-01);
            p = Horner<V, T>(p, z, 2.857142874366239149e-01);
            p = Horner<V, T>(p, z, 3.999999999940941908e-01);
            p = Horner<V, T>(p, z, 6.666666666666735130e-01);
        }
        var half = V.Constant(0.5) * f * f;
        var low = V.FusedMultiplyAdd(e, Pick<V, T>(-1.9046542121259336e-09, 2.3190468138462996e-17), correction);
        var t = V.FusedMultiplyAdd(s, V.FusedMultiplyAdd(z, p, half), low);
        return V.FusedMultiplyAdd(e, V.Constant(Ln2), f - (half - t));
    }

    /// <summary>The result for finite arguments x with u > 0; infinity and NaN pass, u = 0 gives -infinity, u &lt; 0 NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogDomain<V, T>(V x, V u, V result) where V : struct, IVector<V, T> where T : unmanaged
        => V.Select(
            V.Greater(u, V.Zero),
            V.Select(V.Less(x, V.Constant(double.PositiveInfinity)), result, x),
            V.Select(V.Equal(u, V.Zero), V.Constant(double.NegativeInfinity), V.Constant(double.NaN)));
}
