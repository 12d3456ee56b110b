namespace GraphDsl.Examples;

/// <summary>What the command line asks for.</summary>
/// <param name="DataPath">The file of the data; null where it is to be found.</param>
/// <param name="Epochs">The most epochs.</param>
/// <param name="LearningRate">How far a step goes down the gradient.</param>
/// <param name="Folder">Takes the best model.</param>
/// <param name="Quick">Whether a few epochs of the first images do.</param>
internal sealed record Settings(string? DataPath, int Epochs, double LearningRate, string Folder, bool Quick)
{
    /// <summary>The file of the best model.</summary>
    public string ModelFile => Path.Combine(Folder, "best_model.npz");
}
