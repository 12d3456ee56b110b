using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GraphDsl.Tests;

/// <summary>An example, run in a process and a folder of its own.</summary>
internal sealed partial class ExampleRun : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5); // on a busy machine

    private ExampleRun(string folder, string output)
    {
        Folder = folder;
        Lines = output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What it wrote files to.</summary>
    public string Folder { get; }

    /// <summary>What it printed.</summary>
    public string[] Lines { get; }

    /// <summary>Runs the example of that name, which must succeed, on digits that every machine can draw.</summary>
    public static ExampleRun Quick(string name)
    {
        var folder = Directory.CreateTempSubdirectory("GraphDsl-").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, name + ".dll"), "--quick", "--data", "synthetic", "--out", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Longest))
            process.Kill(entireProcessTree: true);
        Assert.Equal("", errors.Result);
        Assert.Equal(0, process.ExitCode);
        return new ExampleRun(folder, output.Result);
    }

    /// <summary>The number that stands after a text, in each line that has it.</summary>
    public double[] NumbersAfter(string text) =>
    [
        .. Lines.Select(line => (line, at: line.IndexOf(text, StringComparison.Ordinal)))
            .Where(found => found.at >= 0)
            .Select(found => double.Parse(Number().Match(found.line, found.at + text.Length).Value, CultureInfo.InvariantCulture)),
    ];

    /// <summary>A picture that it wrote.</summary>
    public (int Width, int Height, byte[] Pixels) Picture(string name) => PngDecoder.Decode(File.ReadAllBytes(Path.Combine(Folder, name)));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
