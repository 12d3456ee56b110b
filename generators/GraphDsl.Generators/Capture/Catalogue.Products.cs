using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Capture;

/// <summary>Products, and the operations of neural networks.</summary>
internal static partial class Catalogue
{
    private const string ProductGroup = "products";
    private const string NeuralGroup = "neural";

    private static IEnumerable<CatalogueEntry> Products() =>
    [
        Node("Dot", ProductGroup, c =>
        {
            var (x, y) = Pair(c, 0, 1);
            return Dot(c, x, y);
        }),
        Node("BatchedDot", ProductGroup, BatchedDot),
        Node("TensorDot", ProductGroup, TensorDot),
        Node("Outer", ProductGroup, c =>
        {
            var (x, y) = Pair(c, 0, 1);
            return c.Graph.Mul(c.Graph.Dimshuffle(Flat(c, x), 0, -1), c.Graph.Dimshuffle(Flat(c, y), -1, 0));
        }),
    ];

    private static IEnumerable<CatalogueEntry> Neural() =>
    [
        Node("Softmax", NeuralGroup, c => Softmax(c, OpCode.Softmax)),
        Node("LogSoftmax", NeuralGroup, c => Softmax(c, OpCode.LogSoftmax)),
        Node("CategoricalCrossentropy", NeuralGroup, CategoricalCrossentropy),
        Node("BinaryCrossentropy", NeuralGroup, BinaryCrossentropy),
        Node("BatchNormalization", NeuralGroup, c =>
        {
            var (x, gamma, beta, mean, std) = (c.Tensor(0), c.Tensor(1), c.Tensor(2), c.Tensor(3), c.Tensor(4));
            return c.Graph.Add(c.Graph.Mul(c.Graph.Sub(x, mean), c.Graph.Div(gamma, std)), beta);
        }),
        new("BatchNormalizationTrain", NeuralGroup, BatchNormalizationTrain),
        Node("BatchNormalizationTest", NeuralGroup, BatchNormalizationTest),
        Node("Dropout", NeuralGroup, Dropout),
        Node("Conv2d", NeuralGroup, Convolution),
        Node("Pool2d", NeuralGroup, Pooling),
    ];

    private static int Flat(OperationCall c, int x) => c.Graph.Reshape(x, Shape.Of(c.Graph[x].Shape.Count));

    /// <summary>The product of scalars, vectors and matrices, as a product of matrices.</summary>
    private static int Dot(OperationCall c, int x, int y)
    {
        int left = c.Graph[x].Rank, right = c.Graph[y].Rank;
        if (left == 0 || right == 0) return c.Graph.Mul(x, y);
        if (left > 2 || right > 2)
            throw c.Fail(Descriptors.RankMismatch, $"Dot takes vectors and matrices, not tensors of shapes {Both(c, x, y)}: use T.BatchedDot or T.TensorDot");
        var (inner, outer) = (c.Graph[x].Shape[left - 1], c.Graph[y].Shape[0]);
        if (Dim.SurelyDiffer(inner, outer))
            throw c.Fail(Descriptors.ShapeMismatch, $"Shapes {Both(c, x, y)} do not fit in a product: {c.Graph.Describe(inner)} columns meet {c.Graph.Describe(outer)} rows");
        int product = c.Graph.Dot(left == 1 ? c.Graph.Dimshuffle(x, -1, 0) : x, right == 1 ? c.Graph.Dimshuffle(y, 0, -1) : y);
        int[] kept = (left, right) switch
        {
            (1, 1) => [],
            (1, _) => [1],
            (_, 1) => [0],
            _ => [0, 1],
        };
        return c.Graph.Dimshuffle(product, kept);
    }

    private static string Both(OperationCall c, int x, int y) => $"{c.Graph.Describe(c.Graph[x].Shape)} and {c.Graph.Describe(c.Graph[y].Shape)}";

