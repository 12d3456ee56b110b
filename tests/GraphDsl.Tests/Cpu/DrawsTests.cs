using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

[Collection(CpuAlone.Name)]
public sealed class DrawsTests
{
    private const int Count = 40_000;

    [Theory] // of Random123's kat_vectors
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_gives_the_published_words(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint w0, uint w1, uint w2, uint w3)
    {
        var words = new Philox(c0, c1, c2, c3, k0, k1);
        Assert.Equal([w0, w1, w2, w3], new[] { words.Word0, words.Word1, words.Word2, words.Word3 });
        Assert.Equal([w0, w1, w2, w3], Enumerable.Range(0, 4).Select(words.Word));
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.9599639845400545)]
    [InlineData(0.001, -3.0902323061678132)]
    [InlineData(1e-10, -6.361340902404056)]
    public void Normal_numbers_are_those_of_the_inverse_distribution(double p, double expected) =>
        Assert.Equal(expected, Draw.InverseNormal(p), 1e-13);

    [Fact]
    public void Draws_do_not_depend_on_the_number_of_threads()
    {
        int before = CpuPool.Threads;
        try
        {
            CpuPool.Threads = 1;
            var expected = All(100_003);
            foreach (int threads in new[] { 2, 8 })
            {
                CpuPool.Threads = threads;
                var actual = All(100_003);
                for (int k = 0; k < expected.Length; k++) Assert.Equal(expected[k], actual[k]);
            }
        }
        finally
        {
            CpuPool.Threads = before;
        }
    }

    [Fact]
    public void Elements_are_what_their_positions_say()
    {
        var draw = new Draw(1234, 0, 3);
        var (singles, reals) = (Uniform(1003), new double[1003]);
        Draws.Uniform(Call(), 3, reals);
        for (int i = 0; i < 1003; i++)
        {
            Assert.Equal(draw.UniformSingle(i), singles[i]);
            Assert.Equal(draw.UniformReal(i), reals[i]);
        }
    }

    [Fact]
    public void Seeds_calls_and_draws_differ()
    {
        var stream = new RandomStreams(1234);
        float[][] draws = [Drawn(new(stream), 0), Drawn(new(stream), 0), Drawn(new(stream), 1), Drawn(Call(), 1), Drawn(new(new RandomStreams(1235)), 0)];
        for (int i = 0; i < draws.Length; i++)
            for (int j = 0; j < i; j++) Assert.NotEqual(draws[i], draws[j]);
        stream.SetState(0);
        Assert.Equal(draws[0], Drawn(new(stream), 0));

        static float[] Drawn(RandomCall call, int ordinal)
        {
            var result = new float[100];
            Draws.Uniform(call, ordinal, result);
            return result;
        }
    }

    [Fact]
    public void Uniform_numbers_are_uniform()
    {
        Assert.True(KolmogorovSmirnov(Uniform(Count).Select(x => (double)x), x => x) < 1.63);
        var reals = new double[Count];
        Draws.Uniform(Call(), 0, reals);
        Assert.True(KolmogorovSmirnov(reals, x => x) < 1.63);
        Assert.All(reals, x => Assert.InRange(x, 0, Math.BitDecrement(1.0)));
    }

    [Fact]
    public void Normal_numbers_are_normal()
    {
        var singles = new float[Count];
        Draws.Normal(Call(), 0, singles);
        Check(Array.ConvertAll(singles, x => (double)x));
        var reals = new double[Count];
        Draws.Normal(Call(), 0, reals);
        Check(reals);

        static void Check(double[] x)
        {
            Assert.Equal(0, x.Average(), 4 / Math.Sqrt(Count));
            Assert.Equal(1, x.Average(v => v * v), 4 * Math.Sqrt(2.0 / Count));
            Assert.True(KolmogorovSmirnov(x, DistributionFunction) < 1.63);
        }
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(10, 0.25)]
    [InlineData(12, 0.8)]
    [InlineData(3000, 0.3)] // several parts
    public void Binomial_numbers_are_binomial(int n, double p)
    {
        var counts = new long[Count];
        Draws.Binomial(Call(), 0, [n], [p], counts);
        double variance = n * p * (1 - p);
        Assert.Equal(n * p, counts.Average(), 4 * Math.Sqrt(variance / Count));
        Assert.Equal(1, counts.Average(k => Math.Pow(k - (n * p), 2)) / variance, 6 * Math.Sqrt(2.0 / Count));
        if (n > 100) return;
        var expected = new double[n + 1];
        for (int k = 0; k <= n; k++)
        {
            expected[k] = Count * Math.Pow(p, k) * Math.Pow(1 - p, n - k);
            for (int j = 1; j <= k; j++) expected[k] *= (double)(n - k + j) / j;
        }
        AssertChiSquare(expected, Enumerable.Range(0, n + 1).Select(k => (double)counts.Count(c => c == k)));
    }

    [Fact]
    public void Certain_and_impossible_trials_have_no_luck()
    {
        var counts = new long[6];
        Draws.Binomial(Call(), 0, [5, 5, 5, 0, -1, 5], [0, 1, 2, 0.5, 0.5, double.NaN], counts);
        Assert.Equal([0, 5, 5, 0, 0, 0], counts);
    }

    [Fact]
    public void Multinomial_rows_are_multinomial()
    {
        float[] p = [0.1f, 0, 0.6f, 0.3f];
        const int Rows = 10_000;
        var counts = new long[Rows * 4];
        Draws.Multinomial<float>(Call(), 0, Enumerable.Repeat(p, Rows).SelectMany(x => x).ToArray(), 4, 2, counts);
        Assert.All(Enumerable.Range(0, Rows), row => Assert.Equal(2, counts.Skip(row * 4).Take(4).Sum()));
        var sums = Enumerable.Range(0, 4).Select(k => (double)Enumerable.Range(0, Rows).Sum(row => counts[(row * 4) + k])).ToArray();
        Assert.Equal(0, sums[1]);
        AssertChiSquare([0.1 * 2 * Rows, 0.6 * 2 * Rows, 0.3 * 2 * Rows], [sums[0], sums[2], sums[3]]);
    }

    [Fact]
    public void Permutations_hold_every_number_once_at_any_place()
    {
        var firsts = new double[5];
        var stream = new RandomStreams(7);
        for (int i = 0; i < 10_000; i++)
        {
            var order = new long[5];
            Draws.Permutation(new(stream), 0, order);
            Assert.Equal([0, 1, 2, 3, 4], order.Order());
            firsts[order[0]]++;
        }
        AssertChiSquare(Enumerable.Repeat(2000.0, 5), firsts);
        Draws.Permutation(new(stream), 0, []);
    }

    private static RandomCall Call() => new(new RandomStreams(1234));

    private static float[] Uniform(int count)
    {
        var result = new float[count];
        Draws.Uniform(Call(), 3, result);
        return result;
    }

    private static double[][] All(int n)
    {
        var (reals, normals, singles) = (new double[n], new double[n], new float[n]);
        var (counts, classes, order) = (new long[n], new long[n / 3 * 3], new long[n]);
        Draws.Uniform(Call(), 0, reals);
        Draws.Normal(Call(), 1, normals);
        Draws.Normal(Call(), 2, singles);
        Draws.Binomial(Call(), 3, [20], reals, counts);
        Draws.Multinomial<double>(Call(), 4, Enumerable.Repeat(1.0 / 3, classes.Length).ToArray(), 3, 2, classes);
        Draws.Permutation(Call(), 5, order);
        return
        [
            reals, normals, Array.ConvertAll(singles, x => (double)x), Array.ConvertAll(Uniform(n), x => (double)x),
            Array.ConvertAll(counts, x => (double)x), Array.ConvertAll(classes, x => (double)x), Array.ConvertAll(order, x => (double)x),
        ];
    }

    /// <summary>The statistic times the root of the count: above 1.63 in one of a hundred samples.</summary>
    private static double KolmogorovSmirnov(IEnumerable<double> sample, Func<double, double> distribution)
    {
        var sorted = sample.Order().ToArray();
        double most = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double at = distribution(sorted[i]);
            most = Math.Max(most, Math.Max(at - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - at));
        }
        return most * Math.Sqrt(sorted.Length);
    }

    /// <summary>The normal distribution function by Simpson's rule.</summary>
    private static double DistributionFunction(double x)
    {
        const int Steps = 60;
        double step = x / Steps, sum = 1 + Math.Exp(-0.5 * x * x);
        for (int i = 1; i < Steps; i++) sum += (i % 2 == 0 ? 2 : 4) * Math.Exp(-0.5 * i * step * i * step);
        return 0.5 + (sum * step / 3 / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>Classes that are expected less than five times are left out.</summary>
    private static void AssertChiSquare(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var classes = expected.Zip(actual).Where(c => c.First >= 5).ToArray();
        double statistic = classes.Sum(c => Math.Pow(c.Second - c.First, 2) / c.First), freedom = Math.Max(1, classes.Length - 1);
        // Wilson and Hilferty: the cube root is nearly normal; 2.6 deviations are passed by one sample of two hundred.
        double limit = freedom * Math.Pow(1 - (2 / (9 * freedom)) + (2.6 * Math.Sqrt(2 / (9 * freedom))), 3);
        Assert.True(statistic < limit, $"chi square is {statistic}, the limit {limit}");
    }
}
