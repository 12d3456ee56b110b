using System.ComponentModel;
using System.Runtime.CompilerServices;
using ILGPU;

namespace GraphDsl.Ilgpu;

/// <summary>Parts of views, as generated code asks for them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Views
{
    /// <summary>The elements from an offset on; none where that lies behind the end, as the offset of an empty part may.</summary>
    public static ArrayView<TDevice> From<TDevice>(this ArrayView<TDevice> view, nint offset)
        where TDevice : unmanaged => offset == 0 ? view : (nuint)offset < (nuint)view.Length ? view.SubView(offset, view.Length - offset) : default;

    /// <inheritdoc cref="From{TDevice}(ArrayView{TDevice}, nint)"/>
    /// <remarks>For kernels.</remarks>
    public static ArrayView<TDevice> From<TDevice>(this ArrayView<TDevice> view, int offset)
        where TDevice : unmanaged => offset == 0 ? view : offset > 0 && offset < view.Length ? view.SubView(offset, view.Length - offset) : default;

    /// <summary>Some elements from an offset on.</summary>
    public static ArrayView<TDevice> Part<TDevice>(this ArrayView<TDevice> view, nint offset, nint count)
        where TDevice : unmanaged => count == 0 ? default : view.SubView(offset, count);

    /// <inheritdoc cref="Part{TDevice}(ArrayView{TDevice}, nint, nint)"/>
    /// <remarks>For kernels.</remarks>
    public static ArrayView<TDevice> Part<TDevice>(this ArrayView<TDevice> view, int offset, int count)
        where TDevice : unmanaged => count == 0 ? default : view.SubView(offset, count);

    /// <summary>Some elements of memory, from an offset in bytes on; a size of less than nothing is one that a branch not taken would have refused.</summary>
    public static ArrayView<TDevice> Part<TDevice>(this ArrayView<byte> memory, nint offset, nint count)
        where TDevice : unmanaged => count <= 0 ? default : memory.SubView(offset, count * Unsafe.SizeOf<TDevice>()).Cast<TDevice>();
}

/// <summary>The loaded kernels of one function.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IIlgpuKernels;
