using System.ComponentModel;

namespace GraphDsl.Cpu;

/// <summary>Masks from booleans that do not lie one after the other.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Masks
{
    /// <summary>Every lane set, or none.</summary>
    public static V Broadcast<V, T>(bool value)
        where V : struct, IVector<V, T>
        where T : unmanaged => value ? V.Not(V.Zero) : V.Zero;

    /// <summary>A mask from the booleans at start + k * stride; stride 0 repeats one; lanes beyond are clear.</summary>
    public static V LoadStrided<V, T>(ReadOnlySpan<bool> source, nint start, nint stride, int lanes)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        Span<bool> picked = stackalloc bool[V.Count];
        for (int k = 0; k < lanes; k++) picked[k] = source[(int)(start + (k * stride))];
        return V.LoadMask(picked, 0, lanes);
    }
}
