using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

using Convolve = Func<Tensor<floatX>, Tensor<floatX>, Tensor<floatX>, (Tensor<floatX>, Tensor<floatX>, Tensor<floatX>, Tensor<floatX>, Tensor<floatX>, Tensor<floatX>)>;

/// <summary>Convolution in all its modes against its definition, with first and second gradients, at awkward sizes.</summary>
public class ConvolutionTests
{
    private static readonly double Exact = Numbers.Tolerance(2e-5, 1e-12);

    private static readonly Windows model = new();

    // Batch, channels, filters, image, filter: filters as large as the image and larger, 1 x 1, steps that do not divide, nothing at all.
    private static readonly int[][] sizes =
    [
        [1, 1, 1, 1, 1, 1, 1], [2, 3, 5, 6, 7, 3, 2], [1, 7, 2, 5, 4, 5, 4], [3, 1, 13, 9, 5, 1, 1], [2, 2, 3, 3, 2, 4, 5],
        [1, 2, 1, 2, 19, 1, 3], [0, 2, 3, 6, 6, 3, 3], [2, 3, 1, 8, 33, 5, 5], [5, 2, 17, 4, 4, 2, 2],
    ];

    private static readonly (string Name, Convolve Run, Mode Mode)[] modes =
    [
        ("valid", (x, w, r) => model.Valid(x, w, r), new((_, _) => (0, 0))),
        ("full", (x, w, r) => model.Full(x, w, r), new((h, v) => (h - 1, v - 1))),
        ("half", (x, w, r) => model.Half(x, w, r), new((h, v) => (h / 2, v / 2), Flip: false)),
        ("padded", (x, w, r) => model.Padded(x, w, r), new((_, _) => (2, 2), StepDown: 3, StepAcross: 2)),
        ("uneven", (x, w, r) => model.Uneven(x, w, r), new((_, _) => (1, 3), StepAcross: 2, Flip: false, Down: 2)),
        ("wide", (x, w, r) => model.Wide(x, w, r), new((h, v) => (h / 2, v / 2), Across: 3)),
    ];

    public static TheoryData<string> Modes => [.. modes.Select(mode => mode.Name)];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Is_what_its_definition_says(string name)
    {
        var (_, run, mode) = modes.Single(m => m.Name == name);
        int fitting = 0;
        foreach (int[] s in sizes)
        {
            var reference = new Reference(mode, s);
            if (reference.Rows <= 0 || reference.Columns <= 0) continue;
            fitting++;
            var x = Draw(1, s[0], s[1], s[3], s[4]);
            var w = Draw(2, s[2], s[1], s[5], s[6]);
            var r = Draw(3, s[0], s[2], reference.Rows, reference.Columns);
            var (y, gx, gw, ofX, ofW, ofR) = run(x, w, r);
            Assert.Equal([s[0], s[2], reference.Rows, reference.Columns], y.Lengths.ToArray());
            double[] dx = Doubles(x), dw = Doubles(w), dr = Doubles(r);
            Numbers.Near(reference.Results(dx, dw), Doubles(y), Exact);
            double[] images = reference.Images(dr, dw), filters = reference.Filters(dx, dr);
            Numbers.Near(images, Doubles(gx), Exact);
            Numbers.Near(filters, Doubles(gw), Exact);
            // The first gradients are bilinear: their own are convolutions and adjoints once more.
            Numbers.Near(reference.Images(dr, filters), Doubles(ofX), 10 * Exact);
            Numbers.Near(reference.Filters(images, dr), Doubles(ofW), 10 * Exact);
            double[] first = reference.Results(images, dw), second = reference.Results(dx, filters);
            Numbers.Near([.. first.Zip(second, (a, b) => a + b)], Doubles(ofR), 10 * Exact);
        }

        Assert.InRange(fitting, name == "valid" ? 8 : 7, sizes.Length);
    }

