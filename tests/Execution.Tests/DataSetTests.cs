using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Shared data sets, minibatches, chunks and borrowing, as the tutorials use them.</summary>
public class DataSetTests
{
    private const int Rows = 2000;

    [Fact]
    public void Third_minibatch_of_500_is_rows_1000_to_1499()
    {
        var (data, x, y) = Make();
        floatX[] expected = x[3000..4500];
        Assert.Equal(expected, data.Minibatch(2).Elements());
        Assert.Equal(expected, data.ThirdMinibatch().Elements());
        Assert.Equal([500, 3], data.Minibatch(2).Lengths.ToArray());
        Assert.Equal(y[1000..1500], data.Labels(2).Elements());
    }

    [Fact]
    public void One_row_and_the_last_row()
    {
        var (data, x, y) = Make();
        var (image, label) = data.One(7);
        Assert.Equal(x[21..24], image.Elements());
        Assert.Equal(y[7], label);
        Assert.Equal(x[^3..], data.Last().Elements());
    }

    [Fact]
    public void Negative_rows_count_from_the_end()
    {
        var (data, x, y) = Make();
        var (image, label) = data.One(-1);
        Assert.Equal(x[^3..], image.Elements());
        Assert.Equal(y[^1], label);
    }

    [Fact]
    public void Chosen_rows_come_in_the_order_asked_for()
    {
        var (data, x, _) = Make();
        Assert.Equal([.. x[15..18], .. x[0..3], .. x[15..18]], data.Chosen(new[] { 5, 0, 5 }).Elements());
    }

    [Fact]
    public void Results_do_not_share_memory_with_the_data()
    {
        var (data, x, _) = Make();
        var minibatch = data.Minibatch(0);
        minibatch[0, 0] = 99;
        Assert.Equal(x[0], data.TrainX.GetValue()[0, 0]);
    }

    [Fact]
    public void Borrowed_host_arrays_show_through()
    {
        floatX[] host = [0, 0];
        var byDefault = Shared.From(host, name: "s_default");
        var copied = Shared.From(host, name: "s_false", borrow: false);
        var borrowed = Shared.From(host, name: "s_true", borrow: true);
        for (int i = 0; i < host.Length; i++) host[i]++;
        Assert.Equal([0, 0], byDefault.GetValue().Elements());
        Assert.Equal([0, 0], copied.GetValue().Elements());
        Assert.Equal([1, 1], borrowed.GetValue().Elements());
        Assert.Equal(("s_default", "s_false", "s_true"), (byDefault.Name, copied.Name, borrowed.Name));
    }

    [Fact]
    public void Values_that_were_read_are_copies_unless_borrowed()
    {
        var shared = Shared.From<floatX>([1, 2]);
        var copy = shared.GetValue();
        var live = shared.GetValue(borrow: true);
        shared.SetValue(Tensor.Create<floatX>([3, 4], [2]));
        Assert.Equal([1, 2], copy.Elements());
        Assert.Equal([3, 4], live.Elements());
    }

    [Fact]
    public void Labels_may_be_stored_as_floatX_and_cast()
    {
        var (digits, plain, x, y) = MakeDigits(60);
        for (int step = 0; step < 9; step++)
        {
            int index = step % 3;
            double expected = plain.Train(x.AsSpan(index * 20 * 12, 20 * 12), y.AsSpan(index * 20, 20), 0.1);
            Numbers.Near(expected, (double)digits.Train(index), Numbers.Tolerance(1e-6, 1e-9));     // 0.1 is a float there, a double here
        }
    }

    [Fact]
    public void Errors_are_counted_over_whole_minibatches()
    {
        var (digits, _, x, y) = MakeDigits(60);
        for (int step = 0; step < 30; step++) digits.Train(step % 3);
        var plain = new PlainLogistic(12, 4);
        digits.W.Doubles().CopyTo(plain.W, 0);
        digits.B.Doubles().CopyTo(plain.B, 0);
        for (int index = 0; index < 3; index++)
        {
            int wrong = Enumerable.Range(index * 20, 20).Count(row => plain.Predict(x.AsSpan(row * 12, 12)) != y[row]);
            var (errors, zeroOne) = digits.Validate(index);
            Assert.Equal(wrong, zeroOne);
            Assert.Equal(wrong / 20.0, errors, 12);
        }
    }

    [Fact]
    public void Data_in_chunks_gives_the_losses_of_one_piece()
    {
        var (whole, _, x, y) = MakeDigits(140);
        var chunked = Make(x[..(60 * 12)], y[..60]);
        var storage = chunked.TrainX.GetValue(borrow: true);
        foreach (int first in (int[])[0, 60, 120])
        {
            int rows = Math.Min(60, 140 - first);          // 3, 3 and 1 minibatches
            chunked.TrainX.SetValue(Tensor.Create(x[(first * 12)..((first + rows) * 12)], [rows, 12]));
            chunked.TrainY.SetValue(Tensor.Create<floatX>([.. y[first..(first + rows)].Select(label => (floatX)label)], [rows]));
            for (int minibatch = 0; minibatch < rows / 20; minibatch++)
                Assert.Equal(whole.Train(first / 20 + minibatch), chunked.Train(minibatch));
            if (rows == 60 && chunked.Device == GraphDevice.Cpu) Assert.Same(storage, chunked.TrainX.GetValue(borrow: true));
        }
        Assert.Equal(whole.W.GetValue().Elements(), chunked.W.GetValue().Elements());
    }

    private static (DataSet Data, floatX[] X, int[] Y) Make()
    {
        var x = Numbers.Draw(Rows * 3, seed: 3);
        int[] y = [.. Enumerable.Range(0, Rows)];
        return (new DataSet { TrainX = new SharedMatrix<floatX>(Tensor.Create(x, [Rows, 3])), TrainY = Shared.From(y) }, x, y);
    }

    private static (Digits Digits, PlainLogistic Plain, floatX[] X, int[] Y) MakeDigits(int rows)
    {
        var x = Numbers.Draw(rows * 12, seed: 5);
        int[] y = [.. Enumerable.Range(0, rows).Select(row => x[row * 12] > 0 ? row % 2 : 2 + row % 2)];
        return (Make(x, y), new PlainLogistic(12, 4), x, y);
    }

    private static Digits Make(floatX[] x, int[] y)
    {
        SharedMatrix<floatX> Images() => new(Tensor.Create(x, [y.Length, 12]));
        SharedVector<floatX> Labels() => Shared.From<floatX>([.. y.Select(label => (floatX)label)]);
        return new() { TrainX = Images(), TrainY = Labels(), ValidX = Images(), ValidY = Labels() };
    }
}
