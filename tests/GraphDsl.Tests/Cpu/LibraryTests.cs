using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

public class LibraryTests
{
    [Fact]
    public void Strided_parts_are_copied()
    {
        int[] x = [.. Enumerable.Range(0, 120)];
        var y = new int[120];
        Strided.Copy<int>(x, [30, 6, 1], y, [30, 6, 1], [4, 5, 6]);
        Assert.Equal(x, y);
        Strided.Copy<int>(x, [1, 6, 30], y, [20, 4, 1], [6, 5, 4]);
        for (int i = 0; i < 120; i++) Assert.Equal((i / 20) + (i / 4 % 5 * 6) + (i % 4 * 30), y[i]);
        Strided.Copy<int>(x.AsSpan(119), [-1], y, [1], [120]);
        Assert.Equal(x.Reverse(), y);
        Strided.Copy<int>(x.AsSpan(7), [0, 1], y, [2, 1], [3, 2]);
        Assert.Equal([7, 8, 7, 8, 7, 8], y[..6]);
        Strided.Copy<int>(x.AsSpan(3), [], y, [], []);
        Assert.Equal(3, y[0]);
        Strided.Copy<int>(x, [1, 1, 1], y, [1, 1, 1], [2, 0, 3]);
        Assert.Equal(3, y[0]);
    }

    [Fact]
    public void Strided_parts_are_added_up()
    {
        double[] x = [1, 2, 3, 4, 5, 6];
        var columns = new double[3];
        Strided.Add<double>(x, [3, 1], columns, [0, 1], [2, 3]);
        Assert.Equal([5.0, 7, 9], columns);
    }

    [Fact]
    public void Positions_are_checked_and_wrap()
    {
        var positions = new long[3];
        Indexing.Combine<int>([2, 0, -1], 3, positions, isFirst: true, "x[rows, columns]");
        Assert.Equal([2L, 0, 2], positions);
        Indexing.Combine<long>([1, -2, 0], 2, positions, isFirst: false, "x[rows, columns]");
        Assert.Equal([5L, 0, 4], positions);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => Indexing.Combine<int>([0, 3], 3, new long[2], isFirst: true, "Model.cs(7): x[rows]"));
        Assert.Contains("Model.cs(7): x[rows]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("3", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.Combine<long>([-4], 3, new long[1], isFirst: true, ""));
    }

    [Fact]
    public void Blocks_are_gathered_set_and_added_in_order()
    {
        float[] x = [1, 2, 3, 4, 5, 6], y = new float[6];
        Indexing.Gather<float>(x, 2, [2, 0, 2], y);
        Assert.Equal([5f, 6, 1, 2, 5, 6], y);
        Indexing.Gather<float>(x, 1, [5, 5], y);
        Assert.Equal([6f, 6], y[..2]);
        Indexing.Set<float>(x, 2, [1, 1], [7, 8, 9, 10], 2, 1);
        Assert.Equal([1f, 2, 9, 10, 5, 6], x);
        Indexing.Add<float>(x, 2, [0, 0, 2], [1], 0, 0);
        Assert.Equal([3f, 4, 9, 10, 6, 7], x);
    }

    [Fact]
    public void Places_of_the_greatest_and_least()
    {
        float[] x = [1, 3, 3, 2, 9, 9, -1, float.NaN, 5, float.NaN, 5, -7];
        var places = new long[4];
        AxisReductions.ArgMax<float>(x, 3, 4, 1, places);
        Assert.Equal([1L, 3, 1], places[..3]);
        AxisReductions.ArgMin<float>(x, 3, 4, 1, places);
        Assert.Equal([0L, 3, 1], places[..3]);
        AxisReductions.ArgMax<int>([4, 4, 5, 0, 7, 7], 1, 3, 2, places);
        Assert.Equal([2L, 2], places[..2]);
        Assert.Throws<ArgumentException>(() => AxisReductions.ArgMax<float>([], 1, 0, 1, places));
        AxisReductions.ArgMax<float>([], 0, 0, 1, []);
    }

    [Fact]
    public void Types_without_vectors_are_reduced()
    {
        var bytes = new byte[2];
        AxisReductions.Sum<byte>([1, 2, 3, 4], 2, 2, 1, bytes);
        Assert.Equal([3, 7], bytes);
        AxisReductions.Max<byte>([1, 2, 3, 4], 1, 2, 2, bytes);
        Assert.Equal([3, 4], bytes);
        var flags = new bool[2];
        AxisReductions.Any([false, true, false, false], 2, 2, 1, flags);
        Assert.Equal([true, false], flags);
        AxisReductions.All([true, true, false, true], 2, 2, 1, flags);
        Assert.Equal([true, false], flags);
        AxisReductions.All([], 2, 0, 1, flags);
        Assert.Equal([true, true], flags);
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

    [Fact]
    public void Rows_are_sorted_with_nan_last()
    {
        var y = new float[6];
        Sorting.Sort<float>([3, float.NaN, 1, 2, -1, float.NegativeInfinity], 3, y);
        Assert.Equal([1f, 3, float.NaN, float.NegativeInfinity, -1, 2], y);
        var order = new long[6];
        Sorting.ArgSort<float>([3, float.NaN, 1, 2, 2, 0], 3, order);
        Assert.Equal([2L, 0, 1, 2, 0, 1], order);
    }
}
