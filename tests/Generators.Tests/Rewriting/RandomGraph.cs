using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Rewriting;

/// <summary>A graph of operations drawn at random, with values for its variables.</summary>
internal sealed class RandomGraph
{
    private static readonly double[] specials = [0, -0.0, 1, -1, 0.5, -2.25, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    private readonly Random random;
    private readonly bool special;
    private readonly DType type;
    private readonly List<int> nodes = [];

    private RandomGraph(int seed, bool special, DType type)
    {
        random = new(seed);
        this.special = special;
        this.type = type;
    }

    private TestGraph Test { get; } = new();

    private GraphBuilder B => Test.B;

    /// <summary>A graph of expressions of matrices, vectors and scalars, of sizes that are known or not.</summary>
    /// <param name="special">Values may be infinite, NaN and -0; then only operations are drawn whose rewriting is exact.</param>
    /// <param name="type">The type of all numbers: double or float.</param>
    /// <param name="kind">What the variables are.</param>
    public static (TestGraph Test, int[] Variables, int Last) Draw(
        int seed, int operations, bool special, DType type = DType.Float64, VariableKind kind = VariableKind.Input)
    {
        var graph = new RandomGraph(seed, special, type);
        bool dynamic = seed % 3 == 0;
        long[][] shapes = [[3, 4], [4], [3, 1], [], [4, 3], [3, 4]];
        int[] variables = [.. shapes.Select((shape, i) => graph.Test.Variable(graph.Values(shape), dynamic && i != 3, kind: kind))];
        graph.nodes.AddRange(variables);
        for (int i = 0; i < operations; i++)
        {
            try
            {
                graph.nodes.Add(graph.Bounded(graph.Operation()));
            }
            catch (GraphException)
            {
                // The operands drawn do not fit; another draw will.
            }
        }
        return (graph.Test, variables, graph.nodes[^1]);
    }

    private ReferenceTensor Values(long[] shape)
    {
        var result = ReferenceTensor.Zeros(type, shape);
        for (int i = 0; i < result.Count; i++)
            result.Reals[i] = special && random.Next(3) == 0 ? specials[random.Next(specials.Length)] : (random.NextDouble() * 4) - 2;
        for (int i = 0; type == DType.Float32 && i < result.Count; i++) result.Reals[i] = (float)result.Reals[i];
        return result;
    }

    /// <summary>Values stay where rounding is not the whole of them.</summary>
    private int Bounded(int node) => special || !B[node].Type.IsFloat() || random.Next(2) == 0 ? node : B.Add(OpCode.Tanh, node);

    private int Any() => nodes[random.Next(nodes.Count)];

    private int Matrix()
    {
        int x = Any();
        while (B[x].Rank != 2) x = Any();
        return x;
    }

    private int Constant()
    {
        double[] values = special ? [1, -1, 2, 0.5, 4, 0, -0.0] : [1, -1, 2, 0.5, -3, 0.1, 0, 4];
        int constant = B.Constant(values[random.Next(values.Length)], type);
        return random.Next(4) == 0 ? B.Add(OpCode.Broadcast, new ShapeData(B[Any()].Shape), constant) : constant;
    }

    private int Operation() => random.Next(10) switch
    {
        0 or 1 => B.Add(Pick(OpCode.Add, OpCode.Sub, OpCode.Mul, OpCode.Maximum, OpCode.Minimum), Any(), Any()),
        2 => random.Next(2) == 0 ? B.Add(Pick(OpCode.Add, OpCode.Sub, OpCode.Mul), Constant(), Any())
            : B.Add(Pick(OpCode.Add, OpCode.Sub, OpCode.Mul, OpCode.Div), Any(), B.Constant(Pick(2.0, -4, 1, 3, 0.5), type)),
        3 => B.Add(Pick(OpCode.Neg, OpCode.Neg, OpCode.Abs, OpCode.Sqr), Any()),
        4 => special ? B.Add(Pick(OpCode.Floor, OpCode.Sign, OpCode.Neg), Any()) : Smooth(),
        5 => Choice(),
        6 => Reduction(),
        7 => Movement(),
        8 => special ? Movement() : Row(),
        _ => random.Next(3) == 0 && !special ? B.Dot(Matrix(), Matrix()) : B.Add(Pick(OpCode.Add, OpCode.Mul), Any(), Any()),
    };

    private TItem Pick<TItem>(params TItem[] items) => items[random.Next(items.Length)];

    private int Smooth()
    {
        int x = Any();
        int one = B.Constant(1.0, type);
        return random.Next(9) switch
        {
            0 => B.Add(OpCode.Log, B.Add(OpCode.Add, one, B.Add(OpCode.Exp, B.Add(OpCode.Tanh, x)))),
            1 => B.Add(OpCode.Div, one, B.Add(OpCode.Add, one, B.Add(OpCode.Exp, B.Add(OpCode.Neg, B.Add(OpCode.Tanh, x))))),
            2 => B.Add(OpCode.Log, B.Add(OpCode.Sub, one, B.Add(OpCode.Sigmoid, B.Add(OpCode.Tanh, x)))),
            3 => B.Add(OpCode.Sub, B.Add(OpCode.Exp, B.Add(OpCode.Tanh, x)), one),
            4 => B.Add(OpCode.Pow, B.Add(OpCode.Add, B.Add(OpCode.Sqr, x), one), B.Constant(Pick(2.0, 0.5, -0.5, -1, 3), type)),
            5 => B.Add(OpCode.Reciprocal, B.Add(OpCode.Add, B.Add(OpCode.Sqr, x), one)),
            6 => B.Relu(x, Pick(0, 0.1)),
            7 => B.Add(OpCode.Sigmoid, x),
            _ => B.Add(OpCode.Cos, x),
        };
    }

    private int Choice()
    {
        int condition = B.Add(Pick(OpCode.Lt, OpCode.Le, OpCode.Eq, OpCode.Neq), Any(), Any());
        if (random.Next(2) == 0) condition = B.Add(OpCode.Not, condition);
        return random.Next(4) == 0 ? B.Cast(condition, type) : B.Add(OpCode.Select, condition, Any(), Any());
    }

    private int Reduction()
    {
        int x = Any();
        if (B[x].Rank == 0) return x;
        int[] axes = random.Next(3) == 0 ? B.AllAxes(x) : [random.Next(B[x].Rank)];
        int reduced = random.Next(5) == 0 ? B.Mean(x, axes) : B.Reduce(Pick(OpCode.Sum, OpCode.Sum, OpCode.Max, OpCode.Min), x, axes);
        return random.Next(2) == 0 ? reduced : B.ExpandDims(reduced, axes);
    }

    private int Movement()
    {
        int x = Any();
        int rank = B[x].Rank;
        if (rank == 0) return B.Add(OpCode.Broadcast, new ShapeData(B[Any()].Shape), x);
        int axis = random.Next(rank);
        bool known = B[x].Shape[axis].IsConstant && B[x].Shape[axis].Value >= 2;
        return random.Next(6) switch
        {
            0 => B.Transpose(x),
            1 when B[x].Shape.Count.IsConstant => B.Reshape(x, Shape.Of(B[x].Shape.Count)),
            2 when known => B.SliceAlong(x, axis, random.Next(2), B[x].Shape[axis] - 1),
            3 => B.Flip(x, axis),
            4 => B.Concat(axis, x, x),
            _ => B.ExpandDims(x, [random.Next(rank + 1)]),
        };
    }

    private int Row()
    {
        int x = Matrix();
        return random.Next(5) switch
        {
            0 => B.Add(OpCode.Log, B.Add(OpCode.Softmax, B.Add(OpCode.Tanh, x))),
            1 => B.Add(OpCode.Softmax, x),
            2 => B.Add(OpCode.Log, B.Sum(B.Add(OpCode.Exp, B.Add(OpCode.Tanh, x)), random.Next(2))),
            3 => Softmax(B.Add(OpCode.Exp, B.Add(OpCode.Tanh, x))),
            _ => B.Gather(B.Add(OpCode.Log, B.Add(OpCode.Softmax, B.Add(OpCode.Tanh, x))), B.Iota(B[x].Shape[0]), B.Broadcast(B.Constant(1L, DType.Int64), Shape.Of(B[x].Shape[0]))),
        };
    }

    private int Softmax(int exp) => B.Add(OpCode.Div, exp, B.RowSum(exp));
}
