using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Small models fitted to data: what comes out is known.</summary>
public class FittingTests
{
    [Fact]
    public void Newtons_method_solves_least_squares_in_one_step()
    {
        floatX[] truth = [2, -1, (floatX)0.5, 3];
        var x = Tensor.Create(Numbers.Draw(50 * 4, seed: 1), [50, 4]);
        var noise = Numbers.Draw(50, seed: 2);
        var y = Enumerable.Range(0, 50).Select(i => (floatX)(Enumerable.Range(0, 4).Sum(k => (double)x[i, k] * truth[k]) + (0.1 * noise[i]))).ToArray();
        var model = new LeastSquares();
        double before = (double)model.Newton(x, y), after = (double)model.Newton(x, y);
        Assert.True(after < before / 100, $"{before} became {after}");

        // The residuals are orthogonal to the columns.
        double[] w = model.W.Doubles();
        for (int k = 0; k < 4; k++)
        {
            Assert.Equal((double)truth[k], w[k], 0.1);
            double product = Enumerable.Range(0, 50).Sum(i => x[i, k] * (Enumerable.Range(0, 4).Sum(j => x[i, j] * w[j]) - y[i]));
            Assert.Equal(0, product, Numbers.Tolerance(1e-4, 1e-12));
        }
    }

    [Fact]
    public void A_mixture_finds_the_groups_of_points()
    {
        double[][] centres = [[-2, 1], [2, 2], [0.5, -2]];
        double[] spread = [0.3, 0.6, 0.4];
        const int Each = 200;
        var random = new NumpyRandomState(5);
        var noise = random.Normal<double>(0, 1, 3 * Each, 2);
        var points = new floatX[3 * Each, 2];
        for (int i = 0; i < 3 * Each; i++)
            for (int d = 0; d < 2; d++) points[i, d] = (floatX)(centres[i % 3][d] + (spread[i % 3] * noise[i, d]));

        var model = new GaussianMixture(new floatX[,] { { -1, 0 }, { 1, 1 }, { 0, -1 } });
        Numbers.Near(PlainCost(points, model), (double)model.Cost(Numbers.Read(points)), Numbers.Tolerance(2e-6, 1e-13));
        double first = (double)model.Train(Numbers.Read(points)), last = 0;
        for (int step = 0; step < 400; step++) last = (double)model.Train(Numbers.Read(points), rate: (floatX)0.2);
        Assert.True(last < first - 0.5, $"{first} became {last}");
        Numbers.Near(PlainCost(points, model), (double)model.Cost(Numbers.Read(points)), Numbers.Tolerance(2e-6, 1e-13));
        var (means, scales) = (model.Means.Doubles(), model.Scales.Doubles());
        for (int k = 0; k < 3; k++)
        {
            for (int d = 0; d < 2; d++)
            {
                Assert.Equal(centres[k][d], means[(2 * k) + d], 0.15);
                Assert.Equal(spread[k], Math.Exp(scales[(2 * k) + d]), 0.1);
            }
        }
        var shares = model.Responsibilities(Numbers.Read(points));
        Assert.True(Enumerable.Range(0, 3 * Each).Count(i => shares[i, i % 3] > 0.5) > 0.98 * 3 * Each);
    }

    private static double PlainCost(floatX[,] points, GaussianMixture model)
    {
        var (weights, means, scales) = (model.Weights.Doubles(), model.Means.Doubles(), model.Scales.Doubles());
        double total = weights.Sum(Math.Exp), cost = 0;
        for (int i = 0; i < points.GetLength(0); i++)
        {
            double density = 0;
            for (int k = 0; k < weights.Length; k++)
            {
                double component = Math.Exp(weights[k]) / total;
                for (int d = 0; d < 2; d++)
                {
                    double deviation = Math.Exp(scales[(2 * k) + d]), distance = (points[i, d] - means[(2 * k) + d]) / deviation;
                    component *= Math.Exp(-0.5 * distance * distance) / (deviation * Math.Sqrt(2 * Math.PI));
                }
                density += component;
            }
            cost -= Math.Log(density) / points.GetLength(0);
        }
        return cost;
    }

    [Fact]
    public void Embeddings_learn_the_ratings_and_predict_those_left_out()
    {
        // Ratings of rank 2: every third one is left out.
        double[][] u = Vectors(8, seed: 1), v = Vectors(7, seed: 2);
        var pairs = (from i in Enumerable.Range(0, 8) from k in Enumerable.Range(0, 7) select (User: i, Item: k)).ToArray();
        var known = pairs.Where((_, n) => n % 3 != 1).ToArray();
        floatX Rating((int User, int Item) p) => (floatX)((u[p.User][0] * v[p.Item][0]) + (u[p.User][1] * v[p.Item][1]));
        int[] users = [.. known.Select(p => p.User)];
        long[] items = [.. known.Select(p => (long)p.Item - 7)]; // negative positions count from the end
        floatX[] ratings = [.. known.Select(Rating)];

        var model = new Factorisation(Pairs(Numbers.Draw(16, seed: 3)), Pairs(Numbers.Draw(14, seed: 4))) { Rate = (floatX)0.05 };
        CheckOneStep(model, users, items, ratings);
        for (int step = 0; step < 3000; step++) model.Train(users, items, ratings);
        var predicted = model.Predict((int[])[.. pairs.Select(p => p.User)], (long[])[.. pairs.Select(p => (long)p.Item)]);
        for (int n = 0; n < pairs.Length; n++) Assert.Equal((double)Rating(pairs[n]), (double)predicted[n], 0.25);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Predict((int[])[8], (long[])[0]));
    }

    /// <summary>One step against plain loops: gradients of rows that several ratings share add up.</summary>
    private static void CheckOneStep(Factorisation model, int[] users, long[] items, floatX[] ratings)
    {
        var (u, v) = (model.Users.Doubles(), model.Items.Doubles());
        double[] newU = [.. u.Select(x => x - (0.05 * 0.02 * x))], newV = [.. v.Select(x => x - (0.05 * 0.02 * x))];
        double cost = 0.01 * (u.Sum(x => x * x) + v.Sum(x => x * x));
        for (int n = 0; n < users.Length; n++)
        {
            int user = 2 * users[n], item = 2 * (int)(items[n] + 7);
            double error = (u[user] * v[item]) + (u[user + 1] * v[item + 1]) - ratings[n];
            cost += error * error;
            for (int d = 0; d < 2; d++)
            {
                newU[user + d] -= 0.05 * 2 * error * v[item + d];
                newV[item + d] -= 0.05 * 2 * error * u[user + d];
            }
        }
        Numbers.Near(cost, (double)model.Train(users, items, ratings), Numbers.Tolerance(1e-5, 1e-12));
        Numbers.Near(newU, model.Users.Doubles(), Numbers.Tolerance(1e-5, 1e-12));
        Numbers.Near(newV, model.Items.Doubles(), Numbers.Tolerance(1e-5, 1e-12));
    }

    private static double[][] Vectors(int count, int seed) => [.. Numbers.Draw(2 * count, seed).Select(x => (double)x).Chunk(2)];

    private static floatX[,] Pairs(floatX[] elements)
    {
        var result = new floatX[elements.Length / 2, 2];
        for (int i = 0; i < elements.Length; i++) result[i / 2, i % 2] = elements[i];
        return result;
    }
}
