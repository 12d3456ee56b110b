using System.ComponentModel;
using GraphDsl.Ilgpu;
using ILGPU;

namespace GraphDsl;

// Steps that are the same for all functions.
public sealed partial class IlgpuDevice
{
    private const int Chunk = 256;

    /// <summary>The order that sorts keys; equal ones keep theirs. Takes the memory of a step but that of index 0.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ArrayView<int> SortedOrder(ArrayView<int> keys, nint count)
    {
        var from = Scratch<int>(1, count);
        var to = Scratch<int>(2, count);
        BeginOrder(from, count);
        for (nint width = 1; width < count; width *= 2)
        {
            Kernels(LibraryKernels.Load).Merge(Each(count), keys, from, to, (int)count, (int)width);
            (from, to) = (to, from);
        }
        return from;
    }

    /// <summary>The positions in rows of so many columns, in order.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void BeginOrder(ArrayView<int> order, nint columns)
    {
        if (order.Length > 0) Kernels(LibraryKernels.Load).BeginOrder(Each((nint)order.Length), order, (int)order.Length, (int)columns);
    }

    /// <summary>The positions along one axis of the elements that are true, in row-major order.</summary>
    /// <param name="mask">The elements.</param>
    /// <param name="length">The size of the axis.</param>
    /// <param name="inner">The number of elements behind one position of the axis.</param>
    /// <param name="positions">As many places as elements are true.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Nonzero(ArrayView<byte> mask, nint length, nint inner, ArrayView<long> positions)
    {
        if (positions.Length == 0) return;
        int count = (int)mask.Length, chunks = ((count - 1) / Chunk) + 1;
        var starts = Scratch<int>(0, chunks);
        var kernels = Kernels(LibraryKernels.Load);
        kernels.CountChunks(Each(chunks), mask, starts, count, chunks, Chunk);
        kernels.SumChunks(Groups(1), starts, chunks);
        kernels.PickChunks(Each(chunks), mask, starts, positions, count, chunks, Chunk, (int)length, (int)inner);
    }
}
