using GraphDsl.Benchmarks;

namespace GraphDsl.Tests;

/// <summary>What counts as a cliff where a benchmark measures growth.</summary>
public class CliffTests
{
    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("100 50 25 12 6 6 6")] // what a call costs is shared by more and more
    [InlineData("10 11 12 13 14 15 16 17")] // a gentle slope
    [InlineData("10 14.9 10 14.9")]
    public void There_is_none(string costs) => Assert.Empty(Cliffs.In(Numbers(costs)));

    [Theory]
    [InlineData("10 10 16 10", 2)] // one size alone
    [InlineData("10 10 10 16 16 16 16 16", 3, 4, 5)] // from one size on
    [InlineData("10 13 16 19", 2, 3)] // steep, though in steps
    [InlineData("1 1000", 1)]
    public void There_are(string costs, params int[] at) => Assert.Equal(at, Cliffs.In(Numbers(costs)));

    private static double[] Numbers(string text)
        => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => double.Parse(word, System.Globalization.CultureInfo.InvariantCulture))];
}
