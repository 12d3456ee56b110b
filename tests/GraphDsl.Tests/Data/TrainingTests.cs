using System.Globalization;
using System.Text.Json;
using GraphDsl.Examples;

namespace GraphDsl.Tests.Data;

/// <summary>The example's training loop, its early stopping and its data, without the model.</summary>
public class TrainingTests
{
    [Fact]
    public void Patience_grows_with_real_improvements_only()
    {
        var stopping = new EarlyStopping(trainBatches: 83);
        Assert.Equal(83, stopping.ValidationFrequency);
        Assert.True(stopping.IsValidationDue(82));
        Assert.False(stopping.IsValidationDue(83));
        Assert.True(stopping.Improves(82, 0.5));
        Assert.Equal(5000, stopping.Patience);
        Assert.True(stopping.Improves(3000, 0.4));
        Assert.Equal(6000, stopping.Patience);
        Assert.True(stopping.Improves(4000, 0.399));   // better, but not below 0.995 times the best
        Assert.Equal(6000, stopping.Patience);
        Assert.Equal(0.399, stopping.BestError);
        Assert.False(stopping.Improves(5000, 0.399));
        Assert.False(stopping.Improves(5000, double.NaN));
        Assert.False(stopping.IsOver(5999));
        Assert.True(stopping.IsOver(6000));
        Assert.Equal(2500, new EarlyStopping(trainBatches: 10000).ValidationFrequency);
    }

    [Fact]
    public void Prints_what_the_tutorial_prints()
    {
        using var other = new CultureScope();
        var output = new StringWriter();
        var model = new Scripted([0.5, 0.25, 0.25], 0.375);
        var result = Training.Run(model, new Batches(2, 3, 4), epochs: 3, new PlainDisplay(output));
        Assert.Equal(
            """
            epoch 1, minibatch 2/2, validation error 50.000000 %
                 epoch 1, minibatch 2/2, test error of best model 37.500000 %
            epoch 2, minibatch 2/2, validation error 25.000000 %
                 epoch 2, minibatch 2/2, test error of best model 37.500000 %
            epoch 3, minibatch 2/2, validation error 25.000000 %

            """,
            output.ToString().ReplaceLineEndings("\n"));
        Assert.Equal((6, 9, 8, 2), (model.Trained, model.Validated, model.Tested, model.Kept));
        Assert.Equal([0, 1, 0, 1, 0, 1], model.Minibatches);
        Assert.Equal(4, result.BestIteration);
        var lines = Training.Describe(result with { Elapsed = TimeSpan.FromSeconds(2) }).Split('\n');
        Assert.Equal("Optimization complete with best validation score of 25.000000 %, with test performance 37.500000 %", lines[0].TrimEnd());
        Assert.Equal("The code ran for 3 epochs, with 1.500000 epochs/sec", lines[1].TrimEnd());
    }

