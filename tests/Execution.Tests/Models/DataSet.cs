namespace GraphDsl.Tests.Models;

/// <summary>Rows of shared data.</summary>
[GraphModule]
public sealed partial class DataSet
{
    public required SharedMatrix<floatX> TrainX { get; init; }
    public required SharedVector<int> TrainY { get; init; }

    [GraphFunction]
    private Expr<floatX> MinibatchGraph(Scalar<long> index) => TrainX[(index * 500)..((index + 1) * 500)];

    [GraphFunction]
    private Expr<floatX> ThirdMinibatchGraph() => TrainX[(2 * 500)..(3 * 500)];

    [GraphFunction]
    private Expr<int> LabelsGraph(Scalar<long> index) => TrainY[(index * 500)..((index + 1) * 500)];

    [GraphFunction]
    private (Expr<floatX> image, Expr<int> label) OneGraph(Scalar<long> row) => (TrainX[row], TrainY[row]);

    [GraphFunction]
    private Expr<floatX> ChosenGraph(Vector<int> rows) => TrainX[rows];

    [GraphFunction]
    private Expr<floatX> LastGraph() => TrainX[^1];
}
