using System.ComponentModel;
using System.Numerics;

namespace GraphDsl.Cpu;

/// <summary>
/// Reductions along one axis of a dense tensor seen as <c>(outer, length, inner)</c>, element by element: for types without vectors,
/// for positions and for running totals.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AxisReductions
{
    /// <summary>The sum; of an empty axis 0.</summary>
    public static void Sum<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result)
        where TElement : unmanaged, INumberBase<TElement> => Fold(source, outer, length, inner, result, TElement.Zero, (a, b) => a + b);

    /// <summary>The product; of an empty axis 1.</summary>
    public static void Prod<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result)
        where TElement : unmanaged, INumberBase<TElement> => Fold(source, outer, length, inner, result, TElement.One, (a, b) => a * b);

    /// <summary>The greatest element, NaN if any is NaN.</summary>
    public static void Max<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result)
        where TElement : unmanaged, INumber<TElement>, IMinMaxValue<TElement> => Fold(source, outer, length, inner, result, TElement.MinValue, TElement.Max);

    /// <summary>The least element, NaN if any is NaN.</summary>
    public static void Min<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result)
        where TElement : unmanaged, INumber<TElement>, IMinMaxValue<TElement> => Fold(source, outer, length, inner, result, TElement.MaxValue, TElement.Min);

    /// <summary>Whether any element is true.</summary>
    public static void Any(ReadOnlySpan<bool> source, nint outer, nint length, nint inner, Span<bool> result) =>
        Fold(source, outer, length, inner, result, false, (a, b) => a | b);

    /// <summary>Whether all elements are true.</summary>
    public static void All(ReadOnlySpan<bool> source, nint outer, nint length, nint inner, Span<bool> result) =>
        Fold(source, outer, length, inner, result, true, (a, b) => a & b);

    /// <summary>The position of the greatest element, of several the first; NaN counts as the greatest.</summary>
    public static void ArgMax<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<long> result)
        where TElement : unmanaged, INumber<TElement> => Position(source, outer, length, inner, result, (a, b) => a > b);

    /// <summary>The position of the least element, of several the first; NaN counts as the least.</summary>
    public static void ArgMin<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<long> result)
        where TElement : unmanaged, INumber<TElement> => Position(source, outer, length, inner, result, (a, b) => a < b);

    /// <summary>Running sums along the axis.</summary>
    public static void CumSum<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result)
        where TElement : unmanaged, INumberBase<TElement> => Accumulate(source, outer, length, inner, result, (a, b) => a + b);

    /// <summary>Running products along the axis.</summary>
    public static void CumProd<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result)
        where TElement : unmanaged, INumberBase<TElement> => Accumulate(source, outer, length, inner, result, (a, b) => a * b);

    private static void Fold<TElement>(
        ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result, TElement start, Func<TElement, TElement, TElement> combine)
        where TElement : unmanaged
    {
        result.Fill(start);
        int at = 0;
        for (nint o = 0; o < outer; o++)
            for (nint k = 0; k < length; k++)
                for (nint i = 0; i < inner; i++, at++)
                    result[(int)((o * inner) + i)] = combine(result[(int)((o * inner) + i)], source[at]);
    }

    private static void Position<TElement>(
        ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<long> result, Func<TElement, TElement, bool> isBetter)
        where TElement : unmanaged, INumber<TElement>
    {
        for (nint o = 0; o < outer; o++)
        {
            for (nint i = 0; i < inner; i++)
            {
                var line = source[(int)((o * length * inner) + i)..];
                nint best = 0;
                for (nint k = 1; k < length && !TElement.IsNaN(line[(int)(best * inner)]); k++)
                {
                    var candidate = line[(int)(k * inner)];
                    if (isBetter(candidate, line[(int)(best * inner)]) || TElement.IsNaN(candidate)) best = k;
                }
                result[(int)((o * inner) + i)] = best;
            }
        }
    }

    private static void Accumulate<TElement>(
        ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result, Func<TElement, TElement, TElement> combine)
        where TElement : unmanaged
    {
        int at = 0;
        for (nint o = 0; o < outer; o++)
            for (nint k = 0; k < length; k++)
                for (nint i = 0; i < inner; i++, at++)
                    result[at] = k == 0 ? source[at] : combine(result[at - (int)inner], source[at]);
    }
}
