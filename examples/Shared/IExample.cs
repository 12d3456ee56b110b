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

    /// <summary>The whole program.</summary>
    void Run(Settings settings);
}
