using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Capture;

/// <summary>
/// Random draws. Nodes draw standard numbers; means, bounds and the like are arithmetic around them, through which gradients flow.
/// </summary>
internal static partial class Catalogue
{
    private const string RandomGroup = "random";

    private static IEnumerable<CatalogueEntry> RandomDraws() =>
    [
        Node("Uniform", RandomGroup, Uniform),
        Node("Normal", RandomGroup, Normal),
        Node("Binomial", RandomGroup, Binomial),
        Node("Multinomial", RandomGroup, Multinomial),
        Node("Permutation", RandomGroup, c => Drawn(c, c.Receiver, DrawKind.Permutation, DType.Int64, Shape.Of(c.Evaluator.DimOf(c[0], c.Place(0))))),
    ];

    private static int Drawn(OperationCall c, Value? stream, DrawKind kind, DType type, Shape shape, long trials = 1, params int[] operands)
    {
        if (stream is not StreamValue { Access: var access })
            throw c.Fail(Descriptors.NotKnown, "the stream of random numbers", "hold it in a readonly member of the module: private readonly RandomStreams rng = new(seed: 1234);");
        foreach (var dim in shape.Dims)
        {
            if (dim.IsConstant && dim.Value < 0) throw c.Fail(Descriptors.ShapeMismatch, $"A size must not be negative: {dim}");
        }
        int[] steps = c.Evaluator.StepsAround(c.At);
        return c.Graph.Add(OpCode.Random, new RandomData(kind, access, c.Evaluator.NextDraw(c.At), trials, shape, steps.Length), type, [.. operands, .. steps]);
    }

    private static Shape DrawnShape(OperationCall c) => c.Shape(c["shape"]!, c.Place("shape"));

    /// <summary>float or double: what standard numbers are drawn in.</summary>
    private static DType RealType(OperationCall c) => c.TypeArgument() is var type && type is DType.Float32 or DType.Float64 ? type
        : throw c.Fail(Descriptors.TypeMismatch, $"{c.Method.Name} draws float or double, not {type.Keyword()}");

    /// <summary>A parameter of a distribution, fitted to the shape of the draw.</summary>
    private static int Parameter(OperationCall c, string name, double otherwise, DType type, Shape shape)
    {
        if (c[name] is not { } value) return c.Graph.Constant(otherwise, type);
        return Fitted(c, c.Evaluator.NumberLike(value, type, c.Place(name)), shape);
    }

    private static int Fitted(OperationCall c, int node, Shape shape) => c.Graph[node].Rank == 0 ? node : c.Graph.Broadcast(node, shape);

    private static int Uniform(OperationCall c)
    {
        var (type, shape) = (RealType(c), DrawnShape(c));
        int low = Parameter(c, "low", 0, type, shape), high = Parameter(c, "high", 1, type, shape);
        if (c.Graph[low].Constant is { } from && c.Graph[high].Constant is { } to && !(from.AsDouble < to.AsDouble))
            throw c.Fail(Descriptors.BuildTimeFailure, $"the bounds of Uniform are {from} and {to}: low must be less than high");
        int drawn = Drawn(c, c.Receiver, DrawKind.Uniform, type, shape);
        int scaled = c.Graph.Mul(drawn, c.Graph.Sub(high, low));
        if (c.Graph[low].IsConstant(0)) return scaled;
        // The sum may round to the upper bound, which does not belong to the interval.
        int moved = c.Graph.Add(low, scaled);
        return c.Graph.Add(OpCode.Select, c.Graph.Add(OpCode.Lt, moved, high), moved, low);
    }

    private static int Normal(OperationCall c)
    {
        var (type, shape) = (RealType(c), DrawnShape(c));
        int mean = Parameter(c, "mean", 0, type, shape), deviation = Parameter(c, "std", 1, type, shape);
        if (c.Graph[deviation].Constant is { } constant && !(constant.AsDouble >= 0))
            throw c.Fail(Descriptors.BuildTimeFailure, $"the standard deviation of Normal is {constant}: it must not be negative");
        int drawn = c.Graph.Mul(Drawn(c, c.Receiver, DrawKind.Normal, type, shape), deviation);
        return c.Graph[mean].IsConstant(0) ? drawn : c.Graph.Add(mean, drawn);
    }

