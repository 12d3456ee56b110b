using System.Runtime.CompilerServices;
using GraphDsl.Runtime;
using ILGPU;
using ILGPU.Runtime;

namespace GraphDsl.Ilgpu;

/// <summary>Memory of a shared variable.</summary>
internal sealed class IlgpuMemory(IlgpuDevice device, nint bytes) : DeviceMemory(device)
{
    private readonly MemoryBuffer1D<byte, Stride1D.Dense> buffer = device.NewBuffer(bytes);

    public ArrayView<TDevice> View<TDevice>()
        where TDevice : unmanaged => buffer.AsContiguous().Part<TDevice>(0, bytes / Unsafe.SizeOf<TDevice>());

    public override void Upload(ReadOnlySpan<byte> source) => device.Upload(source, View<byte>());

    public override void Download(Span<byte> destination) => device.Download(View<byte>(), destination);

    protected override void Dispose(bool disposing)
    {
        if (disposing) device.Free(buffer);
    }
}
