using System.Numerics.Tensors;
using System.Text.RegularExpressions;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Bad input: one clear exception with the names involved, and nothing changed.</summary>
public class BadInputTests
{
    [Theory]
    [InlineData(10, 0)]
    [InlineData(-1, 599)]
    [InlineData(int.MaxValue, 300)]
    [InlineData(int.MinValue, 1)]
    public void A_label_that_is_no_class_is_named(int label, int row)
    {
        var (model, images, labels) = Make();
        model.Train(0);
        labels[600 + row] = label;
        model.TrainY.SetValue(labels);
        var error = Refuses<ArgumentOutOfRangeException>(model, () => model.Train(1));
        Says(error, "TrainY", $"label {label}", $"row {row} ", "0..9");
        AtLine(error, "LogisticRegression.cs");
        Assert.True(double.IsFinite((double)model.Train(0)));
        Assert.Equal(1200 * 784, images.Length);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(83)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(1L << 61)]
    public void An_index_past_the_end_is_named(long index)
    {
        var (model, _, _) = Make();
        model.Train(0);
        var error = Refuses<ArgumentOutOfRangeException>(model, () => model.Train(index));
        Says(error, "TrainX", "1200");
        AtLine(error, "LogisticRegression.cs");
    }

    [Fact]
    public void Labels_that_end_before_the_images_are_named()
    {
        var (model, _, labels) = Make();
        model.TrainY.SetValue(labels.AsSpan(0, 900).ToArray());
        model.Train(0);
        var error = Refuses<ArgumentOutOfRangeException>(model, () => model.Train(1));
        Says(error, "TrainY", "900");
        AtLine(error, "LogisticRegression.cs");
    }