    /// <summary>A product for each element of the first axis; operands of rank 2 are vectors there.</summary>
    private static int BatchedDot(OperationCall c)
    {
        var (x, y) = Pair(c, 0, 1);
        int left = c.Graph[x].Rank, right = c.Graph[y].Rank;
        if (left is not (2 or 3) || right is not (2 or 3))
            throw c.Fail(Descriptors.RankMismatch, $"BatchedDot takes tensors of rank 2 and 3, not {Both(c, x, y)}");
        int product = c.Graph.Add(OpCode.BatchedDot, left == 2 ? c.Graph.ExpandDims(x, [1]) : x, right == 2 ? c.Graph.ExpandDims(y, [2]) : y);
        int[] kept = [0, .. left == 3 ? [1] : Array.Empty<int>(), .. right == 3 ? [2] : Array.Empty<int>()];
        return c.Graph.Dimshuffle(product, kept);
    }

    /// <summary>The product over several axes: both operands become matrices of the kept and the summed axes.</summary>
    private static int TensorDot(OperationCall c)
    {
        var (x, y) = Pair(c, 0, 1);
        int left = c.Graph[x].Rank, right = c.Graph[y].Rank;
        var (first, second) = SummedAxes(c, left, right);
        var keptLeft = Enumerable.Range(0, left).Except(first).ToArray();
        var keptRight = Enumerable.Range(0, right).Except(second).ToArray();
        var (a, b) = (c.Graph[x].Shape, c.Graph[y].Shape);
        for (int i = 0; i < first.Length; i++)
        {
            if (Dim.SurelyDiffer(a[first[i]], b[second[i]]))
                throw c.Fail(Descriptors.ShapeMismatch, $"Shapes {Both(c, x, y)} do not fit in a product over the axes {string.Join(", ", first)} and {string.Join(", ", second)}");
        }
        var rows = Shape.Of(keptLeft.Select(axis => a[axis]));
        var columns = Shape.Of(keptRight.Select(axis => b[axis]));
        var inner = Shape.Of(first.Select(axis => a[axis])).Count;
        var otherInner = Shape.Of(second.Select(axis => b[axis])).Count;
        int product = c.Graph.Dot(
            c.Graph.Reshape(c.Graph.Dimshuffle(x, [.. keptLeft, .. first]), Shape.Of(rows.Count, inner)),
            c.Graph.Reshape(c.Graph.Dimshuffle(y, [.. second, .. keptRight]), Shape.Of(otherInner, columns.Count)));
        return c.Graph.Reshape(product, Shape.Of(rows.Dims.Concat(columns.Dims)));
    }

    private static (int[] Left, int[] Right) SummedAxes(OperationCall c, int left, int right)
    {
        var axes = c.Count > 2 ? c[2] : new ConstantValue(2);
        var place = c.Count > 2 ? c.Place(2) : c.At;
        if (c.Evaluator.TryKnownNumber(axes) is { } count)
        {
            if (count < 0 || count > Math.Min(left, right))
                throw new CaptureException(Descriptors.AxisOutOfRange, place, $"{count} axes cannot be summed over tensors of ranks {left} and {right}");
            return ([.. Enumerable.Range(left - (int)count, (int)count)], [.. Enumerable.Range(0, (int)count)]);
        }
        var both = c.Count > 3 ? [c[2], c[3]] : c.Values(axes, place);
        if (both.Count != 2) throw new CaptureException(Descriptors.AxisOutOfRange, place, "TensorDot needs a number of axes, or the axes of both tensors");
        int[] first = [.. c.Values(both[0], place).Select(v => c.Axis(v, left, place))], second = [.. c.Values(both[1], place).Select(v => c.Axis(v, right, place))];
        return first.Length == second.Length ? (first, second)
            : throw new CaptureException(Descriptors.AxisOutOfRange, place, $"{first.Length} axes of one tensor cannot meet {second.Length} of the other");
    }

