namespace GraphDsl.Examples;

/// <summary>What the command line asks for.</summary>
/// <param name="DataPath">The file of the data; null where it is to be found.</param>
/// <param name="Epochs">The most epochs.</param>
/// <param name="LearningRate">How far a step goes down the gradient.</param>
/// <param name="Folder">Takes the best model and the pictures.</param>
/// <param name="Quick">Whether a few epochs of the first images do.</param>
/// <param name="PretrainingEpochs">The epochs in which each layer learns alone.</param>
internal sealed record Settings(string? DataPath, int Epochs, double LearningRate, string Folder, bool Quick, int PretrainingEpochs = 0)
{
    /// <summary>The file of the best model.</summary>
    public string ModelFile => Path.Combine(Folder, "best_model.npz");

    /// <summary>The epochs, but no more than so many where it shall be quick.</summary>
    public int EpochsUpTo(int quick) => Quick ? Math.Min(Epochs, quick) : Epochs;

    /// <summary>The epochs in which each layer learns alone, but no more than so many where it shall be quick.</summary>
    public int PretrainingEpochsUpTo(int quick) => Quick ? Math.Min(PretrainingEpochs, quick) : PretrainingEpochs;

    /// <summary>Loads the data, of which the first images do where it shall be quick, and makes the folder.</summary>
    public MnistData Prepare()
    {
        Directory.CreateDirectory(Folder);
        var data = Digits.Load(DataPath, Console.Out);
        return Quick ? Digits.First(data, train: 5000, others: 1000) : data;
    }
}
