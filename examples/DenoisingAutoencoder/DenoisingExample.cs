using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>Trains an autoencoder on whole images and another on images with missing pixels, and shows what each looks for.</summary>
internal sealed class DenoisingExample : IExample
{
    private const int QuickEpochs = 2;

    public string Description => "Trains denoising autoencoders on handwritten digits and draws their filters.";
    public double? LearningRate => 0.1;
    public int Epochs => 15;

    public void Run(Settings settings)
    {
        var data = settings.Prepare();
        var images = Digits.ShareImages(data.Train);
        var batches = Digits.CountBatches(data, DenoisingAutoencoder.BatchSize).Train;
        var curves = TerminalDisplay.Run(display => new[]
        {
            Train(0, "The no corruption code", display),
            Train(30, "The 30 % corruption code", display),
        });
        var picture = Path.Combine(settings.Folder, "cost.svg");
        LearningCurves.Write(picture, "Denoising autoencoders", "epoch", curves);
        Console.WriteLine($"Filters and the course of the cost in {settings.Folder}");

        Curve Train(int percent, string name, IDisplay display)
        {
            var model = new DenoisingAutoencoder(new NumpyRandomState(123), seed: 123)
            {
                TrainX = images,
                LearningRate = (floatX)settings.LearningRate,
                Corruption = (floatX)(percent / 100.0),
            };
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
                display.Line(FormattableString.Invariant($"Training epoch {epoch}, cost {sum / batches:f6}"));
            }

            display.Line(FormattableString.Invariant($"{name} ran for {clock.Elapsed.TotalMinutes:f2}m"));
            var filters = Tensor.Transpose(model.Coder.Encoder.W.GetValue());
            var file = string.Create(CultureInfo.InvariantCulture, $"filters_corruption_{percent}.png");
            Png.Write(Path.Combine(settings.Folder, file), Tiles.Arrange(filters, (28, 28), (10, 10)));
            return new Curve($"{percent} % of the pixels missing", points);
        }
    }
}
