using GraphDsl.Examples;

// The Deep Learning Tutorials' denoising autoencoders on MNIST.
return CommandLine.Run(args, new DenoisingExample());
