namespace GraphDsl.Tests;

/// <summary>Loops whose steps the host launches, as large ones are.</summary>
public sealed class ScansOfTheHostTests : ScanTests, IDisposable
{
    private readonly LoopsOfTheHost host = new();

    /// <inheritdoc/>
    public void Dispose() => host.Dispose();
}

/// <inheritdoc cref="ScansOfTheHostTests"/>
public sealed class LoopGradientsOfTheHostTests : LoopGradientTests, IDisposable
{
    private readonly LoopsOfTheHost host = new();

    /// <inheritdoc/>
    public void Dispose() => host.Dispose();
}

/// <summary>Makes the device of new modules one that has no loop as one kernel, for a time.</summary>
internal sealed class LoopsOfTheHost : IDisposable
{
    private static readonly IlgpuDevice device = IlgpuDevice.CreateCpu(groupSize: 4, alwaysTiles: false, loopsOnHost: true);

    private readonly GraphDevice before = GraphDevice.Default;

    public LoopsOfTheHost() => GraphDevice.Default = device;

    public void Dispose() => GraphDevice.Default = before;
}
