using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Cpu;

// Sixteen rows of floats: the four squares above each other lie in the quarters of vectors of 512 bits, so that whole columns are read and written.
internal static unsafe partial class Transposition
{
    /// <summary>16 rows of at least 4 columns become columns of 16. All lie densely.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfSixteenRows(float* from, nint columns, float* to)
    {
        for (nint column = 0; column < columns; column += 4)
        {
            nint j = Math.Min(column, columns - 4);
            Square(
                Quarters(from + j, columns), Quarters(from + j + columns, columns), Quarters(from + j + (2 * columns), columns),
                Quarters(from + j + (3 * columns), columns), out var a, out var b, out var c, out var d);
            a.Store(to + (j * 16));
            b.Store(to + ((j + 1) * 16));
            c.Store(to + ((j + 2) * 16));
            d.Store(to + ((j + 3) * 16));
        }
    }

    /// <summary>At least 4 columns of 16 become 16 rows. All lie densely.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToSixteenRows(float* from, nint columns, float* to)
    {
        for (nint column = 0; column < columns; column += 4)
        {
            nint j = Math.Min(column, columns - 4);
            Square(
                Vector512.Load(from + (j * 16)), Vector512.Load(from + ((j + 1) * 16)), Vector512.Load(from + ((j + 2) * 16)),
                Vector512.Load(from + ((j + 3) * 16)), out var a, out var b, out var c, out var d);
            Spread(a, to + j, columns);
            Spread(b, to + j + columns, columns);
            Spread(c, to + j + (2 * columns), columns);
            Spread(d, to + j + (3 * columns), columns);
        }
    }

    /// <summary>Four elements of each fourth row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quarters(float* from, nint columns) => Vector512.Create(
        Vector256.Create(Vector128.Load(from), Vector128.Load(from + (4 * columns))),
        Vector256.Create(Vector128.Load(from + (8 * columns)), Vector128.Load(from + (12 * columns))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(Vector512<float> quarters, float* to, nint columns)
    {
        quarters.GetLower().GetLower().Store(to);
        quarters.GetLower().GetUpper().Store(to + (4 * columns));
        quarters.GetUpper().GetLower().Store(to + (8 * columns));
        quarters.GetUpper().GetUpper().Store(to + (12 * columns));
    }

    /// <summary>Transposes the square in each quarter of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Square(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d,
        out Vector512<float> first, out Vector512<float> second, out Vector512<float> third, out Vector512<float> fourth)
    {
        Vector512<double> abLow = Avx512F.UnpackLow(a, b).AsDouble(), abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cdLow = Avx512F.UnpackLow(c, d).AsDouble(), cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
        first = Avx512F.UnpackLow(abLow, cdLow).AsSingle();
        second = Avx512F.UnpackHigh(abLow, cdLow).AsSingle();
        third = Avx512F.UnpackLow(abHigh, cdHigh).AsSingle();
        fourth = Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle();
    }
}
