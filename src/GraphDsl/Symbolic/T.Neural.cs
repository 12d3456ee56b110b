using System.Runtime.CompilerServices;

namespace GraphDsl;

// Neural networks (theano.tensor.nnet).
public static partial class T
{
    /// <summary>1 / (1 + exp(-x)) (<c>sigmoid</c>).</summary>
    public static Expr<TElement> Sigmoid<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>clip(0.2 x + 0.5, 0, 1) (<c>hard_sigmoid</c>).</summary>
    public static Expr<TElement> HardSigmoid<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>log(1 + exp(x)), without overflow (<c>softplus</c>).</summary>
    public static Expr<TElement> Softplus<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>x / (1 + |x|) (<c>softsign</c>).</summary>
    public static Expr<TElement> Softsign<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>max(x, 0) (<c>relu</c>).</summary>
    public static Expr<TElement> Relu<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>x where it is positive, else alpha x (<c>relu</c>).</summary>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Relu<TElement>(Expr<TElement> x, double alpha) => throw Symbolic.NotAtRunTime();

    /// <summary>x where it is positive, else alpha x, the slope a tensor that is broadcast (<c>relu</c>).</summary>
    public static Expr<TElement> Relu<TElement>(Expr<TElement> x, Expr<TElement> alpha) => throw Symbolic.NotAtRunTime();

    /// <summary>x where it is positive, else exp(x) - 1 (<c>elu</c>).</summary>
    public static Expr<TElement> Elu<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>x where it is positive, else alpha (exp(x) - 1) (<c>elu</c>).</summary>
    public static Expr<TElement> Elu<TElement>(Expr<TElement> x, double alpha) => throw Symbolic.NotAtRunTime();

    /// <summary>x times the normal distribution function of x: 0.5 x (1 + erf(x / sqrt(2))).</summary>
    public static Expr<TElement> Gelu<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>exp(x) / sum(exp(x)) along the last axis, without overflow (<c>softmax</c>).</summary>
    public static Expr<TElement> Softmax<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>exp(x) / sum(exp(x)) along the axis, without overflow (<c>softmax</c>).</summary>
    public static Expr<TElement> Softmax<TElement>(Expr<TElement> x, int axis) => throw Symbolic.NotAtRunTime();

    /// <summary>x - log(sum(exp(x))) along the last axis, without overflow (<c>logsoftmax</c>).</summary>
    public static Expr<TElement> LogSoftmax<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>x - log(sum(exp(x))) along the axis, without overflow (<c>logsoftmax</c>).</summary>
    public static Expr<TElement> LogSoftmax<TElement>(Expr<TElement> x, int axis) => throw Symbolic.NotAtRunTime();

    /// <summary>-sum(target log(p)) along the last axis, the target a distribution of the shape of p (<c>categorical_crossentropy</c>).</summary>
    public static Expr<TElement> CategoricalCrossentropy<TElement>(Expr<TElement> p, Expr<TElement> target)
        => throw Symbolic.NotAtRunTime();

    /// <summary>-log(p[i, target[i]]) for every row, p (rows, classes) and the target a vector of classes (<c>categorical_crossentropy</c>).</summary>
    public static Expr<TElement> CategoricalCrossentropy<TElement>(Expr<TElement> p, Expr<int> target)
        => throw Symbolic.NotAtRunTime();

    /// <summary>-log(p[i, target[i]]) for every row, p (rows, classes) and the target a vector of classes (<c>categorical_crossentropy</c>).</summary>
    public static Expr<TElement> CategoricalCrossentropy<TElement>(Expr<TElement> p, Expr<long> target)
        => throw Symbolic.NotAtRunTime();

    /// <summary>-log(p[i, target[i]]) for every row, p (rows, classes) and the target a vector of classes (<c>categorical_crossentropy</c>).</summary>
    public static Expr<TElement> CategoricalCrossentropy<TElement>(Expr<TElement> p, Expr<byte> target)
        => throw Symbolic.NotAtRunTime();

