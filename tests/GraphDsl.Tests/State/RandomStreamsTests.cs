namespace GraphDsl.Tests.State;

public sealed class RandomStreamsTests
{
    [Fact]
    public void Calls_are_numbered_and_a_state_can_be_gone_back_to()
    {
        var rng = new RandomStreams(seed: 1234);
        Assert.Equal([0ul, 1, 2], new[] { rng.NextCall(), rng.NextCall(), rng.NextCall() });
        ulong state = rng.GetState();
        Assert.Equal(3ul, rng.NextCall());
        rng.SetState(state);
        Assert.Equal(3ul, rng.NextCall());
    }
}
