using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>A fully connected layer: activation(x W + b).</summary>
[GraphModule]
public sealed partial class Layer
{
    /// <summary>A layer with the weights given and biases of zero.</summary>
    public Layer(SharedMatrix<floatX> w)
    {
        W = w;
        B = Shared.Zeros<floatX>(w.Lengths[1], name: "b");
    }

    /// <summary>The weights, a column a unit.</summary>
    public SharedMatrix<floatX> W { get; }

    /// <summary>The biases.</summary>
    public SharedVector<floatX> B { get; }

    /// <summary>What training changes.</summary>
    public Expr<floatX>[] Parameters => [W, B];

    /// <summary>The layer's values for each row of x.</summary>
    public Expr<floatX> Output(Expr<floatX> x, Func<Expr<floatX>, Expr<floatX>> activation) => activation(T.Dot(x, W) + B);
}
