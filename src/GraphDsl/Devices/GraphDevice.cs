using System.ComponentModel;
using GraphDsl.Runtime;

namespace GraphDsl;

/// <summary>A device that modules run on and shared variables live on.</summary>
public abstract class GraphDevice
{
    private static GraphDevice? chosen;

    /// <summary>The CPU: always there.</summary>
    public static GraphDevice Cpu { get; } = new CpuDevice();

    /// <summary>
    /// The device of new modules: the one set here, else the one that the environment variable <c>GRAPHDSL_DEVICE</c> names
    /// (<c>cpu</c>, <c>cuda</c>, <c>opencl</c>), else the CPU.
    /// </summary>
    /// <exception cref="InvalidOperationException">The environment names a device that is unknown or not there.</exception>
    public static GraphDevice Default
    {
        get => chosen ??= FromEnvironment(Environment.GetEnvironmentVariable("GRAPHDSL_DEVICE"));
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            chosen = value;
        }
    }

    /// <summary>The name: <c>cpu</c>.</summary>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>
    /// Makes the devices that <c>GRAPHDSL_DEVICE</c> can name besides the CPU: set by the package that has them, through the modules
    /// that are compiled for it.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Func<string, GraphDevice>? Maker { get; set; }

    /// <summary>Memory on the device, for a shared variable.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual DeviceMemory Allocate(nint bytes) => throw new NotSupportedException($"'{this}' has no memory of its own.");

    internal static GraphDevice FromEnvironment(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        null or "" or "cpu" => Cpu,
        "cuda" or "opencl" or "ilgpu-cpu" => Maker?.Invoke(name.Trim().ToLowerInvariant()) ?? throw new InvalidOperationException(
            $"GRAPHDSL_DEVICE is '{name}', but this build has the CPU only: reference the package GraphDsl.Ilgpu."),
        _ => throw new InvalidOperationException($"GRAPHDSL_DEVICE is '{name}'; known are cpu, cuda, opencl and ilgpu-cpu."),
    };

    private sealed class CpuDevice : GraphDevice
    {
        public override string Name => "cpu";
    }
}
