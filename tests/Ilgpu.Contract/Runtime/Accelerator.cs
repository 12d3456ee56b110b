namespace ILGPU.Runtime;

/// <summary>The kinds of accelerators.</summary>
public enum AcceleratorType
{
    /// <summary>The simulation on the CPU.</summary>
    CPU,

    /// <summary>NVIDIA's.</summary>
    Cuda,

    /// <summary>OpenCL's.</summary>
    OpenCL,
}

/// <summary>A device that an accelerator can be made of.</summary>
public abstract class Device
{
    /// <summary>The kind.</summary>
    public AcceleratorType AcceleratorType { get; protected init; }

    /// <summary>The name.</summary>
    public string Name { get; protected set; } = "";

    /// <summary>The bytes of memory.</summary>
    public long MemorySize { get; protected set; } = long.MaxValue;

    /// <summary>The greatest number of threads in a group.</summary>
    public int MaxNumThreadsPerGroup { get; protected set; }

    /// <summary>How many groups run at once.</summary>
    public int NumMultiprocessors { get; protected set; }

    /// <summary>An accelerator of this device.</summary>
    public abstract Accelerator CreateAccelerator(Context context);
}

/// <summary>Work in order.</summary>
public abstract class AcceleratorStream
{
    internal abstract ContractStatistics Statistics { get; }

    /// <summary>Waits until all work is done.</summary>
    public void Synchronize()
    {
        // Everything is done when a launch returns.
    }
}

/// <summary>What runs kernels.</summary>
public abstract class Accelerator : IDisposable
{
    private protected Accelerator(Device device) => Device = device;

    /// <summary>The device.</summary>
    public Device Device { get; }

    /// <summary>The kind.</summary>
    public AcceleratorType AcceleratorType => Device.AcceleratorType;

    /// <summary>The name.</summary>
    public string Name => Device.Name;

    /// <summary>The bytes of memory.</summary>
    public long MemorySize => Device.MemorySize;

    /// <summary>The greatest number of threads in a group.</summary>
    public int MaxNumThreadsPerGroup => Device.MaxNumThreadsPerGroup;

    /// <summary>How many groups run at once.</summary>
    public int NumMultiprocessors => Device.NumMultiprocessors;

    /// <summary>The stream of launches without one.</summary>
    public AcceleratorStream DefaultStream { get; protected init; } = null!;

    /// <summary>A buffer of some elements, which hold anything.</summary>
    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged
    {
        DefaultStream.Statistics.Allocated(length);
        var buffer = new MemoryBuffer1D<T, Stride1D.Dense>(length);
        buffer.Fill(0xCD);
        return buffer;
    }

    /// <summary>Makes it the current one of the thread.</summary>
    public void Bind()
    {
        // There is nothing that knows of a current one.
    }

    /// <summary>Waits until all work is done.</summary>
    public void Synchronize() => DefaultStream.Synchronize();

    /// <inheritdoc/>
    public void Dispose() => GC.SuppressFinalize(this);
}
