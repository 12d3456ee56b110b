using GraphDsl.Examples;

// The Deep Learning Tutorials' convolutional network on MNIST, with their early stopping.
return CommandLine.Run(args, new Experiment
{
    Description = "Trains a convolutional network on handwritten digits.",
    LearningRate = 0.1,
    BatchSize = LeNet.BatchSize,
    Patience = 10000,
    Create = (data, settings) => new LeNetClassifier(data, settings),
    Describe = result => FormattableString.Invariant(
        $"""
        Optimization complete. Best validation score of {result.BestValidationError * 100:f6} % obtained at iteration {result.BestIteration}, with test performance {result.TestError * 100:f6} %
        The code ran for {result.Elapsed.TotalMinutes:f2}m
        """),
});
