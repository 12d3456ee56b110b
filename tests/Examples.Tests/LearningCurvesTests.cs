using System.Globalization;
using System.Xml.Linq;
using GraphDsl.Examples;

namespace GraphDsl.Tests;

/// <summary>Charts, read back as XML.</summary>
public class LearningCurvesTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_curve_spans_the_chart()
    {
        var chart = Draw(new Curve("error", [(1, 10), (2, 4), (3, 0)]));
        Assert.Equal("M70 40L345 226L620 350", Paths(chart).Single());
        Assert.Contains("error", Texts(chart));
        Assert.Contains("10", Texts(chart));
        Assert.Contains("1.5", Texts(chart));
    }

    [Fact]
    public void What_is_not_finite_is_a_gap_and_a_point_alone_a_dot()
    {
        var chart = Draw(new Curve("a", [(0, 0), (1, 1), (2, double.NaN), (3, 1), (4, double.PositiveInfinity)]), new Curve("b", [(4, 0)]));
        Assert.Equal(["M70 350L207.5 40M482.5 40h0", "M620 350h0"], Paths(chart));
    }

    [Fact]
    public void Nothing_and_constants_have_a_chart_too()
    {
        Assert.Empty(Paths(Draw()));
        Assert.Equal("", Paths(Draw(new Curve("none", []))).Single());
        Assert.Equal("M345 195h0", Paths(Draw(new Curve("one", [(5, 0.25)]))).Single());
        Assert.Equal("M70 195L620 195", Paths(Draw(new Curve("flat", [(0, -3), (1, -3)]))).Single());
        double almost = Math.BitIncrement(1.0); // too near to count in between
        Assert.Equal("M70 195L620 195", Paths(Draw(new Curve("flat", [(0, 1), (1, almost)]))).Single());
    }

    [Fact]
    public void Names_are_escaped_and_numbers_have_points_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            var chart = Draw(new Curve("<a & b>", [(-1, 0), (0, 1), (2, 0.5)]));
            Assert.Contains("<a & b>", Texts(chart));
            Assert.Equal("M70 350L253.33 40L620 195", Paths(chart).Single());
            Assert.Contains("-0.5", Texts(chart));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static XElement Draw(params Curve[] curves) => XElement.Parse(LearningCurves.Draw("title", "epoch", curves));

    private static IEnumerable<string> Paths(XElement chart) =>
        chart.Elements(Svg + "path").Where(path => path.Attribute("stroke-width") is not null).Select(path => path.Attribute("d")!.Value);

    private static string[] Texts(XElement chart) => [.. chart.Elements(Svg + "text").Select(text => text.Value)];
}
