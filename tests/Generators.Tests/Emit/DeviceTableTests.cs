using System.Runtime.CompilerServices;
using GraphDsl.Generators.Emit.Ilgpu;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>What the version for devices has kernels for, and what its kernels call.</summary>
public sealed class DeviceTableTests
{
    // What docs/gpu.md says runs on the host.
    private static readonly OpCode[] onHost =
        [OpCode.Print, OpCode.Assert];

    [Fact]
    public void Every_elementwise_operation_has_a_text() =>
        Assert.Empty(Enum.GetValues<OpCode>().Where(o => o.Info().IsElementwise && o != OpCode.Cast).Except(DeviceOpText.Operations));

    [Fact]
    public void Operations_with_kernels_do_not_run_on_the_host() => Assert.Empty(IlgpuKernelEmitter.LibraryOperations.Intersect(onHost));

    [Theory]
    [InlineData(2L, "Dev.DeviceMath.Halve(x, 1)")]
    [InlineData(1L, "x")]
    [InlineData(-8L, "(-Dev.DeviceMath.Halve(x, 3))")]
    [InlineData(3L, "Dev.DeviceMath.Divide(x, 3)")]
    [InlineData(0L, "Dev.DeviceMath.Divide(x, 0)")]
    public void Nothing_is_divided_by_a_constant_power_of_two(long divisor, string expected) =>
        Assert.Equal(expected, DeviceOpText.Quotient("x", divisor, DType.Int32));

    [Fact]
    public void What_kernels_call_avoids_the_pitfalls_too()
    {
        var files = Directory.GetFiles(Folder(), "*.cs");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Null(Pitfalls.FindInText(File.ReadAllText(file))));
    }

    [Fact]
    public void Pitfalls_are_found()
    {
        Assert.NotNull(Pitfalls.FindInText("int half = x / 2;"));
        Assert.NotNull(Pitfalls.FindInText("float y = MathF.FusedMultiplyAdd(a, b, c);"));
        Assert.Null(Pitfalls.FindInText("int third = x / 3; float half = x / 2f; // x / 2"));
    }

    private static string Folder([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "src", "GraphDsl.Ilgpu", "Kernels");
}
