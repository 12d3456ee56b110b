using GraphDsl.Examples;

// The Deep Learning Tutorials' Elman network with word embeddings, which finds out what a traveller asks for.
return CommandLine.Run(args, new TaggerExample());
