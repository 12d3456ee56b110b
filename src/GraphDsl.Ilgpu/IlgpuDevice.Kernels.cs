using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using GraphDsl.Ilgpu;
using ILGPU;
using ILGPU.Runtime;

namespace GraphDsl;

// What generated code asks a device for: loaded kernels, views, the shapes of launches, memory that lasts for one step.
public sealed partial class IlgpuDevice
{
    private readonly HashSet<MemoryBuffer1D<byte, Stride1D.Dense>> buffers = [];
    private readonly MemoryBuffer1D<byte, Stride1D.Dense>?[] scratch = new MemoryBuffer1D<byte, Stride1D.Dense>?[ScratchBuffers];

    private const int ScratchBuffers = 4;

    /// <summary>All memory that is held.</summary>
    internal IEnumerable<MemoryBuffer> Buffers => buffers;

    /// <summary>
    /// Loads the kernels of all functions of a module, which else happens at the first call of each: some 10 to 40 ms a kernel.
    /// </summary>
    public void Warmup(IGraphModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        for (var type = module.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var nested in type.GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public))
            {
                if (!typeof(IIlgpuKernels).IsAssignableFrom(nested)) continue;
                var closed = nested.IsGenericTypeDefinition ? nested.MakeGenericType(type.GetGenericArguments()) : nested;
                if (!kernels.ContainsKey(closed)) kernels[closed] = Activator.CreateInstance(closed, Accelerator)!;
            }
        }
    }

    /// <summary>The loaded kernels of a function.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TKernels Kernels<TKernels>(Func<Accelerator, TKernels> load)
        where TKernels : class, IIlgpuKernels
    {
        ArgumentNullException.ThrowIfNull(load);
        if (kernels.TryGetValue(typeof(TKernels), out object? loaded)) return (TKernels)loaded;
        var made = load(Accelerator);
        kernels[typeof(TKernels)] = made;
        return made;
    }

    /// <summary>The elements of a shared variable, brought here where they are elsewhere.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ArrayView<TDevice> View<TElement, TDevice>(Shared<TElement> variable)
        where TDevice : unmanaged
    {
        ArgumentNullException.ThrowIfNull(variable);
        return ((IlgpuMemory)variable.OnDevice(this)).View<TDevice>();
    }

    /// <summary>The elements of a shared variable that is about to get a value of another size.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ArrayView<TDevice> NewView<TElement, TDevice>(Shared<TElement> variable, params ReadOnlySpan<nint> sizes)
        where TDevice : unmanaged
    {
        ArgumentNullException.ThrowIfNull(variable);
        return ((IlgpuMemory)variable.AssignOnDevice(this, sizes)).View<TDevice>();
    }

    /// <summary>A launch of one thread an element, or fewer that go through them in strides.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public KernelConfig Each(nint count)
    {
        Transfers.CountLaunch();
        return new(Shape.Groups(count, Shape.GroupSize), Shape.GroupSize);
    }

    /// <summary>A launch that computes results by some threads each.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public KernelConfig Teams(nint results, int lanes)
    {
        Transfers.CountLaunch();
        return new(Shape.Groups(results, Shape.GroupSize / lanes), Shape.GroupSize);
    }

    /// <summary>A launch of some groups.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public KernelConfig Groups(nint groups)
    {
        Transfers.CountLaunch();
        return new((int)groups, Shape.GroupSize);
    }

    /// <summary>A launch of one thread.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public KernelConfig One()
    {
        Transfers.CountLaunch();
        return new(1, 1);
    }

    /// <summary>A launch of one group for each tile of a matrix.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public KernelConfig Tiles(nint batch, nint rows, nint columns)
    {
        Transfers.CountLaunch();
        nint tiles = batch * ((rows + Ilgpu.Tile.Side - 1) / Ilgpu.Tile.Side) * ((columns + Ilgpu.Tile.Side - 1) / Ilgpu.Tile.Side);
        return new(checked((int)tiles), Ilgpu.Tile.Threads);
    }

    /// <summary>How many threads share the work of one result, a power of two.</summary>
    /// <param name="results">The number of results.</param>
    /// <param name="length">The elements that go into each.</param>
    /// <param name="adjacent">True where those lie side by side, so that threads that share a result read whole lines of memory.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int Lanes(nint results, nint length, bool adjacent) => Shape.Lanes(results, length, adjacent);

    /// <summary>How many threads share the work of one result where one group does all.</summary>
    /// <inheritdoc cref="Lanes"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int LanesOfGroup(nint results, nint length, bool adjacent) => Shape.LanesOfGroup(results, length, adjacent);

    /// <summary>True where one kernel, of one group, should run all steps of a loop: it is done with a step before its kernels could be launched.</summary>
    /// <param name="work">The elements that a step goes through.</param>
    /// <param name="launches">The launches that it would take.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool WantsKernel(nint work, nint launches) => Shape.WantsKernel(work, launches);

    /// <summary>How many groups share a reduction of everything.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int Parts(nint count) => Shape.Parts(count);

    /// <summary>True where a product is worth tiles in shared memory.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool WantsTiles(nint rows, nint columns, nint inner) => Shape.WantsTiles(rows, columns, inner);

    /// <summary>Memory for what one step hands from launch to launch; the next step may take the same.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ArrayView<TDevice> Scratch<TDevice>(int index, nint count)
        where TDevice : unmanaged
    {
        nint bytes = checked(count * Unsafe.SizeOf<TDevice>());
        if (scratch[index] is not { } buffer || buffer.LengthInBytes < bytes)
        {
            // Launches under way may still use the old one.
            if (scratch[index] is { } old)
            {
                Synchronize();
                Free(old);
            }
            scratch[index] = buffer = NewBuffer(bytes + (bytes / 2));
        }
        return buffer.AsContiguous().Part<TDevice>(0, count);
    }

    /// <summary>Copies memory of the device.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Copy<TDevice>(ArrayView<TDevice> source, ArrayView<TDevice> target)
        where TDevice : unmanaged
    {
        if (source.Length > 0) source.Cast<byte>().CopyTo(Accelerator.DefaultStream, target.Part<TDevice>(0, (nint)source.Length).Cast<byte>());
    }

    /// <summary>Fills memory with zeros.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Clear<TDevice>(ArrayView<TDevice> view)
        where TDevice : unmanaged
    {
        if (view.Length > 0) view.Cast<byte>().MemSetToZero(Accelerator.DefaultStream);
    }

    internal MemoryBuffer1D<byte, Stride1D.Dense> NewBuffer(nint bytes)
    {
        // Whole words, so that any element type fits; not nothing, which not every driver gives.
        var buffer = Accelerator.Allocate1D<byte>(Math.Max(16, (bytes + 15) & -16));
        buffers.Add(buffer);
        return buffer;
    }

    internal void Free(MemoryBuffer1D<byte, Stride1D.Dense> buffer)
    {
        if (!isDisposed && buffers.Remove(buffer)) buffer.Dispose();
    }

    internal void Upload<TDevice>(ReadOnlySpan<TDevice> source, ArrayView<TDevice> target)
        where TDevice : unmanaged
    {
        if (source.IsEmpty) return;
        Transfers.CountUpload((long)source.Length * Unsafe.SizeOf<TDevice>());
        target.CopyFromCPU(Accelerator.DefaultStream, ref Unsafe.AsRef(in source[0]), source.Length);
    }

    internal void Download<TDevice>(ArrayView<TDevice> source, Span<TDevice> target)
        where TDevice : unmanaged
    {
        if (target.IsEmpty) return;
        Transfers.CountDownload((long)target.Length * Unsafe.SizeOf<TDevice>());
        source.CopyToCPU(Accelerator.DefaultStream, ref target[0], target.Length);
    }
}
