using System.ComponentModel;
using System.Numerics;

namespace GraphDsl.Cpu;

/// <summary>
/// Reductions along one axis of a dense tensor seen as <c>(outer, length, inner)</c>, element by element: for types without vectors
/// and for positions.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AxisReductions
{
    private interface IFold<TElement>
    {
        static abstract TElement Start { get; }

        static abstract TElement Combine(TElement a, TElement b);
    }

    private interface IOrder<TElement>
    {
        static abstract bool IsBetter(TElement a, TElement b);
    }

    /// <summary>The sum; of an empty axis 0.</summary>
    public static void Sum<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result)
        where TElement : unmanaged, INumberBase<TElement> => Fold<TElement, Adding<TElement>>(source, outer, length, inner, result);

    /// <summary>The product; of an empty axis 1.</summary>
    public static void Prod<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result)
        where TElement : unmanaged, INumberBase<TElement> => Fold<TElement, Multiplying<TElement>>(source, outer, length, inner, result);

    /// <summary>The greatest element, NaN if any is NaN.</summary>
    public static void Max<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result)
        where TElement : unmanaged, INumber<TElement> => Fold<TElement, Greatest<TElement>>(source, outer, length, inner, result);

    /// <summary>The least element, NaN if any is NaN.</summary>
    public static void Min<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result)
        where TElement : unmanaged, INumber<TElement> => Fold<TElement, Least<TElement>>(source, outer, length, inner, result);

    /// <summary>Whether any element is true.</summary>
    public static void Any(ReadOnlySpan<bool> source, nint outer, nint length, nint inner, Span<bool> result) =>
        Fold<bool, Either>(source, outer, length, inner, result);

    /// <summary>Whether all elements are true.</summary>
    public static void All(ReadOnlySpan<bool> source, nint outer, nint length, nint inner, Span<bool> result) =>
        Fold<bool, Both>(source, outer, length, inner, result);

    /// <summary>The position of the greatest element, of several the first; NaN counts as the greatest, as in NumPy.</summary>
    /// <exception cref="ArgumentException">The axis is empty.</exception>
    public static void ArgMax<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<long> result)
        where TElement : unmanaged, INumber<TElement> => Position<TElement, Greatest<TElement>>(source, outer, length, inner, result);

    /// <summary>The position of the least element, of several the first; NaN counts as the least, as in NumPy.</summary>
    /// <exception cref="ArgumentException">The axis is empty.</exception>
    public static void ArgMin<TElement>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<long> result)
        where TElement : unmanaged, INumber<TElement> => Position<TElement, Least<TElement>>(source, outer, length, inner, result);

    private static void Fold<TElement, TFold>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<TElement> result)
        where TElement : unmanaged
        where TFold : struct, IFold<TElement>
    {
        result.Fill(TFold.Start);
        int at = 0;
        for (nint o = 0; o < outer; o++)
        {
            var totals = result.Slice((int)(o * inner), (int)inner);
            for (nint k = 0; k < length; k++)
                for (int i = 0; i < totals.Length; i++, at++) totals[i] = TFold.Combine(totals[i], source[at]);
        }
    }

    private static void Position<TElement, TOrder>(ReadOnlySpan<TElement> source, nint outer, nint length, nint inner, Span<long> result)
        where TElement : unmanaged, INumber<TElement>
        where TOrder : struct, IOrder<TElement>
    {
        if (length == 0 && result.Length > 0)
            throw new ArgumentException("There is no greatest or least of no elements: the axis is empty.", nameof(length));
        for (nint o = 0; o < outer; o++)
        {
            for (nint i = 0; i < inner; i++)
            {
                var line = source[(int)((o * length * inner) + i)..];
                var best = line[0];
                nint place = 0;
                for (nint k = 1; k < length && !TElement.IsNaN(best); k++)
                {
                    var candidate = line[(int)(k * inner)];
                    if (TOrder.IsBetter(candidate, best) || TElement.IsNaN(candidate)) (best, place) = (candidate, k);
                }
                result[(int)((o * inner) + i)] = place;
            }
        }
    }

    private readonly struct Adding<TElement> : IFold<TElement>
        where TElement : INumberBase<TElement>
    {
        public static TElement Start => TElement.Zero;

        public static TElement Combine(TElement a, TElement b) => a + b;
    }

    private readonly struct Multiplying<TElement> : IFold<TElement>
        where TElement : INumberBase<TElement>
    {
        public static TElement Start => TElement.One;

        public static TElement Combine(TElement a, TElement b) => a * b;
    }

    private readonly struct Greatest<TElement> : IFold<TElement>, IOrder<TElement>
        where TElement : INumber<TElement>
    {
        public static TElement Start => TElement.CreateSaturating(double.NegativeInfinity);

        public static TElement Combine(TElement a, TElement b) => TElement.Max(a, b);

        public static bool IsBetter(TElement a, TElement b) => a > b;
    }

    private readonly struct Least<TElement> : IFold<TElement>, IOrder<TElement>
        where TElement : INumber<TElement>
    {
        public static TElement Start => TElement.CreateSaturating(double.PositiveInfinity);

        public static TElement Combine(TElement a, TElement b) => TElement.Min(a, b);

        public static bool IsBetter(TElement a, TElement b) => a < b;
    }

    private readonly struct Either : IFold<bool>
    {
        public static bool Start => false;

        public static bool Combine(bool a, bool b) => a | b;
    }

    private readonly struct Both : IFold<bool>
    {
        public static bool Start => true;

        public static bool Combine(bool a, bool b) => a & b;
    }
}
