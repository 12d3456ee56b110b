using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

public class RandomStreamsTests
{
    [Fact]
    public void Uniform_numbers_lie_in_their_bounds()
    {
        var drawn = Elements(new Noise(1).Uniform(1000));
        Assert.Equal(10_000, drawn.Length);
        Assert.All(drawn, x => Assert.True(x >= 2 && x < 3));
        Assert.Equal(2.5, drawn.Average(x => (double)x), 0.02);
    }

    [Fact]
    public void The_same_seed_gives_the_same_draws_and_every_call_others()
    {
        var (model, twin, other) = (new Noise(1), new Noise(1), new Noise(2));
        var first = Elements(model.Uniform(3));
        Assert.Equal(first, Elements(twin.Uniform(3)));
        Assert.NotEqual(first, Elements(other.Uniform(3)));
        var second = Elements(model.Uniform(3));
        Assert.NotEqual(first, second);
        Assert.Equal(2ul, model.Streams.GetState());
        model.Streams.SetState(0);
        Assert.Equal(first, Elements(model.Uniform(3)));
        Assert.Equal(second, Elements(model.Uniform(3)));
    }

    [Fact]
    public void Two_draws_of_a_call_differ()
    {
        var (first, second) = new Noise(1).Twice(new floatX[50]);
        Assert.NotEqual(Elements(first), Elements(second));
    }

    [Fact]
    public void Counts_lie_between_none_and_all()
    {
        var model = new Noise(3);
        var counts = Elements(model.Binomial(new floatX[] { 0, 1, (floatX)0.5, (floatX)0.9 }));
        Assert.Equal((0, 10), (counts[0], counts[1]));
        Assert.All(counts, c => Assert.InRange(c, 0, 10));
        var coins = Elements(model.Coins(Tensor.Create<floatX>([0, 1, (floatX)0.5, (floatX)0.5], [2, 2])));
        Assert.Equal((0, 1), ((int)coins[0], (int)coins[1]));
        Assert.All(coins, c => Assert.True(c is 0 or 1));
        Assert.Equal([4, 0, 0, 4], Elements(model.Multinomial(Tensor.Create<floatX>([1, 0, 0, 1], [2, 2]))));
        Assert.Equal([0, 1, 2, 3, 4], Elements(model.Permutation(5)).Order());
        Assert.Empty(Elements(model.Permutation(0)));
        Assert.ThrowsAny<ArgumentException>(() => model.Permutation(-1));
    }

    [Fact]
    public void Dropout_keeps_the_mean()
    {
        var dropped = Elements(new Noise(1).Dropout(Tensor.Create(Enumerable.Repeat((floatX)3, 10_000).ToArray(), [100, 100])));
        Assert.All(dropped, x => Assert.True(x is 0 or 6));
        Assert.Equal(3, dropped.Average(x => (double)x), 0.12);
    }

    [Fact]
    public void Gradients_flow_through_a_reparametrised_draw()
    {
        floatX[] mean = [1, -2, 3], std = [1, 2, (floatX)0.5];
        var (x, gMean, gStd) = new Noise(5).Reparametrised(mean, std);
        for (int i = 0; i < 3; i++)
        {
            double value = Elements(x)[i], noise = (value - mean[i]) / std[i];
            Assert.Equal(2 * value, Elements(gMean)[i], 1e-4);
            Assert.Equal(2 * value * noise, Elements(gStd)[i], 1e-3);
        }
    }

    [Fact]
    public void A_layer_with_dropout_learns()
    {
        var random = new Random(1);
        var x = Tensor.Create(Enumerable.Range(0, 300).Select(_ => (floatX)(random.NextDouble() - 0.5)).ToArray(), [100, 3]);
        var y = Tensor.Create(Enumerable.Range(0, 100).Select(i => x[i, 0] + (2 * x[i, 1]) - x[i, 2]).ToArray(), [100, 1]);
        var model = new Noise(1);
        double first = (double)model.Train(x, y), last = 0;
        for (int step = 0; step < 600; step++) last = (double)model.Train(x, y);
        Assert.True(last < 0.6 * first, $"the cost went from {first} to {last}");
        Assert.Equal(601ul, model.Layer.Streams.GetState());
        Assert.Equal(0ul, model.Streams.GetState());
    }

    [Fact]
    public void Streams_may_stand_in_lists_and_layers()
    {
        var model = new ManyStreams();
        var (first, second, third, fourth) = model.Draw(5);
        Assert.Equal(Elements(new Noise(1).Uniform(1))[..5], Elements(first).Select(x => x + 2));
        Assert.Equal(20, new[] { first, second, third, fourth }.SelectMany(Elements).Distinct().Count());
        Assert.All(model.Own, stream => Assert.Equal(1ul, stream.GetState()));
        var other = new ManyStreams();
        Assert.All(Elements(other.Sum(1000)), x => Assert.True(x >= 0 && x < 2));
        Assert.Equal([0ul, 1], other.Own.Select(stream => stream.GetState()));

        Assert.Equal([2, 1], model.Dropped(Tensor.Create<floatX>([1, 2, 3, 4, 5, 6], [2, 3])).Lengths);
        Assert.All(model.Stack.Streams, stream => Assert.Equal(1ul, stream.GetState()));
    }

    private static T[] Elements<T>(Tensor<T> tensor)
    {
        var elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }
}
