using System.ComponentModel;
using System.Numerics;

namespace GraphDsl.Cpu;

/// <summary>Running sums and products along an axis; the source may be the destination.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Cumulate
{
    /// <summary>
    /// Running sums along the middle axis of a contiguous [outer, length, inner] tensor: element k holds the sum of 0 .. k.
    /// </summary>
    public static void Sum<T>(ReadOnlySpan<T> source, nint outer, nint length, nint inner, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        int width = checked((int)inner), count = checked((int)(length * inner));
        for (int o = 0; o < outer; o++)
        {
            var from = source.Slice(o * count, count);
            var to = destination.Slice(o * count, count);
            for (int i = 0; i < count; i++) to[i] = i < width ? from[i] : to[i - width] + from[i];
        }
    }

    /// <summary>Running products, as <see cref="Sum"/>.</summary>
    public static void Product<T>(ReadOnlySpan<T> source, nint outer, nint length, nint inner, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        int width = checked((int)inner), count = checked((int)(length * inner));
        for (int o = 0; o < outer; o++)
        {
            var from = source.Slice(o * count, count);
            var to = destination.Slice(o * count, count);
            for (int i = 0; i < count; i++) to[i] = i < width ? from[i] : to[i - width] * from[i];
        }
    }
}
