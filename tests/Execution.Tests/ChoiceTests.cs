using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Of a choice only the branch that is needed runs, whatever is in it.</summary>
public class ChoiceTests
{
    [Fact]
    public void A_loop_runs_in_its_branch_alone()
    {
        var (value, gradient) = Choices.Loops((floatX[])[1, 2, -1], 1);
        Assert.Equal([2, 6, 7], value.Elements());
        Assert.Equal([2 * 1 * (2 * (2 + 6 + 7)), 2 * 2 * (2 * (6 + 7)), 2 * -1 * (2 * 7)], gradient.Elements());
        (value, gradient) = Choices.Loops((floatX[])[1, 2, -1], -1);
        Assert.Equal([-2, -5, -2], value.Elements());
        Assert.Equal([-2 * 1 * (2 * -2), -2 * 2 * (2 * -5), -2 * -1 * (2 * -2)], gradient.Elements());
        Assert.Empty(Choices.Loops(Array.Empty<floatX>(), 1).value.Elements());
    }

    [Fact]
    public void A_loop_runs_in_a_branch_of_a_step()
    {
        floatX[] x = [1, 2, 3, 4];
        Assert.Equal([1 + 1 + 3, -5, -5 + 1 + 3 + 6], Choices.InSteps(x, (long[])[2, 0, 4], 5).Elements());
        Assert.Equal([-1, 1], Choices.InSteps(x, (long[])[0, 0], 5).Elements());
        Assert.Throws<ArgumentOutOfRangeException>(() => Choices.InSteps(x, (long[])[0, 5], 5));
    }

    [Theory]
    [InlineData(true, true, 1, 2, 4, 1)]
    [InlineData(true, false, -1, 2, -1, -6)]
    [InlineData(false, true, -1, -4, -5, -1)]
    [InlineData(false, false, 1, 4, 5, 6)]
    public void Choices_inside_of_choices(bool outer, bool inner, double x, double first, double second, double beside) =>
        Assert.Equal(((floatX)first, (floatX)second, (floatX)beside), Choices.Nested(outer, inner, (floatX)x));

    [Fact]
    public void Sizes_are_checked_in_the_branch_that_is_taken()
    {
        floatX[] none = [], two = [3, 1], five = [5, 4, 3, 2, 1];
        Assert.Equal((-1, 0, 0), Choices.Protected(none, 0));
        Assert.Equal((2, 1, 4), Choices.Protected(two, 2));
        Assert.Equal((3, 5, (3 + 2 + 1) * (1 * 5)), Choices.Protected(five, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Choices.Protected(two, 3));
        Assert.Throws<ArgumentException>(() => Choices.Protected(none, -1));
        Assert.Equal((3, 2, (3 + 2 + 1) * (1 * 5)), Choices.Protected(five, 4));
    }

    [Fact]
    public void Sizes_of_results_and_of_gradients_are_always_checked()
    {
        floatX[] x = [1, 2, 3, 4], y = [7, 8];
        var (part, gradient) = Choices.Sized(x, y, true);
        Assert.Equal([3, 4], part.Elements());
        Assert.Equal([1, 1], gradient.Elements());
        (part, gradient) = Choices.Sized(x, y, false);
        Assert.Equal([7, 8], part.Elements());
        Assert.Equal([14, 16], gradient.Elements());
        Assert.Throws<ArgumentOutOfRangeException>(() => Choices.Sized((floatX[])[1], y, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => Choices.Sized((floatX[])[1, 2, 3], (floatX[])[1], false));
    }

    [Theory]
    [InlineData(true, true, 2, 2, 6, 12)]
    [InlineData(true, false, 2, 3, 7, 14)]
    [InlineData(false, true, 3, 2, 7, 18)]
    [InlineData(false, false, 3, 3, 8, 21)]
    public void Choices_that_need_each_other(bool p, bool q, double a, double b, double c, double d) =>
        Assert.Equal(((floatX)a, (floatX)b, (floatX)c, (floatX)d), Choices.Crossed(p, q, 1));
}
