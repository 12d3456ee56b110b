using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>A sampler of loops: gradients and draws inside of steps, steps inside of steps.</summary>
public class HybridMonteCarloTests
{
    private const int Dimensions = 5, Chains = 3, BurnIn = 1000, Draws = 6000;

    // A Gaussian whose neighbours are correlated, the next but one the other way.
    private static readonly double[] Mean = [4.2, -1.5, 0.3, 7.1, 2.8];
    private static readonly double[,] Covariance = Band(1, 0.4, -0.2);

    [Fact]
    public void Samples_have_the_mean_and_the_covariance_of_the_Gaussian()
    {
        var sampler = new HybridMonteCarlo
        {
            Positions = new(Tensor.Create(Numbers.Draw(Chains * Dimensions, seed: 1), [Chains, Dimensions]), name: "positions"),
            Mean = Shared.From<floatX>([.. Mean.Select(m => (floatX)m)], name: "mean"),
            Precision = Shared.From(Inverse(Covariance), name: "precision"),
        };
        sampler.Draw(BurnIn);
        var (samples, acceptance) = sampler.Draw(Draws);

        Assert.Equal([Draws, Chains, Dimensions], samples.Lengths.ToArray());
        Assert.InRange((double)acceptance, 0.8, 1.0);
        Assert.InRange((double)sampler.StepSize.GetValue().Elements()[0], 0.05, 0.25);
        Assert.Equal(samples.Elements()[^(Chains * Dimensions)..], sampler.Positions.GetValue().Elements());

        double[][] rows = [.. samples.Elements().Select(x => (double)x).Chunk(Dimensions)];
        double[] mean = [.. Enumerable.Range(0, Dimensions).Select(i => rows.Average(row => row[i]))];
        for (int i = 0; i < Dimensions; i++)
        {
            Assert.Equal(Mean[i], mean[i], 0.06);
            for (int j = 0; j < Dimensions; j++)
                Assert.Equal(Covariance[i, j], rows.Average(row => (row[i] - mean[i]) * (row[j] - mean[j])), 0.08);
        }
    }

    /// <summary>A symmetric matrix with these diagonals, from the main one up.</summary>
    private static double[,] Band(params double[] diagonals)
    {
        var matrix = new double[Dimensions, Dimensions];
        for (int i = 0; i < Dimensions; i++)
        {
            for (int j = 0; j < Dimensions; j++)
                matrix[i, j] = Math.Abs(i - j) < diagonals.Length ? diagonals[Math.Abs(i - j)] : 0;
        }

        return matrix;
    }

    /// <summary>By Gauss and Jordan, for a positive definite matrix.</summary>
    private static floatX[,] Inverse(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        var rest = (double[,])matrix.Clone();
        var inverse = new double[n, n];
        for (int i = 0; i < n; i++) inverse[i, i] = 1;
        for (int pivot = 0; pivot < n; pivot++)
        {
            double by = rest[pivot, pivot];
            for (int j = 0; j < n; j++) (rest[pivot, j], inverse[pivot, j]) = (rest[pivot, j] / by, inverse[pivot, j] / by);
            for (int i = 0; i < n; i++)
            {
                double factor = rest[i, pivot];
                for (int j = 0; j < n && i != pivot; j++)
                {
                    rest[i, j] -= factor * rest[pivot, j];
                    inverse[i, j] -= factor * inverse[pivot, j];
                }
            }
        }

        var result = new floatX[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) result[i, j] = (floatX)inverse[i, j];
        }

        return result;
    }
}