    /// <summary>One trial compares a uniform number with the probability; several are drawn at once.</summary>
    private static int Binomial(OperationCall c)
    {
        var (type, shape) = (c.TypeArgument(), DrawnShape(c));
        int p = c["p"] is { } given ? Fitted(c, c.Evaluator.TensorOf(given, c.Place("p")), shape) : c.Graph.Constant(0.5, DType.Float64);
        if (!c.Graph[p].Type.IsFloat())
        {
            if (c.Graph[p].Constant is null)
                throw new CaptureException(Descriptors.TypeMismatch, c.Place("p"), $"a probability must be of a floating-point type, not {c.Graph[p].Type.Keyword()}: use T.Cast");
            p = c.Graph.Cast(p, DType.Float64);
        }
        RequireProbability(c, p);
        int n = c["n"] is { } trials ? Fitted(c, c.Evaluator.NumberLike(trials, DType.Int64, c.Place("n")), shape) : c.Graph.Constant(1L, DType.Int64);
        if (c.Graph[n].Constant is { AsLong: < 0 } negative)
            throw c.Fail(Descriptors.BuildTimeFailure, $"the number of trials of Binomial is {negative}: it must not be negative");
        if (c.Graph[n].Constant is { AsLong: 1 })
            return c.Graph.Cast(Below(c, c.Receiver, p, type == DType.Float64 ? DType.Float64 : DType.Float32, shape), type);
        return c.Graph.Cast(Drawn(c, c.Receiver, DrawKind.Binomial, DType.Int64, shape, 1, n, c.Graph.Cast(p, DType.Float64)), type);
    }

    private static int Multinomial(OperationCall c)
    {
        int p = c.Tensor(0);
        var node = c.Graph[p];
        if (node.Rank == 0) throw c.Fail(Descriptors.RankMismatch, "Multinomial needs at least one axis of probabilities");
        if (!node.Type.IsFloat()) throw c.Fail(Descriptors.TypeMismatch, $"probabilities must be of a floating-point type, not {node.Type.Keyword()}: use T.Cast");
        int n = c.Known("n", 1);
        if (n < 0) throw c.Fail(Descriptors.BuildTimeFailure, FormattableString.Invariant($"the number of draws of Multinomial is {n}: it must not be negative"));
        return Drawn(c, c.Receiver, DrawKind.Multinomial, DType.Int64, node.Shape, n, p);
    }

    /// <summary>Elements become 0 with probability p; the others are divided by 1 - p, so that the mean stays.</summary>
    private static int Dropout(OperationCall c)
    {
        int x = c.Tensor(0);
        var (type, shape) = (c.Graph[x].Type, c.Graph[x].Shape);
        if (!type.IsFloat()) throw c.Fail(Descriptors.TypeMismatch, $"Dropout needs a floating-point type, not {type.Keyword()}: use T.Cast");
        int p = Parameter(c, "p", 0.5, type, shape);
        RequireProbability(c, p);
        if (c.Graph[p].Constant is { AsDouble: 1 })
            throw c.Fail(Descriptors.BuildTimeFailure, "Dropout with probability 1 leaves nothing: p must be less than 1");
        int dropped = Below(c, c["rng"], p, type == DType.Float64 ? type : DType.Float32, shape);
        int scale = c.Graph.Reciprocal(c.Graph.Sub(c.Graph.ConstantLike(x, 1), p));
        return c.Graph.Add(OpCode.Select, dropped, c.Graph.ConstantLike(x, 0), c.Graph.Mul(x, scale));
    }

    /// <summary>True with probability p.</summary>
    private static int Below(OperationCall c, Value? stream, int p, DType type, Shape shape) =>
        c.Graph.Add(OpCode.Lt, Drawn(c, stream, DrawKind.Uniform, type, shape), c.Graph.Cast(p, type));

    private static void RequireProbability(OperationCall c, int p)
    {
        if (c.Graph[p].Constant is { } constant && !(constant.AsDouble >= 0 && constant.AsDouble <= 1))
            throw c.Fail(Descriptors.BuildTimeFailure, $"{constant} is no probability: it must be from 0 to 1");
    }
}
