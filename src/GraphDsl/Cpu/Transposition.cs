using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Cpu;

/// <summary>Transposes small matrices, in squares that fill vectors of 128 bits; squares at the far edges overlap the ones before.</summary>
internal static unsafe partial class Transposition
{
    /// <summary>Element (i, j) of <paramref name="from"/> becomes (j, i) of <paramref name="to"/>. Strides are those of rows; columns lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(T* from, nint fromStride, nint rows, nint columns, T* to, nint toStride) where T : unmanaged
    {
        nint side = Vector128<T>.Count;
        if (!Sse2.IsSupported || rows < side || columns < side)
        {
            // Four rows at a time, so that each store fills most of a word of the target.
            nint done = 0;
            for (; done <= rows - 4; done += 4)
            {
                T* a = from + (done * fromStride), b = a + fromStride, c = b + fromStride, d = c + fromStride, t = to + done;
                for (nint j = 0; j < columns; j++, t += toStride)
                {
                    t[0] = a[j];
                    t[1] = b[j];
                    t[2] = c[j];
                    t[3] = d[j];
                }
            }
            for (; done < rows; done++)
                for (nint j = 0; j < columns; j++) to[(j * toStride) + done] = from[(done * fromStride) + j];
            return;
        }
        for (nint column = 0; column < columns; column += side)
        {
            nint j = Math.Min(column, columns - side);
            for (nint row = 0; row < rows; row += side)
            {
                nint i = Math.Min(row, rows - side);
                T* source = from + (i * fromStride) + j, destination = to + (j * toStride) + i;
                if (sizeof(T) == 4) Square4((float*)source, fromStride, (float*)destination, toStride);
                else Square2((double*)source, fromStride, (double*)destination, toStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square4(float* from, nint fromStride, float* to, nint toStride)
    {
        Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + fromStride);
        Vector128<float> c = Vector128.Load(from + (2 * fromStride)), d = Vector128.Load(from + (3 * fromStride));
        Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b), cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(abLow, cdLow).Store(to);
        Sse.MoveHighToLow(cdLow, abLow).Store(to + toStride);
        Sse.MoveLowToHigh(abHigh, cdHigh).Store(to + (2 * toStride));
        Sse.MoveHighToLow(cdHigh, abHigh).Store(to + (3 * toStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square2(double* from, nint fromStride, double* to, nint toStride)
    {
        Vector128<double> a = Vector128.Load(from), b = Vector128.Load(from + fromStride);
        Sse2.UnpackLow(a, b).Store(to);
        Sse2.UnpackHigh(a, b).Store(to + toStride);
    }
}
