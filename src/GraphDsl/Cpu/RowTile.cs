using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Cpu;

/// <summary>
/// A few short rows turned so that vectors run across them: vector j of a tile holds element j of each row, lane k that of row k.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class RowTile
{
    /// <summary>Takes rows that lie one after the other from <paramref name="start"/> on. Lanes beyond them are left as they are.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Load<V, T>(ReadOnlySpan<T> source, nint start, nint columns, int rows, Span<T> tile)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        fixed (T* from = &MemoryMarshal.GetReference(source), to = &MemoryMarshal.GetReference(tile))
        {
            if (AreWide<V, T>(columns, rows)) Transposition.OfSixteenRows((float*)(from + start), columns, (float*)to);
            else Transposition.Run(from + start, columns, rows, columns, to, V.Count);
        }
    }

    /// <summary>Puts the rows of a tile one after the other from <paramref name="start"/> on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Store<V, T>(ReadOnlySpan<T> tile, Span<T> destination, nint start, nint columns, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        fixed (T* from = &MemoryMarshal.GetReference(tile), to = &MemoryMarshal.GetReference(destination))
        {
            if (AreWide<V, T>(columns, rows)) Transposition.ToSixteenRows((float*)from, columns, (float*)(to + start));
            else Transposition.Run(from, V.Count, columns, rows, to + start, columns);
        }
    }

    /// <summary>Whether the rows fill vectors of 512 bits, and are long enough for their squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreWide<V, T>(nint columns, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        => Avx512F.IsSupported && sizeof(T) == 4 && V.Count == 16 && rows == 16 && columns >= 4;
}
