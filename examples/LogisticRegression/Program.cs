using System.CommandLine;
using System.Globalization;
using GraphDsl;
using GraphDsl.Examples;

// The Deep Learning Tutorials' logistic regression on MNIST, with their early stopping.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var data = new Option<string?>("--data") { Description = $"mnist.pkl.gz; by default the file that {MnistFile.Variable} names, else ../shared/data, else synthetic digits", HelpName = "PATH" };
var epochs = new Option<int>("--epochs") { Description = "the most epochs to train", HelpName = "N", DefaultValueFactory = _ => 1000 };
var learningRate = new Option<double>("--learning-rate") { Description = "how far a step goes down the gradient", HelpName = "X", DefaultValueFactory = _ => 0.13 };
var output = new Option<string>("--out") { Description = "the folder for the best model, best_model.npz", HelpName = "DIR", DefaultValueFactory = _ => "artifacts" };
var command = new RootCommand("Trains logistic regression on handwritten digits.") { data, epochs, learningRate, output };

command.SetAction(options =>
{
    if (options.GetValue(epochs) < 1)
        return Fail($"--epochs: expected at least 1, found {options.GetValue(epochs)}");
    if (!double.IsFinite(options.GetValue(learningRate)) || options.GetValue(learningRate) <= 0)
        return Fail($"--learning-rate: expected a number above 0, found {options.GetValue(learningRate)}");
    try
    {
        Experiment.Run(options.GetValue(data), options.GetValue(epochs), options.GetValue(learningRate), options.GetValue(output)!);
        return 0;
    }
    catch (Exception e) when (e is DataFormatException or InvalidDataException or IOException or UnauthorizedAccessException)
    {
        return Fail(e.Message);
    }
});
var parsed = command.Parse(args);
if (parsed.Errors.Count > 0)
    return Fail(parsed.Errors[0].Message);
return parsed.Invoke();

static int Fail(string message)
{
    Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
    return 1;
}
