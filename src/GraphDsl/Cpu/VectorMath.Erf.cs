using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// Near 0 erf is x + x P(x x); beyond, erfc(a) = exp(-a a) Q((a - k) / (a + k)) / (1 + 2 a) down to the smallest numbers.
public static unsafe partial class VectorMath
{
    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Erf<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var a = V.Abs(x);
        var one = V.One;
        var value = V.Select(V.Less(a, one), ErfNear<V, T>(a), one - ErfcTail<V, T>(a));
        return WithSign<V, T>(value, x);
    }

    /// <summary>The complementary error function 1 - erf(x), accurate for large x.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Erfc<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var a = V.Abs(x);
        var tail = ErfcTail<V, T>(a);
        var far = V.Select(V.Less(x, V.Zero), V.Constant(2) - tail, tail);
        return V.Select(V.Less(a, V.Constant(0.5)), V.One - ErfNear<V, T>(x), far);
    }

    /// <summary>erf(x) for |x| &lt;= 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfNear<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var z = x * x;
        V p;
        if (sizeof(T) == 4)
        {
            p = V.Constant(-9.667044650996104e-06);
            p = Horner<V, T>(p, z, 0.00011265958892181516);
            p = Horner<V, T>(p, z, -0.0008484080317430198);
            p = Horner<V, T>(p, z, 0.005221031606197357);
            p = Horner<V, T>(p, z, -0.026865430176258087);
            p = Horner<V, T>(p, z, 0.11283782124519348);
            p = Horner<V, T>(p, z, -0.37612637877464294);
            p = Horner<V, T>(p, z, 0.12837916612625122);
        }
        else
        {
            p = V.Constant(-4.230945824295338e-12);
            p = Horner<V, T>(p, z, 8.709045129053106e-11);
            p = Horner<V, T>(p, z, -1.216456005728345e-09);
            p = Horner<V, T>(p, z, 1.4792401209404813e-08);
            p = Horner<V, T>(p, z, -1.6364642158167616e-07);
            p = Horner<V, T>(p, z, 1.6462045441468418e-06);
            p = Horner<V, T>(p, z, -1.4925647567519332e-05);
            p = Horner<V, T>(p, z, 0.00012055332902888736);
            p = Horner<V, T>(p, z, -0.000854832702193483);
            p = Horner<V, T>(p, z, 0.0052239776254232985);
            p = Horner<V, T>(p, z, -0.02686617064512984);
            p = Horner<V, T>(p, z, 0.1128379167095512);
            p = Horner<V, T>(p, z, -0.37612638903183754);
            p = Horner<V, T>(p, z, 0.1283791670955126);
        }
        return V.FusedMultiplyAdd(x, p, x);
    }

    /// <summary>erfc(a) for a of 0.45 and more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfcTail<V, T>(V a) where V : struct, IVector<V, T> where T : unmanaged
    {
        // Clamped from above where erfc is 0, and from below so that what is computed in vain there is finite.
        a = V.MaxNative(V.Constant(0.45), V.MinNative(Pick<V, T>(10.1, 27.5), a));
        var one = V.One;
        var k = Pick<V, T>(2, 4);
        var t = (a - k) / (a + k);
        V q;
        if (sizeof(T) == 4)
        {
            q = V.Constant(-0.00028157487395219505);
            q = Horner<V, T>(q, t, -0.001242924714460969);
            q = Horner<V, T>(q, t, 0.0011919836979359388);
            q = Horner<V, T>(q, t, 0.00864363182336092);
            q = Horner<V, T>(q, t, -0.008018054999411106);
            q = Horner<V, T>(q, t, -0.054207976907491684);
            q = Horner<V, T>(q, t, 0.16404999792575836);
            q = Horner<V, T>(q, t, -0.16603104770183563);
            q = Horner<V, T>(q, t, -0.09276379644870758);
            q = Horner<V, T>(q, t, 1.2769783735275269);
        }
        else
        {
            q = V.Constant(-6.721863269935162e-09);
            q = Horner<V, T>(q, t, 7.419897899138629e-08);
            q = Horner<V, T>(q, t, 5.1669516423696445e-08);
            q = Horner<V, T>(q, t, -7.818647357881766e-07);
            q = Horner<V, T>(q, t, 3.1774340763513205e-07);
            q = Horner<V, T>(q, t, 5.67908065482032e-06);
            q = Horner<V, T>(q, t, -1.123663518129975e-05);
            q = Horner<V, T>(q, t, -2.4385759195330552e-05);
            q = Horner<V, T>(q, t, 0.00015062719294057714);
            q = Horner<V, T>(q, t, -0.00019926046664633812);
            q = Horner<V, T>(q, t, -0.0007577745931819219);
            q = Horner<V, T>(q, t, 0.005031970646588061);
            q = Horner<V, T>(q, t, -0.016197733869067032);
            q = Horner<V, T>(q, t, 0.03716751546570344);
            q = Horner<V, T>(q, t, -0.06633036582791768);
            q = Horner<V, T>(q, t, 0.09373283500261556);
            q = Horner<V, T>(q, t, -0.10103906603564207);
            q = Horner<V, T>(q, t, 0.06809705425457561);
            q = Horner<V, T>(q, t, 0.015379652102608946);
            q = Horner<V, T>(q, t, -0.13962111684056155);
            q = Horner<V, T>(q, t, 1.2329951186255526);
        }
        // exp(-a a) with what the square rounds away.
        var square = a * a;
        var lost = V.FusedMultiplyAdd(a, a, -square);
        var e = ExpBelow<V, T>(-square);
        return V.FusedMultiplyAdd(-e, lost, e) * q / V.FusedMultiplyAdd(V.Constant(2), a, one);
    }
}
