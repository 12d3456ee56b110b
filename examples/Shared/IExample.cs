namespace GraphDsl.Examples;

/// <summary>A program that <see cref="CommandLine"/> runs.</summary>
internal interface IExample
{
    /// <summary>What the program does, in a sentence.</summary>
    string Description { get; }

    /// <summary>The learning rate unless the command line gives another; null where there is none to choose.</summary>
    double? LearningRate { get; }

    /// <summary>The epochs unless the command line gives another number.</summary>
    int Epochs { get; }

    /// <summary>The epochs in which each layer learns alone, unless the command line gives another number; null where layers do not.</summary>
    int? PretrainingEpochs => null;

    /// <summary>What <c>--data</c> takes.</summary>
    string Data => $"mnist.pkl.gz, or {Digits.Synthetic} for digits drawn here; by default the file that {MnistFile.Variable} names, else ../shared/data, else synthetic digits";

    /// <summary>What <c>--quick</c> leaves.</summary>
    string Quick => "a few epochs of the first 5000 images, to see it work";

    /// <summary>The whole program.</summary>
    void Run(Settings settings);
}
