using GraphDsl.Examples;

// The Deep Learning Tutorials' RNN-RBM, which learns music as piano rolls and makes up more of it.
return CommandLine.Run(args, new RnnRbmExample());
