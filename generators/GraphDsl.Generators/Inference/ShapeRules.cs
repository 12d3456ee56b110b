using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Inference;

/// <summary>The shape of a result from the shapes of the operands: one entry an operation.</summary>
internal static partial class ShapeRules
{
    private static readonly Dictionary<OpCode, Func<InferenceContext, Shape>> rules = Build();

    public static bool Has(OpCode op) => op.Info().IsElementwise || rules.ContainsKey(op);

    public static Shape Infer(InferenceContext context) =>
        context.Op.Info().IsElementwise ? Elementwise(context) : rules[context.Op](context);

    private static Dictionary<OpCode, Func<InferenceContext, Shape>> Build() => new()
    {
        [OpCode.Variable] = c => c.Builder.Variables[c.Data<VariableData>().Index].Shape,
        [OpCode.Constant] = _ => Shape.Scalar,
        [OpCode.Size] = _ => Shape.Scalar,
        [OpCode.Iota] = c => Shape.Of(c.Data<DimData>().Dim),

        [OpCode.Broadcast] = BroadcastTo,
        [OpCode.Reshape] = Reshape,
        [OpCode.Dimshuffle] = Dimshuffle,
        [OpCode.Slice] = c => Slice(c, c[0].Shape),

        [OpCode.SetSlice] = WriteSlice,
        [OpCode.IncSlice] = WriteSlice,
        [OpCode.Concat] = Concat,

        [OpCode.Gather] = Gather,
        [OpCode.ScatterSet] = Scatter,
        [OpCode.ScatterAdd] = Scatter,
        [OpCode.Nonzero] = c => throw c.Error(GraphError.Unsupported, "the length of Nonzero must be stated"),

        [OpCode.Sum] = Reduce,
        [OpCode.Prod] = Reduce,
        [OpCode.Max] = Reduce,
        [OpCode.Min] = Reduce,
        [OpCode.Any] = Reduce,
        [OpCode.All] = Reduce,
        [OpCode.ArgMax] = c => c[0].Shape.Without([c.Axis(c.Data<AxisData>().Axis)]),
        [OpCode.ArgMin] = c => c[0].Shape.Without([c.Axis(c.Data<AxisData>().Axis)]),
        [OpCode.SumTo] = SumTo,
        [OpCode.CumSum] = SameAlongAxis,
        [OpCode.CumProd] = SameAlongAxis,

        [OpCode.Softmax] = Rows,
        [OpCode.LogSoftmax] = Rows,
        [OpCode.LogSumExp] = c => Rows(c).Without([c[0].Rank - 1]),
        [OpCode.SoftmaxCrossentropy] = Crossentropy,
        [OpCode.SoftmaxCrossentropyGrad] = c =>
        {
            RequireFits(c, c[2].Shape, Crossentropy(c)); // a scalar serves all rows
            return c[0].Shape;
        },
        [OpCode.Sort] = Rows,
        [OpCode.ArgSort] = Rows,

        [OpCode.Random] = Drawn,

        [OpCode.Dot] = Dot,
        [OpCode.BatchedDot] = BatchedDot,

        [OpCode.LoopVariable] = c => c.Data<LoopVariableData>().Shape,
        [OpCode.Loop] = LoopRules.Loop,
        [OpCode.LoopStates] = LoopRules.States,
        [OpCode.LoopLast] = LoopRules.Last,
        [OpCode.LoopOutput] = LoopRules.Output,
        [OpCode.IfElse] = LoopRules.IfElse,

        [OpCode.Inverse] = Square,
        [OpCode.Det] = c => Square(c) is var _ ? Shape.Scalar : default,
        [OpCode.Cholesky] = Square,
        [OpCode.Solve] = Solve,

        [OpCode.Print] = c => c[0].Shape,
        [OpCode.Assert] = c => c[1].Type == DType.Bool ? c[0].Shape : throw c.Error(GraphError.Type, $"an assertion needs a condition of bool, not {c[1].Type.Keyword()}"),
        [OpCode.Conv2d] = Conv2d,
        [OpCode.Conv2dInput] = Conv2dInput,
        [OpCode.Conv2dFilters] = Conv2dFilters,
        [OpCode.PoolSum] = Pool,
        [OpCode.PoolSumInput] = c => PoolInput(c, c[0].Shape),
        [OpCode.PoolMax] = Pool,
        [OpCode.PoolMaxInput] = c => PoolInput(c, c[2].Shape),
        [OpCode.PoolMaxPick] = Pool,

        [OpCode.Grad] = c => c[0].Shape,
        [OpCode.StopGradient] = c => c[0].Shape,
        [OpCode.GradClip] = c => c[0].Shape,
        [OpCode.Seed] = c => c.Data<SeedData>().Shape,
    };

