namespace GraphDsl.Tests.State;

public sealed class GraphDeviceTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" CPU ")]
    public void The_cpu_is_the_default(string? name) => Assert.Same(GraphDevice.Cpu, GraphDevice.FromEnvironment(name));

    [Theory]
    [InlineData("cuda")]
    [InlineData("gpu7")]
    public void A_device_that_is_not_there_is_named(string name)
    {
        var error = Assert.Throws<InvalidOperationException>(() => GraphDevice.FromEnvironment(name));
        Assert.Contains("GRAPHDSL_DEVICE", error.Message);
        Assert.Contains(name, error.Message);
    }
}