    /// <summary>-(target log(p) + (1 - target) log(1 - p)), element by element (<c>binary_crossentropy</c>).</summary>
    public static Expr<TElement> BinaryCrossentropy<TElement>(Expr<TElement> p, Expr<TElement> target)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The convolution of images with filters (<c>conv2d</c>): (batch, channels, rows, columns) with (filters, channels, filter rows, filter columns) to (batch, filters, rows, columns).</summary>
    /// <param name="input">The images, rank 4.</param>
    /// <param name="filters">The filters, rank 4.</param>
    /// <param name="borderMode">Valid, Full, Half, or rows and columns of zeros around the image.</param>
    /// <param name="subsample">Steps of the window down and across; (1, 1) by default.</param>
    /// <param name="filterFlip">Whether filters are turned by 180 degrees: true is convolution, false correlation.</param>
    /// <param name="dilation">Distances of the filter's elements down and across; (1, 1) by default (<c>filter_dilation</c>).</param>
    public static Expr<TElement> Conv2d<TElement>(Expr<TElement> input, Expr<TElement> filters, Padding borderMode = default, (int Rows, int Columns)? subsample = null, bool filterFlip = true, (int Rows, int Columns)? dilation = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Pooling over windows of the last two axes (<c>pool_2d</c>).</summary>
    /// <param name="input">The images, rank 2 or more: (..., rows, columns).</param>
    /// <param name="ws">Rows and columns of the window.</param>
    /// <param name="ignoreBorder">Whether a window that goes over the end is left out; with false it is cut off.</param>
    /// <param name="stride">Steps of the window down and across; its own size by default.</param>
    /// <param name="pad">Rows above and below and columns left and right; only with <paramref name="ignoreBorder"/>.</param>
    /// <param name="mode">What is made of a window.</param>
    public static Expr<TElement> Pool2d<TElement>(Expr<TElement> input, (int Rows, int Columns) ws, bool ignoreBorder = false, (int Rows, int Columns)? stride = null, (int Rows, int Columns)? pad = null, PoolMode mode = PoolMode.Max)
        => throw Symbolic.NotAtRunTime();

    /// <summary>(x - mean) / std * gamma + beta, all broadcast (<c>batch_normalization</c>).</summary>
    public static Expr<TElement> BatchNormalization<TElement>(Expr<TElement> x, Expr<TElement> gamma, Expr<TElement> beta, Expr<TElement> mean, Expr<TElement> std)
        => throw Symbolic.NotAtRunTime();

    /// <summary>x with the mean 0 and the variance 1 over the axes, times gamma plus beta (<c>batch_normalization_train</c>).</summary>
    /// <param name="x">What is normalised.</param>
    /// <param name="gamma">The factors, of x's rank with size 1 along the axes, or without these.</param>
    /// <param name="beta">What is added, shaped as gamma.</param>
    /// <param name="axes">The axes: 0 by default; (0, 2, 3) for the channels of images.</param>
    /// <param name="epsilon">Is added to the variance.</param>
    /// <returns>The result; the mean and 1 / sqrt(variance + epsilon), shaped as gamma.</returns>
    public static (Expr<TElement> Output, Expr<TElement> Mean, Expr<TElement> InverseStd) BatchNormalizationTrain<TElement>(
        Expr<TElement> x, Expr<TElement> gamma, Expr<TElement> beta, Axes? axes = null, double epsilon = 1e-4)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The same, and new values for a running mean and a running variance, for updates.</summary>
    /// <param name="x">What is normalised.</param>
    /// <param name="gamma">The factors, of x's rank with size 1 along the axes, or without these.</param>
    /// <param name="beta">What is added, shaped as gamma.</param>
    /// <param name="runningMean">The mean over former calls, shaped as gamma.</param>
    /// <param name="runningVariance">The variance over former calls, shaped as gamma.</param>
    /// <param name="axes">The axes: 0 by default; (0, 2, 3) for the channels of images.</param>
    /// <param name="epsilon">Is added to the variance.</param>
    /// <param name="runningAverageFactor">The share of this call in the new running values; the variance's is that of a sample.</param>
    public static (Expr<TElement> Output, Expr<TElement> Mean, Expr<TElement> InverseStd, Expr<TElement> RunningMean, Expr<TElement> RunningVariance) BatchNormalizationTrain<TElement>(
        Expr<TElement> x, Expr<TElement> gamma, Expr<TElement> beta, Expr<TElement> runningMean, Expr<TElement> runningVariance,
        Axes? axes = null, double epsilon = 1e-4, double runningAverageFactor = 0.1)
        => throw Symbolic.NotAtRunTime();

    /// <summary>(x - mean) / sqrt(variance + epsilon) * gamma + beta, with running values in place of the batch's own (<c>batch_normalization_test</c>).</summary>
    /// <param name="x">What is normalised.</param>
    /// <param name="gamma">The factors, of x's rank with size 1 along the axes, or without these.</param>
    /// <param name="beta">What is added, shaped as gamma.</param>
    /// <param name="mean">The mean, shaped as gamma.</param>
    /// <param name="variance">The variance, shaped as gamma.</param>
    /// <param name="axes">The axes: 0 by default; (0, 2, 3) for the channels of images.</param>
    /// <param name="epsilon">Is added to the variance.</param>
    public static Expr<TElement> BatchNormalizationTest<TElement>(
        Expr<TElement> x, Expr<TElement> gamma, Expr<TElement> beta, Expr<TElement> mean, Expr<TElement> variance, Axes? axes = null, double epsilon = 1e-4)
        => throw Symbolic.NotAtRunTime();

    /// <summary>x with elements set to 0 with probability p, drawn at each call, and the others divided by 1 - p.</summary>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Dropout<TElement>(Expr<TElement> x, RandomStreams rng, double p)
        => throw Symbolic.NotAtRunTime();

    /// <summary>x with elements set to 0 with probability p, drawn at each call, and the others divided by 1 - p.</summary>
    public static Expr<TElement> Dropout<TElement>(Expr<TElement> x, RandomStreams rng, Expr<TElement> p)
        => throw Symbolic.NotAtRunTime();
}
