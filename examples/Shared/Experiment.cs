using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>A model in training that can also tell digits.</summary>
internal interface IClassifier : ITrainable
{
    /// <summary>Goes back to the best model that <see cref="ITrainable.KeepBest"/> kept.</summary>
    void LoadBest();

    /// <summary>The most probable digit of each image, a row of <paramref name="images"/>.</summary>
    Tensor<long> Predict(Tensor<floatX> images);
}

/// <summary>One of the tutorials' models with its figures.</summary>
internal sealed class Experiment : IExample
{
    private const int QuickEpochs = 5;
    private const int QuickPretraining = 2;

    /// <summary>What the program does, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The learning rate unless the command line gives another.</summary>
    public required double? LearningRate { get; init; }

    /// <summary>The most epochs unless the command line gives another number.</summary>
    public int Epochs { get; init; } = 1000;

    /// <summary>The epochs in which each layer learns alone; null where layers do not.</summary>
    public int? PretrainingEpochs { get; init; }

    /// <summary>Images in a minibatch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The least number of minibatches before training ends.</summary>
    public required long Patience { get; init; }

    /// <summary>Makes the model, with the data on its device.</summary>
    public required Func<MnistData, Settings, IClassifier> Create { get; init; }

    /// <summary>The lines with which the tutorial ends.</summary>
    public required Func<TrainingResult, string> Describe { get; init; }

    /// <summary>The whole program: load, train, keep the best, predict.</summary>
    public void Run(Settings settings)
    {
        var data = settings.Prepare();
        var batches = Digits.CountBatches(data, BatchSize);
        var model = Create(data, settings);
        var result = TerminalDisplay.Run(display =>
        {
            if (model is IPretrained { Layers: var layers })
                Pretraining.Run(layers, batches.Train, settings.PretrainingEpochsUpTo(QuickPretraining), display);
            return Training.Run(model, batches, settings.EpochsUpTo(QuickEpochs), display, Patience);
        });
        Console.WriteLine(Describe(result));

        // The best model comes back from its file; the last one may be worse.
        model.LoadBest();
        var predicted = model.Predict(Digits.FirstRows(data.Test.ImagesAs<floatX>(), 10));
        Console.WriteLine($"Best model in {settings.ModelFile}; predicted values for the first 10 examples in the test set: {string.Join(" ", predicted)}");
    }
}
