using System.Numerics.Tensors;

namespace GraphDsl.Benchmarks;

/// <summary>Cross-entropy of a softmax and its gradient by the logits.</summary>
[GraphModule]
internal sealed partial class SoftmaxLoss
{
    [Shape("rows", "classes")] public required SharedMatrix<float> Z { get; init; }
    [Shape("rows")] public required SharedVector<int> Y { get; init; }

    [GraphFunction]
    private Function LossGraph()
    {
        var cost = -T.Mean(T.Log(T.Softmax(Z))[T.Arange(Y.Shape[0]), Y]);
        return T.Function(outputs: (cost: cost, gradient: T.Grad(cost, Z)));
    }

    public static Func<double> Prepare(int rows, int classes)
    {
        var model = new SoftmaxLoss
        {
            Z = new SharedMatrix<float>(new NumpyRandomState(1).Uniform<float>(-3, 3, rows, classes)),
            Y = Shared.From(Labels.Draw(rows, classes)),
        };
        var gradient = Tensor.CreateFromShape<float>([rows, classes]);
        return () => model.Loss(gradient.AsTensorSpan());
    }
}
