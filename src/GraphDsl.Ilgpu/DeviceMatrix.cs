using System.ComponentModel;
using ILGPU;
using ILGPU.Runtime;

namespace GraphDsl.Ilgpu;

/// <summary>A matrix in the memory of a device.</summary>
/// <param name="Elements">From its first element on.</param>
/// <param name="RowStride">The elements from row to row.</param>
/// <param name="ColumnStride">The elements from column to column.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct DeviceMatrix<T>(ArrayView<T> Elements, nint RowStride, nint ColumnStride)
    where T : unmanaged
{
    internal IntPtr Address => Elements.LoadEffectiveAddressAsPtr();

    /// <summary>The distance of its rows, or of its columns where it is stored by these; null where neither lie in a row each.</summary>
    internal (int Distance, bool IsByColumns)? Layout(nint rows, nint columns) =>
        ColumnStride == 1 && RowStride >= columns && RowStride <= int.MaxValue ? ((int)RowStride, false)
        : RowStride == 1 && ColumnStride >= rows && ColumnStride <= int.MaxValue ? ((int)ColumnStride, true)
        : null;
}
