using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

public class LibraryTests
{
    [Fact]
    public void Strided_views_become_contiguous()
    {
        int[] x = [.. Enumerable.Range(0, 120)];
        var y = new int[120];
        Copy.Strided<int>(x, 0, [4, 5, 6], [30, 6, 1], y);
        Assert.Equal(x, y);
        Copy.Strided<int>(x, 0, [6, 5, 4], [1, 6, 30], y);
        for (int i = 0; i < 120; i++) Assert.Equal((i / 20) + (i / 4 % 5 * 6) + (i % 4 * 30), y[i]);
        Copy.Strided<int>(x, 119, [120], [-1], y);
        Assert.Equal(x.Reverse(), y);
        Copy.Strided<int>(x, 7, [3, 2], [0, 1], y);
        Assert.Equal([7, 8, 7, 8, 7, 8], y[..6]);
        Copy.Strided<int>(x, 3, [], [], y);
        Assert.Equal(3, y[0]);
        Copy.Strided<int>(x, 0, [2, 0, 3], [1, 1, 1], y);
        bool[] flags = [true, false, true, false], picked = new bool[2];
        Copy.Strided<bool>(flags, 1, [2], [2], picked);
        Assert.Equal([false, false], picked);
        Assert.Throws<ArgumentException>(() => Copy.Strided<int>(x, 0, [121], [1], new int[200]));
        Assert.Throws<ArgumentException>(() => Copy.Strided<int>(x, 0, [2], [-1], new int[200]));
        Assert.Throws<ArgumentException>(() => Copy.Strided<int>(x, 0, [100], [1], new int[99]));
        Copy.Fill(y, 9);
        Assert.All(y, v => Assert.Equal(9, v));
    }

    [Fact]
    public void Rows_are_gathered_and_checked()
    {
        float[] x = [1, 2, 3, 4, 5, 6], y = new float[6];
        Gather.Rows<float, int>(x, 3, 2, [2, 0, -1], y, "words");
        Assert.Equal([5f, 6, 1, 2, 5, 6], y);
        Gather.Rows<float, long>(x, 6, 1, [5L, 5L], y, "words");
        Assert.Equal([6f, 6], y[..2]);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Gather.Rows<float, int>(x, 3, 2, [0, 3], y, "words"));
        Assert.Equal("words", exception.ParamName);
        Assert.StartsWith("Index 3 at position 1 of words is out of range: there are 3 rows.", exception.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Gather.Rows<float, long>(x, 3, 2, [-4L], y, "words"));
    }

    [Fact]
    public void Rows_are_added_in_order()
    {
        var x = new float[3 * 21];
        float[] rows = [.. Enumerable.Range(0, 4 * 21).Select(i => (float)i)];
        Scatter.AddRows<float, int>(x, 3, 21, [1, 2, 1, -1], rows, "words");
        for (int j = 0; j < 21; j++)
        {
            Assert.Equal(0, x[j]);
            Assert.Equal(rows[j] + rows[42 + j], x[21 + j]);
            Assert.Equal(rows[21 + j] + rows[63 + j], x[42 + j]);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Scatter.AddRows<float, int>(x, 3, 21, [3], rows, "words"));
    }

    [Fact]
    public void Places_of_the_greatest_and_least()
    {
        float[] x = [1, 3, 3, 2, 9, 9, -1, float.NaN, 5, float.NaN, 5, -7];
        var places = new long[3];
        ArgReduce.ArgMax<float>(x, 3, 4, 4, places);
        Assert.Equal([1L, 3, 1], places);
        ArgReduce.ArgMin<float>(x, 3, 4, 4, places);
        Assert.Equal([0L, 3, 1], places);
        ArgReduce.ArgMax<int>([4, 4, 5, 0, 7, 7], 2, 2, 3, places);
        Assert.Equal([0L, 1], places[..2]);
        Assert.Throws<ArgumentException>(() => ArgReduce.ArgMax<float>(x, 1, 0, 0, places));
        ArgReduce.ArgMax<float>(x, 0, 0, 0, places);
    }

    [Fact]
    public void Running_sums_and_products()
    {
        var y = new int[12];
        int[] x = [.. Enumerable.Range(1, 12)];
        Cumulate.Sum<int>(x, 1, 12, 1, y);
        Assert.Equal(x.Select(i => i * (i + 1) / 2), y);
        Cumulate.Sum<int>(x, 2, 3, 2, y);
        Assert.Equal([1, 2, 4, 6, 9, 12, 7, 8, 16, 18, 27, 30], y);
        Cumulate.Product<int>(x, 3, 4, 1, y);
        Assert.Equal([1, 2, 6, 24, 5, 30, 210, 1680, 9, 90, 990, 11880], y);
        Cumulate.Sum<int>(x, 0, 3, 2, y);
    }
}
