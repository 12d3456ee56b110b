namespace GraphDsl;

// Reductions. Usable as members too: T.Sum(x, axis: 0) is x.Sum(axis: 0). With keepDims the reduced axes stay, with length 1.
public static partial class T
{
    /// <summary>The sum over the axes; 0 of nothing (<c>sum</c>).</summary>
    public static Expr<TElement> Sum<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false)
        => throw Symbolic.NotAtRunTime();

    /// <summary>How many hold (<c>sum</c>).</summary>
    public static Expr<long> Sum(this Expr<bool> x, Axes axis = default, bool keepDims = false) => throw Symbolic.NotAtRunTime();

    /// <summary>The product over the axes; 1 of nothing (<c>prod</c>).</summary>
    public static Expr<TElement> Prod<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false)
        => throw Symbolic.NotAtRunTime();

    /// <summary>1 where all hold, else 0 (<c>prod</c>).</summary>
    public static Expr<long> Prod(this Expr<bool> x, Axes axis = default, bool keepDims = false) => throw Symbolic.NotAtRunTime();

    /// <summary>The mean over the axes (<c>mean</c>).</summary>
    public static Expr<TElement> Mean<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The share of elements that hold over the axes, as double (<c>mean</c>).</summary>
    public static Expr<double> Mean(this Expr<bool> x, Axes axis = default, bool keepDims = false) => throw Symbolic.NotAtRunTime();

    /// <summary>The mean over the axes, as double (<c>mean</c>).</summary>
    public static Expr<double> Mean(this Expr<int> x, Axes axis = default, bool keepDims = false) => throw Symbolic.NotAtRunTime();

    /// <summary>The mean over the axes, as double (<c>mean</c>).</summary>
    public static Expr<double> Mean(this Expr<long> x, Axes axis = default, bool keepDims = false) => throw Symbolic.NotAtRunTime();

    /// <summary>The mean over the axes, as double (<c>mean</c>).</summary>
    public static Expr<double> Mean(this Expr<byte> x, Axes axis = default, bool keepDims = false) => throw Symbolic.NotAtRunTime();

    /// <summary>The variance over the axes, the sum of squares divided by count - <paramref name="ddof"/> (<c>var</c>).</summary>
    public static Expr<TElement> Var<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false, int ddof = 0)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The variance over the axes, as double (<c>var</c>).</summary>
    public static Expr<double> Var(this Expr<bool> x, Axes axis = default, bool keepDims = false, int ddof = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>The variance over the axes, as double (<c>var</c>).</summary>
    public static Expr<double> Var(this Expr<int> x, Axes axis = default, bool keepDims = false, int ddof = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>The variance over the axes, as double (<c>var</c>).</summary>
    public static Expr<double> Var(this Expr<long> x, Axes axis = default, bool keepDims = false, int ddof = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>The variance over the axes, as double (<c>var</c>).</summary>
    public static Expr<double> Var(this Expr<byte> x, Axes axis = default, bool keepDims = false, int ddof = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>The standard deviation over the axes, the sum of squares divided by count - <paramref name="ddof"/> (<c>std</c>).</summary>
    public static Expr<TElement> Std<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false, int ddof = 0)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The standard deviation over the axes, as double (<c>std</c>).</summary>
    public static Expr<double> Std(this Expr<bool> x, Axes axis = default, bool keepDims = false, int ddof = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>The standard deviation over the axes, as double (<c>std</c>).</summary>
    public static Expr<double> Std(this Expr<int> x, Axes axis = default, bool keepDims = false, int ddof = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>The standard deviation over the axes, as double (<c>std</c>).</summary>
    public static Expr<double> Std(this Expr<long> x, Axes axis = default, bool keepDims = false, int ddof = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>The standard deviation over the axes, as double (<c>std</c>).</summary>
    public static Expr<double> Std(this Expr<byte> x, Axes axis = default, bool keepDims = false, int ddof = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>The largest element over the axes, NaN where one is; of nothing throws at the call (<c>max</c>).</summary>
    public static Expr<TElement> Max<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The smallest element over the axes, NaN where one is; of nothing throws at the call (<c>min</c>).</summary>
    public static Expr<TElement> Min<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The position of the first largest element over the axis; over all axes, in the flattened tensor (<c>argmax</c>).</summary>
    public static Expr<long> ArgMax<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The position of the first smallest element over the axis; over all axes, in the flattened tensor (<c>argmin</c>).</summary>
    public static Expr<long> ArgMin<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Whether an element over the axes is not 0 (<c>any</c>).</summary>
    public static Expr<bool> Any<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Whether no element over the axes is 0 (<c>all</c>).</summary>
    public static Expr<bool> All<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The norm over the axes: (sum of |x|^order)^(1/order); of order 0 the number of elements that are not 0, of infinite order the largest |x| (<c>x.norm(L)</c>).</summary>
    public static Expr<TElement> Norm<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false, double order = 2)
        => throw Symbolic.NotAtRunTime();

    /// <summary>log(sum(exp(x))) over the axes, without overflow (<c>logsumexp</c>).</summary>
    public static Expr<TElement> LogSumExp<TElement>(this Expr<TElement> x, Axes axis = default, bool keepDims = false)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Running sums along the axis, of the same shape; without one, of the flattened tensor (<c>cumsum</c>).</summary>
    public static Expr<TElement> CumSum<TElement>(this Expr<TElement> x, int? axis = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Running products along the axis, of the same shape; without one, of the flattened tensor (<c>cumprod</c>).</summary>
    public static Expr<TElement> CumProd<TElement>(this Expr<TElement> x, int? axis = null)
        => throw Symbolic.NotAtRunTime();
}
