using System.CommandLine;
using System.Globalization;

namespace GraphDsl.Examples;

/// <summary>The options that the examples have in common.</summary>
internal static class CommandLine
{
    /// <summary>Runs an example as the arguments say; gives the exit code, 1 where something is wrong, with one line about it.</summary>
    public static int Run(string[] args, IExample example)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var data = new Option<string?>("--data") { Description = example.Data, HelpName = "PATH" };
        var epochs = new Option<int>("--epochs") { Description = "the most epochs to train", HelpName = "N", DefaultValueFactory = _ => example.Epochs };
        var pretraining = new Option<int>("--pretrain-epochs") { Description = "the epochs to train each layer alone", HelpName = "N", DefaultValueFactory = _ => example.PretrainingEpochs ?? 0 };
        var learningRate = new Option<double>("--learning-rate") { Description = "how far a step goes down the gradient", HelpName = "X", DefaultValueFactory = _ => example.LearningRate ?? 1 };
        var output = new Option<string>("--out") { Description = "the folder for models and pictures", HelpName = "DIR", DefaultValueFactory = _ => "artifacts" };
        var quick = new Option<bool>("--quick") { Description = example.Quick };
        var device = new Option<string?>("--device") { Description = "cpu, or with a build with -p:Gpu=true: cuda, opencl, ilgpu-cpu (a simulation)", HelpName = "NAME" };
        var command = new RootCommand(example.Description) { data, epochs, output, quick, device };
        if (example.LearningRate is not null) command.Add(learningRate);
        if (example.PretrainingEpochs is not null) command.Add(pretraining);

        command.SetAction(options =>
        {
            var settings = new Settings(options.GetValue(data), options.GetValue(epochs), options.GetValue(learningRate), options.GetValue(output)!, options.GetValue(quick), options.GetValue(pretraining));
            if (settings.Epochs < 1)
                return Fail($"--epochs: expected at least 1, found {settings.Epochs}");
            if (settings.PretrainingEpochs < 0)
                return Fail($"--pretrain-epochs: expected at least 0, found {settings.PretrainingEpochs}");
            if (example.LearningRate is not null && !IsRate(settings.LearningRate))
                return Fail($"--learning-rate: expected a number above 0, found {settings.LearningRate}");
            try
            {
                if (options.GetValue(device) is { } name) GraphDevice.Default = Devices.Choose(name);
                example.Run(settings);
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

    private static bool IsRate(double value) => double.IsFinite(value) && value > 0;

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return 1;
    }
}