    [Theory]
    [InlineData(3, 2, 6, 6, "w must have the shape", "3", "2")]
    [InlineData(2, 2, 2, 6, "T.Conv2d(x, w): 3 is outside of axis 2 (the rows of an image", "which has 2 elements")]
    [InlineData(2, 2, 6, 2, "T.Conv2d(x, w): 3 is outside of axis 3 (the columns of an image", "which has 2 elements")]
    public void What_does_not_fit_is_named(int channels, int filterChannels, int rows, int columns, params string[] words)
    {
        var x = Draw(1, 1, channels, rows, columns);
        var w = Draw(2, 4, filterChannels, 3, 3);
        var error = Assert.ThrowsAny<ArgumentException>(() => model.Valid(x, w, Draw(3, 1, 4, 1, 1)));
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    private static Tensor<floatX> Draw(int seed, params int[] lengths) =>
        Tensor.Create(Numbers.Draw(lengths.Aggregate(1, (a, b) => a * b), seed), [.. lengths.Select(length => (nint)length)]);

    private static double[] Doubles(Tensor<floatX> tensor) => [.. tensor.Elements().Select(x => (double)x)];

    /// <summary>Options of a convolution; the padding comes from the extents of the filter.</summary>
    private sealed record Mode(Func<int, int, (int, int)> Pad, int StepDown = 1, int StepAcross = 1, bool Flip = true, int Down = 1, int Across = 1);

    /// <summary>The definition, in plain loops over every product that it has.</summary>
    private sealed class Reference
    {
        private readonly List<(int Result, int Image, int Filter)> products = [];
        private readonly int[] s;

        public Reference(Mode mode, int[] s)
        {
            this.s = s;
            int high = ((s[5] - 1) * mode.Down) + 1, wide = ((s[6] - 1) * mode.Across) + 1;
            var (top, left) = mode.Pad(high, wide);
            Rows = s[3] + (2 * top) < high ? 0 : ((s[3] + (2 * top) - high) / mode.StepDown) + 1;
            Columns = s[4] + (2 * left) < wide ? 0 : ((s[4] + (2 * left) - wide) / mode.StepAcross) + 1;
            int result = 0;
            for (int n = 0; n < s[0]; n++)
                for (int f = 0; f < s[2]; f++)
                    for (int row = 0; row < Rows; row++)
                        for (int column = 0; column < Columns; column++, result++)
                            for (int c = 0; c < s[1]; c++)
                                for (int i = 0; i < s[5]; i++)
                                    for (int j = 0; j < s[6]; j++)
                                    {
                                        int y = (row * mode.StepDown) - top + (i * mode.Down), x = (column * mode.StepAcross) - left + (j * mode.Across);
                                        if (y < 0 || y >= s[3] || x < 0 || x >= s[4]) continue;
                                        var (k, l) = mode.Flip ? (s[5] - 1 - i, s[6] - 1 - j) : (i, j);
                                        products.Add((result, (((((n * s[1]) + c) * s[3]) + y) * s[4]) + x, (((((f * s[1]) + c) * s[5]) + k) * s[6]) + l));
                                    }
        }

        public int Rows { get; }

        public int Columns { get; }

        public double[] Results(double[] images, double[] filters) =>
            Sum(s[0] * s[2] * Rows * Columns, p => p.Result, p => images[p.Image] * filters[p.Filter]);

        public double[] Images(double[] results, double[] filters) =>
            Sum(s[0] * s[1] * s[3] * s[4], p => p.Image, p => results[p.Result] * filters[p.Filter]);

        public double[] Filters(double[] images, double[] results) =>
            Sum(s[2] * s[1] * s[5] * s[6], p => p.Filter, p => images[p.Image] * results[p.Result]);

        private double[] Sum(int length, Func<(int Result, int Image, int Filter), int> place, Func<(int Result, int Image, int Filter), double> value)
        {
            var sums = new double[length];
            foreach (var product in products) sums[place(product)] += value(product);
            return sums;
        }
    }
}
