namespace GraphDsl.Generators.IR;

/// <summary>
/// Operations as methods of the builder. They leave out what does nothing (<c>x * 1</c>, a reshape to the same shape) and
/// fold scalar constants, both only where the result is the same to the bit.
/// </summary>
internal static class GraphOps
{
    // Constants and leaves

    public static int ConstantLike(this GraphBuilder b, int node, double value) => b.Constant(value, b[node].Type);

    public static int Full(this GraphBuilder b, double value, DType type, Shape shape) => b.Broadcast(b.Constant(value, type), shape);

    public static int ZerosLike(this GraphBuilder b, int node) => b.Full(0, b[node].Type, b[node].Shape);

    public static int Iota(this GraphBuilder b, Dim length) => b.Add(OpCode.Iota, new DimData(length));

    /// <summary>The number of elements along the axes, as a scalar of a type.</summary>
    public static int CountOf(this GraphBuilder b, int node, IReadOnlyList<int> axes, DType type)
    {
        var count = Dim.One;
        foreach (int axis in axes) count *= b[node].Shape[axis];
        return b.Cast(b.Size(count), type);
    }

    /// <summary>The constant that all elements of a node are, else null; broadcasts and other views are seen through.</summary>
    public static ConstantData? Uniform(this GraphBuilder b, int node)
    {
        while (b[node].Op is OpCode.Broadcast or OpCode.Reshape or OpCode.Dimshuffle && !b.Pinned.Contains(node)) node = b[node].Operands[0];
        return b.Pinned.Contains(node) ? null : b[node].Constant;
    }

    public static bool IsUniform(this GraphBuilder b, int node, double value) => b.Uniform(node) is { } constant
        && BitConverter.DoubleToInt64Bits(constant.AsDouble) == BitConverter.DoubleToInt64Bits(value);

    // Elementwise

    public static int Unary(this GraphBuilder b, OpCode op, int x)
    {
        if (b[x].Constant is { } constant && op is not (OpCode.IsNan or OpCode.IsInf) && ScalarMath.Unary(op, constant, b[x].Type) is { } folded)
            return b.Constant(folded, b[x].Type);
        return b.Add(op, x);
    }

    public static int Constant(this GraphBuilder b, ConstantData value, DType type) =>
        value.IsFloat ? b.Constant(value.AsDouble, type) : b.Constant(value.AsLong, type);

    public static int Binary(this GraphBuilder b, OpCode op, int x, int y)
    {
        if (b[x].Constant is { } left && b[y].Constant is { } right && b[x].Type == b[y].Type
            && ScalarMath.Binary(op, left, right, b[x].Type) is { } folded)
            return b.Constant(folded, op.Info().Types == TypeRule.Compare ? DType.Bool : b[x].Type);
        return b.Add(op, x, y);
    }

    public static int Neg(this GraphBuilder b, int x) => b.Is(x, OpCode.Neg) ? b[x].Operands[0] : b.Unary(OpCode.Neg, x);

    public static int Sqr(this GraphBuilder b, int x) => b.Unary(OpCode.Sqr, x);

    public static int Exp(this GraphBuilder b, int x) => b.Unary(OpCode.Exp, x);

    public static int Log(this GraphBuilder b, int x) => b.Unary(OpCode.Log, x);

    public static int Sqrt(this GraphBuilder b, int x) => b.Unary(OpCode.Sqrt, x);

    public static int Reciprocal(this GraphBuilder b, int x) => b.Unary(OpCode.Reciprocal, x);

    public static int Add(this GraphBuilder b, int x, int y)
    {
        if (IsNeutral(b, x, y, b[y].Type.IsFloat() ? -0.0 : 0)) return x;
        if (IsNeutral(b, y, x, b[x].Type.IsFloat() ? -0.0 : 0)) return y;
        return b.Binary(OpCode.Add, x, y);
    }

    public static int Sub(this GraphBuilder b, int x, int y) => IsNeutral(b, x, y, 0) ? x : b.Binary(OpCode.Sub, x, y);

    public static int Mul(this GraphBuilder b, int x, int y)
    {
        if (IsNeutral(b, x, y, 1)) return x;
        if (IsNeutral(b, y, x, 1)) return y;
        return b.Binary(OpCode.Mul, x, y);
    }

    public static int Scale(this GraphBuilder b, int x, double factor) => b.Mul(x, b.ConstantLike(x, factor));

