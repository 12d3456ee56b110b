using System.ComponentModel;

namespace GraphDsl.Runtime;

/// <summary>Room for the positions of one indexing step; each thread keeps its own.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class IndexBuffer
{
    [ThreadStatic]
    private static long[]? buffer;

    /// <summary>The first <paramref name="count"/> places; what they held is undefined.</summary>
    public static Span<long> Of(nint count)
    {
        if (buffer is null || buffer.Length < count) buffer = new long[count];
        return buffer.AsSpan(0, (int)count);
    }
}
