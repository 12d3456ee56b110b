using GraphDsl.Examples;

// The Deep Learning Tutorials' logistic regression on MNIST, with their early stopping.
return CommandLine.Run(args, new Experiment
{
    Description = "Trains logistic regression on handwritten digits.",
    LearningRate = 0.13,
    BatchSize = LogisticRegression.BatchSize,
    Patience = 5000,
    Create = (data, settings) => new LogisticClassifier(data, settings),
    Describe = Training.Describe,
});
