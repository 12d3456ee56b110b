using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>Some windows of an image, side by side in a vector, cut where their rows end.</summary>
internal unsafe struct WindowRuns
{
    private const int Most = 16;

    private fixed long starts[Most];
    private fixed int lengths[Most];

    private int count;

    /// <summary>The runs of windows first .. first + count of an image.</summary>
    public static WindowRuns Find(nint first, int count, nint columns, nint windowRow)
    {
        var runs = default(WindowRuns);
        nint row = first / columns, column = first - (row * columns);
        while (count > 0)
        {
            int length = (int)Math.Min(count, columns - column);
            runs.starts[runs.count] = (row * windowRow) + column;
            runs.lengths[runs.count++] = length;
            count -= length;
            column += length;
            if (column < columns) continue;
            column = 0;
            row++;
        }
        return runs;
    }

    /// <summary>Adds the rows of a tile to an image, each from a place of its own.</summary>
    public readonly void Add<V, T>(T* tile, nint tileRow, int rows, T* image, nint* places)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (int i = 0; i < count; i++)
        {
            // By vectors that fit what is left: half of a wide one costs less than a mask.
            T* target = image + starts[i];
            int rest = lengths[i];
            while (rest > 0)
            {
                int done = rest >= V.Count ? Rows<V, T>(tile, tileRow, rows, target, places)
                    : V.Count > Vec256<T>.Count && rest >= Vec256<T>.Count ? Rows<Vec256<T>, T>(tile, tileRow, rows, target, places)
                    : V.Count > Vec128<T>.Count && rest >= Vec128<T>.Count ? Rows<Vec128<T>, T>(tile, tileRow, rows, target, places)
                    : Rows<Scalar1<T>, T>(tile, tileRow, rows, target, places);
                tile += done;
                target += done;
                rest -= done;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Rows<V, T>(T* tile, nint tileRow, int rows, T* image, nint* places)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (int r = 0; r < rows; r++, tile += tileRow)
        {
            T* target = image + places[r];
            V.Store(V.Load(target) + V.Load(tile), target);
        }
        return V.Count;
    }
}
