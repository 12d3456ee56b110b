using System.Collections.Immutable;
using GraphDsl.Ilgpu;
using GraphDsl.Runtime;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GraphDsl;

/// <summary>
/// A device that ILGPU drives: an NVIDIA GPU by CUDA, a device of OpenCL, or ILGPU's simulation on the CPU, which is for looking into
/// kernels. Each has one context and one stream: the calls of its functions run in order, one after the other.
/// </summary>
/// <remarks>One thread at a time may use a device. Disposing it brings the values of shared variables that live on it to the host.</remarks>
public sealed partial class IlgpuDevice : GraphDevice, IDisposable
{
    private readonly Context context;
    private readonly Accelerator accelerator;
    private readonly Dictionary<Type, object> kernels = [];
    private readonly List<WeakReference<DeviceMemory>> memories = [];
    private bool isDisposed;

    private IlgpuDevice(string name, Context context, Accelerator accelerator, LaunchShape shape)
    {
        (Name, this.context, this.accelerator, Shape) = (name, context, accelerator, shape);
        Description = accelerator.Name;
    }

    /// <summary>The name: <c>cuda</c>, <c>opencl</c> or <c>ilgpu-cpu</c>.</summary>
    public override string Name { get; }

    /// <summary>What the driver calls the device.</summary>
    public string Description { get; }

    /// <summary>The bytes of memory that the device has.</summary>
    public long MemorySize => accelerator.MemorySize;

    /// <summary>What has crossed between host and device so far.</summary>
    public Transfers Transfers { get; } = new();

    internal Accelerator Accelerator
    {
        get
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return accelerator;
        }
    }

    internal LaunchShape Shape { get; }

    /// <summary>The <paramref name="index"/>-th NVIDIA GPU.</summary>
    /// <exception cref="InvalidOperationException">There is no such GPU, or no driver: the message tells what was looked for.</exception>
    public static IlgpuDevice CreateCuda(int index = 0) =>
        Create("cuda", index, AcceleratorType.Cuda, static b => b.Cuda(), NativeLibraries.Cuda, LaunchShape.OfGpu);

    /// <summary>The <paramref name="index"/>-th device of OpenCL.</summary>
    /// <exception cref="InvalidOperationException">There is no such device, or no driver: the message tells what was looked for.</exception>
    public static IlgpuDevice CreateOpenCL(int index = 0) =>
        Create("opencl", index, AcceleratorType.OpenCL, static b => b.OpenCL(), NativeLibraries.OpenCL, LaunchShape.OfGpu);

    /// <summary>ILGPU's simulation on the CPU: slow, for looking into kernels and for tests.</summary>
    public static IlgpuDevice CreateCpu() => CreateCpu(groupSize: 4, alwaysTiles: false);

    /// <summary>The devices that are there, by kind and name; the simulation last.</summary>
    public static IReadOnlyList<string> List()
    {
        NativeLibraries.Resolve();
        var found = new List<string>();
        foreach (var (kind, build) in new (string, Action<Context.Builder>)[] { ("cuda", static b => b.Cuda()), ("opencl", static b => b.OpenCL()) })
        {
            if (TryCreateContext(build, out _) is not { } context) continue;
            using (context) found.AddRange(context.Devices.Select(d => $"{kind}: {d.Name}"));
        }
        return [.. found, "ilgpu-cpu: ILGPU's simulation on the CPU"];
    }

    /// <summary>A simulated device with so many threads in a group.</summary>
    /// <param name="groupSize">That many, a power of 2.</param>
    /// <param name="alwaysTiles">Products are tiled as on a GPU, however slow that is to simulate.</param>
    /// <param name="loopsOnHost">The host launches the kernels of each step of a loop, however small they are.</param>
    internal static IlgpuDevice CreateCpu(int groupSize, bool alwaysTiles, bool loopsOnHost = false)
    {
        var context = Context.Create(b => b.CPU(new CPUDevice(groupSize, 1, 1)));
        return new("ilgpu-cpu", context, context.Devices[0].CreateAccelerator(context), LaunchShape.OfSimulation(groupSize, alwaysTiles, loopsOnHost));
    }

    /// <summary>Makes the device that <c>GRAPHDSL_DEVICE</c> names.</summary>
    internal static IlgpuDevice Create(string name) => name switch
    {
        "cuda" => CreateCuda(),
        "opencl" => CreateOpenCL(),
        _ => CreateCpu(),
    };

    /// <summary>Waits until everything that was launched is done.</summary>
    public void Synchronize() => Accelerator.Synchronize();

    /// <inheritdoc/>
    public override DeviceMemory Allocate(nint bytes)
    {
        var memory = new IlgpuMemory(this, bytes);
        memories.RemoveAll(static m => !m.TryGetTarget(out _));
        memories.Add(new(memory));
        return memory;
    }

    /// <summary>Brings shared variables back to the host and frees everything.</summary>
    public void Dispose()
    {
        if (isDisposed) return;
        foreach (var reference in memories.ToArray())
            if (reference.TryGetTarget(out var memory)) memory.Leaving?.Invoke();
        foreach (var reference in memories)
            if (reference.TryGetTarget(out var memory)) memory.Dispose();
        foreach (var buffer in buffers) buffer.Dispose();
        memories.Clear();
        kernels.Clear();
        cublas?.Dispose();
        isDisposed = true;
        accelerator.Dispose();
        context.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Description})";

    private static IlgpuDevice Create(
        string name, int index, AcceleratorType type, Action<Context.Builder> build, NativeLibrarySet libraries, Func<Accelerator, LaunchShape> shape)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        NativeLibraries.Resolve();
        var context = TryCreateContext(build, out var failure)
            ?? throw new InvalidOperationException($"No {name} device can be used: {failure!.Message} {libraries.Report()}", failure);
        var devices = context.Devices.Where(d => d.AcceleratorType == type).ToImmutableArray();
        if (index >= devices.Length)
        {
            context.Dispose();
            throw new InvalidOperationException(devices.IsEmpty
                ? $"There is no {name} device. {libraries.Report()}"
                : $"There is no {name} device {index}; there are {string.Join(", ", devices.Select((d, k) => $"{k}: {d.Name}"))}.");
        }
        var accelerator = devices[index].CreateAccelerator(context);
        return new(name, context, accelerator, shape(accelerator));
    }

    private static Context? TryCreateContext(Action<Context.Builder> build, out Exception? failure)
    {
        failure = null;
        try
        {
            return Context.Create(build);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or NotSupportedException or TypeInitializationException)
        {
            failure = exception;
            return null;
        }
    }
}
