using System.CommandLine;
using System.Globalization;

namespace GraphDsl.Examples;

/// <summary>The options that the examples have in common.</summary>
internal static class CommandLine
{
    /// <summary>Runs an experiment as the arguments say; gives the exit code, 1 where something is wrong, with one line about it.</summary>
    public static int Run(string[] args, Experiment experiment)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var data = new Option<string?>("--data") { Description = $"mnist.pkl.gz; by default the file that {MnistFile.Variable} names, else ../shared/data, else synthetic digits", HelpName = "PATH" };
        var epochs = new Option<int>("--epochs") { Description = "the most epochs to train", HelpName = "N", DefaultValueFactory = _ => 1000 };
        var learningRate = new Option<double>("--learning-rate") { Description = "how far a step goes down the gradient", HelpName = "X", DefaultValueFactory = _ => experiment.LearningRate };
        var output = new Option<string>("--out") { Description = "the folder for the best model, best_model.npz", HelpName = "DIR", DefaultValueFactory = _ => "artifacts" };
        var quick = new Option<bool>("--quick") { Description = "a few epochs of the first 5000 images, to see it work" };
        var device = new Option<string?>("--device") { Description = "cpu, or with a build with -p:Gpu=true: cuda, opencl, ilgpu-cpu (a simulation)", HelpName = "NAME" };
        var command = new RootCommand(experiment.Description) { data, epochs, learningRate, output, quick, device };

        command.SetAction(options =>
        {
            var settings = new Settings(options.GetValue(data), options.GetValue(epochs), options.GetValue(learningRate), options.GetValue(output)!, options.GetValue(quick));
            if (settings.Epochs < 1)
                return Fail($"--epochs: expected at least 1, found {settings.Epochs}");
            if (!double.IsFinite(settings.LearningRate) || settings.LearningRate <= 0)
                return Fail($"--learning-rate: expected a number above 0, found {settings.LearningRate}");
            try
            {
                if (options.GetValue(device) is { } name) GraphDevice.Default = Devices.Choose(name);
                experiment.Run(settings);
                return 0;
            }
            catch (Exception e) when (e is InvalidOperationException or DataFormatException or InvalidDataException or IOException or UnauthorizedAccessException)
            {
                return Fail(e.Message);
            }
        });
        var parsed = command.Parse(args);
        return parsed.Errors.Count > 0 ? Fail(parsed.Errors[0].Message) : parsed.Invoke();
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return 1;
    }
}