    [SharedDataFact]
    public void Stops_where_Theano_stopped_on_the_same_errors()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedData.Path("data/golden/logistic.json")));
        var epochs = golden.RootElement.GetProperty("epochs").EnumerateArray().ToArray();
        var model = new Scripted([.. epochs.Select(epoch => epoch.GetProperty("valid_error").GetDouble()), 1], 0.5);
        var result = Training.Run(model, new Batches(83, 1, 1), epochs: 1000, new PlainDisplay(TextWriter.Null));
        Assert.Equal(golden.RootElement.GetProperty("epochs_run").GetInt32(), result.Epochs);
        Assert.Equal(golden.RootElement.GetProperty("best_valid_error").GetDouble(), result.BestValidationError, 12);
    }

    [Fact]
    public void Synthetic_digits_are_the_same_each_time_and_look_like_MNIST()
    {
        var data = SyntheticDigits.Draw(train: 600);
        var again = SyntheticDigits.Draw(train: 600);
        Assert.Equal((600, 120, 120), (data.Train.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal([600, 784], data.Train.Images.Lengths.ToArray());
        Assert.Equal(data.Train.Images, again.Train.Images);
        Assert.Equal(data.Test.Labels, again.Test.Labels);
        Assert.Equal(10, data.Train.Labels.Distinct().Count());
        Assert.InRange(data.Train.Images.Max(), 0.9f, 0.99609375f);
        Assert.InRange(data.Train.Images.Average(), 0.05f, 0.25f);
        Assert.All(data.Train.Images, pixel => Assert.Equal(pixel * 256, MathF.Floor(pixel * 256)));
    }

    [Fact]
    public void Classes_of_synthetic_digits_can_be_told_apart()
    {
        // The class whose mean image lies nearest; a tenth would be chance.
        var data = SyntheticDigits.Draw(train: 1000);
        var means = new double[10, 784];
        var counts = data.Train.Labels.CountBy(label => label).ToDictionary();
        for (var row = 0; row < data.Train.Count; row++)
        {
            for (var pixel = 0; pixel < 784; pixel++)
                means[data.Train.Labels[row], pixel] += data.Train.Images[row, pixel] / counts[data.Train.Labels[row]];
        }

        double Distance(int row, int label) =>
            Enumerable.Range(0, 784).Sum(pixel => Math.Pow(means[label, pixel] - data.Test.Images[row, pixel], 2));
        var right = Enumerable.Range(0, data.Test.Count).Count(row => Enumerable.Range(0, 10).MinBy(label => Distance(row, label)) == data.Test.Labels[row]);
        Assert.InRange(right / (double)data.Test.Count, 0.7, 1);
    }

    [Fact]
    public void A_set_without_one_minibatch_is_refused()
    {
        var data = SyntheticDigits.Draw(train: 100);
        Assert.Equal(new Batches(5, 1, 1), Digits.CountBatches(data, 20));
        var error = Assert.Throws<DataFormatException>(() => Digits.CountBatches(data, 600));
        Assert.Contains("train set has 100 images", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void First_rows_are_those_of_the_set()
    {
        var data = SyntheticDigits.Draw(train: 100);
        var rows = Digits.FirstRows(data.Test.Images, 10);
        Assert.Equal([10, 784], rows.Lengths.ToArray());
        Assert.Equal(data.Test.Images.Take(7840), rows);
    }

    [Fact]
    public void First_images_are_those_of_each_set()
    {
        var data = SyntheticDigits.Draw(train: 100);
        var first = Digits.First(data, train: 30, others: 50);
        Assert.Equal((30, 20, 20), (first.Train.Count, first.Validation.Count, first.Test.Count));
        Assert.Equal(data.Train.Images.Take(30 * 784), first.Train.Images);
        Assert.Equal(data.Train.Labels.Take(30), first.Train.Labels);
        Assert.Same(data.Test, first.Test);
    }

    /// <summary>Gives validation errors in turn and counts the calls.</summary>
    private sealed class Scripted(double[] errors, double testError) : ITrainable
    {
        private int validation = -1;

        public List<long> Minibatches { get; } = [];
        public int Trained => Minibatches.Count;
        public int Validated { get; private set; }
        public int Tested { get; private set; }
        public int Kept { get; private set; }

        public double Train(long index)
        {
            Minibatches.Add(index);
            return 1;
        }

        public double Validate(long index)
        {
            Validated++;
            validation += index == 0 ? 1 : 0;
            return errors[validation];
        }

        public double Test(long index)
        {
            Tested++;
            return testError;
        }

        public void KeepBest() => Kept++;
    }

    private sealed class CultureScope : IDisposable
    {
        private readonly CultureInfo before = CultureInfo.CurrentCulture;

        // Made by hand: with invariant globalization no culture has a decimal comma of its own.
        public CultureScope()
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "\u2212";
            CultureInfo.CurrentCulture = culture;
        }

        public void Dispose() => CultureInfo.CurrentCulture = before;
    }
}