    /// <summary>Shapes aligned at their last axes; sizes are equal or 1.</summary>
    private static Shape Elementwise(InferenceContext c)
    {
        int rank = 0;
        for (int i = 0; i < c.Count; i++) rank = Math.Max(rank, c[i].Rank);
        var dims = new Dim[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            var dim = Dim.One;
            for (int i = 0; i < c.Count; i++)
            {
                int own = axis - (rank - c[i].Rank);
                if (own < 0) continue;
                var other = c[i].Shape[own];
                bool fits = dim.IsOne || other.IsOne || !Dim.SurelyDiffer(dim, other);
                if (!fits) throw c.ShapesDiffer();
                c.RequireBroadcast(dim, other, own);
                dim = Dim.Broadcast(dim, other);
            }
            dims[axis] = dim;
        }
        return Shape.Of(dims);
    }

    private static Shape BroadcastTo(InferenceContext c)
    {
        var target = c.Data<ShapeData>().Shape;
        var source = c[0].Shape;
        if (source.Rank > target.Rank)
            throw c.Error(GraphError.Rank, $"a tensor of rank {source.Rank} cannot be broadcast to the shape {target}");
        for (int axis = 0; axis < source.Rank; axis++)
        {
            var want = target[axis + target.Rank - source.Rank];
            if (source[axis].IsOne) continue;
            if (Dim.SurelyDiffer(source[axis], want))
                throw c.Error(GraphError.Shape, $"a tensor of shape {source} cannot be broadcast to the shape {target}");
            c.RequireBroadcast(want, source[axis], axis);
        }
        return target;
    }

    private static Shape Reshape(InferenceContext c)
    {
        var target = c.Data<ShapeData>().Shape;
        var (from, to) = (c[0].Shape.Count, target.Count);
        if (Dim.SurelyDiffer(from, to))
            throw c.Error(GraphError.Shape, $"a tensor of shape {c[0].Shape} ({from} elements) cannot take the shape {target} ({to} elements)");
        c.RequireEqual(from, to, "the number of elements");
        return target;
    }

    private static Shape Dimshuffle(InferenceContext c)
    {
        var pattern = c.Data<PatternData>().Pattern;
        var source = c[0].Shape;
        var seen = new HashSet<int>();
        foreach (int axis in pattern)
        {
            if (axis >= source.Rank)
                throw c.Error(GraphError.Axis, $"axis {axis} does not exist in a tensor of rank {source.Rank}");
            if (axis >= 0 && !seen.Add(axis))
                throw c.Error(GraphError.Axis, $"axis {axis} stands twice in the pattern");
        }
        for (int axis = 0; axis < source.Rank; axis++)
        {
            if (seen.Contains(axis) || source[axis].IsOne) continue;
            if (Dim.SurelyDiffer(source[axis], Dim.One))
                throw c.Error(GraphError.Shape, $"axis {axis} of size {source[axis]} cannot be dropped: only axes of size 1 can");
            c.RequireEqual(source[axis], Dim.One, $"the size of the dropped axis {axis}");
        }
        return Shape.Of(pattern.Select(axis => axis < 0 ? Dim.One : source[axis]));
    }

    private static Shape Slice(InferenceContext c, Shape source)
    {
        var axes = c.Data<SliceData>().Axes;
        if (axes.Count != source.Rank)
            throw c.Error(GraphError.Rank, $"{axes.Count} slices for a tensor of rank {source.Rank}");
        for (int axis = 0; axis < axes.Count; axis++)
        {
            var (start, length, step) = axes[axis];
            if (axes[axis].IsWhole(source[axis]) || length.IsZero) continue;
            // The last element touched and the first: both inside.
            if (step > 0)
            {
                var end = length.IsConstant && length.IsZero ? start : start + ((length - 1) * step) + 1;
                c.RequireAtMost(step == 1 ? start + length : end, source[axis], axis);
                if (!start.IsSurelyNonNegative) c.RequireAtMost(start, source[axis], axis);
            }
            else
            {
                // One behind the first: of an empty axis the first element is -1.
                c.RequireAtMost(start + 1, source[axis], axis);
            }
            if (!length.IsSurelyNonNegative) c.RequireAtMost(length, source[axis], axis);
        }
        return Shape.Of(axes.Select(a => a.Length));
    }

