using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

/// <summary>Copies short rows, by vectors that fit them: the last one starts earlier instead of going past the end.</summary>
internal static unsafe class RowCopy
{
    /// <summary>Copies rows of some length that lie at any distances.</summary>
    public static void Run<T>(T* source, nint sourceRow, T* target, nint targetRow, nint rows, nint length) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated && length >= Vec512<T>.Count) Copy<Vec512<T>, T>(source, sourceRow, target, targetRow, rows, length);
        else if (Vector256.IsHardwareAccelerated && length >= Vec256<T>.Count) Copy<Vec256<T>, T>(source, sourceRow, target, targetRow, rows, length);
        else if (Vector128.IsHardwareAccelerated && length >= Vec128<T>.Count) Copy<Vec128<T>, T>(source, sourceRow, target, targetRow, rows, length);
        else Copy<Scalar1<T>, T>(source, sourceRow, target, targetRow, rows, length);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Copy<V, T>(T* source, nint sourceRow, T* target, nint targetRow, nint rows, nint length)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        nint last = length - V.Count;
        for (; rows > 0; rows--, source += sourceRow, target += targetRow)
        {
            for (nint i = 0; i < last; i += V.Count) V.Store(V.Load(source + i), target + i);
            V.Store(V.Load(source + last), target + last);
        }
    }
}
