namespace GraphDsl.Generators.IR.Interpreter;

/// <content>Reductions, rows of the last axis, sorting and products.</content>
internal sealed partial class GraphInterpreter
{
    private static ReferenceTensor Reduce(OpCode op, ReferenceTensor x, int[] axes)
    {
        var lengths = x.Lengths.Where((_, axis) => !axes.Contains(axis)).ToArray();
        var result = ReferenceTensor.Zeros(x.Type, lengths);
        var groups = Groups(x, axes, result);
        for (int i = 0; i < result.Count; i++)
        {
            if (x.Type.IsFloat()) result.Reals[i] = Reduce(op, groups[i].Select(place => x.Reals[place]));
            else result.Integers[i] = ScalarMath.Wrap(Reduce(op, groups[i].Select(place => x.Integers[place])), x.Type);
        }
        return result;
    }

    /// <summary>For each element of the result the elements that go into it, in row-major order.</summary>
    private static List<int>[] Groups(ReferenceTensor x, int[] axes, ReferenceTensor result)
    {
        var kept = Enumerable.Range(0, x.Rank).Where(axis => !axes.Contains(axis)).ToArray();
        var strides = new long[x.Rank];
        var own = result.Strides();
        for (int i = 0; i < kept.Length; i++) strides[kept[i]] = own[i];
        var groups = Enumerable.Range(0, result.Count).Select(_ => new List<int>()).ToArray();
        var places = Places(0, strides, x.Lengths);
        for (int i = 0; i < places.Length; i++) groups[places[i]].Add(i);
        return groups;
    }

    private static double Reduce(OpCode op, IEnumerable<double> x) => op switch
    {
        OpCode.Sum => x.Aggregate(0.0, (a, b) => a + b),
        OpCode.Prod => x.Aggregate(1.0, (a, b) => a * b),
        OpCode.Max => NotEmpty(op, x).Aggregate(Math.Max),
        OpCode.Min => NotEmpty(op, x).Aggregate(Math.Min),
        _ => throw new InvalidOperationException($"{op} reduces no real numbers"),
    };

    private static long Reduce(OpCode op, IEnumerable<long> x) => op switch
    {
        OpCode.Sum => x.Aggregate(0L, (a, b) => unchecked(a + b)),
        OpCode.Prod => x.Aggregate(1L, (a, b) => unchecked(a * b)),
        OpCode.Max => NotEmpty(op, x).Aggregate(Math.Max),
        OpCode.Min => NotEmpty(op, x).Aggregate(Math.Min),
        OpCode.Any => x.Aggregate(0L, (a, b) => a | b),
        _ => x.Aggregate(-1L, (a, b) => a & b), // All: of bools, 1 for none
    };

    private static IEnumerable<TItem> NotEmpty<TItem>(OpCode op, IEnumerable<TItem> x) =>
        x.Any() ? x : throw new InterpreterException($"{op} of no elements");

    /// <summary>The first of the extremes; the first NaN where there is one.</summary>
    private static ReferenceTensor ArgExtreme(OpCode op, ReferenceTensor x, int axis)
    {
        var result = ReferenceTensor.Zeros(DType.Int64, [.. x.Lengths.Where((_, k) => k != axis)]);
        var groups = Groups(x, [axis], result);
        for (int i = 0; i < result.Count; i++)
        {
            var group = groups[i];
            if (group.Count == 0) throw new InterpreterException($"{op} of no elements");
            int best = 0;
            for (int k = 1; k < group.Count && !double.IsNaN(x[group[best]]); k++)
            {
                double candidate = x[group[k]], extreme = x[group[best]];
                if (double.IsNaN(candidate) || (op == OpCode.ArgMax ? candidate > extreme : candidate < extreme)) best = k;
            }
            result.Integers[i] = best;
        }
        return result;
    }

    private static ReferenceTensor SumTo(ReferenceTensor x, long[] lengths)
    {
        int added = x.Rank - lengths.Length;
        int[] axes = [.. Enumerable.Range(0, x.Rank).Where(axis => axis < added || (lengths[axis - added] == 1 && x.Lengths[axis] != 1))];
        return Reduce(OpCode.Sum, x, axes).Reshaped(lengths);
    }

    private static ReferenceTensor Cumulate(OpCode op, ReferenceTensor x, int axis)
    {
        var result = x.Clone();
        long step = x.Lengths.Skip(axis + 1).Aggregate(1L, (product, length) => product * length);
        for (int i = 0; i < x.Count; i++)
        {
            if (i / step % x.Lengths[axis] == 0) continue;
            int before = (int)(i - step);
            if (x.Type.IsFloat())
                result.Reals[i] = op == OpCode.CumSum ? result.Reals[before] + x.Reals[i] : result.Reals[before] * x.Reals[i];
            else
                result.Integers[i] = ScalarMath.Wrap(ScalarMath.Integer(op == OpCode.CumSum ? OpCode.Add : OpCode.Mul, result.Integers[before], x.Integers[i]), x.Type);
        }
        return result;
    }

    private static ReferenceTensor Rows(ReferenceTensor x, DType type, Func<double[], double[]> row)
    {
        var result = ReferenceTensor.Zeros(type, x.Lengths);
        int width = (int)x.Lengths[x.Rank - 1];
        for (int start = 0; start < x.Count; start += width) row(Row(x, start, width)).CopyTo(result.Reals, start);
        return result;
    }

