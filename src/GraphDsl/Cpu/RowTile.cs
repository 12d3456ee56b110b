using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
            Transposition.Run(from + start, columns, rows, columns, to, V.Count);
    }

    /// <summary>Puts the rows of a tile one after the other from <paramref name="start"/> on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Store<V, T>(ReadOnlySpan<T> tile, Span<T> destination, nint start, nint columns, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        fixed (T* from = &MemoryMarshal.GetReference(tile), to = &MemoryMarshal.GetReference(destination))
            Transposition.Run(from, V.Count, columns, rows, to + start, columns);
    }
}