    [Fact]
    public void A_row_past_the_end_is_named()
    {
        var data = new DataSet { TrainX = Shared.Zeros<floatX>(5, 3), TrainY = Shared.Zeros<int>(5) };
        foreach (long row in (long[])[5, -6, long.MaxValue, long.MinValue])
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => data.One(row));
            Says(error, "TrainX", "5");
            AtLine(error, "DataSet.cs");
        }
        foreach (int row in (int[])[5, -6, int.MaxValue, int.MinValue])
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => data.Chosen(new[] { 0, row }));
            Says(error, "TrainX", FormattableString.Invariant($"{row}"), "5");
            AtLine(error, "DataSet.cs");
        }
    }

    [Fact]
    public void The_last_row_of_nothing_is_named()
    {
        var data = new DataSet { TrainX = Shared.Zeros<floatX>(0, 3), TrainY = Shared.Zeros<int>(0) };
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => data.Last());
        Says(error, "TrainX", "0");
        AtLine(error, "DataSet.cs");
    }

    [Fact]
    public void Data_of_another_width_is_named()
    {
        var (model, _, _) = Make();
        model.TrainX.SetValue(Tensor.Create(new floatX[600 * 783], [600, 783]));
        var error = Refuses<ArgumentException>(model, () => model.Train(0));
        Says(error, "TrainX", "784", "783");
    }

    [Fact]
    public void An_argument_of_another_shape_or_rank_is_named()
    {
        var (model, _, _) = Make();
        var error = Refuses<ArgumentException>(model, () => model.Predict(new ReadOnlyTensorSpan<floatX>(new floatX[20], [2, 10])));
        Says(error, "Predict", "x", "(any, 784)", "(2, 10)");
        Assert.Equal("x", error.ParamName);
        error = Refuses<ArgumentException>(model, () => model.Predict(new floatX[784]));
        Says(error, "Predict", "x", "rank 2", "784");
        Assert.Equal("x", error.ParamName);
    }

    [Theory]
    [InlineData(new[] { 10, 784 })]
    [InlineData(new[] { 784, 11 })]
    [InlineData(new[] { 784 })]
    [InlineData(new[] { 784, 10, 1 })]
    public void A_value_that_the_declaration_forbids_changes_nothing(int[] sizes)
    {
        var (model, _, _) = Make();
        model.Train(0);
        nint[] lengths = [.. sizes.Select(size => (nint)size)];
        var error = Refuses<ArgumentException>(model, () => model.W.SetValue(Tensor.CreateFromShape<floatX>(lengths)));
        Says(error, "W", string.Join(", ", sizes));
        Assert.Equal([784, 10], model.W.Lengths.ToArray());
    }

    [Fact]
    public void A_value_of_another_rank_changes_nothing_declared_or_not()
    {
        var data = new DataSet { TrainX = Shared.Zeros<floatX>(5, 3, name: "images"), TrainY = Shared.Zeros<int>(5) };
        var error = Assert.Throws<ArgumentException>(() => data.TrainX.SetValue(new floatX[15]));
        Says(error, "images", "rank 2", "rank 1");
        Assert.Equal([5, 3], data.TrainX.Lengths.ToArray());
    }

    [Fact]
    public void An_empty_minibatch_is_refused()
    {
        var model = new Perceptron();
        var before = model.First.W.GetValue().Elements();
        var error = Assert.Throws<ArgumentException>(() => model.Train(Numbers.Read(new floatX[0, 6]), Array.Empty<int>(), (floatX)0.1));
        Says(error, "empty");
        Assert.Equal(before, model.First.W.GetValue().Elements());
    }

    [Fact]
    public void The_extreme_of_an_empty_axis_is_refused()
    {
        Says(Assert.Throws<ArgumentException>(() => Extremes.Largest(Numbers.Read(new floatX[2, 0]))), "T.Max(scores, axis: 1)", "no maximum of an empty axis", "scores.Shape[1]");
        Says(Assert.Throws<ArgumentException>(() => Extremes.Smallest(Array.Empty<floatX>())), "scores.Min()", "no minimum");
        Says(Assert.Throws<ArgumentException>(() => Extremes.Place(Numbers.Read(new floatX[0, 3]))), "T.ArgMax(scores, axis: 0)", "position of the maximum");
        Says(Assert.Throws<ArgumentException>(() => Extremes.Where((floatX[])[-1, -2])), "no maximum");
        Assert.Equal(2, Extremes.Where((floatX[])[-1, 2, 1]));
        Assert.Equal([0], Extremes.Largest(Numbers.Read(new floatX[0, 3])).Lengths);
        Assert.Equal([0], Extremes.Place(Numbers.Read(new floatX[3, 0])).Lengths);
        Assert.Equal((0, 1, true), Extremes.Total(Array.Empty<floatX>()));
    }

    [Fact]
    public void Labels_and_rows_that_differ_in_number_are_named()
    {
        var model = new Perceptron();
        foreach (int labels in (int[])[7, 9])
        {
            var error = Assert.ThrowsAny<ArgumentException>(() => model.Train(new ReadOnlyTensorSpan<floatX>(new floatX[48], [8, 6]), new int[labels], (floatX)0.1));
            Says(error, "Train", "y", "(8,)", FormattableString.Invariant($"({labels},)"));
        }
    }

    [Fact]
    public void Modules_inside_of_sizes_that_do_not_meet_are_named()
    {
        var model = new Perceptron();
        var before = model.First.W.GetValue().Elements();
        model.Second.W.SetValue(Tensor.CreateFromShape<floatX>([7, 4]));
        var error = Assert.Throws<ArgumentException>(() => model.Train(new ReadOnlyTensorSpan<floatX>(new floatX[48], [8, 6]), new int[8], (floatX)0.1));
        Says(error, "Second.W", "7", "5");
        Assert.Equal(before, model.First.W.GetValue().Elements());
    }

    [Fact]
    public void A_symbolic_method_that_is_called_says_what_it_is()
    {
        var layer = new Layer(2, 2, seed: 1);
        var error = Assert.Throws<InvalidOperationException>(() => layer.Linear(layer.W));
        Says(error, "Dot", "build time");
        error = Assert.Throws<InvalidOperationException>(() => layer.B + layer.B);
        Says(error, "build time");
    }

    private static (LogisticRegression Model, floatX[] Images, int[] Labels) Make()
    {
        var (images, labels) = Mnist.Synthetic(1200);
        return (new LogisticRegression { TrainX = Mnist.Share(images), TrainY = Shared.From(labels) }, images, labels);
    }

    /// <summary>The call throws, the weights stay as they were.</summary>
    private static TException Refuses<TException>(LogisticRegression model, Action call)
        where TException : Exception
    {
        var (w, b) = (model.W.GetValue().Elements(), model.B.GetValue().Elements());
        var error = Assert.Throws<TException>(call);
        Assert.Equal(w, model.W.GetValue().Elements());
        Assert.Equal(b, model.B.GetValue().Elements());
        return error;
    }

    private static void Says(Exception error, params string[] words)
    {
        foreach (string word in words) Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    private static void AtLine(Exception error, string file) =>
        Assert.Matches(Regex.Escape(file) + @"\(\d+\)", error.Message);
}
