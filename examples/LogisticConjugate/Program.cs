using GraphDsl.Examples;

// The Deep Learning Tutorials' logistic regression on MNIST, minimised by conjugate gradients over a flat vector of parameters.
return CommandLine.Run(args, new ConjugateExample());
