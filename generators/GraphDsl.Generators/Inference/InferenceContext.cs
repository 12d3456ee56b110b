using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Inference;

/// <summary>What a rule sees of the node that is being added, and what it may demand of sizes that only the call knows.</summary>
internal sealed class InferenceContext(GraphBuilder builder, OpCode op, int[] operands, NodeData? data, int site)
{
    public GraphBuilder Builder => builder;

    public OpCode Op => op;

    public int Count => operands.Length;

    public int[] Operands => operands;

    public Node this[int operand] => builder[operands[operand]];

    public TData Data<TData>()
        where TData : NodeData => (TData)data!;

    public int Axis(int axis) => axis >= 0 && axis < this[0].Rank ? axis
        : throw Error(GraphError.Axis, $"axis {axis} does not exist in a tensor of rank {this[0].Rank}");

    public GraphException Error(GraphError error, string message) => new(error, message);

    public GraphException ShapesDiffer()
    {
        var shapes = string.Join(" and ", Enumerable.Range(0, Count).Select(i => this[i].Shape).Distinct().Select(s => builder.Describe(s)));
        return Error(GraphError.Shape, $"shapes {shapes} do not fit together");
    }

    public void RequireEqual(Dim actual, Dim expected, string what) => Require(CheckKind.Equal, actual, expected, what);

    public void RequireBroadcast(Dim actual, Dim expected, int axis)
    {
        if (!actual.IsOne && !expected.IsOne) Require(CheckKind.Broadcast, actual, expected, FormattableString.Invariant($"the size of axis {axis}"));
    }

    public void RequireAtMost(Dim actual, Dim limit, int axis, string? called = null)
    {
        if (actual.IsConstant && actual.Value < 0)
            throw Error(GraphError.Shape, $"{actual} is outside of axis {axis}");
        if (actual.IsConstant && limit.IsConstant && actual.Value > limit.Value)
            throw Error(GraphError.Shape, $"{actual} is past the end of axis {axis}, which has {limit} elements");
        Require(CheckKind.AtMost, actual, limit, called ?? FormattableString.Invariant($"axis {axis}"));
    }

    public void RequireNotNegative(Dim actual, string what)
    {
        if (actual.IsConstant && actual.Value < 0) throw Error(GraphError.Shape, $"{what} is {actual}: it must not be negative");
        if (!actual.IsSurelyNonNegative) Require(CheckKind.NotNegative, actual, Dim.Zero, what);
    }

    private void Require(CheckKind kind, Dim actual, Dim expected, string what)
    {
        if (actual.Equals(expected) && (kind != CheckKind.AtMost || actual.IsSurelyNonNegative)) return;
        if (actual.IsConstant && expected.IsConstant) return; // decided by the rule
        if (builder.RecordsChecks) builder.Require(new(kind, actual, expected, what, site));
    }
}
