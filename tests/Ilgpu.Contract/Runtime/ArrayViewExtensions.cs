using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ILGPU.Runtime;

/// <summary>Copies between views and the host.</summary>
public static class ArrayViewExtensions
{
    /// <summary>Copies elements from the host.</summary>
    public static void CopyFromCPU<T, TView>(this TView target, AcceleratorStream stream, ref T cpuData, long length)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        var view = Of<T, TView>(target);
        Check(length, view.Length);
        stream.Statistics.Uploaded(length * Unsafe.SizeOf<T>());
        if (length > 0) Copy(ref Unsafe.As<T, byte>(ref cpuData), ref view.Bytes, length * Unsafe.SizeOf<T>());
    }

    /// <summary>Copies elements to the host.</summary>
    public static void CopyToCPU<T, TView>(this TView source, AcceleratorStream stream, ref T cpuData, long length)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        var view = Of<T, TView>(source);
        Check(length, view.Length);
        stream.Statistics.Downloaded(length * Unsafe.SizeOf<T>());
        if (length > 0) Copy(ref view.Bytes, ref Unsafe.As<T, byte>(ref cpuData), length * Unsafe.SizeOf<T>());
    }

    /// <summary>Copies elements on the device.</summary>
    public static void CopyTo<TView>(this TView source, AcceleratorStream stream, in TView target)
        where TView : IContiguousArrayView
    {
        ArgumentNullException.ThrowIfNull(stream);
        Check(source.LengthInBytes, target.LengthInBytes);
        if (source.LengthInBytes > 0) Copy(ref Bytes(source), ref Bytes(target), source.LengthInBytes);
    }

    /// <summary>Fills a view with zeros.</summary>
    public static void MemSetToZero<TView>(this TView view, AcceleratorStream stream)
        where TView : IContiguousArrayView
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (view.LengthInBytes > 0) MemoryMarshal.CreateSpan(ref Bytes(view), (int)view.LengthInBytes).Clear();
    }

    /// <summary>The address of the first element.</summary>
    public static unsafe IntPtr LoadEffectiveAddressAsPtr<T>(this ArrayView<T> view)
        where T : unmanaged => (IntPtr)Unsafe.AsPointer(ref view.Bytes);

    private static void Copy(ref byte source, ref byte target, long count) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, (int)count).CopyTo(MemoryMarshal.CreateSpan(ref target, (int)count));

    private static void Check(long length, long available)
    {
        if (length < 0 || length > available) throw new ArgumentOutOfRangeException(nameof(length), length, $"The view has {available} elements.");
    }

    private static ArrayView<T> Of<T, TView>(TView view)
        where T : unmanaged => view is ArrayView<T> elements ? elements : throw new NotSupportedException($"{typeof(TView)} is no ArrayView.");

    /// <summary>The first byte of a view; GraphDsl copies whole views of bytes only.</summary>
    private static ref byte Bytes<TView>(TView view) => ref Of<byte, TView>(view).Bytes;
}
