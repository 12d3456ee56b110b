using System.Diagnostics;

namespace GraphDsl.Tests;

/// <summary>
/// The runner that holds workloads against PyTorch: its exit codes, with no peer and with one that a script plays.
/// </summary>
public sealed class SideBySideTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5); // on a busy machine

    private readonly DirectoryInfo shared = Directory.CreateTempSubdirectory("GraphDsl-");

    public void Dispose() => shared.Delete(recursive: true);

    [Theory]
    [InlineData("no_such_workload")]
    [InlineData("--threads")]
    [InlineData("--threads 0")]
    [InlineData("--threads 1,,2")]
    [InlineData("--threads two")]
    [InlineData("--rounds -1")]
    [InlineData("--seconds NaN")]
    [InlineData("--seconds Infinity")]
    [InlineData("--markdown")]
    public void Wrong_arguments_are_named_and_nothing_is_measured(string arguments)
    {
        var run = Run(arguments.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith($"'{arguments}' is not understood. Usage: [logreg | ", run.Errors);
    }

    [Fact]
    public void Without_a_peer_only_our_figures_and_goals_count()
    {
        string markdown = Path.Combine(shared.FullName, "figures.md");
        var run = Measure("--markdown", markdown);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("Without a peer: peers/torch_bench.py is not there", run.Errors);
        Assert.Matches(@"\| softmax_small \| 1 \| \d+ \| \d+ % \| \| \| \| \| ", run.Output);
        Assert.DoesNotContain("missed", run.Output);
        Assert.Equal(run.Output.ReplaceLineEndings(), File.ReadAllText(markdown).ReplaceLineEndings());
    }

    [UnixTheory]
    [InlineData("exit 1")]
    public void A_peer_without_PyTorch_is_no_peer(string script)
    {
        PlayPeer(script);
        var run = Measure();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("cannot import torch", run.Errors);
    }

    [UnixTheory]
    [InlineData("1", 0)]
    [InlineData("1e12", 1)]
    public void The_exit_code_tells_whether_goals_are_reached(string stepsPerSecond, int exitCode)
    {
        PlayPeer($$"""[ "$1" = -c ] || echo '{"steps_per_second_median": {{stepsPerSecond}}}'""");
        var run = Measure();
        Assert.Equal("", run.Errors);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("`--variant default`", run.Output);
        Assert.Equal(exitCode == 1, run.Output.Contains("- missed: softmax_small: 0.00 times the best peer with 1 thread, not 10"));
    }

    [UnixTheory]
    [InlineData("""[ "$1" = -c ]""", "failed")]
    [InlineData("echo nothing", "printed no figure: nothing")]
    public void A_peer_that_fails_is_an_error(string script, string message)
    {
        PlayPeer(script);
        var run = Measure();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors);
    }

    // Makes a shell script take the place of Python.
    private void PlayPeer(string script)
    {
        shared.CreateSubdirectory("peers");
        File.WriteAllText(Path.Combine(shared.FullName, "peers", "torch_bench.py"), "");
        File.WriteAllText(Python, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Python, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private string Python => Path.Combine(shared.FullName, "python");

    private (int ExitCode, string Output, string Errors) Measure(params string[] more)
        => Run(["softmax_small", "--threads", "1", "--rounds", "1", "--seconds", "0.02", .. more]);

    private (int ExitCode, string Output, string Errors) Run(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SideBySide.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GRAPHDSL_SHARED"] = shared.FullName;
        start.Environment["GRAPHDSL_PYTHON"] = Python;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Longest)) process.Kill(entireProcessTree: true);
        return (process.ExitCode, output.Result, errors.Result);
    }
}

/// <summary>A theory that needs a shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "there is no shell to play the peer" : null;
}
