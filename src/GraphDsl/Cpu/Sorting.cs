using System.ComponentModel;
using System.Numerics;

namespace GraphDsl.Cpu;

/// <summary>Sorting of the rows of the last axis, ascending; NaN comes last, as in NumPy. Equal elements keep their order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sorting
{
    /// <summary>Sorts each row.</summary>
    public static void Sort<TElement>(ReadOnlySpan<TElement> source, nint columns, Span<TElement> result)
        where TElement : unmanaged, INumberBase<TElement>, IComparisonOperators<TElement, TElement, bool>
    {
        source.CopyTo(result);
        for (int start = 0; columns > 0 && start < result.Length; start += (int)columns)
            result.Slice(start, (int)columns).Sort(Compare);
    }

    /// <summary>The positions that sort each row.</summary>
    public static void ArgSort<TElement>(ReadOnlySpan<TElement> source, nint columns, Span<long> result)
        where TElement : unmanaged, INumberBase<TElement>, IComparisonOperators<TElement, TElement, bool>
    {
        for (int start = 0; columns > 0 && start < source.Length; start += (int)columns)
        {
            var row = source.Slice(start, (int)columns);
            var order = result.Slice(start, (int)columns);
            for (int i = 0; i < order.Length; i++) order[i] = i;
            MergeSort(row, order);
        }
    }

    private static int Compare<TElement>(TElement a, TElement b)
        where TElement : unmanaged, INumberBase<TElement>, IComparisonOperators<TElement, TElement, bool> =>
        a < b ? -1 : a > b ? 1 : TElement.IsNaN(a).CompareTo(TElement.IsNaN(b));

    /// <summary>Bottom-up and stable; the one buffer is kept by the thread.</summary>
    private static void MergeSort<TElement>(ReadOnlySpan<TElement> row, Span<long> order)
        where TElement : unmanaged, INumberBase<TElement>, IComparisonOperators<TElement, TElement, bool>
    {
        if (buffer is null || buffer.Length < order.Length) buffer = new long[order.Length];
        var other = buffer.AsSpan(0, order.Length);
        for (int width = 1; width < order.Length; width *= 2)
        {
            for (int start = 0; start < order.Length; start += 2 * width)
            {
                int middle = Math.Min(start + width, order.Length), end = Math.Min(start + (2 * width), order.Length);
                int left = start, right = middle;
                for (int i = start; i < end; i++)
                {
                    bool takeLeft = left < middle && (right >= end || Compare(row[(int)order[left]], row[(int)order[right]]) <= 0);
                    other[i] = takeLeft ? order[left++] : order[right++];
                }
            }
            other.CopyTo(order);
        }
    }

    [ThreadStatic]
    private static long[]? buffer;
}
