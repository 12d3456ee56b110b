using System.Numerics.Tensors;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Running sums and places of extremes by teams: single long lines, lines along other axes, ties, NaN.</summary>
public class LinesOnDeviceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(257)]
    [InlineData(1009)]
    public void Running_values_are_those_in_order(int length)
    {
        floatX[] x = Numbers.Draw(length, seed: length);
        int[] counts = [.. x.Select(e => (int)(e * 10))];
        double sum = 0, product = 1;
        Numbers.Near([.. x.Select(e => sum += e)], [.. Lines.Sums(x).Elements().Select(e => (double)e)], 1e-5);
        Numbers.Near([.. x.Select(e => product *= 1 + ((double)e / 8))], [.. Lines.Products(x).Elements().Select(e => (double)e)], 1e-5);
        int total = 0;
        Assert.Equal(counts.Select(e => total += e), Lines.Counts(counts).Elements());
        Assert.Equal(Lines.Sums(x).Elements(), Lines.Sums(x).Elements());
    }

    [Theory]
    [InlineData(33, 1)]
    [InlineData(1, 40)]
    [InlineData(50, 3)]
    public void Running_values_go_along_any_axis(int rows, int columns)
    {
        var x = Tensor.Create([.. Enumerable.Range(0, rows * columns).Select(i => (i * 7 % 11) - 5)], [rows, columns]);
        var (down, across) = Lines.Both(x);
        int[] elements = x.Elements();
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                Assert.Equal(Enumerable.Range(0, i + 1).Sum(r => elements[(r * columns) + j]), down[i, j]);
                Assert.Equal(Enumerable.Range(0, j + 1).Sum(c => elements[(i * columns) + c]), across[i, j]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(500)]
    public void Of_equal_extremes_the_first_is_found_and_NaN_before_all(int length)
    {
        floatX[] x = [.. Enumerable.Range(0, length).Select(i => (floatX)(i * 37 % 17))];
        int[] whole = [.. x.Select(e => (int)e - 8)];
        Expect(x, Array.IndexOf(x, x.Max()), Array.IndexOf(x, x.Min()));
        Assert.Equal((Array.IndexOf(whole, whole.Max()), Array.IndexOf(whole, whole.Min())), Lines.PlacesOfWhole(whole));
        x[length / 2] = floatX.NaN;
        x[length - 1] = floatX.NaN;
        Expect(x, length / 2, length / 2);
        Array.Fill(x, floatX.NegativeInfinity);
        Expect(x, 0, 0);
        whole[length / 3] = int.MinValue;
        whole[length - 1] = int.MaxValue;
        Assert.Equal((length - 1, length == 1 ? 0 : length / 3), Lines.PlacesOfWhole(whole));

        static void Expect(floatX[] x, long greatest, long least) => Assert.Equal((greatest, least), Lines.Places(x));
    }
}

/// <summary>What goes along an axis.</summary>
[GraphModule]
public static partial class Lines
{
    [GraphFunction]
    private static Expr<floatX> SumsGraph(Vector<floatX> x) => T.CumSum(x, axis: 0);

    [GraphFunction]
    private static Expr<floatX> ProductsGraph(Vector<floatX> x) => T.CumProd(1 + x / 8, axis: 0);

    [GraphFunction]
    private static Expr<int> CountsGraph(Vector<int> x) => T.CumSum(x, axis: 0);

    [GraphFunction]
    private static (Expr<int> down, Expr<int> across) BothGraph(Matrix<int> x) => (T.CumSum(x, axis: 0), T.CumSum(x, axis: 1));

    [GraphFunction]
    private static (Expr<long> greatest, Expr<long> least) PlacesGraph(Vector<floatX> x) => (T.ArgMax(x, axis: 0), T.ArgMin(x, axis: 0));

    [GraphFunction]
    private static (Expr<long> greatest, Expr<long> least) PlacesOfWholeGraph(Vector<int> x) => (T.ArgMax(x, axis: 0), T.ArgMin(x, axis: 0));
}
