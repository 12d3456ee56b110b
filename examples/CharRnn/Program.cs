using GraphDsl.Examples;

// An LSTM that learns to write like a text, against what bigrams make of it.
return CommandLine.Run(args, new CharRnnExample());
