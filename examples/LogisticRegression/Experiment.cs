using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>The whole program: load, train, keep the best, predict.</summary>
internal static class Experiment
{
    public static void Run(string? dataPath, int epochs, double learningRate, string folder)
    {
        var data = Digits.Load(dataPath, Console.Out);
        var batches = Digits.CountBatches(data, LogisticRegression.BatchSize);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "best_model.npz");

        var model = new LogisticRegression
        {
            TrainX = Images(data.Train), TrainY = Labels(data.Train),
            ValidationX = Images(data.Validation), ValidationY = Labels(data.Validation),
            TestX = Images(data.Test), TestY = Labels(data.Test),
            LearningRate = (floatX)learningRate,
        };
        var result = TerminalDisplay.Run(display => Training.Run(new Trainable(model, file), batches, epochs, display));
        Console.WriteLine(Training.Describe(result));

        // The best model comes back from its file; the last one may be worse.
        model.Load(file);
        var predicted = model.Predict(Digits.FirstRows(data.Test.ImagesAs<floatX>(), 10));
        Console.WriteLine($"Best model in {file}; predicted values for the first 10 examples in the test set: {string.Join(" ", predicted)}");
    }

    // borrow: the loaded arrays serve as they are, without a copy.
    private static SharedMatrix<floatX> Images(MnistSet set) => new(set.ImagesAs<floatX>(), borrow: true, name: $"{set.Name} images");

    private static SharedVector<int> Labels(MnistSet set) => new(set.Labels, borrow: true, name: $"{set.Name} labels");

    private sealed class Trainable(LogisticRegression model, string file) : ITrainable
    {
        public double Train(long index) => model.Train(index);
        public double Validate(long index) => model.Validate(index);
        public double Test(long index) => model.Test(index);
        public void KeepBest() => model.Save(file);
    }
}
