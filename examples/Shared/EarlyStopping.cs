namespace GraphDsl.Examples;

/// <summary>
/// The Deep Learning Tutorials' early stopping: look at <paramref name="patience"/> minibatches at least, and at
/// <paramref name="increase"/> times as many as it took whenever the validation error falls below
/// <paramref name="threshold"/> times the best one so far.
/// </summary>
/// <param name="trainBatches">Minibatches an epoch.</param>
internal sealed class EarlyStopping(int trainBatches, long patience = 5000, int increase = 2, double threshold = 0.995)
{
    /// <summary>How many minibatches lie between two validations: an epoch, unless patience is shorter.</summary>
    public long ValidationFrequency { get; } = Math.Min(trainBatches, patience / 2);

    /// <summary>The number of minibatches after which training ends.</summary>
    public long Patience { get; private set; } = patience;

    /// <summary>The lowest validation error so far.</summary>
    public double BestError { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether the model is validated after this minibatch (counted from 0 over all epochs).</summary>
    public bool IsValidationDue(long iteration) => (iteration + 1) % ValidationFrequency == 0;

    /// <summary>Takes a validation error in; true where it is the best so far.</summary>
    public bool Improves(long iteration, double error)
    {
        if (!(error < BestError))
            return false;
        if (error < BestError * threshold)
            Patience = Math.Max(Patience, iteration * increase);
        BestError = error;
        return true;
    }

    /// <summary>Whether training ends with this minibatch.</summary>
    public bool IsOver(long iteration) => Patience <= iteration;
}
