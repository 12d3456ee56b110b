using System.Numerics.Tensors;
using GraphDsl.Examples;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>The example that composes: what it reads, what it is measured by, and its machine where nothing is left to chance.</summary>
public class RnnRbmTests
{
    private const int Notes = 3;

    [Fact]
    public void Rolls_are_read_and_become_numbers()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "60 62\n-\n\n61\n\n\n60\n\n62\n\n60");
            var rolls = new Rolls(Rolls.Read(file));
            Assert.Equal((60, 3), (rolls.Lowest, rolls.Notes));
            Assert.Equal([(0, 2)], rolls.HeldOut.Places);
            Assert.Equal([1, 0, 1, 0, 0, 0], rolls.HeldOut.Roll);
            Assert.Equal([(0, 1), (1, 1), (2, 1), (3, 1)], rolls.Train.Places);
            Assert.Equal([0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0], rolls.Train.Roll);
            foreach (string wrong in (string[])["60 x", "128", "- 60"])
            {
                File.WriteAllText(file, "60\n" + wrong);
                Assert.Contains("line 2", Assert.Throws<DataFormatException>(() => Rolls.Read(file).ToArray()).Message, StringComparison.Ordinal);
            }

            Assert.Throws<DataFormatException>(() => new Rolls([[[1]]]));
            Assert.Throws<DataFormatException>(() => new Rolls(Enumerable.Repeat(new int[][] { [] }, 5)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Accuracy_is_the_share_of_what_is_both()
    {
        var accuracy = default(Accuracy);
        accuracy.Add([1, 1, 0, 0], [1, 0, 1, 0]);
        Assert.Equal(1.0 / 3, accuracy.Value);
        accuracy.Add([0, 1, 0, 0], [0, 1, 0, 0]);
        Assert.Equal(0.5, accuracy.Value);
        // 1 1 0 / 1 0 0 / 1 0 0, and a piece of its own: 1 of 2, then 1 of 1.
        Assert.Equal(2.0 / 3, Accuracy.OfRepeating(new([1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1], Notes, [(0, 3), (3, 1)])));
    }

    /// <summary>Each note brings the next one, whatever the hidden units are: the biases decide.</summary>
    [Fact]
    public void What_was_heard_decides_what_comes()
    {
        var model = Model([0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0]);
        // Unit k remembers note k, and note k + 1 is sure after it; after silence note 0 is.
        var (hear, next) = (new floatX[Notes, 60], new floatX[60, Notes]);
        for (int note = 0; note < Notes; note++)
        {
            hear[note, note] = 50;
            for (int other = 0; other < Notes; other++) next[note, other] = other == (note + 1) % Notes ? 200 : other == 0 ? -200 : 0;
        }

        model.W.SetValue(new floatX[Notes, 60]);
        model.Wvu.SetValue(hear);
        model.Wuv.SetValue(next);
        model.Bv.SetValue(new floatX[] { 100, -100, -100 });
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0], model.Compose(4).Elements());
        // After what is before, not after what was expected.
        Assert.Equal([1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0], model.Expect(0, 4).Elements());
        Assert.Equal([1, 0, 0, 0, 1, 0], model.Expect(2, 2).Elements()); // a piece begins anew
        Assert.Empty(model.Compose(0).Elements());
    }

    [Fact]
    public void The_same_seed_gives_the_same_course_and_cost_falls()
    {
        var rolls = new Rolls(Tunes.Make(20));
        double[] Costs()
        {
            var model = new RnnRbm(rolls.Notes, new NumpyRandomState(1), seed: 5)
            {
                TrainRolls = new(rolls.Train.Tensor),
                HeldOutRolls = new(rolls.HeldOut.Tensor),
            };
            return [.. Enumerable.Range(0, 10 * rolls.Train.Places.Length).Select(step => rolls.Train.Places[step % rolls.Train.Places.Length]).Select(place => (double)model.Train(place.Start, place.Length))];
        }

        double[] costs = Costs();
        Assert.Equal(costs, Costs());
        Assert.Equal(rolls.Notes * Math.Log(2), costs[0], 0.5); // everything is as likely as not
        Assert.InRange(costs[^16..].Average(), 0, 0.6 * costs[0]);
    }

    private static RnnRbm Model(floatX[] heldOut) => new(Notes, new NumpyRandomState(1), seed: 5)
    {
        TrainRolls = new(Tensor.Create(heldOut, [heldOut.Length / Notes, Notes])),
        HeldOutRolls = new(Tensor.Create(heldOut, [heldOut.Length / Notes, Notes])),
    };
}
