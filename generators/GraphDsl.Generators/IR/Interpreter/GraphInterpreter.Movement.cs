namespace GraphDsl.Generators.IR.Interpreter;

/// <content>Elementwise work with broadcasting, movement and indexing.</content>
internal sealed partial class GraphInterpreter
{
    private static ReferenceTensor Iota(long length)
    {
        var result = ReferenceTensor.Zeros(DType.Int64, length);
        for (int i = 0; i < length; i++) result.Integers[i] = i;
        return result;
    }

    private static ReferenceTensor Elementwise(Node node, ReferenceTensor[] x)
    {
        var result = ReferenceTensor.Zeros(node.Type, BroadcastLengths(x));
        var places = x.Select(t => BroadcastPlaces(t, result.Lengths)).ToArray();
        for (int i = 0; i < result.Count; i++) Element(node, x, places, result, i);
        return result;
    }

    private static void Element(Node node, ReferenceTensor[] x, int[][] places, ReferenceTensor result, int i)
    {
        var (op, first) = (node.Op, places[0][i]);
        bool real = x[0].Type.IsFloat();
        if (op == OpCode.Select)
        {
            int chosen = x[0].Integers[first] != 0 ? 1 : 2;
            result.Copy(x[chosen], places[chosen][i], i);
        }
        else if (op == OpCode.Cast)
        {
            if (node.Type.IsFloat()) result.Reals[i] = x[0][first];
            else result.Integers[i] = real ? ScalarMath.ToInteger(x[0].Reals[first], node.Type) : ScalarMath.Wrap(x[0].Integers[first], node.Type);
        }
        else if (op is OpCode.IsNan or OpCode.IsInf)
        {
            result.Integers[i] = real && ScalarMath.Test(op, x[0].Reals[first]) ? 1 : 0;
        }
        else if (x.Length == 1)
        {
            if (real) result.Reals[i] = ScalarMath.Real(op, x[0].Reals[first]);
            else result.Integers[i] = ScalarMath.Wrap(ScalarMath.Integer(op, x[0].Integers[first], node.Type), node.Type);
        }
        else
        {
            int second = places[1][i];
            if (node.Info.Types == TypeRule.Compare)
                result.Integers[i] = (real ? ScalarMath.Compare(op, x[0].Reals[first], x[1].Reals[second])
                    : ScalarMath.Compare(op, x[0].Integers[first], x[1].Integers[second])) ? 1 : 0;
            else if (real)
                result.Reals[i] = ScalarMath.Real(op, x[0].Reals[first], x[1].Reals[second]);
            else
                result.Integers[i] = ScalarMath.Wrap(ScalarMath.Integer(op, x[0].Integers[first], x[1].Integers[second]), node.Type);
        }
    }

    /// <summary>Sizes aligned at the last axes: equal, or 1.</summary>
    private static long[] BroadcastLengths(IReadOnlyList<ReferenceTensor> x)
    {
        var lengths = Enumerable.Repeat(1L, x.Max(t => t.Rank)).ToArray();
        foreach (var tensor in x)
        {
            for (int axis = 0; axis < tensor.Rank; axis++)
            {
                ref long length = ref lengths[axis + lengths.Length - tensor.Rank];
                long own = tensor.Lengths[axis];
                if (length != own && length != 1 && own != 1)
                    throw new InterpreterException($"sizes {length} and {own} do not broadcast together");
                if (own != 1) length = own;
            }
        }
        return lengths;
    }

    /// <summary>For each element of a result of these lengths the element of the tensor that it shows.</summary>
    private static int[] BroadcastPlaces(ReferenceTensor x, long[] lengths)
    {
        var strides = new long[lengths.Length];
        int added = lengths.Length - x.Rank;
        if (added < 0) throw new InterpreterException($"rank {x.Rank} does not broadcast to rank {lengths.Length}");
        var own = x.Strides();
        for (int axis = 0; axis < x.Rank; axis++)
        {
            if (x.Lengths[axis] != 1 && x.Lengths[axis] != lengths[axis + added])
                throw new InterpreterException($"size {x.Lengths[axis]} does not broadcast to {lengths[axis + added]}");
            strides[axis + added] = own[axis];
        }
        return Places(0, strides, lengths);
    }