    public static int Div(this GraphBuilder b, int x, int y) => IsNeutral(b, x, y, 1) ? x : b.Binary(OpCode.Div, x, y);

    public static int Maximum(this GraphBuilder b, int x, int y) => b.Binary(OpCode.Maximum, x, y);

    public static int Minimum(this GraphBuilder b, int x, int y) => b.Binary(OpCode.Minimum, x, y);

    /// <summary>x within bounds; at an edge the gradient flows, as in Theano.</summary>
    public static int Clip(this GraphBuilder b, int x, int lower, int upper) => b.Minimum(b.Maximum(x, lower), upper);

    /// <summary>Theano's rectifier <c>(1 + alpha) / 2 * x + (1 - alpha) / 2 * |x|</c>: at 0 the gradient is the mean of the sides.</summary>
    public static int Relu(this GraphBuilder b, int x, double alpha = 0) =>
        b.Add(b.Scale(x, 0.5 * (1 + alpha)), b.Scale(b.Unary(OpCode.Abs, x), 0.5 * (1 - alpha)));

    public static int Select(this GraphBuilder b, int condition, int x, int y) =>
        x == y && b[condition].Rank == 0 ? x : b.Add(OpCode.Select, condition, x, y);

    public static int Cast(this GraphBuilder b, int x, DType type)
    {
        if (b[x].Type == type) return x;
        if (b[x].Constant is { } constant) return b.Constant(ScalarMath.Cast(constant, type), type);
        return b.Add(OpCode.Cast, null, type, x);
    }

    // Movement

    public static int Broadcast(this GraphBuilder b, int x, Shape shape)
    {
        while (b.Is(x, OpCode.Broadcast)) x = b[x].Operands[0];
        return b[x].Shape.Equals(shape) ? x : b.Add(OpCode.Broadcast, new ShapeData(shape), x);
    }

    public static int Reshape(this GraphBuilder b, int x, Shape shape)
    {
        if (b[x].Shape.Equals(shape)) return x;
        if (b.Is(x, OpCode.Reshape)) return b.Reshape(b[x].Operands[0], shape);
        return b.Add(OpCode.Reshape, new ShapeData(shape), x);
    }

    /// <summary>Axes in another order, new ones of size 1 where the pattern says -1; those left out have size 1.</summary>
    public static int Dimshuffle(this GraphBuilder b, int x, params int[] pattern)
    {
        if (b.Is(x, OpCode.Dimshuffle))
        {
            var inner = ((PatternData)b[x].Data!).Pattern;
            return b.Dimshuffle(b[x].Operands[0], Array.ConvertAll(pattern, axis => axis < 0 ? -1 : inner[axis]));
        }
        bool same = pattern.Length == b[x].Rank;
        for (int i = 0; same && i < pattern.Length; i++) same = pattern[i] == i;
        return same ? x : b.Add(OpCode.Dimshuffle, new PatternData(pattern.ToEquatable()), x);
    }

    /// <summary>All axes in reverse order.</summary>
    public static int Transpose(this GraphBuilder b, int x)
    {
        var pattern = new int[b[x].Rank];
        for (int i = 0; i < pattern.Length; i++) pattern[i] = pattern.Length - 1 - i;
        return b.Dimshuffle(x, pattern);
    }

    /// <summary>A tensor with new axes of size 1 at these places of the result, ascending: undoes what a reduction dropped.</summary>
    public static int ExpandDims(this GraphBuilder b, int x, IReadOnlyList<int> axes)
    {
        var pattern = new int[b[x].Rank + axes.Count];
        for (int i = 0, next = 0, own = 0; i < pattern.Length; i++)
            pattern[i] = next < axes.Count && axes[next] == i ? NewAxis(ref next) : own++;
        return b.Dimshuffle(x, pattern);

        static int NewAxis(ref int next)
        {
            next++;
            return -1;
        }
    }

    public static int Slice(this GraphBuilder b, int x, params SliceAxis[] axes)
    {
        bool whole = axes.Length == b[x].Rank;
        for (int i = 0; whole && i < axes.Length; i++) whole = axes[i].IsWhole(b[x].Shape[i]);
        return whole ? x : b.Add(OpCode.Slice, new SliceData(axes.ToEquatable()), x);
    }

