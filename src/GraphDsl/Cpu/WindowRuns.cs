namespace GraphDsl.Cpu;

/// <summary>Some windows of an image, side by side in the vectors of a strip, cut where their rows end.</summary>
internal unsafe struct WindowRuns
{
    private const int Most = 32;

    private fixed long starts[Most];
    private fixed int lengths[Most];

    /// <summary>The number of runs.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the runs are whole vectors, one each (but for lanes that nothing uses).</summary>
    public bool AreWhole { get; private set; }

    /// <summary>Where run i starts on the staged image.</summary>
    public readonly nint Start(int i) => (nint)starts[i];

    /// <summary>The windows of run i.</summary>
    public readonly int Length(int i) => lengths[i];

    /// <summary>The runs, of at most a vector each, of windows first .. first + count of an image; count is at most two vectors.</summary>
    public static WindowRuns Find<V, T>(nint first, int count, nint columns, nint windowRow)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        var runs = default(WindowRuns);
        runs.AreWhole = true;
        nint row = first / columns, column = first - (row * columns);
        while (count > 0)
        {
            int length = (int)Math.Min(Math.Min(count, V.Count), columns - column);
            runs.AreWhole &= length == V.Count || length == count;
            runs.starts[runs.Count] = (row * windowRow) + column;
            runs.lengths[runs.Count++] = length;
            count -= length;
            column += length;
            if (column < columns) continue;
            column = 0;
            row++;
        }
        return runs;
    }
}
