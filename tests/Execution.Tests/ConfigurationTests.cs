using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

public class ConfigurationTests
{
    [Fact]
    public void The_project_says_what_floatX_is() =>
        Assert.Equal(GetType().Assembly.GetName().Name == "Execution.Float64.Tests", Numbers.IsDouble);
}
