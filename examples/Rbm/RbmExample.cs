using System.Diagnostics;
using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>Trains a restricted Boltzmann machine, draws its filters after each epoch, and samples of what it takes for digits.</summary>
internal sealed class RbmExample : IExample
{
    private const int QuickEpochs = 2;
    private const int Chains = 20;
    private const int Rows = 10;

    public string Description => "Trains a restricted Boltzmann machine on handwritten digits; draws its filters and its samples.";
    public double? LearningRate => 0.1;
    public int Epochs => 15;

    public void Run(Settings settings)
    {
        var data = settings.Prepare();
        var batches = Digits.CountBatches(data, Rbm.BatchSize).Train;
        var start = new NumpyRandomState(123);
        var weights = new NumpyRandomState(1234);
        var model = new Rbm(weights, seed: 1234)
        {
            TrainX = Digits.ShareImages(data.Train),
            Samples = Shared.From(FirstTests(data, start)),
            LearningRate = (floatX)settings.LearningRate,
        };
        TerminalDisplay.Run(display =>
        {
            Train(model, batches, settings, display);
            Sample(model, settings, display);
            return 0;
        });
        model.Save(settings.ModelFile);
        Console.WriteLine($"The model in {settings.ModelFile}, filters, samples and the course of the pseudo-likelihood beside it");
    }

    private static void Train(Rbm model, int batches, Settings settings, IDisplay display)
    {
        var epochs = settings.EpochsUpTo(QuickEpochs);
        var points = new List<(double, double)>();
        var clock = Stopwatch.StartNew();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var sum = 0.0;
            for (var index = 0; index < batches; index++)
            {
                sum += model.Train(index);
                display.Progress(epoch * (long)batches + index + 1, (long)epochs * batches);
            }

            points.Add((epoch, sum / batches));
            display.Line(FormattableString.Invariant($"Training epoch {epoch}, cost is {sum / batches:f6}"));
            var filters = Tensor.Transpose(model.Machine.W.GetValue());
            Png.Write(Path.Combine(settings.Folder, FormattableString.Invariant($"filters_at_epoch_{epoch}.png")), Tiles.Arrange(filters, (28, 28), (10, 10)));
        }

        display.Line(FormattableString.Invariant($"Training took {clock.Elapsed.TotalMinutes:f6} minutes"));
        LearningCurves.Write(Path.Combine(settings.Folder, "pseudo_likelihood.svg"), "Restricted Boltzmann machine", "epoch", new Curve("pseudo-likelihood", points));
    }

    // A row of pictures each time that the chains have gone on for long enough to forget the last.
    private static void Sample(Rbm model, Settings settings, IDisplay display)
    {
        var steps = settings.Quick ? 100 : 1000;
        var picture = new floatX[Rows * Chains * 784];
        for (var row = 0; row < Rows; row++)
        {
            display.Line(FormattableString.Invariant($" ... plotting sample {row}"));
            model.Sample(steps).FlattenTo(picture.AsSpan(row * Chains * 784, Chains * 784));
        }

        Png.Write(Path.Combine(settings.Folder, "samples.png"), Tiles.Arrange(Tensor.Create(picture, [Rows * Chains, 784]), (28, 28), (Rows, Chains), scale: false));
    }

    // The chains begin with images of the test set, from anywhere in it.
    private static Tensor<floatX> FirstTests(MnistData data, NumpyRandomState start)
    {
        var images = data.Test.ImagesAs<floatX>();
        var first = (nint)start.RandInt(0, data.Test.Count - Chains, 1)[0];
        var chains = Tensor.CreateFromShapeUninitialized<floatX>([Chains, 784]);
        images.Slice([(int)first..(int)(first + Chains), Range.All]).CopyTo(chains);
        return chains;
    }
}