    private static double[] Row(ReferenceTensor x, int start, int width) => [.. x.Reals.Skip(start).Take(width)];

    private static double LogSumExp(double[] row)
    {
        double max = row.Length == 0 ? double.NegativeInfinity : row.Aggregate(Math.Max);
        return double.IsInfinity(max) ? max : max + Math.Log(row.Sum(v => Math.Exp(v - max)));
    }

    private static double[] Softmax(double[] row)
    {
        double max = row.Aggregate(Math.Max);
        double sum = row.Sum(v => Math.Exp(v - max));
        return [.. row.Select(v => Math.Exp(v - max) / sum)];
    }

    private static double[] LogSoftmax(double[] row)
    {
        double max = row.Aggregate(Math.Max);
        double log = Math.Log(row.Sum(v => Math.Exp(v - max)));
        return [.. row.Select(v => v - max - log)];
    }

    private static ReferenceTensor LogSumExpRows(ReferenceTensor x)
    {
        var result = ReferenceTensor.Zeros(x.Type, [.. x.Lengths.Take(x.Rank - 1)]);
        int width = (int)x.Lengths[x.Rank - 1];
        for (int i = 0; i < result.Count; i++) result.Reals[i] = LogSumExp(Row(x, i * width, width));
        return result;
    }

    private static int Label(ReferenceTensor labels, int row, long classes)
    {
        long label = labels.Integers[row];
        if (label < -classes || label >= classes) throw new InterpreterException($"label {label} is outside of {classes} classes");
        return (int)(label < 0 ? label + classes : label);
    }

    /// <summary>For each row the negative logarithm of the softmax at the label.</summary>
    private static ReferenceTensor Crossentropy(ReferenceTensor z, ReferenceTensor labels)
    {
        var result = ReferenceTensor.Zeros(z.Type, z.Lengths[0]);
        int width = (int)z.Lengths[1];
        for (int i = 0; i < result.Count; i++)
            result.Reals[i] = -LogSoftmax(Row(z, i * width, width))[Label(labels, i, width)];
        return result;
    }

    /// <summary>The softmax less 1 at the label, scaled for each row.</summary>
    private static ReferenceTensor CrossentropyGradient(ReferenceTensor z, ReferenceTensor labels, ReferenceTensor gradient)
    {
        var result = Rows(z, z.Type, Softmax);
        int width = (int)z.Lengths[1];
        var scale = BroadcastTo(gradient, [z.Lengths[0]]);
        for (int i = 0; i < z.Lengths[0]; i++) result.Reals[(i * width) + Label(labels, i, width)] -= 1;
        for (int i = 0; i < result.Count; i++) result.Reals[i] *= scale.Reals[i / width];
        return result;
    }

    /// <summary>Ascending along the last axis, equal elements in their order, NaN at the end; or the positions they come from.</summary>
    private static ReferenceTensor Sort(ReferenceTensor x, bool positions)
    {
        var result = ReferenceTensor.Zeros(positions ? DType.Int64 : x.Type, x.Lengths);
        int width = (int)x.Lengths[x.Rank - 1];
        for (int start = 0; start < x.Count; start += width)
        {
            int row = start;
            var order = x.Type.IsFloat()
                ? Enumerable.Range(0, width).OrderBy(i => double.IsNaN(x.Reals[row + i])).ThenBy(i => x.Reals[row + i])
                : Enumerable.Range(0, width).OrderBy(i => x.Integers[row + i]);
            int place = start;
            foreach (int i in order)
            {
                if (positions) result.Integers[place++] = i;
                else result.Copy(x, row + i, place++);
            }
        }
        return result;
    }

    private static ReferenceTensor Dot(ReferenceTensor x, ReferenceTensor y) =>
        BatchedDot(x.Reshaped(1, x.Lengths[0], x.Lengths[1]), y.Reshaped(1, y.Lengths[0], y.Lengths[1])).Reshaped(x.Lengths[0], y.Lengths[1]);

    private static ReferenceTensor BatchedDot(ReferenceTensor x, ReferenceTensor y)
    {
        var (count, rows, inner, columns) = ((int)x.Lengths[0], (int)x.Lengths[1], (int)x.Lengths[2], (int)y.Lengths[2]);
        if (y.Lengths[0] != count || y.Lengths[1] != inner)
            throw new InterpreterException($"shapes ({string.Join(", ", x.Lengths)}) and ({string.Join(", ", y.Lengths)}) do not fit in a product");
        var result = ReferenceTensor.Zeros(x.Type, count, rows, columns);
        for (int n = 0, place = 0; n < count; n++)
        {
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++, place++)
                {
                    for (int k = 0; k < inner; k++)
                    {
                        int left = (((n * rows) + i) * inner) + k, right = (((n * inner) + k) * columns) + j;
                        if (x.Type.IsFloat()) result.Reals[place] += x.Reals[left] * y.Reals[right];
                        else result.Integers[place] = ScalarMath.Wrap(result.Integers[place] + (x.Integers[left] * y.Integers[right]), x.Type);
                    }
                }
            }
        }
        return result;
    }
}
