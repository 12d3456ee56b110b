using System.Numerics;
using System.Numerics.Tensors;

namespace GraphDsl;

/// <summary>
/// NumPy's <c>RandomState</c> (MT19937), bit for bit: the same seed and the same calls give the same numbers as
/// <c>numpy.random.RandomState(seed)</c>, so that the tutorials start from the published weights. Not safe for use
/// from several threads at once.
/// </summary>
/// <remarks>
/// Calls advance one common state, as in NumPy: the order of the calls matters. <see cref="Normal{T}"/> takes
/// logarithms from the system's C library, as NumPy does; another library may differ in the last bit.
/// </remarks>
public sealed class NumpyRandomState
{
    private readonly MersenneTwister generator;
    private double secondGauss = double.NaN;   // the polar method makes two at a time; NaN: none is left

    /// <summary>Seeds the generator, as <c>RandomState(seed)</c> does.</summary>
    /// <param name="seed">From 0 to 4,294,967,295.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is not in that range.</exception>
    public NumpyRandomState(long seed)
    {
        if (seed is < 0 or > uint.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(seed), seed, $"expected a seed from 0 to {uint.MaxValue}");
        generator = new MersenneTwister((uint)seed);
    }

    /// <summary>Numbers spread evenly over [low, high): <c>uniform(low, high, size)</c>. Drawn in double and rounded to <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">float, double or <see cref="Half"/>.</typeparam>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound; rounding to <typeparamref name="T"/> may reach it.</param>
    /// <param name="lengths">The result's axes; none gives one number, as (1), since tensors have no rank 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, or the bounds or their difference are not finite.</exception>
    public Tensor<T> Uniform<T>(double low, double high, params ReadOnlySpan<nint> lengths) where T : IBinaryFloatingPointIeee754<T>
    {
        var range = high - low;
        if (!double.IsFinite(range))
            throw new ArgumentOutOfRangeException(nameof(high), high, $"expected finite bounds with a finite difference, found {low} and {high}");
        var values = Make<T>(lengths);
        foreach (ref var value in values.AsSpan())
            value = T.CreateChecked(low + range * generator.NextDouble());
        return Tensor.Create(values, lengths.IsEmpty ? [1] : lengths);
    }

    /// <summary>Normally distributed numbers: <c>normal(loc, scale, size)</c>, by NumPy's polar method. Drawn in double and rounded to <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">float, double or <see cref="Half"/>.</typeparam>
    /// <param name="mean">The mean (<c>loc</c>).</param>
    /// <param name="std">The standard deviation (<c>scale</c>), not negative.</param>
    /// <param name="lengths">The result's axes; none gives one number, as (1), since tensors have no rank 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length or the standard deviation is negative.</exception>
    public Tensor<T> Normal<T>(double mean, double std, params ReadOnlySpan<nint> lengths) where T : IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(std);
        var values = Make<T>(lengths);
        foreach (ref var value in values.AsSpan())
            value = T.CreateChecked(mean + std * NextGauss());
        return Tensor.Create(values, lengths.IsEmpty ? [1] : lengths);
    }

    /// <summary>Integers spread evenly over [low, high): <c>randint(low, high, size)</c> with NumPy's default type, int64.</summary>
    /// <param name="low">The least number.</param>
    /// <param name="high">One more than the greatest; above <paramref name="low"/>.</param>
    /// <param name="lengths">The result's axes; none gives one number, as (1), since tensors have no rank 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, or there is no number from low to high.</exception>
    public Tensor<long> RandInt(long low, long high, params ReadOnlySpan<nint> lengths)
    {
        if (high <= low)
            throw new ArgumentOutOfRangeException(nameof(high), high, $"expected more than low, which is {low}");
        var most = (ulong)high - (ulong)low - 1;
        var values = Make<long>(lengths);
        if (most > 0)
        {
            foreach (ref var value in values.AsSpan())
                value = low + (long)NextUpTo(most);
        }
        else
            values.AsSpan().Fill(low);
        return Tensor.Create(values, lengths.IsEmpty ? [1] : lengths);
    }

    /// <summary>The numbers 0 to n - 1 in random order: <c>permutation(n)</c>.</summary>
    /// <param name="n">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    public Tensor<long> Permutation(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        var values = new long[n];
        for (var i = 0; i < n; i++)
            values[i] = i;
        for (var i = n - 1; i > 0; i--)
        {
            var j = NextUpTo((ulong)i);
            (values[i], values[j]) = (values[j], values[i]);
        }

        return Tensor.Create(values, [n]);
    }

    // Draws of as many bits as the greatest number has, until one is not above it.
    private ulong NextUpTo(ulong most)
    {
        var mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(most);
        while (true)
        {
            var value = (most <= uint.MaxValue ? generator.NextUInt32() : generator.NextUInt64()) & mask;
            if (value <= most)
                return value;
        }
    }

    private double NextGauss()
    {
        if (!double.IsNaN(secondGauss))
        {
            var second = secondGauss;
            secondGauss = double.NaN;
            return second;
        }

        double x, y, square;
        do
        {
            x = 2.0 * generator.NextDouble() - 1.0;
            y = 2.0 * generator.NextDouble() - 1.0;
            square = x * x + y * y;
        }
        while (square is >= 1.0 or 0.0);

        var factor = Math.Sqrt(-2.0 * Math.Log(square) / square);
        secondGauss = factor * x;
        return factor * y;
    }

    private static T[] Make<T>(ReadOnlySpan<nint> lengths)
    {
        nint count = 1;
        foreach (var length in lengths)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(lengths));
            count = checked(count * length);
        }

        return new T[count];
    }
}