    private static Shape WriteSlice(InferenceContext c)
    {
        var slice = Slice(c, c[0].Shape);
        RequireFits(c, c[1].Shape, slice);
        return c[0].Shape;
    }

    private static void RequireFits(InferenceContext c, Shape value, Shape place)
    {
        if (value.Rank > place.Rank)
            throw c.Error(GraphError.Rank, $"a value of shape {value} does not fit into a place of shape {place}");
        for (int axis = 0; axis < value.Rank; axis++)
        {
            var want = place[axis + place.Rank - value.Rank];
            if (value[axis].IsOne) continue;
            if (Dim.SurelyDiffer(value[axis], want))
                throw c.Error(GraphError.Shape, $"a value of shape {value} does not fit into a place of shape {place}");
            c.RequireBroadcast(want, value[axis], axis);
        }
    }

    private static Shape Concat(InferenceContext c)
    {
        int axis = c.Axis(c.Data<AxisData>().Axis);
        var dims = c[0].Shape.Dims.ToArray();
        for (int i = 1; i < c.Count; i++)
        {
            if (c[i].Rank != dims.Length)
                throw c.Error(GraphError.Rank, $"tensors of ranks {dims.Length} and {c[i].Rank} cannot be concatenated");
            for (int k = 0; k < dims.Length; k++)
            {
                if (k == axis)
                {
                    dims[k] += c[i].Shape[k];
                    continue;
                }
                if (Dim.SurelyDiffer(dims[k], c[i].Shape[k])) throw c.ShapesDiffer();
                c.RequireEqual(c[i].Shape[k], dims[k], $"the size of axis {k}");
            }
        }
        return Shape.Of(dims);
    }

    /// <summary>Operand 0 indexed along its first axes by the other operands, which broadcast together.</summary>
    private static Shape Gather(InferenceContext c)
    {
        var index = IndexShape(c, 1, c.Count - 1);
        return Shape.Of(index.Dims.Concat(c[0].Shape.Dims.Skip(c.Count - 1)));
    }

    /// <summary>Operands: the tensor, the value to put, the indices.</summary>
    private static Shape Scatter(InferenceContext c)
    {
        if (c[0].Type != c[1].Type)
            throw c.Error(GraphError.Type, $"a value of {c[1].Type.Keyword()} for a tensor of {c[0].Type.Keyword()}: use T.Cast");
        if (c.Op == OpCode.ScatterAdd && c[0].Type == DType.Bool)
            throw c.Error(GraphError.Type, "bool tensors cannot be added to: use T.Cast");
        var index = IndexShape(c, 2, c.Count - 2);
        RequireFits(c, c[1].Shape, Shape.Of(index.Dims.Concat(c[0].Shape.Dims.Skip(c.Count - 2))));
        return c[0].Shape;
    }

    private static Shape IndexShape(InferenceContext c, int first, int count)
    {
        if (count > c[0].Rank)
            throw c.Error(GraphError.Rank, $"{count} indices for a tensor of rank {c[0].Rank}");
        int rank = 0;
        for (int i = first; i < first + count; i++)
        {
            if (!c[i].Type.IsInteger())
                throw c.Error(GraphError.Type, $"an index must be of integers, not {c[i].Type.Keyword()}");
            rank = Math.Max(rank, c[i].Rank);
        }
        var dims = Enumerable.Repeat(Dim.One, rank).ToArray();
        for (int i = first; i < first + count; i++)
        {
            for (int k = 0; k < c[i].Rank; k++)
            {
                int axis = k + rank - c[i].Rank;
                var other = c[i].Shape[k];
                if (!dims[axis].IsOne && !other.IsOne && Dim.SurelyDiffer(dims[axis], other))
                    throw c.Error(GraphError.Shape, $"indices of shapes {string.Join(" and ", Enumerable.Range(first, count).Select(n => c[n].Shape))} do not broadcast together");
                c.RequireBroadcast(dims[axis], other, k);
                dims[axis] = Dim.Broadcast(dims[axis], other);
            }
        }
        return Shape.Of(dims);
    }

