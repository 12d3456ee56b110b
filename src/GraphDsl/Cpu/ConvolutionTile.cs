using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>
/// Packed panels of rows times a strip of two vectors, where the results go straight from the registers to places of their own:
/// row r, vector v to <c>target[offsets[r] + start(v)]</c>.
/// </summary>
internal static unsafe class ConvolutionTile
{
    /// <summary>The most rows of a panel: with two vectors a row the sums hide the latency of an addition.</summary>
    public const int MostRows = 6;

    /// <summary>The number of panels of some rows.</summary>
    public static nint Panels(nint rows) => (rows + MostRows - 1) / MostRows;

    /// <summary>Runs all panels; their heights are those of <see cref="Gemm.Panel"/>.</summary>
    /// <typeparam name="V">The vectors.</typeparam>
    /// <typeparam name="T">The elements.</typeparam>
    /// <typeparam name="TAdd">1: the results are added to what is there.</typeparam>
    /// <param name="rows">The rows of all panels.</param>
    /// <param name="depth">The columns of the panels and rows of the strip.</param>
    /// <param name="packed">The panels, each column after column.</param>
    /// <param name="strip">The strip.</param>
    /// <param name="stripRow">The distance of its rows.</param>
    /// <param name="target">Where the results go.</param>
    /// <param name="offsets">Where the rows start there.</param>
    /// <param name="first">Where the first vector of a row goes.</param>
    /// <param name="second">Where the second vector goes.</param>
    public static void Run<V, T, TAdd>(nint rows, nint depth, T* packed, T* strip, nint stripRow, T* target, nint* offsets, nint first, nint second)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TAdd : struct, IConstant
    {
        nint panels = Panels(rows), height = rows / panels, higher = rows - (height * panels), done = higher * (height + 1);
        if (higher > 0) Pick<V, T, TAdd>((int)height + 1, higher, depth, packed, strip, stripRow, target, offsets, first, second);
        Pick<V, T, TAdd>((int)height, panels - higher, depth, packed + (done * depth), strip, stripRow, target, offsets + done, first, second);
    }

    private static void Pick<V, T, TAdd>(int height, nint count, nint depth, T* packed, T* strip, nint stripRow, T* target, nint* offsets, nint first, nint second)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TAdd : struct, IConstant
    {
        switch (height)
        {
            case 1: Kernel<V, T, N1, TAdd>(count, depth, packed, strip, stripRow, target, offsets, first, second); break;
            case 2: Kernel<V, T, N2, TAdd>(count, depth, packed, strip, stripRow, target, offsets, first, second); break;
            case 3: Kernel<V, T, N3, TAdd>(count, depth, packed, strip, stripRow, target, offsets, first, second); break;
            case 4: Kernel<V, T, N4, TAdd>(count, depth, packed, strip, stripRow, target, offsets, first, second); break;
            case 5: Kernel<V, T, N5, TAdd>(count, depth, packed, strip, stripRow, target, offsets, first, second); break;
            default: Kernel<V, T, N6, TAdd>(count, depth, packed, strip, stripRow, target, offsets, first, second); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Kernel<V, T, TRows, TAdd>(nint count, nint depth, T* packed, T* strip, nint stripRow, T* target, nint* offsets, nint first, nint second)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TRows : struct, IConstant
        where TAdd : struct, IConstant
    {
        for (; count > 0; count--, offsets += TRows.Value)
        {
            V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero, c4 = V.Zero, c5 = V.Zero;
            V d0 = V.Zero, d1 = V.Zero, d2 = V.Zero, d3 = V.Zero, d4 = V.Zero, d5 = V.Zero;
            T* b = strip;
            for (nint p = 0; p < depth; p++, b += stripRow, packed += TRows.Value)
            {
                V x = V.Load(b), y = V.Load(b + V.Count);
                Step<V, T>(packed[0], x, y, ref c0, ref d0);
                if (TRows.Value > 1) Step<V, T>(packed[1], x, y, ref c1, ref d1);
                if (TRows.Value > 2) Step<V, T>(packed[2], x, y, ref c2, ref d2);
                if (TRows.Value > 3) Step<V, T>(packed[3], x, y, ref c3, ref d3);
                if (TRows.Value > 4) Step<V, T>(packed[4], x, y, ref c4, ref d4);
                if (TRows.Value > 5) Step<V, T>(packed[5], x, y, ref c5, ref d5);
            }
            Put<V, T, TAdd>(c0, d0, target + offsets[0], first, second);
            if (TRows.Value > 1) Put<V, T, TAdd>(c1, d1, target + offsets[1], first, second);
            if (TRows.Value > 2) Put<V, T, TAdd>(c2, d2, target + offsets[2], first, second);
            if (TRows.Value > 3) Put<V, T, TAdd>(c3, d3, target + offsets[3], first, second);
            if (TRows.Value > 4) Put<V, T, TAdd>(c4, d4, target + offsets[4], first, second);
            if (TRows.Value > 5) Put<V, T, TAdd>(c5, d5, target + offsets[5], first, second);
        }
    }

    /// <summary>Adds an element times two vectors to two sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step<V, T>(T element, V x, V y, ref V first, ref V second)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        var s = V.Broadcast(element);
        first = V.FusedMultiplyAdd(s, x, first);
        second = V.FusedMultiplyAdd(s, y, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<V, T, TAdd>(V x, V y, T* row, nint first, nint second)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TAdd : struct, IConstant
    {
        V.Store(TAdd.Value == 1 ? V.Load(row + first) + x : x, row + first);
        V.Store(TAdd.Value == 1 ? V.Load(row + second) + y : y, row + second);
    }
}
