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

    internal static GraphDevice FromEnvironment(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        null or "" or "cpu" => Cpu,
        "cuda" or "opencl" => throw new InvalidOperationException(
            $"GRAPHDSL_DEVICE is '{name}', but this build has the CPU only."),
        _ => throw new InvalidOperationException($"GRAPHDSL_DEVICE is '{name}'; known are cpu, cuda and opencl."),
    };

    private sealed class CpuDevice : GraphDevice
    {
        public override string Name => "cpu";
    }
}
