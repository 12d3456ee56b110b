using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Rewriting;

/// <summary>What rules match with and build with.</summary>
internal sealed class RewriteContext(GraphBuilder builder)
{
    private readonly List<int> uses = [];

    public GraphBuilder B => builder;

    /// <summary>True where a rule held back because a value has other uses, which may be gone in the next sweep.</summary>
    public bool HeldBack { get; private set; }

    public Node this[int node] => builder[node];

    /// <summary>True where the node is of this operation and may be looked into; pinned nodes may not.</summary>
    public bool Is(int node, OpCode op) => builder.Is(node, op);

    /// <summary>True for a node of this operation; gives its first operand.</summary>
    public bool Is(int node, OpCode op, out int x)
    {
        bool matches = builder.Is(node, op);
        x = matches ? builder[node].Operands[0] : -1;
        return matches;
    }

    /// <summary>True for a node of this operation; gives its first two operands.</summary>
    public bool Is(int node, OpCode op, out int x, out int y)
    {
        bool matches = builder.Is(node, op);
        x = matches ? builder[node].Operands[0] : -1;
        y = matches ? builder[node].Operands[1] : -1;
        return matches;
    }

    /// <summary>The operand of a node.</summary>
    public int X(int node) => builder[node].Operands[0];

    /// <summary>The second operand of a node.</summary>
    public int Y(int node) => builder[node].Operands[1];

    public TData Data<TData>(int node)
        where TData : NodeData => (TData)builder[node].Data!;

    public bool IsFloat(int node) => builder[node].Type.IsFloat();

    /// <summary>True where all elements are one constant.</summary>
    public bool IsConstant(int node, out double value)
    {
        var constant = builder.Uniform(node);
        value = constant?.AsDouble ?? 0;
        return constant is not null;
    }

    public bool IsConstant(int node) => builder.Uniform(node) is not null;

    /// <summary>True where all elements are this value; -0 is not 0.</summary>
    public bool IsConstant(int node, double value) => builder.IsUniform(node, value);

    /// <summary>A value of the right type in the shape of another node.</summary>
    public int Fit(int x, int like) => builder.Broadcast(x, builder[like].Shape);

    /// <summary>True where no one else needs the node, so that rewriting it does not compute it twice.</summary>
    public bool IsUsedOnce(int node)
    {
        bool once = node >= uses.Count || uses[node] <= 1;
        HeldBack |= !once;
        return once;
    }

    public void AddUses(int node, int count)
    {
        while (uses.Count <= node) uses.Add(0);
        uses[node] += count;
    }

    /// <summary>True for a constant that a product may be regrouped by without new infinities, zeros or lost digits.</summary>
    public bool IsOrdinary(double value, DType type)
    {
        double magnitude = Math.Abs(value);
        return type switch
        {
            DType.Float16 => magnitude is >= 6.2e-5 and <= 6e4,
            DType.Float32 => magnitude is >= 1.2e-38 and <= 3.4e38,
            _ => magnitude is >= 2.3e-308 and <= 1.7e308,
        };
    }

    /// <summary>True where the value is never -0, NaN aside.</summary>
    public bool IsNeverNegativeZero(int node) => builder[node].Op is OpCode.Exp or OpCode.Exp2 or OpCode.Abs or OpCode.Sqr
        or OpCode.Sigmoid or OpCode.Softplus or OpCode.Softmax or OpCode.Cosh or OpCode.Erfc;

    /// <summary>True where every element is surely at least 0 or NaN, and not -0.</summary>
    public bool IsNonNegative(int node)
    {
        for (int depth = 0; depth < 8; depth++)
        {
            switch (builder[node].Op)
            {
                case OpCode.Exp or OpCode.Exp2 or OpCode.Abs or OpCode.Sqr or OpCode.Sigmoid or OpCode.Softplus or OpCode.Softmax
                    or OpCode.Cosh or OpCode.Erfc:
                    return true;
                case OpCode.Constant:
                    return builder[node].Constant!.AsDouble is >= 0 and var value && BitConverter.DoubleToInt64Bits(value) >= 0;
                case OpCode.Sum or OpCode.SumTo or OpCode.Broadcast or OpCode.Dimshuffle or OpCode.Reshape or OpCode.Slice
                    or OpCode.Gather or OpCode.Cast or OpCode.Max:
                    node = X(node);
                    break;
                case OpCode.Add or OpCode.Mul or OpCode.Div or OpCode.Maximum when IsConstant(Y(node), out double c) && c > 0:
                    node = X(node);
                    break;
                default:
                    return false;
            }
        }
        return false;
    }
}
