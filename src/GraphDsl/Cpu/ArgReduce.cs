using System.ComponentModel;
using System.Numerics;

namespace GraphDsl.Cpu;

/// <summary>The places of extreme elements along the rows of a matrix.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArgReduce
{
    /// <summary>
    /// The place of the greatest element of each row, the first of equals; a NaN counts as greatest, as in NumPy. Rows lie
    /// <paramref name="rowStride"/> apart and must not be empty.
    /// </summary>
    public static void ArgMax<T>(ReadOnlySpan<T> source, nint rows, nint columns, nint rowStride, Span<long> destination)
        where T : unmanaged, INumber<T>
    {
        CheckColumns(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            var line = source.Slice((int)(row * rowStride), (int)columns);
            T best = line[0];
            int place = 0;
            for (int j = 1; j < line.Length && !T.IsNaN(best); j++)
            {
                // Not "less or equal" is greater or NaN.
                if (!(line[j] <= best)) (best, place) = (line[j], j);
            }
            destination[row] = place;
        }
    }

    /// <summary>The place of the least element of each row, the first of equals; a NaN counts as least, as in NumPy.</summary>
    /// <inheritdoc cref="ArgMax"/>
    public static void ArgMin<T>(ReadOnlySpan<T> source, nint rows, nint columns, nint rowStride, Span<long> destination)
        where T : unmanaged, INumber<T>
    {
        CheckColumns(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            var line = source.Slice((int)(row * rowStride), (int)columns);
            T best = line[0];
            int place = 0;
            for (int j = 1; j < line.Length && !T.IsNaN(best); j++)
            {
                if (!(line[j] >= best)) (best, place) = (line[j], j);
            }
            destination[row] = place;
        }
    }

    private static void CheckColumns(nint rows, nint columns)
    {
        if (rows > 0 && columns == 0) throw new ArgumentException("The place of the greatest or least of no elements is not defined: a row is empty.");
    }
}
