namespace GraphDsl.Tests.Inspection;

public sealed class GraphInfoTests
{
    [Fact]
    public void Text_holds_the_graph_the_kernels_and_the_memory_plan()
    {
        var info = new GraphInfo
        {
            Name = "Model.Train",
            AsWritten = "%0 = x\n",
            Optimised = "%0 = x\n%1 = exp(%0)\n",
            AsWrittenMermaid = "flowchart TD\n",
            OptimisedMermaid = "flowchart TD\n",
            Kernels = [new("Exp", "T.Exp(x)", "10 n", "8 n")],
            MemoryPlan = "workspace 0 bytes",
        };
        Assert.Equal("Model.Train\n\n%0 = x\n%1 = exp(%0)\n\nExp: T.Exp(x) (10 n flops, 8 n bytes)\n\nworkspace 0 bytes\n", info.ToString());
    }
}
