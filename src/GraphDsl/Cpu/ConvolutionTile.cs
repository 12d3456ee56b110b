using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Cpu;

/// <summary>
/// Packed panels of rows times one or two vectors of each row of the other operand, which start at places of their own: row p at
/// <c>image + offsets[p]</c>. So windows of an image are multiplied where they lie.
/// </summary>
internal static unsafe class ConvolutionTile
{
    /// <summary>The most rows of a panel: as many as the registers hold sums for.</summary>
    public static int MostRows<V, T>(int vectors) where V : struct, IVector<V, T> where T : unmanaged
        => vectors == 1 || !X86Base.IsSupported || V.Count * sizeof(T) == 64 ? 12 : 6;

    /// <summary>The number of panels of some rows; their heights are those of <see cref="Gemm.Panel"/>.</summary>
    public static nint Panels<V, T>(nint rows, int vectors) where V : struct, IVector<V, T> where T : unmanaged
        => (rows + MostRows<V, T>(vectors) - 1) / MostRows<V, T>(vectors);

    /// <summary>Packs rows of a matrix as the panels are read: panel after panel, each column after column.</summary>
    public static void Pack<V, T>(nint rows, nint panels, nint depth, T* source, nint sourceRow, T* packed)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (nint i = 0; i < panels; i++)
        {
            var (row, height) = Gemm.Panel(rows, panels, i);
            GemmPack.Panel(source + (row * sourceRow), sourceRow, 1, height, depth, packed + (row * depth));
        }
    }

    /// <summary>Runs all panels.</summary>
    /// <typeparam name="V">The vectors.</typeparam>
    /// <typeparam name="T">The elements.</typeparam>
    /// <typeparam name="TVectors">How many there are in a row: 1 or 2.</typeparam>
    /// <typeparam name="TAdd">1: the results are added to what is there.</typeparam>
    /// <param name="rows">The rows of all panels.</param>
    /// <param name="panels">The number of panels.</param>
    /// <param name="depth">The columns that are multiplied.</param>
    /// <param name="stride">The columns that the panels have.</param>
    /// <param name="packed">The first column of the first panel.</param>
    /// <param name="image">Where the rows of the other operand lie.</param>
    /// <param name="apart">The distance of the two vectors of a row there.</param>
    /// <param name="offsets">The start of each row there.</param>
    /// <param name="target">The results.</param>
    /// <param name="targetRow">The distance of their rows.</param>
    public static void Run<V, T, TVectors, TAdd>(nint rows, nint panels, nint depth, nint stride, T* packed, T* image, nint apart, nint* offsets, T* target, nint targetRow)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TVectors : struct, IConstant
        where TAdd : struct, IConstant
    {
        nint height = rows / panels, higher = rows - (height * panels), done = higher * (height + 1);
        if (higher > 0) Pick<V, T, TVectors, TAdd>((int)height + 1, higher, depth, stride, packed, image, apart, offsets, target, targetRow);
        Pick<V, T, TVectors, TAdd>((int)height, panels - higher, depth, stride, packed + (done * stride), image, apart, offsets, target + (done * targetRow), targetRow);
    }

    private static void Pick<V, T, TVectors, TAdd>(
        int height, nint count, nint depth, nint stride, T* packed, T* image, nint apart, nint* offsets, T* target, nint targetRow)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TVectors : struct, IConstant
        where TAdd : struct, IConstant
    {
        switch (height)
        {
            case 1: Kernel<V, T, N1, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            case 2: Kernel<V, T, N2, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            case 3: Kernel<V, T, N3, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            case 4: Kernel<V, T, N4, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            case 5: Kernel<V, T, N5, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            case 6: Kernel<V, T, N6, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            case 7: Kernel<V, T, N7, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            case 8: Kernel<V, T, N8, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            case 9: Kernel<V, T, N9, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            case 10: Kernel<V, T, N10, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            case 11: Kernel<V, T, N11, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            case 12: Kernel<V, T, N12, TVectors, TAdd>(count, depth, stride, packed, packed, image, apart, offsets, target, targetRow); break;
            default: throw new ArgumentOutOfRangeException(nameof(height));
        }
    }

    // For packedAgain see GemmTile.Step.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Kernel<V, T, TRows, TVectors, TAdd>(
        nint count, nint depth, nint stride, T* packed, T* packedAgain, T* image, nint apart, nint* offsets, T* target, nint targetRow)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
        where TAdd : struct, IConstant
    {
        for (; count > 0; count--, packed += TRows.Value * stride, packedAgain += TRows.Value * stride)
        {
            V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero, c4 = V.Zero, c5 = V.Zero, c6 = V.Zero, c7 = V.Zero, c8 = V.Zero, c9 = V.Zero, c10 = V.Zero, c11 = V.Zero;
            V d0 = V.Zero, d1 = V.Zero, d2 = V.Zero, d3 = V.Zero, d4 = V.Zero, d5 = V.Zero, d6 = V.Zero, d7 = V.Zero, d8 = V.Zero, d9 = V.Zero, d10 = V.Zero, d11 = V.Zero;
            T* a = packed, z = packedAgain;
            for (nint p = 0; p < depth; p++, a += TRows.Value, z += TRows.Value)
            {
                T* b = image + offsets[p];
                V x = V.Load(b), y = TVectors.Value == 2 ? V.Load(b + apart) : V.Zero;
                GemmTile.Step<V, T, TVectors>(a, z, 0, x, y, ref c0, ref d0);
                if (TRows.Value > 1) GemmTile.Step<V, T, TVectors>(a, z, 1, x, y, ref c1, ref d1);
                if (TRows.Value > 2) GemmTile.Step<V, T, TVectors>(a, z, 2, x, y, ref c2, ref d2);
                if (TRows.Value > 3) GemmTile.Step<V, T, TVectors>(a, z, 3, x, y, ref c3, ref d3);
                if (TRows.Value > 4) GemmTile.Step<V, T, TVectors>(a, z, 4, x, y, ref c4, ref d4);
                if (TRows.Value > 5) GemmTile.Step<V, T, TVectors>(a, z, 5, x, y, ref c5, ref d5);
                if (TRows.Value > 6) GemmTile.Step<V, T, TVectors>(a, z, 6, x, y, ref c6, ref d6);
                if (TRows.Value > 7) GemmTile.Step<V, T, TVectors>(a, z, 7, x, y, ref c7, ref d7);
                if (TRows.Value > 8) GemmTile.Step<V, T, TVectors>(a, z, 8, x, y, ref c8, ref d8);
                if (TRows.Value > 9) GemmTile.Step<V, T, TVectors>(a, z, 9, x, y, ref c9, ref d9);
                if (TRows.Value > 10) GemmTile.Step<V, T, TVectors>(a, z, 10, x, y, ref c10, ref d10);
                if (TRows.Value > 11) GemmTile.Step<V, T, TVectors>(a, z, 11, x, y, ref c11, ref d11);
            }
            Put<V, T, TVectors, TAdd>(c0, d0, ref target, targetRow);
            if (TRows.Value > 1) Put<V, T, TVectors, TAdd>(c1, d1, ref target, targetRow);
            if (TRows.Value > 2) Put<V, T, TVectors, TAdd>(c2, d2, ref target, targetRow);
            if (TRows.Value > 3) Put<V, T, TVectors, TAdd>(c3, d3, ref target, targetRow);
            if (TRows.Value > 4) Put<V, T, TVectors, TAdd>(c4, d4, ref target, targetRow);
            if (TRows.Value > 5) Put<V, T, TVectors, TAdd>(c5, d5, ref target, targetRow);
            if (TRows.Value > 6) Put<V, T, TVectors, TAdd>(c6, d6, ref target, targetRow);
            if (TRows.Value > 7) Put<V, T, TVectors, TAdd>(c7, d7, ref target, targetRow);
            if (TRows.Value > 8) Put<V, T, TVectors, TAdd>(c8, d8, ref target, targetRow);
            if (TRows.Value > 9) Put<V, T, TVectors, TAdd>(c9, d9, ref target, targetRow);
            if (TRows.Value > 10) Put<V, T, TVectors, TAdd>(c10, d10, ref target, targetRow);
            if (TRows.Value > 11) Put<V, T, TVectors, TAdd>(c11, d11, ref target, targetRow);
        }
    }

    /// <summary>Stores or adds a row of results and steps to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<V, T, TVectors, TAdd>(V x, V y, ref T* row, nint distance)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TVectors : struct, IConstant
        where TAdd : struct, IConstant
    {
        V.Store(TAdd.Value == 1 ? V.Load(row) + x : x, row);
        if (TVectors.Value == 2) V.Store(TAdd.Value == 1 ? V.Load(row + V.Count) + y : y, row + V.Count);
        row += distance;
    }
}
