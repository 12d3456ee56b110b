namespace GraphDsl.Tests.Models;

/// <summary>The loss of given logits, in the form that overflows when it is computed as written.</summary>
[GraphModule]
public static partial class Losses
{
    [GraphFunction]
    private static (Expr<floatX> cost, Expr<floatX> gradient) NegativeLogLikelihoodGraph(Matrix<floatX> logits, Vector<int> labels)
    {
        var cost = -T.Mean(T.Log(T.Softmax(logits))[T.Arange(labels.Shape[0]), labels]);
        return (cost, T.Grad(cost, logits));
    }

    [GraphFunction]
    private static Expr<floatX> CrossentropyGraph(Matrix<floatX> logits, Vector<long> labels)
        => T.Mean(T.CategoricalCrossentropy(T.Softmax(logits), labels));
}
