using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

using Pool = Func<Tensor<floatX>, Tensor<floatX>, (Tensor<floatX>, Tensor<floatX>, Tensor<floatX>)>;

/// <summary>Pooling in all its modes against its definition, with gradients, at awkward sizes.</summary>
public class PoolingTests
{
    private enum Kind { Max, Sum, Mean, PaddedMean }

    private static readonly double Exact = Numbers.Tolerance(1e-5, 1e-12);

    private static readonly Windows model = new();

    private static readonly int[][] sizes = [[1, 1, 1], [2, 5, 7], [3, 4, 6], [1, 2, 3], [0, 5, 5], [7, 3, 33], [2, 9, 2]];

    private static readonly (string Name, Pool Run, Kind Kind, (int, int) Window, (int, int) Step, (int, int) Pad, bool Whole)[] modes =
    [
        ("maxima", (x, r) => model.Maxima(x, r), Kind.Max, (2, 3), (2, 3), (0, 0), false),
        ("whole maxima", (x, r) => model.WholeMaxima(x, r), Kind.Max, (3, 2), (2, 1), (1, 1), true),
        ("sums", (x, r) => model.Sums(x, r), Kind.Sum, (3, 2), (2, 3), (0, 0), false),
        ("means", (x, r) => model.Means(x, r), Kind.Mean, (2, 3), (1, 2), (1, 2), true),
        ("padded means", (x, r) => model.PaddedMeans(x, r), Kind.PaddedMean, (2, 3), (1, 2), (1, 2), true),
        ("cut means", (x, r) => model.CutMeans(x, r), Kind.Mean, (3, 3), (2, 2), (0, 0), false),
    ];

    public static TheoryData<string> Modes => [.. modes.Select(mode => mode.Name)];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Is_what_its_definition_says(string name)
    {
        var (_, run, kind, window, step, pad, whole) = modes.Single(m => m.Name == name);
        foreach (int[] s in sizes)
        {
            var rows = Ranges(s[1], window.Item1, step.Item1, pad.Item1, whole);
            var columns = Ranges(s[2], window.Item2, step.Item2, pad.Item2, whole);
            var x = Draw(1, s);
            var r = Draw(2, s[0], rows.Length, columns.Length);
            var (y, gx, ofR) = run(x, r);
            Assert.Equal([s[0], rows.Length, columns.Length], y.Lengths.ToArray());
            var (value, values) = (Doubles(x), new List<double>());
            double[] gradient = new double[value.Length], given = Doubles(r);
            var uses = new List<(int Result, int Element, double Weight)>();
            for (int n = 0; n < s[0]; n++)
            {
                foreach (var row in rows)
                {
                    foreach (var column in columns)
                    {
                        int[] elements = [.. from i in row from j in column select (((n * s[1]) + i) * s[2]) + j];
                        double max = elements.Max(e => value[e]);
                        double size = kind == Kind.Mean ? elements.Length : kind == Kind.PaddedMean ? window.Item1 * window.Item2 : 1;
                        uses.AddRange(elements.Where(e => kind != Kind.Max || value[e] == max).Select(e => (values.Count, e, 1 / size)));
                        values.Add(kind == Kind.Max ? max : elements.Sum(e => value[e]) / size);
                    }
                }
            }

            Numbers.Near([.. values], Doubles(y), Exact);
            foreach (var use in uses) gradient[use.Element] += use.Weight * given[use.Result];
            Numbers.Near(gradient, Doubles(gx), Exact);
            var second = new double[values.Count];
            foreach (var use in uses) second[use.Result] += use.Weight * gradient[use.Element];
            Numbers.Near(second, Doubles(ofR), Exact);
        }
    }

    // The elements of each window on an axis. With the border Theano makes a window of what is left, and one at least.
    private static int[][] Ranges(int image, int window, int step, int pad, bool whole)
    {
        var all = new List<int[]>();
        for (int start = -pad; ; start += step)
        {
            bool inside = start + window <= image + pad;
            bool wanted = inside || (!whole && (step >= window ? start < image : all.Count == 0 || start - step + window < image));
            if (!wanted) return [.. all];
            all.Add([.. Enumerable.Range(start, window).Where(i => i >= 0 && i < image)]);
        }
    }

    private static Tensor<floatX> Draw(int seed, params int[] lengths) =>
        Tensor.Create(Numbers.Draw(lengths.Aggregate(1, (a, b) => a * b), seed), [.. lengths.Select(length => (nint)length)]);

    private static double[] Doubles(Tensor<floatX> tensor) => [.. tensor.Elements().Select(x => (double)x)];
}
