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

    [Fact]
    public void A_failing_call_changes_nothing_though_it_reads_the_new_values()
    {
        var guarded = new Guarded();
        Assert.ThrowsAny<ArgumentException>(() => guarded.Pick(new[] { 0, 5 }));
        Assert.ThrowsAny<ArgumentException>(() => guarded.Walk(new[] { 0, 1, -4, 2 }));
        Assert.Throws<ArithmeticException>(() => guarded.Solve(Numbers.Read(new floatX[,] { { 1, 2 }, { 2, 4 } })));
        Assert.Equal([1, 2, 3, 4, 5, 6], guarded.Table.GetValue().Elements());
        Assert.Equal([1, 2], guarded.Bias.GetValue().Elements());
        Assert.Equal(2 + 4 + 10 + 12, guarded.Pick(new[] { 0, 2 }));
        Assert.Equal([2, 4, 6, 8, 10, 12], guarded.Table.GetValue().Elements());
        _ = guarded.Walk(new[] { 0, 1, 2 });
        Assert.Equal([4, 8, 12, 16, 20, 24], guarded.Table.GetValue().Elements());
        Assert.Equal([3, 4], guarded.Bias.GetValue().Elements());
        Assert.Equal([6, 8], guarded.Solve(Numbers.Read(new floatX[,] { { 1, 0 }, { 0, 1 } })).Elements());
        Assert.Equal([6, 8], guarded.Bias.GetValue().Elements());
    }
}
