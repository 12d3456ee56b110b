using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Arguments, results, destinations and threads.</summary>
public class CallTests
{
    [Fact]
    public void Arrays_and_tensors_are_arguments()
    {
        floatX[,] matrix = { { 0, 1 }, { -1, 2 } };
        var expected = new[] { 0.5, 0.7310585786300049, 0.2689414213699951, 0.8807970779778823 };
        Numbers.Near(expected, Doubles(Arithmetic.Logistic(Numbers.Read(matrix))), Numbers.Tolerance(1e-6, 1e-14));
        Numbers.Near(expected, Doubles(Arithmetic.Logistic(Tensor.Create<floatX>([0, 1, -1, 2], [2, 2]))), Numbers.Tolerance(1e-6, 1e-14));
    }

    [Fact]
    public void Strided_arguments_are_read_in_their_own_order()
    {
        var values = Numbers.Draw(40, seed: 8);
        var whole = Tensor.Create(values, [4, 10]);
        var part = whole.Slice([1..3, 2..5]);
        Assert.False(part.AsReadOnlyTensorSpan().IsDense);
        var (sum, difference, squared) = Arithmetic.Pair(part, part);
        floatX[] expected = [.. values[12..15].Concat(values[22..25]).Select(v => v + v)];
        Assert.Equal(expected, sum.Elements());
        Assert.All(difference.Elements(), d => Assert.Equal(0, d));
        Assert.Equal([2, 3], squared.Lengths.ToArray());
    }

    [Fact]
    public void Destinations_take_the_results()
    {
        var values = Numbers.Draw(6, seed: 9);
        var destination = new floatX[2, 3];
        Arithmetic.Normalise(Tensor.Create(values, [2, 3]), Numbers.Write(destination));
        Assert.Equal(Arithmetic.Normalise(Tensor.Create(values, [2, 3])).Elements(), destination.Cast<floatX>());
    }

    [Fact]
    public void Scalars_come_back_and_tensors_go_to_their_destinations()
    {
        var doubled = new floatX[3];
        Assert.Equal(6, Arithmetic.Total((floatX[])[1, 2, 3], doubled));
        Assert.Equal([2, 4, 6], doubled);
    }

    [Fact]
    public void A_destination_may_be_an_input()
    {
        var values = Numbers.Draw(30, seed: 10);
        var expected = Arithmetic.Normalise(Tensor.Create((floatX[])values.Clone(), [3, 10])).Elements();
        var inPlace = Tensor.Create(values, [3, 10]);
        Arithmetic.Normalise(inPlace, inPlace);
        Assert.Equal(expected, inPlace.Elements());
    }

    [Fact]
    public void A_destination_may_overlap_an_input_shifted()
    {
        var memory = Numbers.Draw(33, seed: 11);
        var expected = Arithmetic.Normalise(Tensor.Create(memory[..30], [3, 10])).Elements();
        Arithmetic.Normalise(new ReadOnlyTensorSpan<floatX>(memory.AsSpan(0, 30), [3, 10]), new TensorSpan<floatX>(memory.AsSpan(3, 30), [3, 10]));
        Assert.Equal(expected, memory[3..]);
    }

