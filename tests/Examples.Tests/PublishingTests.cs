using System.Diagnostics;

namespace GraphDsl.Tests;

/// <summary>What MSBuild makes of a user's project that is published ahead of time.</summary>
public class PublishingTests
{
    [Theory]
    [InlineData("x86-64-v3", "-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64")]
    [InlineData("x86-64-v3", "-p:PublishAot=true", "-p:RuntimeIdentifier=win-x64")]
    [InlineData("native", "-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64", "-p:IlcInstructionSet=native")]
    [InlineData("", "-p:PublishAot=true", "-p:RuntimeIdentifier=linux-arm64")]
    [InlineData("", "-p:RuntimeIdentifier=linux-x64")]
    public void Programs_published_ahead_of_time_have_fused_multiply_add(string instructionSet, params string[] properties)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Project(), "-getProperty:IlcInstructionSet", .. properties])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        Assert.Equal(instructionSet, process.StandardOutput.ReadToEnd().Trim());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static string Project()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "GraphDsl.sln")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "examples", "LogisticRegression", "LogisticRegression.csproj");
    }
}
