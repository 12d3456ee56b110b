using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>
/// Elementary functions of float and double vectors, one text for all widths, so that every width gives the same bits. Exp, Log, Tanh and
/// their kin are straight-line code with errors of one to two units in the last place; special values are those of C99.
/// </summary>
/// <remarks>
/// The type arguments are the vector and its element: <c>VectorMath.Exp&lt;V, float&gt;(x)</c>. Exp, Log, Tanh and Sigmoid are inlined. The
/// others are calls, since the JIT stops inlining anything once a method has 512 locals: about six inlined functions fit one kernel.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class VectorMath
{
    /// <summary>-1, 0 or 1; -0 and NaN stay. Integers too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sign<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged
        => V.Select(V.Greater(x, V.Zero), V.One, V.Select(V.Less(x, V.Zero), -V.One, x));

    /// <summary>1 / x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reciprocal<V, T>(V x) where V : struct, IVector<V, T> where T : unmanaged => V.One / x;

    /// <summary><paramref name="single"/> for float elements, <paramref name="wide"/> for double ones: a constant to the JIT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Pick<V, T>(double single, double wide) where V : struct, IVector<V, T> where T : unmanaged
        => V.Constant(sizeof(T) == 4 ? single : wide);

    /// <summary>accumulator * x + coefficient: one step of Horner's scheme.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Horner<V, T>(V accumulator, V x, double coefficient) where V : struct, IVector<V, T> where T : unmanaged
        => V.FusedMultiplyAdd(accumulator, x, V.Constant(coefficient));

    /// <summary>The magnitude, which must not be negative, with the sign of <paramref name="sign"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V WithSign<V, T>(V magnitude, V sign) where V : struct, IVector<V, T> where T : unmanaged
        => V.Or(magnitude, V.And(sign, V.Constant(-0.0)));
}
