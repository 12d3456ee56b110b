using Spectre.Console;

namespace GraphDsl.Examples;

/// <summary>Lines above a progress bar, on a terminal.</summary>
internal sealed class TerminalDisplay(ProgressTask task) : IDisplay
{
    /// <summary>Shows the lines and the progress of <paramref name="work"/>, with a bar where there is a terminal.</summary>
    public static T Run<T>(Func<IDisplay, T> work)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
            return work(new PlainDisplay(Console.Out));
        return AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => work(new TerminalDisplay(context.AddTask("training"))));
    }

    public void Line(string text) => AnsiConsole.WriteLine(text);

    public void Progress(long done, long of)
    {
        task.MaxValue = of;
        task.Value = done;
    }
}
