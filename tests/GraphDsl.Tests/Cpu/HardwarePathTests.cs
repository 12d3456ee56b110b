using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace GraphDsl.Tests.Cpu;

/// <summary>The tests of kernels once more in processes that may not use all of the machine's instructions.</summary>
public class HardwarePathTests
{
    private const string Expected = "GRAPHDSL_EXPECTED_VECTOR";

    [Theory]
    [InlineData("AVX512", 256)]
    [InlineData("AVX2", 128)]
    [InlineData("HWIntrinsic", 0)]
    public async Task Kernels_are_right_without(string instructions, int bits)
    {
        if (Widest() <= bits) return; // there is nothing to forbid here
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string tests = string.Join('|', ((string[])[nameof(GemmTests), nameof(VectorTests), nameof(VectorMathTests), nameof(DriverTests), nameof(IndexingTests), nameof(The_widest_vectors_are_those_that_are_left)])
            .Select(name => $"FullyQualifiedName~{name}"));
        foreach (string argument in (string[])["vstest", typeof(HardwarePathTests).Assembly.Location, $"--TestCaseFilter:{tests}"]) start.ArgumentList.Add(argument);
        start.Environment[$"DOTNET_Enable{instructions}"] = "0";
        if (bits == 256) start.Environment["DOTNET_EnableAVX512F"] = "0"; // its name before .NET 10
        start.Environment[Expected] = bits.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        Assert.Matches(@"Passed:\s*[1-9]", output);
    }

    [Fact]
    public void The_widest_vectors_are_those_that_are_left()
    {
        if (Environment.GetEnvironmentVariable(Expected) is { } bits) Assert.Equal(bits, Widest().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static int Widest()
        => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
}
