using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Cpu;

/// <summary>
/// Products of rows with rows, summed along them: up to four rows of one operand meet up to five of the other, so that a load serves
/// several products. Vectors lie along the rows; their lanes are added up at the end.
/// </summary>
internal static unsafe class CorrelationTile
{
    /// <summary>The most rows of the left operand: as many as the registers hold sums for.</summary>
    public static int MostLeft<V, T>() where V : struct, IVector<V, T> where T : unmanaged => HasManyRegisters<V, T>() ? 4 : 3;

    /// <summary>The most rows of the right operand.</summary>
    public static int MostRight<V, T>() where V : struct, IVector<V, T> where T : unmanaged => HasManyRegisters<V, T>() ? 5 : 3;

    private static bool HasManyRegisters<V, T>() where V : struct, IVector<V, T> where T : unmanaged
        => !X86Base.IsSupported || V.Count * sizeof(T) == 64;

    /// <summary>The vectors that a tile has room for.</summary>
    public const int Vectors = 32;

    /// <summary>sums[i * sumsRow + j] += sum over p of left[i * leftRow + p] * right[offsets[j] + p], for p below <paramref name="length"/>.</summary>
    public static void Run<V, T>(int rows, int columns, nint length, T* left, nint leftRow, T* right, nint* offsets, T* tile, T* sums, nint sumsRow)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        nint whole = length / V.Count * V.Count;
        Pick<V, T>(rows, columns, whole, left, leftRow, right, offsets, tile);
        if (whole < length) AddRest<V, T>(rows, columns, (int)(length - whole), left + whole, leftRow, right + whole, offsets, tile);
        AddLanes<V, T>(rows, columns, tile, sums, sumsRow);
    }

    private static void Pick<V, T>(int rows, int columns, nint length, T* left, nint leftRow, T* right, nint* offsets, T* tile)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        switch (rows)
        {
            case 1: Pick<V, T, N1>(columns, length, left, leftRow, right, offsets, tile); break;
            case 2: Pick<V, T, N2>(columns, length, left, leftRow, right, offsets, tile); break;
            case 3: Pick<V, T, N3>(columns, length, left, leftRow, right, offsets, tile); break;
            case 4: Pick<V, T, N4>(columns, length, left, leftRow, right, offsets, tile); break;
            default: throw new ArgumentOutOfRangeException(nameof(rows));
        }
    }

    private static void Pick<V, T, TRows>(int columns, nint length, T* left, nint leftRow, T* right, nint* offsets, T* tile)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TRows : struct, IConstant
    {
        switch (columns)
        {
            case 1: Kernel<V, T, TRows, N1>(length, left, leftRow, right, offsets, tile); break;
            case 2: Kernel<V, T, TRows, N2>(length, left, leftRow, right, offsets, tile); break;
            case 3: Kernel<V, T, TRows, N3>(length, left, leftRow, right, offsets, tile); break;
            case 4: Kernel<V, T, TRows, N4>(length, left, leftRow, right, offsets, tile); break;
            case 5: Kernel<V, T, TRows, N5>(length, left, leftRow, right, offsets, tile); break;
            default: throw new ArgumentOutOfRangeException(nameof(columns));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Kernel<V, T, TRows, TColumns>(nint length, T* left, nint leftRow, T* right, nint* offsets, T* tile)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TRows : struct, IConstant
        where TColumns : struct, IConstant
    {
        T* b0 = right + offsets[0];
        T* b1 = TColumns.Value > 1 ? right + offsets[1] : b0;
        T* b2 = TColumns.Value > 2 ? right + offsets[2] : b0;
        T* b3 = TColumns.Value > 3 ? right + offsets[3] : b0;
        T* b4 = TColumns.Value > 4 ? right + offsets[4] : b0;
        T* a1 = left + leftRow, a2 = a1 + leftRow, a3 = a2 + leftRow;
        V s00 = V.Zero, s01 = V.Zero, s02 = V.Zero, s03 = V.Zero, s04 = V.Zero;
        V s10 = V.Zero, s11 = V.Zero, s12 = V.Zero, s13 = V.Zero, s14 = V.Zero;
        V s20 = V.Zero, s21 = V.Zero, s22 = V.Zero, s23 = V.Zero, s24 = V.Zero;
        V s30 = V.Zero, s31 = V.Zero, s32 = V.Zero, s33 = V.Zero, s34 = V.Zero;
        for (nint p = 0; p < length; p += V.Count)
        {
            V x0 = V.Load(b0 + p), x1 = TColumns.Value > 1 ? V.Load(b1 + p) : V.Zero, x2 = TColumns.Value > 2 ? V.Load(b2 + p) : V.Zero;
            V x3 = TColumns.Value > 3 ? V.Load(b3 + p) : V.Zero, x4 = TColumns.Value > 4 ? V.Load(b4 + p) : V.Zero;
            Step<V, T, TColumns>(V.Load(left + p), x0, x1, x2, x3, x4, ref s00, ref s01, ref s02, ref s03, ref s04);
            if (TRows.Value > 1) Step<V, T, TColumns>(V.Load(a1 + p), x0, x1, x2, x3, x4, ref s10, ref s11, ref s12, ref s13, ref s14);
            if (TRows.Value > 2) Step<V, T, TColumns>(V.Load(a2 + p), x0, x1, x2, x3, x4, ref s20, ref s21, ref s22, ref s23, ref s24);
            if (TRows.Value > 3) Step<V, T, TColumns>(V.Load(a3 + p), x0, x1, x2, x3, x4, ref s30, ref s31, ref s32, ref s33, ref s34);
        }
        Put<V, T, TColumns>(s00, s01, s02, s03, s04, tile);
        if (TRows.Value > 1) Put<V, T, TColumns>(s10, s11, s12, s13, s14, tile + (1 * TColumns.Value * V.Count));
        if (TRows.Value > 2) Put<V, T, TColumns>(s20, s21, s22, s23, s24, tile + (2 * TColumns.Value * V.Count));
        if (TRows.Value > 3) Put<V, T, TColumns>(s30, s31, s32, s33, s34, tile + (3 * TColumns.Value * V.Count));
    }

    /// <summary>Adds the products of what is left of the rows to the tile; what lies behind may be anything.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddRest<V, T>(int rows, int columns, int lanes, T* left, nint leftRow, T* right, nint* offsets, T* tile)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (int i = 0; i < rows; i++, left += leftRow)
        {
            var row = V.Load(new ReadOnlySpan<T>(left, lanes), 0, lanes);
            for (int j = 0; j < columns; j++, tile += V.Count)
                V.Store(V.FusedMultiplyAdd(row, V.Load(new ReadOnlySpan<T>(right + offsets[j], lanes), 0, lanes), V.Load(tile)), tile);
        }
    }

    /// <summary>
    /// Adds the lanes of the tile's vectors to the sums: neighbours are added until each vector is one lane, and so many vectors are one.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddLanes<V, T>(int rows, int columns, T* tile, T* sums, nint sumsRow)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        int count = rows * columns;
        for (int lanes = V.Count; lanes > 1; lanes /= 2)
        {
            count = (count + 1) / 2;
            for (int k = 0; k < count; k++)
            {
                V first = V.Load(tile + (2 * k * V.Count)), second = V.Load(tile + (((2 * k) + 1) * V.Count));
                V.Store(V.Evens(first, second) + V.Odds(first, second), tile + (k * V.Count));
            }
        }
        for (int i = 0; i < rows; i++, sums += sumsRow)
            for (int j = 0; j < columns; j++) Scalar1<T>.Store(Scalar1<T>.Load(sums + j) + Scalar1<T>.Load(tile++), sums + j);
    }

    /// <summary>Adds a row's vector times those of the other rows to its sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<V, T, TColumns>(V row, V x0, V x1, V x2, V x3, V x4, ref V s0, ref V s1, ref V s2, ref V s3, ref V s4)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TColumns : struct, IConstant
    {
        s0 = V.FusedMultiplyAdd(row, x0, s0);
        if (TColumns.Value > 1) s1 = V.FusedMultiplyAdd(row, x1, s1);
        if (TColumns.Value > 2) s2 = V.FusedMultiplyAdd(row, x2, s2);
        if (TColumns.Value > 3) s3 = V.FusedMultiplyAdd(row, x3, s3);
        if (TColumns.Value > 4) s4 = V.FusedMultiplyAdd(row, x4, s4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<V, T, TColumns>(V s0, V s1, V s2, V s3, V s4, T* tile)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TColumns : struct, IConstant
    {
        V.Store(s0, tile);
        if (TColumns.Value > 1) V.Store(s1, tile + V.Count);
        if (TColumns.Value > 2) V.Store(s2, tile + (2 * V.Count));
        if (TColumns.Value > 3) V.Store(s3, tile + (3 * V.Count));
        if (TColumns.Value > 4) V.Store(s4, tile + (4 * V.Count));
    }
}
