using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Capture;

public class SpineTests
{
    [Fact]
    public void The_surface_program_is_captured()
    {
        var generation = Generation.Of(Programs.LogisticRegression);
        Assert.Empty(generation.Diagnostics);
        Assert.Contains("public float Train(long index)", generation.File("TrainGraph_6da24a9a.Surface.g.cs"), StringComparison.Ordinal);
    }
}
