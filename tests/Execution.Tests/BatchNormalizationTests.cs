using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Batch normalisation of images' channels, in training and afterwards, against its closed form and finite differences.</summary>
public class BatchNormalizationTests
{
    private const double Epsilon = 0.01, Factor = 0.25, Step = 1e-6;

    private static readonly double Exact = Numbers.Tolerance(3e-5, 1e-11);
    private static readonly double Differences = Numbers.Tolerance(1e-4, 1e-7);

    private static readonly Windows model = new();

    [Theory]
    [InlineData(2, 3, 4, 5)]
    [InlineData(1, 1, 1, 2)]
    [InlineData(7, 5, 3, 1)]
    [InlineData(1, 2, 9, 33)]
    public void Training_normalises_by_the_batch_and_keeps_running_values(int batch, int channels, int rows, int columns)
    {
        var d = new Data(batch, channels, rows, columns);
        var (y, batchMean, inverse, nextMean, nextVariance, gx, gGamma, gBeta) =
            model.Normalise(d.Tensor(d.X), Floats(d.Gamma), Floats(d.Beta), Floats(d.Mean), Floats(d.Variance), d.Tensor(d.R));
        double[] mean = d.PerChannel(d.X, v => v.Average()), variance = d.PerChannel(d.X, Variance);
        int count = d.X.Length / channels;
        Numbers.Near(mean, Doubles(batchMean), Exact);
        Numbers.Near([.. variance.Select(v => 1 / Math.Sqrt(v + Epsilon))], Doubles(inverse), Exact);
        Numbers.Near([.. mean.Select((m, c) => (0.75 * d.Mean[c]) + (Factor * m))], Doubles(nextMean), Exact);
        Numbers.Near([.. variance.Select((v, c) => (0.75 * d.Variance[c]) + (Factor * v * count / (count - 1)))], Doubles(nextVariance), Exact);
        Numbers.Near(Trained(d), Doubles(y), Exact);
        Numbers.Near(d.Gradient(d.X, Trained), Doubles(gx), Differences);
        Numbers.Near(d.Gradient(d.Gamma, Trained), Doubles(gGamma), Differences);
        Numbers.Near(d.Gradient(d.Beta, Trained), Doubles(gBeta), Differences);
    }

    [Theory]
    [InlineData(2, 3, 4, 5)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(0, 2, 3, 3)]
    [InlineData(1, 2, 9, 33)]
    public void Afterwards_the_running_values_stand_in_for_the_batch(int batch, int channels, int rows, int columns)
    {
        var d = new Data(batch, channels, rows, columns);
        var (y, gx, gGamma, gMean, gVariance) =
            model.Infer(d.Tensor(d.X), Floats(d.Gamma), Floats(d.Beta), Floats(d.Mean), Floats(d.Variance), d.Tensor(d.R));
        Numbers.Near(Inferred(d), Doubles(y), Exact);
        Numbers.Near(d.Gradient(d.X, Inferred), Doubles(gx), Differences);
        Numbers.Near(d.Gradient(d.Gamma, Inferred), Doubles(gGamma), Differences);
        Numbers.Near(d.Gradient(d.Mean, Inferred), Doubles(gMean), Differences);
        Numbers.Near(d.Gradient(d.Variance, Inferred), Doubles(gVariance), Differences);
    }

    private static double[] Trained(Data d) => Normalised(d, d.PerChannel(d.X, v => v.Average()), d.PerChannel(d.X, Variance));

    private static double[] Inferred(Data d) => Normalised(d, d.Mean, d.Variance);

    private static double[] Normalised(Data d, double[] mean, double[] variance) =>
        [.. d.X.Select((x, i) => (((x - mean[d.Channel(i)]) / Math.Sqrt(variance[d.Channel(i)] + Epsilon)) * d.Gamma[d.Channel(i)]) + d.Beta[d.Channel(i)])];

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Average(v => (v - mean) * (v - mean));
    }

    private static floatX[] Floats(double[] values) => [.. values.Select(v => (floatX)v)];

    private static double[] Doubles(Tensor<floatX> tensor) => [.. tensor.Elements().Select(x => (double)x)];

    private sealed class Data(int batch, int channels, int rows, int columns)
    {
        public double[] X { get; } = Draw(batch * channels * rows * columns, 1, 0);
        public double[] R { get; } = Draw(batch * channels * rows * columns, 2, 0);
        public double[] Gamma { get; } = Draw(channels, 3, 0);
        public double[] Beta { get; } = Draw(channels, 4, 0);
        public double[] Mean { get; } = Draw(channels, 5, 0);
        public double[] Variance { get; } = Draw(channels, 6, 1.5);

        public int Channel(int element) => element / (rows * columns) % channels;

        public Tensor<floatX> Tensor(double[] values) => System.Numerics.Tensors.Tensor.Create(Floats(values), [batch, channels, rows, columns]);

        public double[] PerChannel(double[] values, Func<double[], double> statistic) =>
            [.. Enumerable.Range(0, channels).Select(c => statistic([.. values.Where((_, i) => Channel(i) == c)]))];

        /// <summary>The gradient of the sum of R times a result by some of its values, by central differences.</summary>
        public double[] Gradient(double[] values, Func<Data, double[]> result) =>
        [
            .. values.Select((value, i) =>
            {
                values[i] = value + Step;
                double above = result(this).Zip(R, (y, r) => y * r).Sum();
                values[i] = value - Step;
                double below = result(this).Zip(R, (y, r) => y * r).Sum();
                values[i] = value;
                return (above - below) / (2 * Step);
            }),
        ];

        private static double[] Draw(int count, int seed, double shift) => [.. Numbers.Draw(count, seed).Select(v => v + shift)];
    }
}
