using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>Layers as functions of their parameters.</summary>
internal static class Layers
{
    /// <summary>What a fully connected layer hands to its activation.</summary>
    public static Expr<floatX> Dense(Expr<floatX> x, Expr<floatX> w, Expr<floatX> b) => T.Dot(x, w) + b;

    /// <summary>A convolution, the largest value of each 2 x 2 of its result, and tanh of that with a bias for each filter.</summary>
    public static Expr<floatX> ConvPool(Expr<floatX> images, Expr<floatX> w, Expr<floatX> b)
    {
        var pooled = T.Pool2d(T.Conv2d(images, w), (2, 2), ignoreBorder: true);
        return T.Tanh(pooled + b.Dimshuffle(T.NewAxis, 0, T.NewAxis, T.NewAxis));
    }
}
