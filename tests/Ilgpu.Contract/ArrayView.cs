using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>A view whose elements lie one after the other.</summary>
public interface IContiguousArrayView
{
    /// <summary>The bytes of the elements.</summary>
    long LengthInBytes { get; }
}

/// <inheritdoc cref="IContiguousArrayView"/>
public interface IContiguousArrayView<T> : IContiguousArrayView
    where T : unmanaged;

/// <summary>A part of a buffer. Every access is checked.</summary>
public readonly struct ArrayView<T> : IContiguousArrayView<T>
    where T : unmanaged
{
    private readonly MemoryBuffer? buffer;
    private readonly long start;

    internal ArrayView(MemoryBuffer buffer, long startInBytes, long length)
    {
        this.buffer = buffer;
        start = startInBytes;
        Length = length;
    }

    /// <summary>The number of elements.</summary>
    public long Length { get; }

    /// <inheritdoc/>
    public long LengthInBytes => Length * Unsafe.SizeOf<T>();

    /// <summary>False for a view of nothing.</summary>
    public bool IsValid => buffer is not null;

    /// <summary>An element.</summary>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref this[(long)index];
    }

    /// <inheritdoc cref="this[int]"/>
    public ref T this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((ulong)index >= (ulong)Length) throw BoundsError.Of(this, index, Length);
            return ref Unsafe.As<byte, T>(ref buffer!.At(start + (index * Unsafe.SizeOf<T>())));
        }
    }

    /// <summary>The elements from one on.</summary>
    public ArrayView<T> SubView(long index)
    {
        // As strict as ILGPU: nothing begins behind the last element, but for the start of nothing.
        if (!((index >= 0 && index < Length) || (index == 0 && Length < 1))) throw BoundsError.Of(this, index, Length);
        return SubView(index, Length - index);
    }

    /// <summary>Some elements from one on.</summary>
    public ArrayView<T> SubView(long index, long subViewLength)
    {
        if (!((index >= 0 && index < Length) || (index == 0 && Length < 1))) throw BoundsError.Of(this, index, Length);
        if (subViewLength < 0 || index + subViewLength > Length) throw BoundsError.Of(this, index + subViewLength, Length);
        return new(buffer!, start + (index * Unsafe.SizeOf<T>()), subViewLength);
    }

    /// <summary>The same memory as elements of another type.</summary>
    public ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged => new(buffer!, start, LengthInBytes / Unsafe.SizeOf<TOther>());

    internal ref byte Bytes => ref buffer!.At(start);

    internal bool IsSame(MemoryBuffer? other, long startInBytes, long length) =>
        ReferenceEquals(buffer, other) && start == startInBytes && Length == length;

    internal (MemoryBuffer? Buffer, long Start, long Length) Place => (buffer, start, Length);
}