    /// <summary>The places start + i * strides for all i in row-major order.</summary>
    private static int[] Places(long start, long[] strides, long[] lengths)
    {
        var result = new int[lengths.Aggregate(1L, (product, length) => product * length)];
        var index = new long[lengths.Length];
        for (int i = 0; i < result.Length; i++)
        {
            long place = start;
            for (int axis = 0; axis < index.Length; axis++) place += index[axis] * strides[axis];
            result[i] = (int)place;
            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == lengths[axis]; axis--) index[axis] = 0;
        }
        return result;
    }

    private static ReferenceTensor Take(ReferenceTensor x, int[] places, long[] lengths)
    {
        var result = ReferenceTensor.Zeros(x.Type, lengths);
        for (int i = 0; i < places.Length; i++) result.Copy(x, places[i], i);
        return result;
    }

    private static ReferenceTensor BroadcastTo(ReferenceTensor x, long[] lengths) => Take(x, BroadcastPlaces(x, lengths), lengths);

    private static ReferenceTensor Dimshuffle(ReferenceTensor x, int[] pattern)
    {
        var strides = x.Strides();
        var lengths = pattern.Select(axis => axis < 0 ? 1 : x.Lengths[axis]).ToArray();
        return Take(x, Places(0, [.. pattern.Select(axis => axis < 0 ? 0 : strides[axis])], lengths), lengths);
    }

    private static int[] SlicePlaces(ReferenceTensor x, (long Start, long Length, long Step)[] axes)
    {
        long start = 0;
        var strides = x.Strides();
        for (int axis = 0; axis < axes.Length; axis++)
        {
            var (first, length, step) = axes[axis];
            long last = first + ((length - 1) * step);
            if (length > 0 && (first < 0 || last < 0 || first >= x.Lengths[axis] || last >= x.Lengths[axis]))
                throw new InterpreterException($"elements {first} to {last} are outside of axis {axis} of size {x.Lengths[axis]}");
            start += first * strides[axis];
            strides[axis] *= step;
        }
        return Places(start, strides, [.. axes.Select(a => a.Length)]);
    }

    private static ReferenceTensor Slice(ReferenceTensor x, (long Start, long Length, long Step)[] axes) =>
        Take(x, SlicePlaces(x, axes), [.. axes.Select(a => a.Length)]);

    private static ReferenceTensor WriteSlice(ReferenceTensor x, ReferenceTensor value, (long Start, long Length, long Step)[] axes, bool add) =>
        Write(x, BroadcastTo(value, [.. axes.Select(a => a.Length)]), SlicePlaces(x, axes), add);

    private static ReferenceTensor Write(ReferenceTensor x, ReferenceTensor value, int[] places, bool add)
    {
        var result = x.Clone();
        for (int i = 0; i < places.Length; i++)
        {
            if (!add) result.Copy(value, i, places[i]);
            else if (x.Type.IsFloat()) result.Reals[places[i]] += value.Reals[i];
            else result.Integers[places[i]] = ScalarMath.Wrap(result.Integers[places[i]] + value.Integers[i], x.Type);
        }
        return result;
    }

    private static ReferenceTensor Concat(ReferenceTensor[] parts, int axis)
    {
        var lengths = (long[])parts[0].Lengths.Clone();
        lengths[axis] = parts.Sum(p => p.Lengths[axis]);
        var result = ReferenceTensor.Zeros(parts[0].Type, lengths);
        long start = 0;
        foreach (var part in parts)
        {
            var axes = part.Lengths.Select((length, k) => (k == axis ? start : 0L, length, 1L)).ToArray();
            result = WriteSlice(result, part, axes, add: false);
            start += part.Lengths[axis];
        }
        return result;
    }

    /// <summary>For each element of the indexed result its place in the tensor, and the shape of the result.</summary>
    private static (int[] Places, long[] Lengths) IndexPlaces(ReferenceTensor x, ReferenceTensor[] indices)
    {
        var broadcast = BroadcastLengths(indices);
        var strides = x.Strides();
        long[] lengths = [.. broadcast, .. x.Lengths.Skip(indices.Length)];
        var rest = Places(0, [.. strides.Skip(indices.Length)], [.. x.Lengths.Skip(indices.Length)]);
        var places = new List<int>();
        var shown = indices.Select(t => BroadcastPlaces(t, broadcast)).ToArray();
        for (int i = 0; i < shown[0].Length; i++)
        {
            long start = 0;
            for (int axis = 0; axis < indices.Length; axis++)
            {
                long index = indices[axis].Integers[shown[axis][i]], length = x.Lengths[axis];
                if (index < -length || index >= length)
                    throw new InterpreterException($"index {index} is outside of axis {axis} of size {length}");
                start += (index < 0 ? index + length : index) * strides[axis];
            }
            foreach (int place in rest) places.Add((int)(start + place));
        }
        return ([.. places], lengths);
    }

    private static ReferenceTensor Gather(ReferenceTensor x, ReferenceTensor[] indices)
    {
        var (places, lengths) = IndexPlaces(x, indices);
        return Take(x, places, lengths);
    }

    /// <summary>Of several values for one place the last one stays, or all are added.</summary>
    private static ReferenceTensor Scatter(ReferenceTensor x, ReferenceTensor value, ReferenceTensor[] indices, bool add)
    {
        var (places, lengths) = IndexPlaces(x, indices);
        return Write(x, BroadcastTo(value, lengths), places, add);
    }

    /// <summary>The positions along one axis of the elements that are not zero, in row-major order.</summary>
    private static ReferenceTensor Nonzero(ReferenceTensor x, int axis)
    {
        long below = x.Lengths.Skip(axis + 1).Aggregate(1L, (product, length) => product * length);
        var found = Enumerable.Range(0, x.Count).Where(i => x[i] != 0).Select(i => i / below % x.Lengths[axis]).ToArray();
        return ReferenceTensor.Of(DType.Int64, found, found.Length);
    }
}
