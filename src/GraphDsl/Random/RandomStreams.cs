using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace GraphDsl;

/// <summary>
/// Random numbers in a graph (Theano's <c>RandomStreams</c>), by the counter-based Philox 4x32-10: the same seed gives the
/// same draws on every device and for every number of threads. Hold one in a module; draws advance at each call.
/// </summary>
/// <remarks>
/// A call of a function that draws counts once, however much it draws, and as soon as its arguments and their sizes have been found
/// right: also when it fails later. Checkpoints do not hold the state; see <see cref="GetState"/>. No gradient flows into a draw itself,
/// but means, deviations and bounds that are expressions have theirs. Streams of one seed in different members draw differently within
/// a function, for its draws are numbered; two functions, or two modules, of equal seed and state draw alike.
/// </remarks>
public sealed partial class RandomStreams
{
    private ulong calls;

    /// <summary>Streams of that seed.</summary>
    public RandomStreams(ulong seed = 0) => Seed = seed;

    /// <summary>Streams of that seed, which must not be negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The seed is negative.</exception>
    public RandomStreams(int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        Seed = (ulong)seed;
    }

    /// <summary>What the draws follow from.</summary>
    public ulong Seed { get; }

    /// <summary>How many calls have drawn: with the seed, all that the next draws follow from.</summary>
    public ulong GetState() => calls;

    /// <summary>Goes back, or forward, to a state that <see cref="GetState"/> gave: the same draws follow.</summary>
    public void SetState(ulong state) => calls = state;

    /// <summary>The number of the call that is about to draw; generated code asks once a call.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ulong NextCall() => calls++;

    /// <summary>Numbers spread evenly over [low, high), float (24 random bits) or double (53) (<c>uniform</c>).</summary>
    [OverloadResolutionPriority(1)]
    public Expr<TElement> Uniform<TElement>(Expr<long>[] shape, double low = 0, double high = 1)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Numbers spread evenly over [low, high), float or double; the bounds broadcast and are 0 and 1 by default (<c>uniform</c>).</summary>
    public Expr<TElement> Uniform<TElement>(Expr<long>[] shape, Expr<TElement>? low = null, Expr<TElement>? high = null)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Uniform{TElement}(Expr{long}[], Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(-1)]
    public Expr<TElement> Uniform<TElement>(Expr<long>[] shape, Expr<TElement> low, double high)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Uniform{TElement}(Expr{long}[], Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(-2)]
    public Expr<TElement> Uniform<TElement>(Expr<long>[] shape, double low, Expr<TElement> high)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Normally distributed numbers, float or double (<c>normal</c>).</summary>
    [OverloadResolutionPriority(1)]
    public Expr<TElement> Normal<TElement>(Expr<long>[] shape, double mean = 0, double std = 1)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Normally distributed numbers, float or double; mean and deviation broadcast and are 0 and 1 by default (<c>normal</c>).</summary>
    public Expr<TElement> Normal<TElement>(Expr<long>[] shape, Expr<TElement>? mean = null, Expr<TElement>? std = null)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Normal{TElement}(Expr{long}[], Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(-1)]
    public Expr<TElement> Normal<TElement>(Expr<long>[] shape, Expr<TElement> mean, double std)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Normal{TElement}(Expr{long}[], Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(-2)]
    public Expr<TElement> Normal<TElement>(Expr<long>[] shape, double mean, Expr<TElement> std)
        => throw Symbolic.NotAtRunTime();

    /// <summary>
    /// How many of n trials of probability p succeed (<c>binomial</c>): one trial by comparison with a uniform number, several by inversion
    /// of the distribution function.
    /// </summary>
    [OverloadResolutionPriority(1)]
    public Expr<TElement> Binomial<TElement>(Expr<long>[] shape, int n = 1, double p = 0.5)
        => throw Symbolic.NotAtRunTime();

    /// <summary>How many of n trials succeed, p a floating-point tensor that broadcasts (<c>binomial</c>).</summary>
    public Expr<TElement> Binomial<TElement>(Expr<long>[] shape, int n = 1, Expr? p = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>How many of n trials of probability p succeed, n a tensor that broadcasts (<c>binomial</c>).</summary>
    public Expr<TElement> Binomial<TElement>(Expr<long>[] shape, Expr<long> n, double p = 0.5)
        => throw Symbolic.NotAtRunTime();

    /// <summary>How many of n trials succeed, n and the floating-point p tensors that broadcast (<c>binomial</c>).</summary>
    public Expr<TElement> Binomial<TElement>(Expr<long>[] shape, Expr<long> n, Expr p)
        => throw Symbolic.NotAtRunTime();

    /// <summary>
    /// For every row of probabilities (the last axis, which sums to 1) the counts of n draws of a class, of the shape of
    /// <paramref name="p"/>; with n = 1 one 1 a row (<c>multinomial</c>).
    /// </summary>
    public Expr<long> Multinomial<TElement>(Expr<TElement> p, int n = 1)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The numbers from 0 to before n in a random order, a vector (<c>permutation</c>); by the shuffle of Fisher and Yates.</summary>
    public Expr<long> Permutation(Expr<long> n) => throw Symbolic.NotAtRunTime();
}