    /// <summary>Part of one axis, the others whole.</summary>
    public static int SliceAlong(this GraphBuilder b, int x, int axis, Dim start, Dim length, long step = 1)
    {
        var axes = new SliceAxis[b[x].Rank];
        for (int i = 0; i < axes.Length; i++) axes[i] = SliceAxis.Whole(b[x].Shape[i]);
        axes[axis] = new(start, length, step);
        return b.Slice(x, axes);
    }

    /// <summary>One axis backwards.</summary>
    public static int Flip(this GraphBuilder b, int x, int axis) =>
        b.SliceAlong(x, axis, b[x].Shape[axis] - 1, b[x].Shape[axis], -1);

    public static int Concat(this GraphBuilder b, int axis, params int[] parts) =>
        parts.Length == 1 ? parts[0] : b.Add(OpCode.Concat, new AxisData(axis), parts);

    // Indexing

    public static int Gather(this GraphBuilder b, int x, params int[] indices) => b.Add(OpCode.Gather, [x, .. indices]);

    public static int ScatterAdd(this GraphBuilder b, int x, int value, params int[] indices) =>
        b.Add(OpCode.ScatterAdd, [x, value, .. indices]);

    public static int ScatterSet(this GraphBuilder b, int x, int value, params int[] indices) =>
        b.Add(OpCode.ScatterSet, [x, value, .. indices]);

    // Reductions and products

    public static int[] AllAxes(this GraphBuilder b, int x)
    {
        var axes = new int[b[x].Rank];
        for (int i = 0; i < axes.Length; i++) axes[i] = i;
        return axes;
    }

    public static int Reduce(this GraphBuilder b, OpCode op, int x, params int[] axes) =>
        axes.Length == 0 ? x : b.Add(op, new AxesData(axes.ToEquatable()), x);

    public static int Sum(this GraphBuilder b, int x, params int[] axes) => b.Reduce(OpCode.Sum, x, axes);

    public static int SumAll(this GraphBuilder b, int x) => b.Sum(x, b.AllAxes(x));

    /// <summary>The sum of each row of the last axis, which keeps size 1.</summary>
    public static int RowSum(this GraphBuilder b, int x) =>
        b.ExpandDims(b.Sum(x, b[x].Rank - 1), [b[x].Rank - 1]);

    /// <summary>The sum over the axes divided by their number of elements.</summary>
    public static int Mean(this GraphBuilder b, int x, params int[] axes) =>
        b.Div(b.Sum(x, axes), b.CountOf(x, axes, b[x].Type));

    /// <summary>
    /// Undoes a broadcast from <paramref name="shape"/>: by sums where the axes are known now, else by a node that looks at
    /// the sizes at the call.
    /// </summary>
    public static int SumTo(this GraphBuilder b, int x, Shape shape)
    {
        var source = b[x].Shape;
        if (source.Equals(shape)) return x;
        int added = source.Rank - shape.Rank;
        var summed = new List<int>();
        var kept = new List<int>();
        for (int axis = 0; axis < source.Rank; axis++)
        {
            if (axis < added) summed.Add(axis);
            else if (source[axis].Equals(shape[axis - added])) kept.Add(axis);
            else if (shape[axis - added].IsOne) summed.Add(axis);
            else return b.Add(OpCode.SumTo, new ShapeData(shape), x);
        }
        int sum = b.Sum(x, [.. summed]);
        var pattern = new int[shape.Rank];
        for (int axis = 0; axis < pattern.Length; axis++) pattern[axis] = kept.IndexOf(axis + added);
        return b.Dimshuffle(sum, pattern);
    }

    public static int Dot(this GraphBuilder b, int x, int y) => b.Add(OpCode.Dot, x, y);

    /// <summary>True where y is uniformly the value that changes nothing, and the result has the shape of x.</summary>
    private static bool IsNeutral(GraphBuilder b, int x, int y, double value) =>
        b.IsUniform(y, value) && b[x].Type == b[y].Type && Covers(b[x].Shape, b[y].Shape);

    /// <summary>True where broadcasting <paramref name="other"/> against the shape gives the shape.</summary>
    public static bool Covers(this Shape shape, Shape other)
    {
        if (other.Rank > shape.Rank) return false;
        for (int axis = 0; axis < other.Rank; axis++)
        {
            if (!other[axis].IsOne && !other[axis].Equals(shape[axis + shape.Rank - other.Rank])) return false;
        }
        return true;
    }
}
