using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Tests.IR;

public sealed class PrinterTests
{
    private static Graph Sample()
    {
        var b = new GraphBuilder();
        int x = b.Variable(b.AddVariable("x", VariableKind.Input, DType.Float32, i => GraphBuilder.DynamicShape(i, 2), "x", -1));
        int w = b.Variable(b.AddVariable("W", VariableKind.Shared, DType.Float32, _ => Shape.Of(784, 10), "W", -1));
        b.CurrentSite = b.AddSite(new("T.Dot(x, W)"));
        int product = b.Dot(x, w);
        b.CurrentSite = b.AddSite(new("T.Sum(T.Dot(x, W) < 2)"));
        int small = b.Binary(OpCode.Lt, product, b.Constant(2.0, DType.Float32));
        int count = b.Sum(b.Cast(small, DType.Int64), 0);
        return b.Build([new("count", count)], [new(1, w, -1)]);
    }

    [Fact]
    public void Prints_one_line_a_node() => Assert.Equal(
        """
        %0 = Input(x) : float32 (x.Shape[0], x.Shape[1])
        %1 = Shared(W) : float32 (784, 10)
        %2 = Dot(%0, %1) : float32 (x.Shape[0], 10)  // T.Dot(x, W)
        %3 = 2 : float32 ()  // T.Sum(T.Dot(x, W) < 2)
        %4 = Lt(%2, %3) : bool (x.Shape[0], 10)  // T.Sum(T.Dot(x, W) < 2)
        %5 = Cast(%4) : int64 (x.Shape[0], 10)  // T.Sum(T.Dot(x, W) < 2)
        %6 = Sum(%5; axes: [0]) : int64 (10,)  // T.Sum(T.Dot(x, W) < 2)
        output count = %6
        update W = %1
        check x.Shape[1] == 784  // the inner size of the product of T.Dot(x, W)

        """.ReplaceLineEndings("\n"), GraphPrinter.Print(Sample()));

    [Fact]
    public void Draws_a_flow_chart() => Assert.Equal(
        """
        flowchart TD
            n0(["x<br/>float32 (x.Shape[0], x.Shape[1])"])
            n1(["W<br/>float32 (784, 10)"])
            n2["Dot<br/>float32 (x.Shape[0], 10)"]
            n0 --> n2
            n1 --> n2
            n3(["2<br/>float32 ()"])
            n4["Lt<br/>bool (x.Shape[0], 10)"]
            n2 --> n4
            n3 --> n4
            n5["Cast<br/>int64 (x.Shape[0], 10)"]
            n4 --> n5
            n6["Sum<br/>int64 (10,)"]
            n5 --> n6
            n6 ==> o0{{"count"}}
            n1 ==> u0[/"W"/]

        """.ReplaceLineEndings("\n"), GraphPrinter.Mermaid(Sample()));
}