    [Fact]
    public void A_destination_may_be_part_of_a_tensor()
    {
        var target = Tensor.CreateFromShape<floatX>([4, 6]);
        var values = Numbers.Draw(6, seed: 12);
        Arithmetic.Normalise(Tensor.Create(values, [2, 3]), target.AsTensorSpan().Slice([1..3, 2..5]));
        var expected = Arithmetic.Normalise(Tensor.Create(values, [2, 3]));
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 6; column++)
                Assert.Equal(row is 1 or 2 && column is >= 2 and < 5 ? expected[row - 1, column - 2] : 0, target[row, column]);
        }
    }

    [Fact]
    public void Destinations_of_one_call_must_not_be_confused()
    {
        var (a, b) = (Numbers.Draw(4, seed: 13), Numbers.Draw(4, seed: 14));
        var (sum, difference, squared) = (new floatX[2, 2], new floatX[2, 2], new floatX[2, 2]);
        Arithmetic.Pair(Tensor.Create(a, [2, 2]), Tensor.Create(b, [2, 2]), Numbers.Write(sum), Numbers.Write(difference), Numbers.Write(squared));
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(a[i] + b[i], sum[i / 2, i % 2]);
            Assert.Equal(a[i] - b[i], difference[i / 2, i % 2]);
            Numbers.Near((double)((a[i] - b[i]) * (a[i] - b[i])), (double)squared[i / 2, i % 2], Numbers.Tolerance(1e-6, 1e-14));
        }
    }

    [Fact]
    public void A_destination_of_another_shape_is_refused_and_left_alone()
    {
        var destination = new floatX[3, 2];
        var error = Assert.Throws<ArgumentException>(() => Arithmetic.Normalise(Numbers.Read(new floatX[2, 3]), Numbers.Write(destination)));
        Assert.Contains("Normalise", error.Message, StringComparison.Ordinal);
        Assert.Contains("(2, 3)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(3, 2)", error.Message, StringComparison.Ordinal);
        Assert.All(destination.Cast<floatX>(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Empty_tensors_give_empty_results()
    {
        Assert.Equal([0, 3], Arithmetic.Normalise(Numbers.Read(new floatX[0, 3])).Lengths.ToArray());
        Assert.Equal([3, 0], Arithmetic.Logistic(Numbers.Read(new floatX[3, 0])).Lengths.ToArray());
        Assert.Equal([0, 0], Arithmetic.Logistic(Numbers.Read(new floatX[0, 0])).Lengths.ToArray());
        var (total, doubled) = Arithmetic.Total(Array.Empty<floatX>());
        Assert.Equal(0, total);
        Assert.Equal(0, doubled.FlattenedLength);
        Assert.Equal([0, 0, 0], Arithmetic.Weighted(Numbers.Read(new floatX[0, 3]), Array.Empty<floatX>()).Elements());
        Assert.False(Arithmetic.AnyAbove(Array.Empty<floatX>(), 0));
    }

    [Fact]
    public void Sizes_may_change_from_call_to_call()
    {
        foreach (int rows in (int[])[3, 100, 1, 0, 17])
        {
            var values = Numbers.Draw(rows * 7, seed: rows);
            var result = Arithmetic.Logistic(Tensor.Create(values, [rows, 7])).Elements();
            for (int i = 0; i < values.Length; i++)
                Numbers.Near(1 / (1 + Math.Exp(-(double)values[i])), (double)result[i], Numbers.Tolerance(1e-6, 1e-14));
        }
    }

    [Fact]
    public void Parameters_with_defaults_are_optional()
    {
        Assert.Equal(12, Arithmetic.Add(5));
        Assert.Equal(16, Arithmetic.Add(5, 3));
        Assert.Equal(60, Arithmetic.Add(5, w: 10));
        Assert.Equal(35, Arithmetic.Add(y: 2, w: 5, x: 5));
    }

    [Fact]
    public void Named_dimensions_stand_for_one_size()
    {
        Assert.Equal([9, 12, 15], Arithmetic.Weighted(Numbers.Read(new floatX[,] { { 1, 2, 3 }, { 4, 5, 6 } }), (floatX[])[1, 2]).Elements());
        var error = Assert.Throws<ArgumentException>(() => Arithmetic.Weighted(Numbers.Read(new floatX[2, 3]), new floatX[4]));
        Assert.Contains("Weighted", error.Message, StringComparison.Ordinal);
        Assert.Contains("weights", error.Message, StringComparison.Ordinal);
        Assert.Contains('4', error.Message);
        Assert.Contains('2', error.Message);
    }

    [Fact]
    public void Static_functions_may_be_called_from_several_threads()
    {
        var inputs = Enumerable.Range(0, 8).Select(seed => Tensor.Create(Numbers.Draw(40 * 30, seed), [40, 30])).ToArray();
        var expected = inputs.Select(x => Arithmetic.Normalise(x).Elements()).ToArray();
        var failures = 0;
        var threads = Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            for (int repeat = 0; repeat < 200; repeat++)
            {
                if (!Arithmetic.Normalise(inputs[number]).Elements().AsSpan().SequenceEqual(expected[number]))
                    Interlocked.Increment(ref failures);
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal(0, failures);
    }

    [Fact]
    public void An_instance_says_when_two_threads_use_it()
    {
        var (images, labels) = Mnist.Synthetic(600);
        var model = new LogisticRegression { TrainX = Mnist.Share(images), TrainY = Shared.From(labels) };
        model.Train(0);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var errors = new List<InvalidOperationException>();
        var threads = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    model.Train(0);
                }
                catch (InvalidOperationException error)
                {
                    lock (errors) errors.Add(error);
                    stop.Cancel();
                }
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.NotEmpty(errors);
        Assert.Contains("LogisticRegression.Train", errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("one thread at a time", errors[0].Message, StringComparison.Ordinal);
        Assert.True(double.IsFinite((double)model.Train(0)));     // and works again afterwards
    }

    private static double[] Doubles(Tensor<floatX> tensor) => [.. tensor.Elements().Select(value => (double)value)];
}
