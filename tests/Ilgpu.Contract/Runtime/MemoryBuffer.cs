using System.Runtime.CompilerServices;

namespace ILGPU.Runtime;

/// <summary>Memory of an accelerator.</summary>
public class MemoryBuffer : IDisposable
{
    private byte[]? bytes;

    internal MemoryBuffer(long length)
    {
        bytes = GC.AllocateUninitializedArray<byte>(checked((int)length), pinned: true);
        LengthInBytes = length;
    }

    /// <summary>The size.</summary>
    public long LengthInBytes { get; }

    /// <summary>True once it was freed.</summary>
    public bool IsDisposed => bytes is null;

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        bytes = null;
        GC.SuppressFinalize(this);
    }

    internal ref byte At(long offset) =>
        ref Unsafe.AddByteOffset(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(Bytes), (nint)offset);

    internal void Fill(byte value) => Bytes.AsSpan().Fill(value);

    private byte[] Bytes => bytes ?? throw new ObjectDisposedException(nameof(MemoryBuffer));
}

/// <summary>A buffer of elements in a row.</summary>
public class MemoryBuffer1D<T, TStride> : MemoryBuffer
    where T : unmanaged
    where TStride : struct
{
    private readonly long length;

    internal MemoryBuffer1D(long length)
        : base(length * Unsafe.SizeOf<T>()) => this.length = length;

    /// <summary>All elements.</summary>
    public ArrayView<T> AsContiguous() => new(this, 0, length);
}
