using System.Numerics.Tensors;

namespace GraphDsl.Benchmarks;

/// <summary>Sums over one axis of a matrix, and sums with a row or a column.</summary>
[GraphModule]
internal sealed partial class Reductions
{
    [Shape("rows", "columns")] public required SharedMatrix<float> X { get; init; }
    [Shape("columns")] public required SharedVector<float> Row { get; init; }
    [Shape("rows")] public required SharedVector<float> Column { get; init; }

    [GraphFunction]
    private Expr<float> OfRowsGraph() => T.Sum(X, axis: 1);

    [GraphFunction]
    private Expr<float> OfColumnsGraph() => T.Sum(X, axis: 0);

    [GraphFunction]
    private Expr<float> WithRowGraph() => X + Row;

    [GraphFunction]
    private Expr<float> WithColumnGraph() => X + Column.Dimshuffle(0, "x");

    public static Func<double> OverRows(int rows, int columns) => Prepare(rows, columns, model => model.OfRows, [rows]);

    public static Func<double> OverColumns(int rows, int columns) => Prepare(rows, columns, model => model.OfColumns, [columns]);

    public static Func<double> AddRow(int rows, int columns) => Prepare(rows, columns, model => model.WithRow, [rows, columns]);

    public static Func<double> AddColumn(int rows, int columns) => Prepare(rows, columns, model => model.WithColumn, [rows, columns]);

    private static Func<double> Prepare(int rows, int columns, Func<Reductions, Action<TensorSpan<float>>> function, nint[] lengths)
    {
        var into = function(new()
        {
            X = new SharedMatrix<float>(Tensor.Create(Arrays.Numbers(5, rows * columns), [rows, columns])),
            Row = Shared.From(Arrays.Numbers(6, columns)),
            Column = Shared.From(Arrays.Numbers(7, rows)),
        });
        var result = Tensor.CreateFromShape<float>(lengths);
        return () =>
        {
            into(result.AsTensorSpan());
            return 0;
        };
    }
}
