using System.Runtime.CompilerServices;

namespace GraphDsl.Generators.Tests;

/// <summary>Rules about the sources that no compiler holds.</summary>
public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("IR")]
    [InlineData("Inference")]
    [InlineData("Autodiff")]
    [InlineData("Rewriting")]
    [InlineData("Lints")]
    [InlineData("Scheduling")]
    [InlineData("Kernels")]
    [InlineData("Emit")]
    [InlineData("Model")]
    public void Beyond_capture_nothing_knows_of_the_compiler(string folder) => Assert.All(
        Sources(folder), file => Assert.DoesNotMatch("Microsoft\\.CodeAnalysis|Generators\\.Capture|Generators\\.Diagnostics|\\bCapture\\.", File.ReadAllText(file)));

    [Fact]
    public void Steps_neither_collect_nor_take_the_compilation()
    {
        string wiring = File.ReadAllText(Path.Combine(Root(), "GraphFunctionGenerator.cs"));
        Assert.DoesNotContain(".Collect(", wiring, StringComparison.Ordinal);
        Assert.DoesNotContain("CompilationProvider", wiring, StringComparison.Ordinal);
    }

    /// <summary>The generator cannot refer to the runtime, so it repeats these.</summary>
    [Fact]
    public void Numbers_that_generated_code_and_the_runtime_share_are_the_same() => Assert.Equal(
        (GraphDsl.Cpu.Far.Bytes, GraphDsl.Ilgpu.Tile.Side, GraphDsl.Ilgpu.Tile.Depth),
        (GraphDsl.Generators.Emit.Cpu.KernelEmitter.FarBytes, GraphDsl.Generators.Emit.Ilgpu.IlgpuKernelEmitter.TileSide, GraphDsl.Generators.Emit.Ilgpu.IlgpuKernelEmitter.TileDepth));

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories);

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "generators", "GraphDsl.Generators"));
}
