using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// |x| = n pi/2 + r with |r| <= pi/4; the parity of n picks sine or cosine of r, the next bit the sign.
public static unsafe partial class VectorMath
{
    /// <summary>The sine, for arguments of any size; NaN of infinities.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Sin<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var a = V.Abs(x);
        var r = ReduceByHalfPi<V, T>(a, out var n);
        var halves = V.Floor(n * V.Constant(0.5));
        var odd = V.NotEqual(halves + halves, n);
        var value = V.Select(odd, CosPolynomial<V, T>(r), SinPolynomial<V, T>(r));
        var result = V.Xor(Flip<V, T>(value, halves), V.And(x, V.Constant(-0.0)));
        return BeyondRange<V, T>(x, a, result, &Math.Sin);
    }

    /// <summary>The cosine, for arguments of any size; NaN of infinities.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Cos<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var a = V.Abs(x);
        var r = ReduceByHalfPi<V, T>(a, out var n);
        var next = n + V.One;
        var halves = V.Floor(next * V.Constant(0.5));
        var odd = V.Equal(halves + halves, next);
        var value = V.Select(odd, SinPolynomial<V, T>(r), CosPolynomial<V, T>(r));
        return BeyondRange<V, T>(x, a, Flip<V, T>(value, halves), &Math.Cos);
    }

    /// <summary>Negates where the whole number <paramref name="count"/> is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Flip<V, T>(V value, V count) where V : struct, IVector<V, T> where T : unmanaged
    {
        var pairs = V.Floor(count * V.Constant(0.5));
        return V.Xor(value, V.And(V.NotEqual(pairs + pairs, count), V.Constant(-0.0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V BeyondRange<V, T>(V x, V a, V result, delegate*<double, double> function)
        where V : struct, IVector<V, T> where T : unmanaged
    {
        var beyond = V.Not(V.LessOrEqual(a, Pick<V, T>(1e5, 1e8)));
        return V.Any(beyond) ? V.Select(beyond, EachLane<V, T>(x, function), result) : result;
    }

    /// <summary>a - n pi/2, with pi/2 in three parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ReduceByHalfPi<V, T>(V a, out V n) where V : struct, IVector<V, T> where T : unmanaged
    {
        n = V.Round(a * V.Constant(0.6366197723675814));
        var r = V.FusedMultiplyAdd(n, V.Constant(-1.5707963267948966), a);
        r = V.FusedMultiplyAdd(n, Pick<V, T>(4.371138828673793e-08, -6.123233995736766e-17), r);
        return V.FusedMultiplyAdd(n, Pick<V, T>(1.7151245100058819e-15, 1.4973849048591698e-33), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinPolynomial<V, T>(V r) where V : struct, IVector<V, T> where T : unmanaged
    {
        var z = r * r;
        V p;
        if (sizeof(T) == 4)
        {
            p = V.Constant(2.7183114939898219064e-6);
            p = Horner<V, T>(p, z, -0.00019839334836096632);
            p = Horner<V, T>(p, z, 0.0083333293858894632);
            p = Horner<V, T>(p, z, -0.16666666641626524);
        }
        else
        {
            p = V.Constant(1.58969099521155010221e-10);
            p = Horner<V, T>(p, z, -2.50507602534068634195e-08);
            p = Horner<V, T>(p, z, 2.75573137070700676789e-06);
            p = Horner<V, T>(p, z, -1.98412698298579493134e-04);
            p = Horner<V, T>(p, z, 8.33333333332248946124e-03);
            p = Horner<V, T>(p, z, -1.66666666666666324348e-01);
        }
        return V.FusedMultiplyAdd(z * r, p, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosPolynomial<V, T>(V r) where V : struct, IVector<V, T> where T : unmanaged
    {
        var z = r * r;
        V p;
        if (sizeof(T) == 4)
        {
            p = V.Constant(0.0000243904487962774090654);
            p = Horner<V, T>(p, z, -0.00138867637746099294692);
            p = Horner<V, T>(p, z, 0.0416666233237390631894);
        }
        else
        {
            p = V.Constant(-1.13596475577881948265e-11);
            p = Horner<V, T>(p, z, 2.08757232129817482790e-09);
            p = Horner<V, T>(p, z, -2.75573143513906633035e-07);
            p = Horner<V, T>(p, z, 2.48015872894767294178e-05);
            p = Horner<V, T>(p, z, -1.38888888888741095749e-03);
            p = Horner<V, T>(p, z, 4.16666666666666019037e-02);
        }
        // 1 - z/2 in one step, and what it rounds away.
        var one = V.One;
        var half = V.Constant(0.5) * z;
        var w = one - half;
        return w + V.FusedMultiplyAdd(z * z, p, one - w - half);
    }
}
