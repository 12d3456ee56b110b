using GraphDsl.Examples;

// The Deep Learning Tutorials' restricted Boltzmann machine on MNIST.
return CommandLine.Run(args, new RbmExample());
