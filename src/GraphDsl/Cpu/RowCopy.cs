using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

/// <summary>Equal steps: how many, and how far each goes in what is read and in what is written.</summary>
internal readonly record struct CopySteps(nint Count, nint Source, nint Target)
{
    /// <summary>A single step.</summary>
    public static CopySteps One => new(1, 0, 0);
}

/// <summary>Copies short rows, by vectors that fit them: the last one starts earlier instead of going past the end.</summary>
internal static unsafe class RowCopy
{
    /// <summary>Copies rows of some length, which lie at equal distances in up to three directions.</summary>
    public static void Run<T>(T* source, T* target, nint length, CopySteps outer, CopySteps middle, CopySteps inner) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated && length >= Vec512<T>.Count) Copy<Vec512<T>, T>(source, target, length, outer, middle, inner);
        else if (Vector256.IsHardwareAccelerated && length >= Vec256<T>.Count) Copy<Vec256<T>, T>(source, target, length, outer, middle, inner);
        else if (Vector128.IsHardwareAccelerated && length >= Vec128<T>.Count) Copy<Vec128<T>, T>(source, target, length, outer, middle, inner);
        else Copy<Scalar1<T>, T>(source, target, length, outer, middle, inner);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Copy<V, T>(T* source, T* target, nint length, CopySteps outer, CopySteps middle, CopySteps inner)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        nint last = length - V.Count;
        for (nint i = 0; i < outer.Count; i++, source += outer.Source, target += outer.Target)
        {
            T* s = source, t = target;
            for (nint j = 0; j < middle.Count; j++, s += middle.Source, t += middle.Target)
            {
                T* from = s, to = t;
                for (nint k = 0; k < inner.Count; k++, from += inner.Source, to += inner.Target)
                {
                    for (nint x = 0; x < last; x += V.Count) V.Store(V.Load(from + x), to + x);
                    V.Store(V.Load(from + last), to + last);
                }
            }
        }
    }
}
