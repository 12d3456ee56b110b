using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>Who owns a piece of memory.</summary>
internal enum MemoryKind : byte
{
    /// <summary>A variable: an argument or the storage of a shared variable. <see cref="Memory.Index"/> is the variable's.</summary>
    Variable,

    /// <summary>A result. <see cref="Memory.Index"/> is the output's.</summary>
    Output,

    /// <summary>A part of the workspace. <see cref="Memory.Index"/> is the node's that it holds.</summary>
    Workspace,

    /// <summary>The latest values of a state of a loop. <see cref="Memory.Index"/> is the loop's node, <see cref="Memory.Slot"/> the state.</summary>
    LoopState,
}

/// <summary>A piece of memory that holds the elements of one tensor, dense and row-major.</summary>
internal readonly record struct Memory(MemoryKind Kind, int Index, int Slot = 0);

/// <summary>How the elements of a tensor lie in a memory: element (i, j, ...) at offset + i * strides[0] + j * strides[1] + ...</summary>
internal sealed record Layout(Memory Memory, Dim Offset, EquatableArray<Dim> Strides)
{
    public static EquatableArray<Dim> DenseStrides(Shape shape)
    {
        var strides = new Dim[shape.Rank];
        var stride = Dim.One;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return strides.ToEquatable();
    }

    public static Layout Dense(Memory memory, Shape shape) => new(memory, Dim.Zero, DenseStrides(shape));

    /// <summary>True where the elements lie one after the other in row-major order (from any offset).</summary>
    public bool IsDense(Shape shape)
    {
        var dense = DenseStrides(shape);
        for (int axis = 0; axis < shape.Rank; axis++)
            if (!shape[axis].IsOne && !Strides[axis].Equals(dense[axis])) return false;
        return true;
    }

    /// <summary>True where the elements of each row of the first axis lie one after the other.</summary>
    public bool HasDenseRows(Shape shape) =>
        (this with { Strides = Strides.Skip(1).ToEquatable() }).IsDense(Shape.Of(shape.Dims.Skip(1)));

    /// <summary>True where no stride is negative: those of dense memory are products of sizes, also where a size is a difference.</summary>
    public bool GoesForward(Shape shape)
    {
        var dense = DenseStrides(shape);
        for (int axis = 0; axis < dense.Count; axis++)
            if (!Strides[axis].IsSurelyNonNegative && !Strides[axis].Equals(dense[axis])) return false;
        return true;
    }

    /// <summary>The layout of a view of a tensor laid out like this; null where strides cannot express it.</summary>
    public Layout? View(Node view, Shape source)
    {
        switch (view.Op)
        {
            case OpCode.Dimshuffle:
                return this with { Strides = ((PatternData)view.Data!).Pattern.Select(a => a < 0 ? Dim.Zero : Strides[a]).ToEquatable() };
            case OpCode.Slice:
                var axes = ((SliceData)view.Data!).Axes;
                var offset = Offset;
                for (int axis = 0; axis < axes.Count; axis++) offset += axes[axis].Start * Strides[axis];
                return this with { Offset = offset, Strides = axes.Select((a, axis) => Strides[axis] * a.Step).ToEquatable() };
            case OpCode.Broadcast:
                int added = view.Rank - source.Rank;
                return this with
                {
                    Strides = Enumerable.Range(0, view.Rank).Select(axis => axis < added ? Dim.Zero
                        : Strides[axis - added] * AxisIndex.Stretch(source[axis - added], view.Shape[axis])).ToEquatable(),
                };
            case OpCode.Reshape when IsDense(source):
                return this with { Strides = DenseStrides(view.Shape) };
            default:
                return null;
        }
    }
}

/// <summary>
/// Where the index of one axis of a tensor comes from: iteration axis <see cref="Axis"/> (-1: none) times
/// <see cref="Step"/>, plus <see cref="Offset"/>.
/// </summary>
internal readonly record struct AxisIndex(int Axis, Dim Offset, Dim Step)
{
    public static AxisIndex Identity(int axis) => new(axis, Dim.Zero, Dim.One);

    public static AxisIndex Fixed => new(-1, Dim.Zero, Dim.Zero);

    public bool IsIdentity(int axis) => Axis == axis && Offset.IsZero && Step.IsOne;

    /// <summary>The factor of the stride of an axis of size <paramref name="from"/> that is shown with size <paramref name="to"/>.</summary>
    public static Dim Stretch(Dim from, Dim to) =>
        from.Equals(to) ? Dim.One : from.IsOne ? Dim.Zero : from.IsConstant ? Dim.One : Dim.NotOne(from);

    public static AxisIndex[] Identities(int rank) => [.. Enumerable.Range(0, rank).Select(Identity)];

    /// <summary>The indices of an operand that is broadcast to the shape indexed by <paramref name="result"/>.</summary>
    public static AxisIndex[] Broadcast(Shape operand, Shape shape, AxisIndex[] result)
    {
        int added = shape.Rank - operand.Rank;
        return [.. Enumerable.Range(0, operand.Rank).Select(axis =>
        {
            var index = result[axis + added];
            var stretch = Stretch(operand[axis], shape[axis + added]);
            return stretch.IsZero ? Fixed : stretch.IsOne ? index : new(index.Axis, index.Offset * stretch, index.Step * stretch);
        })];
    }

    /// <summary>The indices of the operand of a view from those of the view; null for a reshape.</summary>
    public static AxisIndex[]? Through(Node view, Shape operand, AxisIndex[] result)
    {
        switch (view.Op)
        {
            case OpCode.Dimshuffle:
                var pattern = ((PatternData)view.Data!).Pattern.ToArray();
                return [.. Enumerable.Range(0, operand.Rank).Select(axis => Array.IndexOf(pattern, axis) is var at and >= 0 ? result[at] : Fixed)];
            case OpCode.Slice:
                return [.. ((SliceData)view.Data!).Axes.Select((a, axis) =>
                    new AxisIndex(result[axis].Axis, a.Start + (result[axis].Offset * a.Step), result[axis].Step * a.Step))];
            case OpCode.Broadcast:
                return Broadcast(operand, view.Shape, result);
            default:
                return null;
        }
    }
}
