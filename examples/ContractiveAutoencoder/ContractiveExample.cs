using System.Diagnostics;
using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>Trains an autoencoder without the penalty on its Jacobian and another with it, and shows what each looks for.</summary>
internal sealed class ContractiveExample : IExample
{
    private const int QuickEpochs = 2;

    public string Description => "Trains contractive autoencoders on handwritten digits and draws their filters.";
    public double? LearningRate => 0.01;
    public int Epochs => 20;

    public void Run(Settings settings)
    {
        var data = settings.Prepare();
        var images = Digits.ShareImages(data.Train);
        var batches = Digits.CountBatches(data, ContractiveAutoencoder.BatchSize).Train;
        var (plain, contractive) = TerminalDisplay.Run(display => (Train(0, "plain", display), Train(0.1, "contractive", display)));
        LearningCurves.Write(Path.Combine(settings.Folder, "cost.svg"), "Autoencoders: cost of the reconstruction", "epoch", plain.Costs, contractive.Costs);
        LearningCurves.Write(Path.Combine(settings.Folder, "jacobian.svg"), "Autoencoders: norm of the Jacobian", "epoch", plain.Norms, contractive.Norms);
        Console.WriteLine(FormattableString.Invariant($"The norm of the Jacobian: {plain.Norms.Points[^1].Y:f4} without the penalty, {contractive.Norms.Points[^1].Y:f4} with it"));
        Console.WriteLine($"Filters and the course of both in {settings.Folder}");

        (Curve Costs, Curve Norms) Train(double contraction, string name, IDisplay display)
        {
            var model = new ContractiveAutoencoder(new NumpyRandomState(123))
            {
                TrainX = images,
                LearningRate = (floatX)settings.LearningRate,
                Contraction = (floatX)contraction,
            };
            var epochs = settings.EpochsUpTo(QuickEpochs);
            var (costs, norms) = (new List<(double, double)>(), new List<(double, double)>());
            var clock = Stopwatch.StartNew();
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                var (cost, norm) = (0.0, 0.0);
                for (var index = 0; index < batches; index++)
                {
                    var step = model.Train(index);
                    cost += step.reconstruction;
                    norm += Math.Sqrt(step.norm);
                    display.Progress(epoch * (long)batches + index + 1, (long)epochs * batches);
                }

                costs.Add((epoch, cost / batches));
                norms.Add((epoch, norm / batches));
                display.Line(FormattableString.Invariant($"Training epoch {epoch}, {name}, reconstruction cost {cost / batches:f6}, jacobian norm {norm / batches:f6}"));
            }

            display.Line(FormattableString.Invariant($"The {name} code ran for {clock.Elapsed.TotalMinutes:f2}m"));
            var filters = Tensor.Transpose(model.Coder.Encoder.W.GetValue());
            Png.Write(Path.Combine(settings.Folder, $"filters_{name}.png"), Tiles.Arrange(filters, (28, 28), (10, 10)));
            return (new Curve(name, costs), new Curve(name, norms));
        }
    }
}
