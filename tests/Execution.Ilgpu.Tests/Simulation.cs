using System.Runtime.CompilerServices;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace GraphDsl.Tests;

/// <summary>The device that all modules of these tests run on.</summary>
internal static class Simulation
{
    public static IlgpuDevice Device { get; } = IlgpuDevice.CreateCpu();

    [ModuleInitializer]
    internal static void MakeDefault() => GraphDevice.Default = Device;
}
