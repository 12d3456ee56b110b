using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>Chains of slices, concatenations and gathers.</summary>
internal static class Slices
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("whole slices", [OpCode.Slice, OpCode.SetSlice], WholeSlice),
        new("slice of slice", OpCode.Slice, SliceOfSlice),
        new("slice of concatenation", OpCode.Slice, SliceOfConcat),
        new("last row of a loop's states", OpCode.Slice, LastState),
        new("slice of written slice", OpCode.Slice, SliceOfWritten),
        new("concatenation of concatenations", OpCode.Concat, ConcatOfConcats),
        new("concatenation of neighbours", OpCode.Concat, ConcatOfNeighbours),
        new("gather in order", OpCode.Gather, GatherInOrder),
    ];

    private static int WholeSlice(RewriteContext r, int n)
    {
        var axes = r.Data<SliceData>(n).Axes;
        for (int i = 0; i < axes.Count; i++)
            if (!axes[i].IsWhole(r[r.X(n)].Shape[i])) return Rule.None;
        return r[n].Op == OpCode.Slice ? r.X(n) : r.Fit(r.Y(n), n);
    }

    private static int SliceOfSlice(RewriteContext r, int n)
    {
        if (!r.Is(r.X(n), OpCode.Slice, out int x)) return Rule.None;
        var (inner, outer) = (r.Data<SliceData>(r.X(n)).Axes, r.Data<SliceData>(n).Axes);
        var axes = new SliceAxis[outer.Count];
        for (int i = 0; i < axes.Length; i++)
            axes[i] = new(inner[i].Start + (outer[i].Start * inner[i].Step), outer[i].Length, inner[i].Step * outer[i].Step);
        return r.B.Slice(x, axes);
    }

    /// <summary>A slice that lies in one of the parts.</summary>
    private static int SliceOfConcat(RewriteContext r, int n)
    {
        int concat = r.X(n);
        if (!r.Is(concat, OpCode.Concat)) return Rule.None;
        int axis = r.Data<AxisData>(concat).Axis;
        var axes = r.Data<SliceData>(n).Axes;
        var (start, length, step) = axes[axis];
        if (step != 1) return Rule.None;
        var before = Dim.Zero;
        foreach (int part in r[concat].Operands.Span)
        {
            var after = before + r[part].Shape[axis];
            if (SurelyAtMost(before, start) && SurelyAtMost(start + length, after))
            {
                var own = axes.ToArray();
                own[axis] = new(start - before, length, 1);
                return r.B.Slice(part, own);
            }
            before = after;
        }
        return Rule.None;
    }

    private static bool SurelyAtMost(Dim a, Dim b) => (b - a).IsSurelyNonNegative;

    /// <summary>Who asks for the last state only needs no other one stored.</summary>
    private static int LastState(RewriteContext r, int n)
    {
        int states = r.X(n);
        if (!r.Is(states, OpCode.LoopStates)) return Rule.None;
        var axes = r.Data<SliceData>(n).Axes.ToArray();
        if (!axes[0].Length.Equals(Dim.One) || !(axes[0].Start + 1).Equals(r[states].Shape[0])) return Rule.None;
        axes[0] = SliceAxis.Whole(Dim.One);
        int last = r.B.LoopLast(r[states].Operands[0], r.Data<LoopSlotData>(states).Slot);
        return r.Fit(r.B.Slice(r.B.ExpandDims(last, [0]), axes), n);
    }

    private static int SliceOfWritten(RewriteContext r, int n)
    {
        bool set = r.Is(r.X(n), OpCode.SetSlice, out int x, out int value);
        if (!(set || r.Is(r.X(n), OpCode.IncSlice, out x, out value)) || !r[n].Data!.Equals(r[r.X(n)].Data)) return Rule.None;
        return set ? r.Fit(value, n) : r.Fit(r.B.Add(r.B.Add(OpCode.Slice, r[n].Data, x), value), n);
    }

    /// <summary>Parts of parts, and parts without elements.</summary>
    private static int ConcatOfConcats(RewriteContext r, int n)
    {
        int axis = r.Data<AxisData>(n).Axis;
        var parts = new List<int>();
        foreach (int part in r[n].Operands.Span)
        {
            if (r.Is(part, OpCode.Concat) && r.Data<AxisData>(part).Axis == axis) parts.AddRange(r[part].Operands);
            else if (!r[part].Shape[axis].IsZero) parts.Add(part);
        }
        if (parts.Count == 0 || parts.SequenceEqual(r[n].Operands)) return Rule.None;
        int result = r.B.Concat(axis, [.. parts]);
        return r[result].Shape.Equals(r[n].Shape) ? result : Rule.None; // a part may have named the other sizes
    }

    /// <summary>Neighbouring slices of one tensor are one slice.</summary>
    private static int ConcatOfNeighbours(RewriteContext r, int n)
    {
        int axis = r.Data<AxisData>(n).Axis;
        var parts = new List<int>();
        foreach (int part in r[n].Operands.Span)
        {
            int merged = parts.Count > 0 ? Merge(r, parts[parts.Count - 1], part, axis) : -1;
            if (merged >= 0) parts[parts.Count - 1] = merged;
            else parts.Add(part);
        }
        return parts.Count < r[n].Operands.Count ? r.B.Concat(axis, [.. parts]) : Rule.None;
    }

    private static int Merge(RewriteContext r, int left, int right, int axis)
    {
        if (!r.Is(left, OpCode.Slice, out int x) || !r.Is(right, OpCode.Slice, out int y) || x != y) return -1;
        var (a, b) = (r.Data<SliceData>(left).Axes.ToArray(), r.Data<SliceData>(right).Axes);
        for (int i = 0; i < a.Length; i++)
        {
            bool fits = i == axis ? a[i].Step == b[i].Step && b[i].Start.Equals(a[i].Start + (a[i].Length * a[i].Step)) : a[i].Equals(b[i]);
            if (!fits) return -1;
        }
        a[axis] = new(a[axis].Start, a[axis].Length + b[axis].Length, a[axis].Step);
        return r.B.Slice(x, a);
    }

    private static int GatherInOrder(RewriteContext r, int n)
    {
        if (r[n].Operands.Count != 2 || !r.Is(r.Y(n), OpCode.Iota)) return Rule.None;
        var length = r.Data<DimData>(r.Y(n)).Dim;
        var rows = r[r.X(n)].Shape[0];
        return SurelyAtMost(length, rows) ? r.B.SliceAlong(r.X(n), 0, Dim.Zero, length) : Rule.None;
    }
}
