using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphDsl.Cpu;

/// <summary>
/// Assignments between parts of tensors: element (i, j, ...) of each side lies at i * strides[0] + j * strides[1] + ... of its
/// span. A stride of 0 repeats the source, or adds up in the destination.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Strided
{
    private interface IAssignment<TElement>
    {
        static abstract void Run(ref TElement source, nint sourceStride, ref TElement destination, nint destinationStride, nint count);
    }

    /// <summary>Copies a part of a tensor.</summary>
    public static void Copy<TElement>(
        ReadOnlySpan<TElement> source, ReadOnlySpan<nint> sourceStrides, Span<TElement> destination, ReadOnlySpan<nint> destinationStrides,
        ReadOnlySpan<nint> lengths)
        where TElement : unmanaged =>
        Run<TElement, Assign<TElement>>(source, sourceStrides, destination, destinationStrides, lengths);

    /// <summary>Adds a part of a tensor, in row-major order of the source.</summary>
    public static void Add<TElement>(
        ReadOnlySpan<TElement> source, ReadOnlySpan<nint> sourceStrides, Span<TElement> destination, ReadOnlySpan<nint> destinationStrides,
        ReadOnlySpan<nint> lengths)
        where TElement : unmanaged, INumberBase<TElement> =>
        Run<TElement, Accumulate<TElement>>(source, sourceStrides, destination, destinationStrides, lengths);

    private static void Run<TElement, TAssignment>(
        ReadOnlySpan<TElement> source, ReadOnlySpan<nint> sourceStrides, Span<TElement> destination, ReadOnlySpan<nint> destinationStrides,
        ReadOnlySpan<nint> lengths)
        where TElement : unmanaged
        where TAssignment : struct, IAssignment<TElement>
    {
        foreach (nint length in lengths)
            if (length == 0) return;
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        int last = lengths.Length - 1;
        if (last < 0)
        {
            TAssignment.Run(ref from, 0, ref to, 0, 1);
            return;
        }
        Span<nint> index = stackalloc nint[lengths.Length];
        index.Clear();
        while (true)
        {
            nint sourceOffset = 0, destinationOffset = 0;
            for (int axis = 0; axis < last; axis++)
            {
                sourceOffset += index[axis] * sourceStrides[axis];
                destinationOffset += index[axis] * destinationStrides[axis];
            }
            TAssignment.Run(
                ref Unsafe.Add(ref from, sourceOffset), sourceStrides[last], ref Unsafe.Add(ref to, destinationOffset), destinationStrides[last], lengths[last]);
            int next = last - 1;
            while (next >= 0 && ++index[next] == lengths[next]) index[next--] = 0;
            if (next < 0) return;
        }
    }

    private readonly struct Assign<TElement> : IAssignment<TElement>
        where TElement : unmanaged
    {
        public static void Run(ref TElement source, nint sourceStride, ref TElement destination, nint destinationStride, nint count)
        {
            if (sourceStride == 1 && destinationStride == 1)
            {
                MemoryMarshal.CreateReadOnlySpan(ref source, (int)count).CopyTo(MemoryMarshal.CreateSpan(ref destination, (int)count));
                return;
            }
            for (nint i = 0; i < count; i++) Unsafe.Add(ref destination, i * destinationStride) = Unsafe.Add(ref source, i * sourceStride);
        }
    }

    private readonly struct Accumulate<TElement> : IAssignment<TElement>
        where TElement : unmanaged, INumberBase<TElement>
    {
        public static void Run(ref TElement source, nint sourceStride, ref TElement destination, nint destinationStride, nint count)
        {
            for (nint i = 0; i < count; i++) Unsafe.Add(ref destination, i * destinationStride) += Unsafe.Add(ref source, i * sourceStride);
        }
    }
}
