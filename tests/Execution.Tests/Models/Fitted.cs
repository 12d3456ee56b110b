namespace GraphDsl.Tests.Models;

/// <summary>Least squares by Newton's method.</summary>
[GraphModule]
public sealed partial class LeastSquares
{
    [Shape(4)]
    public readonly SharedVector<floatX> W = Shared.Zeros<floatX>(4, name: "w");

    [GraphFunction]
    private Function NewtonGraph(Matrix<floatX> x, Vector<floatX> y)
    {
        var cost = T.Mean(T.Sqr(T.Dot(x, W) - y));
        var step = T.Solve(T.Hessian(cost, W), T.Grad(cost, W));
        return T.Function(outputs: cost, updates: [(W, W - step)]);
    }
}

/// <summary>A mixture of normal distributions with diagonal covariances, fitted to points by the gradient of its likelihood.</summary>
[GraphModule]
public sealed partial class GaussianMixture(floatX[,] means)
{
    public readonly SharedVector<floatX> Weights = Shared.Zeros<floatX>(means.GetLength(0), name: "weights");
    public readonly SharedMatrix<floatX> Means = Shared.From(means, name: "means");
    public readonly SharedMatrix<floatX> Scales = Shared.Zeros<floatX>(means.GetLength(0), means.GetLength(1), name: "scales");

    /// <summary>The logarithm of the density of each component at each point.</summary>
    private Expr<floatX> Components(Expr<floatX> points)
    {
        var distances = (points.Dimshuffle(0, T.NewAxis, 1) - Means) * T.Exp(-Scales);
        var densities = -0.5 * T.Sum(T.Sqr(distances), axis: 2) - T.Sum(Scales, axis: 1);
        return densities + T.LogSoftmax(Weights) - 0.5 * Math.Log(2 * Math.PI) * points.Shape[1].Cast<floatX>();
    }

    private Expr<floatX> Cost(Expr<floatX> points) => -T.Mean(T.LogSumExp(Components(points), axis: 1));

    [GraphFunction]
    private Expr<floatX> CostGraph(Matrix<floatX> points) => Cost(points);

    [GraphFunction]
    private Function TrainGraph(Matrix<floatX> points, [Default(0.5)] Scalar<floatX> rate)
    {
        var cost = Cost(points);
        Expr<floatX>[] parameters = [Weights, Means, Scales];
        return T.Function(outputs: cost, updates: [.. parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - rate * g))]);
    }

    [GraphFunction]
    private Expr<floatX> ResponsibilitiesGraph(Matrix<floatX> points) => T.Softmax(Components(points));
}

/// <summary>A matrix of ratings as a product of embeddings, learned from the ratings that are known.</summary>
[GraphModule]
public sealed partial class Factorisation(floatX[,] users, floatX[,] items)
{
    public readonly SharedMatrix<floatX> Users = Shared.From(users, name: "users");
    public readonly SharedMatrix<floatX> Items = Shared.From(items, name: "items");
    public floatX Rate { get; set; } = 0.1f;

    private Expr<floatX> Rating(Expr<int> user, Expr<long> item) => T.Sum(Users[user] * Items[item], axis: 1);

    [GraphFunction]
    private Expr<floatX> PredictGraph(Vector<int> user, Vector<long> item) => Rating(user, item);

    [GraphFunction]
    private Function TrainGraph([Shape("n")] Vector<int> user, [Shape("n")] Vector<long> item, [Shape("n")] Vector<floatX> rating)
    {
        var cost = T.Sum(T.Sqr(Rating(user, item) - rating)) + 0.01 * (T.Sum(T.Sqr(Users)) + T.Sum(T.Sqr(Items)));
        var (byUsers, byItems) = T.Grad(cost, Users, Items);
        return T.Function(outputs: cost, updates: [(Users, Users - Rate * byUsers), (Items, Items - Rate * byItems)]);
    }
}
