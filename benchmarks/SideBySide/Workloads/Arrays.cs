using System.Numerics.Tensors;

namespace GraphDsl.Benchmarks;

/// <summary>Single operations on large arrays: elementwise work, products, sums.</summary>
[GraphModule]
internal sealed partial class Arrays
{
    public required SharedVector<float> X { get; init; }
    public required SharedVector<float> Y { get; init; }
    public required SharedMatrix<float> A { get; init; }
    public required SharedMatrix<float> B { get; init; }

    [GraphFunction]
    private Expr<float> ChainGraph() => T.Tanh(X) * T.Sigmoid(Y) + T.Exp(-X * X);

    [GraphFunction]
    private Expr<float> ProductGraph() => T.Dot(A, B);

    [GraphFunction]
    private Expr<float> TransposedGraph() => T.Dot(T.Transpose(A), T.Transpose(B));

    [GraphFunction]
    private Expr<float> SumGraph() => T.Sum(X);

    public static Func<double> Elementwise()
    {
        var model = Of(10_000_000, 1, 1, 1);
        var result = Tensor.CreateFromShape<float>([10_000_000]);
        return () =>
        {
            model.Chain(result.AsTensorSpan());
            return 0;
        };
    }

    public static Func<double> Product(int rows, int inner, int columns)
    {
        var model = Of(1, rows, inner, columns);
        var result = Tensor.CreateFromShape<float>([rows, columns]);
        return () =>
        {
            model.Product(result.AsTensorSpan());
            return 0;
        };
    }

    public static Func<double> TransposedProduct(int rows, int inner, int columns)
    {
        var model = new Arrays
        {
            X = Shared.From(Numbers(1, 1)),
            Y = Shared.From(Numbers(2, 1)),
            A = new SharedMatrix<float>(Tensor.Create(Numbers(3, rows * inner), [inner, rows])),
            B = new SharedMatrix<float>(Tensor.Create(Numbers(4, inner * columns), [columns, inner])),
        };
        var result = Tensor.CreateFromShape<float>([rows, columns]);
        return () =>
        {
            model.Transposed(result.AsTensorSpan());
            return 0;
        };
    }

    public static Func<double> Sums()
    {
        var model = Of(100_000_000, 1, 1, 1);
        return () => model.Sum();
    }

    private static Arrays Of(int length, int rows, int inner, int columns) => new()
    {
        X = Shared.From(Numbers(1, length)),
        Y = Shared.From(Numbers(2, length)),
        A = new SharedMatrix<float>(Tensor.Create(Numbers(3, rows * inner), [rows, inner])),
        B = new SharedMatrix<float>(Tensor.Create(Numbers(4, inner * columns), [inner, columns])),
    };

    /// <summary>Numbers from -2 to 2.</summary>
    internal static float[] Numbers(int seed, int count)
    {
        var random = new Random(seed);
        var numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = (4 * random.NextSingle()) - 2;
        return numbers;
    }
}