    private static Shape Reduce(InferenceContext c)
    {
        var axes = c.Data<AxesData>().Axes;
        foreach (int axis in axes) c.Axis(axis);
        return c[0].Shape.Without(axes.ToArray());
    }

    /// <summary>The inverse of broadcasting: axes that were added or stretched are summed.</summary>
    private static Shape SumTo(InferenceContext c)
    {
        var target = c.Data<ShapeData>().Shape;
        if (target.Rank > c[0].Rank)
            throw c.Error(GraphError.Rank, $"a tensor of shape {c[0].Shape} cannot be summed to the shape {target}");
        return target;
    }

    private static Shape SameAlongAxis(InferenceContext c)
    {
        c.Axis(c.Data<AxisData>().Axis);
        return c[0].Shape;
    }

    private static Shape Rows(InferenceContext c) => c[0].Rank == 0
        ? throw c.Error(GraphError.Rank, $"{c.Op} needs at least one axis") : c[0].Shape;

    private static Shape Crossentropy(InferenceContext c)
    {
        if (c[0].Rank != 2 || c[1].Rank != 1 || !c[1].Type.IsInteger())
            throw c.Error(GraphError.Rank, $"expected a matrix and a vector of labels, not {c[0].Shape} and {c[1].Shape}");
        c.RequireEqual(c[1].Shape[0], c[0].Shape[0], "the number of labels");
        return Shape.Of(c[0].Shape[0]);
    }

    /// <summary>The shape that is asked for; lengths that only the call knows must not be negative.</summary>
    private static Shape Drawn(InferenceContext c)
    {
        var shape = c.Data<RandomData>().Shape;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            c.RequireNotNegative(shape[axis], FormattableString.Invariant($"the size of axis {axis}"));
            if (!shape[axis].IsSurelyNonNegative) c.RequireAtMost(shape[axis], int.MaxValue, axis);
        }
        return shape;
    }

    private static Shape Dot(InferenceContext c)
    {
        var (a, b) = (c[0].Shape, c[1].Shape);
        if (a.Rank != 2 || b.Rank != 2)
            throw c.Error(GraphError.Rank, $"a matrix product needs two matrices, not {a} and {b}");
        if (Dim.SurelyDiffer(a[1], b[0]))
            throw c.Error(GraphError.Shape, $"shapes {a} and {b} do not fit in a matrix product: {a[1]} columns meet {b[0]} rows");
        c.RequireEqual(a[1], b[0], "the inner size of the product");
        return Shape.Of(a[0], b[1]);
    }

    private static Shape Square(InferenceContext c)
    {
        var shape = c[0].Shape;
        if (shape.Rank != 2 || Dim.SurelyDiffer(shape[0], shape[1]))
            throw c.Error(shape.Rank != 2 ? GraphError.Rank : GraphError.Shape, $"{c.Op} needs a square matrix, not a tensor of shape {c.Builder.Describe(shape)}");
        c.RequireEqual(shape[1], shape[0], "the number of columns");
        return shape;
    }

    private static Shape Solve(InferenceContext c)
    {
        var (a, b) = (Square(c), c[1].Shape);
        if (b.Rank != 2) throw c.Error(GraphError.Rank, $"Solve needs a matrix on the right, not a tensor of shape {c.Builder.Describe(b)}");
        if (Dim.SurelyDiffer(a[0], b[0]))
            throw c.Error(GraphError.Shape, $"shapes {c.Builder.Describe(a)} and {c.Builder.Describe(b)} do not fit in a system of equations: {c.Builder.Describe(a[0])} rows meet {c.Builder.Describe(b[0])}");
        c.RequireEqual(b[0], a[0], "the number of rows on the right");
        return Shape.Of(a[1], b[1]);
    }

    private static Shape BatchedDot(InferenceContext c)
    {
        var (a, b) = (c[0].Shape, c[1].Shape);
        if (a.Rank != 3 || b.Rank != 3)
            throw c.Error(GraphError.Rank, $"a batched product needs two tensors of rank 3, not {a} and {b}");
        if (Dim.SurelyDiffer(a[2], b[1]) || Dim.SurelyDiffer(a[0], b[0]))
            throw c.Error(GraphError.Shape, $"shapes {a} and {b} do not fit in a batched product");
        c.RequireEqual(a[0], b[0], "the number of products");
        c.RequireEqual(a[2], b[1], "the inner size of the products");
        return Shape.Of(a[0], a[1], b[2]);
    }
}
