namespace GraphDsl.Generators.Capture;

/// <summary>A loop whose step is being evaluated: what the step asks of sequences and states beyond the current ones.</summary>
/// <param name="id">The number of the loop.</param>
/// <param name="sequences">The nodes that are walked, in the direction of the walk.</param>
/// <param name="backwards">Whether that is from the end of what the user passed.</param>
/// <param name="taps">Over how many earlier values each state is taken to reach.</param>
internal sealed class OpenLoop(int id, int[] sequences, bool backwards, int[] taps)
{
    private readonly int[] first = new int[sequences.Length];
    private readonly int[] last = new int[sequences.Length];
    private readonly int[] found = [.. taps.Select(_ => 1)];

    public int Id => id;

    public int[] Sequences => sequences;

    /// <summary>Over how many earlier values the step has looked so far.</summary>
    public int[] Found => found;

    /// <summary>True where the states have other ranks than the step was evaluated with: all of it is void.</summary>
    public bool IsVoid => !found.SequenceEqual(taps);

    /// <summary>The states after the step while the condition is evaluated, which sees them and no others.</summary>
    public int[] NewStates { get; set; } = [];

    public IR.LoopSequence Walk(int slot) => new(first[slot], last[slot]);

    /// <summary>Notes a look at a sequence; gives the offset in the direction of the walk.</summary>
    public int LookAside(int slot, int offset)
    {
        if (backwards) offset = -offset;
        first[slot] = Math.Min(first[slot], offset);
        last[slot] = Math.Max(last[slot], offset);
        return offset;
    }

    /// <summary>Notes a look at a state.</summary>
    public void LookBack(int slot, int steps) => found[slot] = Math.Max(found[slot], steps);
}
