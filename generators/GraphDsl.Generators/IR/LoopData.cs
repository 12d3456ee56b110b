using System.Globalization;

namespace GraphDsl.Generators.IR;

/// <summary>What a variable of a step stands for.</summary>
internal enum LoopVariableKind : byte
{
    /// <summary>The number of the step, from 0 on.</summary>
    Step,

    /// <summary>An element of a sequence.</summary>
    Sequence,

    /// <summary>An earlier value of a state.</summary>
    State,
}

/// <summary>A variable of the steps of a loop. Its type is the node's.</summary>
/// <param name="Loop">The number of the loop that binds it.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Slot">Which sequence or state.</param>
/// <param name="Offset">How many elements after the current one of the sequence; how many steps back of the state, negative.</param>
/// <param name="Shape">The shape of the element or the state.</param>
internal sealed record LoopVariableData(int Loop, LoopVariableKind Kind, int Slot, int Offset, Shape Shape) : NodeData
{
    public override IEnumerable<Dim> Dims => Shape.Dims;

    public override NodeData Map(Func<DimAtom, Dim> replace) => this with { Shape = Shape.Map(replace) };

    public override string ToString() => FormattableString.Invariant($"{Kind} {Slot}{(Offset == 0 ? "" : Offset > 0 ? $" + {Offset}" : $" - {-Offset}")} of loop {Loop}");
}

/// <summary>How a sequence is walked along its first axis: step t sees elements t to t + Last - First.</summary>
/// <param name="First">The offset of the first element that a step sees, relative to what the user calls the current one.</param>
/// <param name="Last">The offset of the last one.</param>
internal readonly record struct LoopSequence(int First, int Last)
{
    public override string ToString() => First == 0 && Last == 0 ? "" : FormattableString.Invariant($"{First}..{Last}");
}

/// <summary>
/// A loop. The operands of its node are the number of steps, then the sequences, the initial states, the new states, the
/// outputs, and the condition that ends it where <see cref="HasUntil"/>; its value is the number of steps it took.
/// </summary>
/// <remarks>
/// The body is the nodes that depend on the loop's variables: they stand in the graph like all others, so what does not depend
/// on the step is outside by itself, and every rule of the graph holds inside. A loop's number binds its variables; no two loops
/// share one.
/// </remarks>
/// <param name="Id">The number of the loop.</param>
/// <param name="Sequences">How each sequence is walked.</param>
/// <param name="Taps">For each state how many steps back it is read; with more than one its initial value has that many rows, the oldest first.</param>
/// <param name="Outputs">The number of values that are kept of each step, besides the states.</param>
/// <param name="HasUntil">Whether a condition ends the loop early: the step for which it holds is the last.</param>
/// <param name="Truncate">Over how many of the last steps gradients go back; -1 is all.</param>
/// <param name="CheckpointEvery">Gradients keep states only every so many steps and compute those between again; 0 keeps all.</param>
/// <param name="Name">The user's name for it.</param>
internal sealed record LoopData(
    int Id, EquatableArray<LoopSequence> Sequences, EquatableArray<int> Taps, int Outputs, bool HasUntil,
    int Truncate = -1, int CheckpointEvery = 0, string? Name = null) : NodeData
{
    public int States => Taps.Count;

    public override string ToString() => FormattableString.Invariant($"loop {Id}{(Name is null ? "" : $" '{Name}'")}: {Sequences.Count} sequences, taps [{Taps}], {Outputs} outputs{(HasUntil ? ", until" : "")}");
}

/// <summary>Which state or output of a loop.</summary>
internal sealed record LoopSlotData(int Slot) : NodeData
{
    public override string ToString() => Slot.ToString(CultureInfo.InvariantCulture);
}
