using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Capture;

/// <summary>Batch normalisation, composed of reductions and elementwise operations, through which gradients flow.</summary>
internal static partial class Catalogue
{
    /// <summary>Theano's default of the number that is added to variances, and of the share of a call in running values.</summary>
    private const double DefaultEpsilon = 1e-4, DefaultRunningFactor = 0.1;

    private static TupleValue BatchNormalizationTrain(OperationCall c)
    {
        int x = c.Tensor(0);
        var axes = NormalizedAxes(c, x);
        var b = c.Graph;
        int count = b.CountOf(x, axes, b[x].Type);
        int mean = b.Div(b.Sum(x, axes), count), centred = b.Sub(x, b.ExpandDims(mean, axes));
        int variance = b.Div(b.Sum(b.Sqr(centred), axes), count);
        int inverse = b.Reciprocal(b.Sqrt(b.Add(variance, b.ConstantLike(x, c.Number("epsilon", DefaultEpsilon)))));
        int scaled = b.Mul(centred, b.Mul(b.ExpandDims(inverse, axes), Parameter(c, "gamma", x, axes)));
        int output = b.Add(scaled, Parameter(c, "beta", x, axes));
        // What comes back is shaped as the parameters came.
        bool keepsAxes = b[c.Tensor(1)].Rank == b[x].Rank;
        int Shaped(int statistic) => keepsAxes ? b.ExpandDims(statistic, axes) : statistic;
        if (c["runningMean"] is null) return Tuple(["Output", "Mean", "InverseStd"], output, Shaped(mean), Shaped(inverse));
        int one = b.ConstantLike(x, 1);
        int ofSample = b.Mul(variance, b.Div(count, b.Sub(count, one)));
        return Tuple(["Output", "Mean", "InverseStd", "RunningMean", "RunningVariance"], output, Shaped(mean), Shaped(inverse),
            Running("runningMean", mean), Running("runningVariance", ofSample));

        int Running(string name, int statistic)
        {
            double factor = c.Number("runningAverageFactor", DefaultRunningFactor);
            int old = c.Evaluator.TensorOf(c[name]!, c.Place(name));
            Parameter(c, name, x, axes); // of the right rank
            return b.Add(b.Scale(old, 1 - factor), b.Scale(b[old].Rank == b[x].Rank ? b.ExpandDims(statistic, axes) : statistic, factor));
        }
    }

    private static int BatchNormalizationTest(OperationCall c)
    {
        int x = c.Tensor(0);
        var axes = NormalizedAxes(c, x);
        var b = c.Graph;
        int std = b.Sqrt(b.Add(Parameter(c, "variance", x, axes), b.ConstantLike(x, c.Number("epsilon", DefaultEpsilon))));
        int scaled = b.Mul(b.Sub(x, Parameter(c, "mean", x, axes)), b.Div(Parameter(c, "gamma", x, axes), std));
        return b.Add(scaled, Parameter(c, "beta", x, axes));
    }

    private static int[] NormalizedAxes(OperationCall c, int x)
    {
        int rank = c.Graph[x].Rank;
        if (rank == 0) throw c.Fail(Descriptors.RankMismatch, $"{c.Method.Name} needs at least one axis");
        return c["axes"] is null ? [0] : c.Axes("axes", rank);
    }

    /// <summary>A parameter with size 1 along the normalised axes.</summary>
    private static int Parameter(OperationCall c, string name, int x, int[] axes)
    {
        int parameter = c.Evaluator.TensorOf(c[name]!, c.Place(name));
        int rank = c.Graph[parameter].Rank, whole = c.Graph[x].Rank;
        if (rank == whole) return parameter;
        return rank == whole - axes.Length ? c.Graph.ExpandDims(parameter, axes)
            : throw new CaptureException(Descriptors.RankMismatch, c.Place(name),
                $"The {name} of {c.Method.Name} must have rank {whole - axes.Length}, or {whole} with size 1 along the axes, not {rank}");
    }

    private static TupleValue Tuple(string?[] names, params int[] nodes) => new([.. nodes.Select(n => (Value)new NodeValue(n))], names);
}