    private static int Softmax(OperationCall c, OpCode op)
    {
        int x = c.Tensor(0);
        int rank = c.Graph[x].Rank;
        if (rank == 0) throw c.Fail(Descriptors.RankMismatch, $"{c.Method.Name} needs at least one axis");
        return AlongLast(c, x, c.Axis("axis", rank) ?? rank - 1, y => c.Graph.Add(op, y));
    }

    /// <summary>Labels pick the probability of the right class; a distribution weighs all of them.</summary>
    private static int CategoricalCrossentropy(OperationCall c)
    {
        int p = c.Tensor(0), target = c.Tensor(1);
        int rank = c.Graph[p].Rank;
        if (rank == 0) throw c.Fail(Descriptors.RankMismatch, "CategoricalCrossentropy needs at least one axis of classes");
        if (!c.Graph[target].Type.IsInteger())
        {
            RequireDistribution(c, p, target);
            return c.Graph.Add(OpCode.Neg, c.Graph.Sum(c.Graph.Mul(target, c.Graph.Log(p)), rank - 1));
        }
        if (c.Graph[target].Rank != rank - 1)
            throw new CaptureException(Descriptors.RankMismatch, c.Place(1), $"CategoricalCrossentropy takes labels of rank {rank - 1}, not {c.Graph[target].Rank}, for probabilities of shape {c.Graph.Describe(c.Graph[p].Shape)}{(c.Graph[target].Rank == rank ? ": a distribution has the element type of the probabilities, use T.Cast" : "")}");
        var indices = new int[rank];
        for (int axis = 0; axis < rank - 1; axis++)
        {
            RequireLabels(c, c.Graph[target].Shape[axis], c.Graph[p].Shape[axis]);
            int[] pattern = [.. Enumerable.Range(0, rank - 1).Select(a => a == axis ? 0 : -1)];
            indices[axis] = c.Graph.Dimshuffle(c.Graph.Iota(c.Graph[target].Shape[axis]), pattern);
        }
        indices[rank - 1] = target;
        return c.Graph.Add(OpCode.Neg, c.Graph.Gather(c.Graph.Log(p), indices));
    }

    /// <summary>A target that is not of labels has a weight for every class.</summary>
    private static void RequireDistribution(OperationCall c, int p, int target)
    {
        int rank = c.Graph[p].Rank, targetRank = c.Graph[target].Rank;
        if (targetRank == rank) return;
        if (targetRank == rank - 1)
            throw new CaptureException(Descriptors.TypeMismatch, c.Place(1), $"CategoricalCrossentropy takes labels of whole numbers, not of {c.Graph[target].Type.Keyword()}: use T.Cast<int>, or a distribution of the rank of the probabilities, {rank}");
        throw new CaptureException(Descriptors.RankMismatch, c.Place(1), $"CategoricalCrossentropy takes a distribution of rank {rank}, or whole numbers of rank {rank - 1}, not a target of rank {targetRank}, for probabilities of shape {c.Graph.Describe(c.Graph[p].Shape)}");
    }

    private static void RequireLabels(OperationCall c, Dim labels, Dim rows)
    {
        if (Dim.SurelyDiffer(labels, rows))
            throw c.Fail(Descriptors.ShapeMismatch, $"CategoricalCrossentropy takes one label a row: {c.Graph.Describe(labels)} labels meet {c.Graph.Describe(rows)} rows");
        if (!labels.Equals(rows)) c.Evaluator.Require(new(CheckKind.Equal, labels, rows, "the number of labels", c.Graph.CurrentSite));
    }

    private static int BinaryCrossentropy(OperationCall c)
    {
        var (p, t) = Pair(c, 0, 1);
        int one = c.Graph.ConstantLike(p, 1);
        int right = c.Graph.Mul(t, c.Graph.Log(p));
        int wrong = c.Graph.Mul(c.Graph.Sub(one, t), c.Graph.Log(c.Graph.Sub(one, p)));
        return c.Graph.Add(OpCode.Neg, c.Graph.Add(right, wrong));
    }
}
