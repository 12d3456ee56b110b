using System.Diagnostics;
using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>Minimises the cost over the whole training set, and validates after each iteration.</summary>
internal sealed class ConjugateExample : IExample
{
    private const int QuickEpochs = 15;

    public string Description => "Trains logistic regression on handwritten digits by conjugate gradients.";
    public double? LearningRate => null; // each step is as long as pays
    public int Epochs => 50;

    public void Run(Settings settings)
    {
        var data = settings.Prepare();
        var batches = Digits.CountBatches(data, LogisticConjugate.BatchSize);
        var model = new LogisticConjugate
        {
            TrainX = Digits.ShareImages(data.Train),
            TrainY = Digits.ShareLabels(data.Train),
            ValidationX = Digits.ShareImages(data.Validation),
            ValidationY = Digits.ShareLabels(data.Validation),
            TestX = Digits.ShareImages(data.Test),
            TestY = Digits.ShareLabels(data.Test),
        };

        Console.WriteLine("Optimizing using nonlinear conjugate gradients...");
        var errors = new List<(double, double)>();
        double best = double.PositiveInfinity, test = 0;
        var clock = Stopwatch.StartNew();
        var minimum = TerminalDisplay.Run(display => ConjugateGradient.Minimise(
            new MeanCost(model, batches.Train).Evaluate, new double[LogisticConjugate.Length], settings.EpochsUpTo(QuickEpochs), _ => Validate(display)));
        Console.WriteLine(FormattableString.Invariant(
            $"""
            Optimization complete with best validation score of {best * 100:f6} %, with test performance {test * 100:f6} %
            The cost came down to {minimum.Value:f6} in {minimum.Iterations} iterations
            The code ran for {clock.Elapsed.TotalSeconds:f1}s
            """));
        var picture = Path.Combine(settings.Folder, "validation_error.svg");
        LearningCurves.Write(picture, "Logistic regression by conjugate gradients", "iteration", new Curve("validation error, %", errors));
        Console.WriteLine($"Best model in {settings.ModelFile}, its course in {picture}");

        // The model has just been evaluated where the line search ended: at the point.
        void Validate(IDisplay display)
        {
            var error = Enumerable.Range(0, batches.Validation).Average(index => model.Validate(index));
            display.Line(FormattableString.Invariant($"validation error {error * 100:f6} %"));
            errors.Add((errors.Count + 1, error * 100));
            if (error < best)
            {
                best = error;
                test = Enumerable.Range(0, batches.Test).Average(index => model.Test(index));
                model.Save(settings.ModelFile);
            }

            display.Progress(errors.Count, settings.EpochsUpTo(QuickEpochs));
        }
    }

    // The mean cost of all minibatches as a function of the parameters.
    private sealed class MeanCost(LogisticConjugate model, int batches)
    {
        private readonly floatX[] theta = new floatX[LogisticConjugate.Length];
        private readonly floatX[] part = new floatX[LogisticConjugate.Length];

        public double Evaluate(ReadOnlySpan<double> at, Span<double> gradient)
        {
            TensorPrimitives.ConvertTruncating(at, theta.AsSpan());
            model.Theta.SetValue(theta);
            gradient.Clear();
            var sum = 0.0;
            for (var index = 0; index < batches; index++)
            {
                sum += model.Cost(index, part);
                for (var i = 0; i < part.Length; i++)
                    gradient[i] += part[i] / (double)batches;
            }

            return sum / batches;
        }
    }
}
