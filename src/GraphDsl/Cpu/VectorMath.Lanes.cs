using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// Functions that are rarely the bottleneck: each lane through System.Math in double precision.
public static unsafe partial class VectorMath
{
    /// <summary>The logarithm to base 10.</summary>
    public static V Log10<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged => EachLane<V, T>(x, &Math.Log10);

    /// <summary>x^y as Math.Pow.</summary>
    public static V Pow<V, T>(V x, V y) where V : struct, IVector<V, T> where T : unmanaged => EachLane<V, T>(x, y, &Math.Pow);

    /// <summary>The tangent.</summary>
    public static V Tan<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged => EachLane<V, T>(x, &Math.Tan);

    /// <summary>The inverse sine.</summary>
    public static V Asin<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged => EachLane<V, T>(x, &Math.Asin);

    /// <summary>The inverse cosine.</summary>
    public static V Acos<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged => EachLane<V, T>(x, &Math.Acos);

    /// <summary>The inverse tangent.</summary>
    public static V Atan<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged => EachLane<V, T>(x, &Math.Atan);

    /// <summary>The angle of the point (x, y).</summary>
    public static V Atan2<V, T>(V y, V x) where V : struct, IVector<V, T> where T : unmanaged => EachLane<V, T>(y, x, &Math.Atan2);

    /// <summary>The hyperbolic sine.</summary>
    public static V Sinh<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged => EachLane<V, T>(x, &Math.Sinh);

    /// <summary>The hyperbolic cosine.</summary>
    public static V Cosh<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged => EachLane<V, T>(x, &Math.Cosh);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V EachLane<V, T>(V x, delegate*<double, double> function) where V : struct, IVector<V, T> where T : unmanaged
    {
        for (int k = 0; k < V.Count; k++)
        {
            ref T lane = ref Element.Lane<V, T>(ref x, k);
            lane = Element.From<T>(function(Element.ToDouble(lane)));
        }
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V EachLane<V, T>(V x, V y, delegate*<double, double, double> function)
        where V : struct, IVector<V, T> where T : unmanaged
    {
        for (int k = 0; k < V.Count; k++)
        {
            ref T lane = ref Element.Lane<V, T>(ref x, k);
            lane = Element.From<T>(function(Element.ToDouble(lane), Element.ToDouble(Element.Lane<V, T>(ref y, k))));
        }
        return x;
    }
}
