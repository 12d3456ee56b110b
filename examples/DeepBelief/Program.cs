using GraphDsl.Examples;

// The Deep Learning Tutorials' deep belief network on MNIST, with their early stopping.
return CommandLine.Run(args, new Experiment
{
    Description = "Trains a deep belief network on handwritten digits.",
    LearningRate = 0.1,
    BatchSize = DeepBelief.BatchSize,
    Patience = 25000, // ten epochs of all images
    PretrainingEpochs = 15,
    Create = (data, settings) => new DeepBeliefClassifier(data, settings),
    Describe = result => FormattableString.Invariant(
        $"""
        Optimization complete with best validation score of {result.BestValidationError * 100:f6} %, on iteration {result.BestIteration}, with test performance {result.TestError * 100:f6} %
        The fine tuning code ran for {result.Elapsed.TotalMinutes:f2}m
        """),
});
