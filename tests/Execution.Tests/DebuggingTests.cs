using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Values that are printed and asserted while a function runs.</summary>
public class DebuggingTests
{
    [Fact]
    public void Values_are_printed_with_their_names_and_gradients_pass()
    {
        var model = new Watched();
        string text = Printed(() => Assert.Equal(1 + 36, model.Step((floatX[])[1, 3])));
        Assert.Equal(["products: W * x = [1, 6]", "cost = 37"], Lines(text));
        Assert.Equal([-1, -34], model.W.Doubles());
    }

    [Fact]
    public void Two_prints_of_one_value_are_two()
    {
        string text = Printed(() => Watched.Twice(Numbers.Read(new floatX[,] { { 1, -2 }, { (floatX)0.5, floatX.NaN } })));
        Assert.Equal(["x = [[1, -2], [0.5, NaN]]", "x = [[1, -2], [0.5, NaN]]"], Lines(text));
    }

    [Fact]
    public void Of_many_elements_the_ends_are_printed()
    {
        string text = Printed(() => Assert.Equal(1001, Watched.Long((int[])[.. Enumerable.Range(0, 1001)]).FlattenedLength));
        Assert.Equal(["x = [0, 1, 2, ..., 998, 999, 1000]", "large: T.Print(x, \"x\") > 1 = [false, false, true, ..., true, true, true]"], Lines(text));
    }

    [Fact]
    public void An_assertion_names_the_message_the_condition_and_the_value()
    {
        var model = new Watched();
        Assert.Equal(3, model.Checked((floatX[])[1, 2]));
        Assert.Equal([2, 4], model.W.Doubles());
        string message = Assert.Throws<GraphAssertionException>(() => model.Checked((floatX[])[1, 12])).Message;
        Assert.Contains("steps must be small (x < 10 does not hold at element 1; the value there is 16)", message, StringComparison.Ordinal);
        Assert.Contains("T.Assert(W + x, x < 10, \"steps must be small\")", message, StringComparison.Ordinal);
        Assert.Equal([2, 4], model.W.Doubles());
        Assert.Throws<GraphAssertionException>(() => model.Checked((floatX[])[1, floatX.NaN]));
    }

    [Fact]
    public void A_scalar_is_asserted()
    {
        Assert.Equal(3, Watched.Root(9));
        Assert.Contains("the value there is -4", Assert.Throws<GraphAssertionException>(() => Watched.Root(-4)).Message, StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static string Printed(Action call)
    {
        var output = GraphPrint.Output;
        using var writer = new StringWriter();
        GraphPrint.Output = writer;
        try
        {
            call();
        }
        finally
        {
            GraphPrint.Output = output;
        }
        return writer.ToString();
    }
}
