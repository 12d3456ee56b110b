namespace GraphDsl.Tests.Models;

/// <summary>Convolutions and pools in all their modes, of sizes that are known at the call alone, with first and second gradients.</summary>
[GraphModule]
public sealed partial class Windows
{
    [GraphFunction]
    private Function ValidGraph(Tensor4<floatX> x, Tensor4<floatX> w, Tensor4<floatX> r) => Gradients(x, w, r, T.Conv2d(x, w));

    [GraphFunction]
    private Function FullGraph(Tensor4<floatX> x, Tensor4<floatX> w, Tensor4<floatX> r) => Gradients(x, w, r, T.Conv2d(x, w, BorderMode.Full));

    [GraphFunction]
    private Function HalfGraph(Tensor4<floatX> x, Tensor4<floatX> w, Tensor4<floatX> r) => Gradients(x, w, r, T.Conv2d(x, w, BorderMode.Half, filterFlip: false));

    [GraphFunction]
    private Function PaddedGraph(Tensor4<floatX> x, Tensor4<floatX> w, Tensor4<floatX> r) => Gradients(x, w, r, T.Conv2d(x, w, borderMode: 2, subsample: (3, 2)));

    [GraphFunction]
    private Function UnevenGraph(Tensor4<floatX> x, Tensor4<floatX> w, Tensor4<floatX> r)
        => Gradients(x, w, r, T.Conv2d(x, w, borderMode: (1, 3), subsample: (1, 2), filterFlip: false, dilation: (2, 1)));

    [GraphFunction]
    private Function WideGraph(Tensor4<floatX> x, Tensor4<floatX> w, Tensor4<floatX> r)
        => Gradients(x, w, r, T.Conv2d(x, w, BorderMode.Half, dilation: (1, 3)));

    /// <summary>y; gradients of sum(r y); and of the sum of the squares of these, which are what the first ones change by.</summary>
    private static Function Gradients(Expr<floatX> x, Expr<floatX> w, Expr<floatX> r, Expr<floatX> y)
    {
        var (gx, gw) = T.Grad(T.Sum(r * y), x, w);
        var (ofX, ofW, ofR) = T.Grad((T.Sum(T.Sqr(gx)) + T.Sum(T.Sqr(gw))) / 2, x, w, r);
        return T.Function(outputs: (y: y, gx: gx, gw: gw, ofX: ofX, ofW: ofW, ofR: ofR));
    }

    [GraphFunction]
    private Function MaximaGraph(Tensor3<floatX> x, Tensor3<floatX> r) => PoolGradients(x, r, T.Pool2d(x, (2, 3)));

    [GraphFunction]
    private Function WholeMaximaGraph(Tensor3<floatX> x, Tensor3<floatX> r)
        => PoolGradients(x, r, T.Pool2d(x, (3, 2), ignoreBorder: true, stride: (2, 1), pad: (1, 1)));

    [GraphFunction]
    private Function SumsGraph(Tensor3<floatX> x, Tensor3<floatX> r)
        => PoolGradients(x, r, T.Pool2d(x, (3, 2), stride: (2, 3), mode: PoolMode.Sum));

    [GraphFunction]
    private Function MeansGraph(Tensor3<floatX> x, Tensor3<floatX> r)
        => PoolGradients(x, r, T.Pool2d(x, (2, 3), ignoreBorder: true, stride: (1, 2), pad: (1, 2), mode: PoolMode.AverageExcludePadding));

    [GraphFunction]
    private Function PaddedMeansGraph(Tensor3<floatX> x, Tensor3<floatX> r)
        => PoolGradients(x, r, T.Pool2d(x, (2, 3), ignoreBorder: true, stride: (1, 2), pad: (1, 2), mode: PoolMode.AverageIncludePadding));

    [GraphFunction]
    private Function CutMeansGraph(Tensor3<floatX> x, Tensor3<floatX> r)
        => PoolGradients(x, r, T.Pool2d(x, (3, 3), stride: (2, 2), mode: PoolMode.AverageExcludePadding));

    private static Function PoolGradients(Expr<floatX> x, Expr<floatX> r, Expr<floatX> y)
    {
        var gx = T.Grad(T.Sum(r * y), x);
        return T.Function(outputs: (y: y, gx: gx, ofR: T.Grad(T.Sum(T.Sqr(gx)) / 2, r)));
    }

    [GraphFunction]
    private Function NormaliseGraph(Tensor4<floatX> x, Vector<floatX> gamma, Vector<floatX> beta, Vector<floatX> mean, Vector<floatX> variance, Tensor4<floatX> r)
    {
        var (y, batchMean, inverse, nextMean, nextVariance) =
            T.BatchNormalizationTrain(x, gamma, beta, mean, variance, axes: [0, 2, 3], epsilon: 0.01, runningAverageFactor: 0.25);
        var (gx, gGamma, gBeta) = T.Grad(T.Sum(r * y), x, gamma, beta);
        return T.Function(outputs: (
            y: y, batchMean: batchMean, inverse: inverse, nextMean: nextMean, nextVariance: nextVariance, gx: gx, gGamma: gGamma, gBeta: gBeta));
    }

    [GraphFunction]
    private Function InferGraph(Tensor4<floatX> x, Vector<floatX> gamma, Vector<floatX> beta, Vector<floatX> mean, Vector<floatX> variance, Tensor4<floatX> r)
    {
        var y = T.BatchNormalizationTest(x, gamma, beta, mean, variance, axes: [0, 2, 3], epsilon: 0.01);
        var (gx, gGamma, gMean, gVariance) = T.Grad(T.Sum(r * y), x, gamma, mean, variance);
        return T.Function(outputs: (y: y, gx: gx, gGamma: gGamma, gMean: gMean, gVariance: gVariance));
    }
}
