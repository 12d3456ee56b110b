using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>A matrix product in terms of pinned memory: C = alpha A B + beta C, or its transpose.</summary>
internal unsafe struct GemmPlan<T> where T : unmanaged
{
    public nint M, N, K;
    public T Alpha, Beta;
    public T* A, B, C;
    public nint ARow, AColumn, BRow, BColumn, CRow;

    /// <summary>Whether A and B are those of the transposed product: rows of tiles are then columns of C.</summary>
    public bool Transposed;

    /// <summary>Whether C's former values count.</summary>
    public readonly bool ReadsC => Element.ToDouble(Beta) != 0;

    /// <summary>The product with the roles of the operands exchanged: C' = B' A'.</summary>
    public readonly GemmPlan<T> Transpose() => this with
    {
        M = N,
        N = M,
        A = B,
        B = A,
        ARow = BColumn,
        AColumn = BRow,
        BRow = AColumn,
        BColumn = ARow,
        Transposed = !Transposed,
    };

    /// <summary>
    /// Takes a tile of sums (rows two vectors apart) into C, or hands it to the epilogue: <paramref name="first"/> and
    /// <paramref name="last"/> tell which part of the sum over k it is.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public readonly void Finish<V, TEpilogue>(
        T* tile, nint row, int rows, nint column, int columns, bool first, bool last, ref TEpilogue shared)
        where V : struct, IVector<V, T>
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        if (Transposed)
        {
            FinishTransposed<V, TEpilogue>(tile, row, rows, column, columns, ref shared);
            return;
        }
        if (columns == 2 * V.Count)
        {
            FinishWhole<V, TEpilogue>(tile, row, rows, column, first, last, ref shared);
            return;
        }
        var epilogue = shared;
        var alpha = V.Broadcast(Alpha);
        var beta = first ? V.Broadcast(Beta) : V.One;
        bool readsC = !first || ReadsC, stores = TEpilogue.IsNone || !last;
        for (int i = 0; i < rows; i++)
        {
            T* source = tile + (i * 2 * V.Count), target = C + ((row + i) * CRow) + column;
            int j = 0;
            for (; j <= columns - V.Count; j += V.Count)
            {
                var value = V.Load(source + j) * alpha;
                if (readsC) value = V.FusedMultiplyAdd(beta, V.Load(target + j), value);
                if (stores) V.Store(value, target + j);
                else epilogue.Step(row + i, column + j, V.Count, value);
            }
            if (j < columns)
            {
                int lanes = columns - j;
                var part = new Span<T>(target + j, lanes);
                var value = V.Load(source + j) * alpha;
                if (readsC) value = V.FusedMultiplyAdd(beta, V.Load(part, 0, lanes), value);
                if (stores) V.Store(value, part, 0, lanes);
                else epilogue.Step(row + i, column + j, lanes, value);
            }
        }
    }

    // The usual case, a tile of full width, apart: two vectors a row, and no masks.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private readonly void FinishWhole<V, TEpilogue>(T* tile, nint row, int rows, nint column, bool first, bool last, ref TEpilogue shared)
        where V : struct, IVector<V, T>
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        var epilogue = shared;
        var alpha = V.Broadcast(Alpha);
        var beta = first ? V.Broadcast(Beta) : V.One;
        bool readsC = !first || ReadsC, stores = TEpilogue.IsNone || !last;
        T* target = C + (row * CRow) + column;
        for (nint end = row + rows; row < end; row++, tile += 2 * V.Count, target += CRow)
        {
            V x = V.Load(tile) * alpha, y = V.Load(tile + V.Count) * alpha;
            if (readsC)
            {
                x = V.FusedMultiplyAdd(beta, V.Load(target), x);
                y = V.FusedMultiplyAdd(beta, V.Load(target + V.Count), y);
            }
            if (stores)
            {
                V.Store(x, target);
                V.Store(y, target + V.Count);
            }
            else
            {
                epilogue.Step(row, column, V.Count, x);
                epilogue.Step(row, column + V.Count, V.Count, y);
            }
        }
    }

    // A column of the tile is a part of a row of C; the sum over k is never cut here.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private readonly void FinishTransposed<V, TEpilogue>(T* tile, nint row, int rows, nint column, int columns, ref TEpilogue shared)
        where V : struct, IVector<V, T>
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        var epilogue = shared;
        var alpha = V.Broadcast(Alpha);
        var beta = V.Broadcast(Beta);
        bool readsC = ReadsC;
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i += V.Count)
            {
                int lanes = Math.Min(V.Count, rows - i);
                var values = new ReadOnlySpan<T>(tile + j + (i * 2 * V.Count), ((lanes - 1) * 2 * V.Count) + 1);
                var value = V.LoadStrided(values, 0, 2 * V.Count, lanes) * alpha;
                var target = new Span<T>(C + ((column + j) * CRow) + row + i, lanes);
                if (readsC) value = V.FusedMultiplyAdd(beta, V.Load(target, 0, lanes), value);
                if (TEpilogue.IsNone) V.Store(value, target, 0, lanes);
                else epilogue.Step(column + j, row + i, lanes, value);
            }
        }
    }
}
