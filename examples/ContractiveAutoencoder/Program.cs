using GraphDsl.Examples;

// The Deep Learning Tutorials' contractive autoencoder on MNIST.
return CommandLine.Run(args, new ContractiveExample());
