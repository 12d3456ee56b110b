namespace ILGPU.Runtime.CPU;

/// <summary>The simulation of groups of threads.</summary>
public sealed class CPUDevice : Device
{
    /// <summary>A device of so many threads a warp, warps a multiprocessor, multiprocessors.</summary>
    public CPUDevice(int numThreadsPerWarp, int numWarpsPerMultiprocessor, int numMultiprocessors)
    {
        AcceleratorType = AcceleratorType.CPU;
        Name = "CPUAccelerator";
        MaxNumThreadsPerGroup = numThreadsPerWarp * numWarpsPerMultiprocessor;
        NumMultiprocessors = numMultiprocessors;
    }

    /// <inheritdoc/>
    public override Accelerator CreateAccelerator(Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new ContractAccelerator(this);
    }
}

/// <summary>Registers the simulation.</summary>
public static class CPUContextExtensions
{
    /// <summary>Adds a device.</summary>
    public static Context.Builder CPU(this Context.Builder builder, CPUDevice device)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(device);
        return builder;
    }
}

internal sealed class ContractAccelerator : Accelerator
{
    public ContractAccelerator(Device device)
        : base(device) => DefaultStream = new Stream();

    private sealed class Stream : AcceleratorStream
    {
        internal override ContractStatistics Statistics { get; } = new();
    }
}
