using GraphDsl.Examples;

// The Deep Learning Tutorials' multilayer perceptron on MNIST, with their early stopping.
return CommandLine.Run(args, new Experiment
{
    Description = "Trains a multilayer perceptron on handwritten digits.",
    LearningRate = 0.01,
    BatchSize = Mlp.BatchSize,
    Patience = 10000,
    Create = (data, settings) => new MlpClassifier(data, settings),
    Describe = result => FormattableString.Invariant(
        $"""
        Optimization complete. Best validation score of {result.BestValidationError * 100:f6} % obtained at iteration {result.BestIteration}, with test performance {result.TestError * 100:f6} %
        The code ran for {result.Elapsed.TotalMinutes:f2}m
        """),
});
