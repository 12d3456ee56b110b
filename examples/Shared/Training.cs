using System.Diagnostics;

namespace GraphDsl.Examples;

/// <summary>What a model offers the training loop: three functions of a minibatch's index, and a way to keep the best.</summary>
internal interface ITrainable
{
    /// <summary>Takes one step on a minibatch of the training set; gives the cost before the step.</summary>
    double Train(long index);

    /// <summary>The share of wrong answers in a minibatch of the validation set.</summary>
    double Validate(long index);

    /// <summary>The share of wrong answers in a minibatch of the test set.</summary>
    double Test(long index);

    /// <summary>Keeps the model as it is now: it is the best so far.</summary>
    void KeepBest();
}

/// <summary>The numbers of whole minibatches in the three sets; what is left over is dropped.</summary>
internal readonly record struct Batches(int Train, int Validation, int Test);

/// <summary>How training ended.</summary>
/// <param name="BestValidationError">The lowest share of wrong answers in the validation set.</param>
/// <param name="TestError">The share in the test set at that moment.</param>
/// <param name="BestIteration">The minibatches trained by then, over all epochs.</param>
/// <param name="Epochs">The epochs begun.</param>
/// <param name="Elapsed">The time that training took.</param>
internal readonly record struct TrainingResult(double BestValidationError, double TestError, long BestIteration, int Epochs, TimeSpan Elapsed);

/// <summary>The tutorial's training loop, which knows nothing of the model but <see cref="ITrainable"/>.</summary>
internal static class Training
{
    /// <summary>Trains until patience or the epochs are used up.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batches">Whole minibatches in each set, at least one.</param>
    /// <param name="epochs">The most epochs.</param>
    /// <param name="display">Takes the lines and the progress.</param>
    /// <param name="patience">The least number of minibatches before training ends, of which there must be 2.</param>
    public static TrainingResult Run(ITrainable model, Batches batches, int epochs, IDisplay display, long patience = 5000)
    {
        var stopping = new EarlyStopping(batches.Train, patience);
        var testError = 0.0;
        var bestIteration = 0L;
        var epoch = 0;
        var clock = Stopwatch.StartNew();
        for (var over = false; epoch < epochs && !over;)
        {
            epoch++;
            for (var minibatch = 0; minibatch < batches.Train && !over; minibatch++)
            {
                var iteration = (epoch - 1L) * batches.Train + minibatch;
                model.Train(minibatch);
                if (stopping.IsValidationDue(iteration))
                {
                    var place = $"epoch {epoch}, minibatch {minibatch + 1}/{batches.Train}";
                    var error = Mean(model.Validate, batches.Validation);
                    display.Line(FormattableString.Invariant($"{place}, validation error {error * 100:f6} %"));
                    if (stopping.Improves(iteration, error))
                    {
                        bestIteration = iteration + 1;
                        testError = Mean(model.Test, batches.Test);
                        display.Line(FormattableString.Invariant($"     {place}, test error of best model {testError * 100:f6} %"));
                        model.KeepBest();
                    }

                    display.Progress(iteration + 1, Math.Min(stopping.Patience, (long)epochs * batches.Train));
                }

                over = stopping.IsOver(iteration);
            }
        }

        return new TrainingResult(stopping.BestError, testError, bestIteration, epoch, clock.Elapsed);
    }

    /// <summary>The lines with which the first tutorial ends.</summary>
    public static string Describe(TrainingResult result) => FormattableString.Invariant(
        $"""
        Optimization complete with best validation score of {result.BestValidationError * 100:f6} %, with test performance {result.TestError * 100:f6} %
        The code ran for {result.Epochs} epochs, with {result.Epochs / result.Elapsed.TotalSeconds:f6} epochs/sec
        """);

    private static double Mean(Func<long, double> errors, int batches)
    {
        var sum = 0.0;
        for (var index = 0; index < batches; index++)
            sum += errors(index);
        return sum / batches;
    }
}
