namespace GraphDsl.Generators.IR;

/// <summary>The parts of a <see cref="OpCode.Loop"/> node by name.</summary>
internal readonly struct LoopView
{
    private readonly EquatableArray<int> operands;

    public LoopView(Node node)
    {
        Data = (LoopData)node.Data!;
        operands = node.Operands;
    }

    public LoopData Data { get; }

    /// <summary>The number of steps, as long as no condition ends the loop.</summary>
    public int Steps => operands[0];

    public int Sequence(int slot) => operands[1 + slot];

    public int Initial(int slot) => operands[1 + Data.Sequences.Count + slot];

    public int NewState(int slot) => operands[1 + Data.Sequences.Count + Data.States + slot];

    public int Output(int slot) => operands[1 + Data.Sequences.Count + (2 * Data.States) + slot];

    /// <summary>The condition after which the loop ends; -1 where there is none.</summary>
    public int Until => Data.HasUntil ? operands[operands.Count - 1] : -1;

    public IEnumerable<int> Sequences => operands.Skip(1).Take(Data.Sequences.Count);

    public IEnumerable<int> Initials => operands.Skip(1 + Data.Sequences.Count).Take(Data.States);

    public IEnumerable<int> NewStates => operands.Skip(1 + Data.Sequences.Count + Data.States).Take(Data.States);

    public IEnumerable<int> Outputs => operands.Skip(1 + Data.Sequences.Count + (2 * Data.States)).Take(Data.Outputs);

    /// <summary>What a step computes: new states, outputs, the condition.</summary>
    public IEnumerable<int> Results => operands.Skip(1 + Data.Sequences.Count + Data.States);
}

/// <summary>A loop before it is a node.</summary>
internal sealed class LoopParts(int id)
{
    public int Id => id;

    public int Steps { get; set; } = -1;

    public List<(int Node, LoopSequence Walk)> Sequences { get; } = [];

    public List<(int Initial, int Taps, int NewState)> States { get; } = [];

    public List<int> Outputs { get; } = [];

    public int Until { get; set; } = -1;

    public int Truncate { get; set; } = -1;

    public int CheckpointEvery { get; set; }

    public string? Name { get; set; }

    /// <summary>The parts of a loop that is there already, with every node mapped.</summary>
    public static LoopParts Of(LoopView loop, Func<int, int> map)
    {
        var data = loop.Data;
        var parts = new LoopParts(data.Id)
        {
            Steps = map(loop.Steps),
            Until = loop.Until >= 0 ? map(loop.Until) : -1,
            Truncate = data.Truncate,
            CheckpointEvery = data.CheckpointEvery,
            Name = data.Name,
        };
        for (int i = 0; i < data.Sequences.Count; i++) parts.Sequences.Add((map(loop.Sequence(i)), data.Sequences[i]));
        for (int i = 0; i < data.States; i++) parts.States.Add((map(loop.Initial(i)), data.Taps[i], map(loop.NewState(i))));
        for (int i = 0; i < data.Outputs; i++) parts.Outputs.Add(map(loop.Output(i)));
        return parts;
    }
}

/// <summary>Loops as methods of the builder.</summary>
internal static class LoopOps
{
    public static int LoopStep(this GraphBuilder b, int loop) =>
        b.Add(OpCode.LoopVariable, new LoopVariableData(loop, LoopVariableKind.Step, 0, 0, Shape.Scalar), DType.Int64);

    /// <summary>An element of a sequence inside of a step.</summary>
    public static int LoopElement(this GraphBuilder b, int loop, int slot, int sequence, int offset = 0) => b.Add(
        OpCode.LoopVariable, new LoopVariableData(loop, LoopVariableKind.Sequence, slot, offset, b.RowShape(sequence)), b[sequence].Type);

    /// <summary>A state inside of a step, so many steps back.</summary>
    public static int LoopState(this GraphBuilder b, int loop, int slot, DType type, Shape shape, int back = 1) => b.Add(
        OpCode.LoopVariable, new LoopVariableData(loop, LoopVariableKind.State, slot, -back, shape), type);

    public static int Loop(this GraphBuilder b, LoopParts parts)
    {
        var data = new LoopData(parts.Id, parts.Sequences.Select(s => s.Walk).ToEquatable(), parts.States.Select(s => s.Taps).ToEquatable(),
            parts.Outputs.Count, parts.Until >= 0, parts.Truncate, parts.CheckpointEvery, parts.Name);
        return b.Add(OpCode.Loop, data, [
            parts.Steps, .. parts.Sequences.Select(s => s.Node), .. parts.States.Select(s => s.Initial), .. parts.States.Select(s => s.NewState),
            .. parts.Outputs, .. parts.Until >= 0 ? [parts.Until] : Array.Empty<int>()]);
    }

    /// <summary>All values of a state, the initial ones first: (taps + steps, ...).</summary>
    public static int LoopStates(this GraphBuilder b, int loop, int slot) =>
        b.Add(OpCode.LoopStates, new LoopSlotData(slot), b[new LoopView(b[loop]).NewState(slot)].Type, loop);

    /// <summary>The values of a state after each step: (steps, ...).</summary>
    public static int LoopNewStates(this GraphBuilder b, int loop, int slot)
    {
        int taps = new LoopView(b[loop]).Data.Taps[slot];
        return b.SliceAlong(b.LoopStates(loop, slot), 0, taps, b.AsDim(loop));
    }

    /// <summary>The last value of a state, the initial one where there was no step.</summary>
    public static int LoopLast(this GraphBuilder b, int loop, int slot) =>
        b.Add(OpCode.LoopLast, new LoopSlotData(slot), b[new LoopView(b[loop]).NewState(slot)].Type, loop);

    /// <summary>An output of every step: (steps, ...).</summary>
    public static int LoopOutput(this GraphBuilder b, int loop, int slot) =>
        b.Add(OpCode.LoopOutput, new LoopSlotData(slot), b[new LoopView(b[loop]).Output(slot)].Type, loop);

    /// <summary>The shape of the elements along the first axis.</summary>
    public static Shape RowShape(this GraphBuilder b, int node) => Shape.Of(b[node].Shape.Dims.Skip(1));
}
