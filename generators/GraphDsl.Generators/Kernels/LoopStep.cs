using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Kernels;

/// <summary>A loop over steps of its own.</summary>
/// <param name="Node">The node of the loop.</param>
/// <param name="Steps">What a step of the loop runs.</param>
internal sealed record LoopStep(
    Group Group, int Node, IReadOnlyList<Step> Steps, IReadOnlyList<LoopStatePlan> States, IReadOnlyList<LoopOutputPlan> Outputs) : Step(Group)
{
    public override IEnumerable<Step> Nested => Steps;
}

/// <summary>Where the values of a state lie while a loop runs.</summary>
/// <param name="Slot">Which state.</param>
/// <param name="Memory">The memory of its values: all of them or the latest; null for a scalar of which only the latest are needed.</param>
/// <param name="KeepsAll">True where all values are kept, the initial ones first; false where memory for the latest is used in turn.</param>
/// <param name="IsDirect">True where the kernel that computes the new value writes it where it belongs, false where it is copied there.</param>
/// <param name="Last">The node of the last value, -1 where nothing needs it.</param>
internal sealed record LoopStatePlan(int Slot, Memory? Memory, bool KeepsAll, bool IsDirect, int Last);

/// <summary>Where an output of every step is kept.</summary>
/// <inheritdoc cref="LoopStatePlan"/>
internal sealed record LoopOutputPlan(int Slot, Memory Memory, bool IsDirect);

/// <summary>Choices by one condition, of which one side runs.</summary>
/// <param name="Condition">The node of the condition.</param>
/// <param name="WhenTrue">What runs where it holds.</param>
/// <param name="WhenFalse">What runs where it does not.</param>
internal sealed record BranchStep(Group Group, int Condition, IReadOnlyList<Step> WhenTrue, IReadOnlyList<Step> WhenFalse) : Step(Group)
{
    public override IEnumerable<Step> Nested => WhenTrue.Concat(WhenFalse);
}
