using System.Numerics.Tensors;

namespace GraphDsl.Benchmarks;

/// <summary>A million rows of 16, read at random from a table of 100000 or added to it.</summary>
[GraphModule]
internal sealed partial class Indices
{
    private const int Rows = 1_000_000, Width = 16, Entries = 100_000;

    [Shape(Entries, Width)] public required SharedMatrix<float> Table { get; init; }
    [Shape(Rows, Width)] public required SharedMatrix<float> Values { get; init; }
    [Shape(Rows)] public required SharedVector<int> At { get; init; }

    [GraphFunction]
    private Expr<float> GatheredGraph() => Table[At];

    [GraphFunction]
    private Function ScatterGraph() => T.Function(updates: [(Table, T.IncSubtensor(Table[At], Values))]);

    public static Func<double> Gather()
    {
        var model = Of();
        var result = Tensor.CreateFromShape<float>([Rows, Width]);
        return () =>
        {
            model.Gathered(result.AsTensorSpan());
            return 0;
        };
    }

    public static Func<double> ScatterAdd()
    {
        var model = Of();
        return () =>
        {
            model.Scatter();
            return 0;
        };
    }

    private static Indices Of() => new()
    {
        Table = new SharedMatrix<float>(Tensor.Create(Arrays.Numbers(8, Entries * Width), [Entries, Width])),
        Values = new SharedMatrix<float>(Tensor.Create(Arrays.Numbers(9, Rows * Width), [Rows, Width])),
        At = Shared.From(Labels.Draw(Rows, Entries)),
    };
}
