using GraphDsl.Examples;

// The Deep Learning Tutorials' stacked denoising autoencoders on MNIST, with their early stopping.
return CommandLine.Run(args, new Experiment
{
    Description = "Trains stacked denoising autoencoders on handwritten digits.",
    LearningRate = 0.1,
    BatchSize = StackedAutoencoders.BatchSize,
    Patience = 25000, // ten epochs of all images
    PretrainingEpochs = 15,
    Create = (data, settings) => new StackedClassifier(data, settings),
    Describe = result => FormattableString.Invariant(
        $"""
        Optimization complete with best validation score of {result.BestValidationError * 100:f6} %, on iteration {result.BestIteration}, with test performance {result.TestError * 100:f6} %
        The fine tuning code ran for {result.Elapsed.TotalMinutes:f2}m
        """),
});
