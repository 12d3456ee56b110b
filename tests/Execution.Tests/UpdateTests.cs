using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>All right-hand sides of updates are computed from the old values.</summary>
public class UpdateTests
{
    [Fact]
    public void Two_variables_swap()
    {
        var swapper = new Swapper();
        swapper.Swap();
        Assert.Equal([10, 20, 30], swapper.A.GetValue().Elements());
        Assert.Equal([1, 2, 3], swapper.B.GetValue().Elements());
        swapper.Swap();
        Assert.Equal([1, 2, 3], swapper.A.GetValue().Elements());
        Assert.Equal([10, 20, 30], swapper.B.GetValue().Elements());
    }

    [Fact]
    public void Outputs_and_updates_see_the_old_values()
    {
        var swapper = new Swapper();
        var (old, count) = swapper.Rotate();
        Assert.Equal(10 + 40 + 90, old);
        Assert.Equal(0, count);
        Assert.Equal([11, 22, 33], swapper.A.GetValue().Elements());
        Assert.Equal([-9, -18, -27], swapper.B.GetValue().Elements());
        Assert.Equal(1, swapper.Rotate().count);
    }

    [Fact]
    public void A_variable_takes_a_view_of_itself()
    {
        var swapper = new Swapper();
        swapper.Reverse();
        Assert.Equal([3, 2, 1], swapper.A.GetValue().Elements());
    }

    [Fact]
    public void A_tensor_output_is_the_value_before_the_update()
    {
        var swapper = new Swapper();
        var before = swapper.Accumulate(5);
        Assert.Equal([1, 2, 3], before.Elements());
        Assert.Equal([6, 7, 8], swapper.A.GetValue().Elements());
        Assert.Equal([6, 7, 8], swapper.Accumulate(5).Elements());
    }
}
