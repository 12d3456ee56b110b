using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphDsl.Runtime;

/// <summary>
/// The memory of a function's intermediate results, laid out by its static plan. It is aligned to cache lines and grows to the
/// largest call seen.
/// </summary>
/// <remarks>
/// The memory is a pinned array, so that spans of it keep it alive: a call may outlive the last reference to its module.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Workspace
{
    private const nint LineBytes = 64;

    private byte[] memory = [];
    private nint start;

    /// <summary>The bytes it holds now.</summary>
    public nint Capacity { get; private set; }

    /// <summary>Bytes rounded up to whole cache lines; none for what a branch that is not taken would have.</summary>
    public static nint Align(nint bytes) => (Math.Max(bytes, 0) + LineBytes - 1) & -LineBytes;

    /// <summary>Makes room for a call. Contents are lost where it grows.</summary>
    /// <exception cref="OutOfMemoryException">There is not that much memory.</exception>
    public void Reserve(nint bytes)
    {
        if (bytes > Capacity) Grow(bytes);
    }

    /// <summary>Elements from an offset in bytes on, a multiple of 64. What they hold is undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<TElement> Span<TElement>(nint offset, nint length)
        where TElement : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, TElement>(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(memory), start + offset)), Math.Max((int)length, 0));

    private unsafe void Grow(nint bytes)
    {
        bytes = Align(bytes);
        if (bytes > Array.MaxLength - LineBytes)
            throw new OutOfMemoryException($"A function needs {bytes} bytes of workspace; at most {Array.MaxLength - LineBytes} are possible.");
        memory = LargeArray.New<byte>((int)(bytes + LineBytes), pinned: true);
        fixed (byte* first = memory) start = (nint)(-(long)first & (LineBytes - 1));
        Capacity = bytes;
    }
}
