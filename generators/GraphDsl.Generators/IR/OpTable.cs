namespace GraphDsl.Generators.IR;

/// <summary>What the scheduler may do with an operation.</summary>
internal enum OpKind : byte
{
    /// <summary>Variables, constants, sizes, index ranges.</summary>
    Leaf,

    /// <summary>Each element of the result from the elements of the operands at the same place, with broadcasting.</summary>
    Elementwise,

    /// <summary>A view of the operand: other shape, strides or offset, same elements.</summary>
    View,

    /// <summary>A reduction along axes.</summary>
    Reduce,

    /// <summary>Works on the rows of the last axis, each on its own.</summary>
    Row,

    /// <summary>A product of matrices.</summary>
    Product,

    /// <summary>A library kernel that is not fused.</summary>
    Library,

    /// <summary>A loop over steps, and what it leaves behind.</summary>
    Loop,

    /// <summary>A choice between two branches.</summary>
    Branch,

    /// <summary>Gone before scheduling.</summary>
    Placeholder,
}

/// <summary>How the element type of a result follows from the operands.</summary>
internal enum TypeRule : byte
{
    /// <summary>The type that the creator states.</summary>
    Stated,

    /// <summary>All operands have one type; so has the result.</summary>
    Same,

    /// <summary>As <see cref="Same"/>, for floating-point types only.</summary>
    SameFloat,

    /// <summary>As <see cref="Same"/>, for all types but bool.</summary>
    Number,

    /// <summary>As <see cref="Same"/>, for bool only.</summary>
    Truth,

    /// <summary>All operands have one type; the result is bool.</summary>
    Compare,

    /// <summary>Bool or integer operands of one type, the result alike.</summary>
    Bitwise,

    /// <summary>A bool, then two operands of one type, which the result has.</summary>
    Select,

    /// <summary>The first operand's type; the others are checked by the shape rule.</summary>
    First,

    /// <summary>Positions: long.</summary>
    Long,
}

/// <summary>One row of the table of operations.</summary>
/// <param name="Code">The operation.</param>
/// <param name="Kind">What the scheduler may do with it.</param>
/// <param name="Arity">The number of operands, -1 for any.</param>
/// <param name="Types">The rule of element types.</param>
/// <param name="Flops">The cost an element, in floating-point operations.</param>
/// <param name="Symbol">The infix operator in print, or the name where there is none.</param>
internal sealed record OpInfo(OpCode Code, OpKind Kind, int Arity, TypeRule Types, int Flops, string? Symbol = null)
{
    public string Name => Code.ToString();

    public bool IsElementwise => Kind == OpKind.Elementwise;
}

/// <summary>The table of operations: the one place that lists them all.</summary>
internal static class OpTable
{
    private static readonly OpInfo[] rows = Build();

    public static IReadOnlyList<OpInfo> All => rows;

    public static OpInfo Info(this OpCode code) => rows[(int)code];

    private static OpInfo[] Build()
    {
        OpInfo[] list =
        [
            new(OpCode.Variable, OpKind.Leaf, 0, TypeRule.Stated, 0),
            new(OpCode.Constant, OpKind.Leaf, 0, TypeRule.Stated, 0),
            new(OpCode.Size, OpKind.Leaf, 0, TypeRule.Long, 0),
            new(OpCode.Iota, OpKind.Leaf, 0, TypeRule.Long, 0),

            new(OpCode.Neg, OpKind.Elementwise, 1, TypeRule.Number, 1, "-"),
            new(OpCode.Abs, OpKind.Elementwise, 1, TypeRule.Number, 1),
            new(OpCode.Sign, OpKind.Elementwise, 1, TypeRule.Number, 2),
            new(OpCode.Exp, OpKind.Elementwise, 1, TypeRule.SameFloat, 16),
            new(OpCode.Exp2, OpKind.Elementwise, 1, TypeRule.SameFloat, 16),
            new(OpCode.Expm1, OpKind.Elementwise, 1, TypeRule.SameFloat, 20),
            new(OpCode.Log, OpKind.Elementwise, 1, TypeRule.SameFloat, 18),
            new(OpCode.Log2, OpKind.Elementwise, 1, TypeRule.SameFloat, 18),
            new(OpCode.Log10, OpKind.Elementwise, 1, TypeRule.SameFloat, 18),
            new(OpCode.Log1p, OpKind.Elementwise, 1, TypeRule.SameFloat, 22),
            new(OpCode.Sqr, OpKind.Elementwise, 1, TypeRule.Number, 1),
            new(OpCode.Sqrt, OpKind.Elementwise, 1, TypeRule.SameFloat, 4),
            new(OpCode.Reciprocal, OpKind.Elementwise, 1, TypeRule.SameFloat, 4),
            new(OpCode.Ceil, OpKind.Elementwise, 1, TypeRule.SameFloat, 1),
            new(OpCode.Floor, OpKind.Elementwise, 1, TypeRule.SameFloat, 1),
            new(OpCode.Round, OpKind.Elementwise, 1, TypeRule.SameFloat, 1),
            new(OpCode.Trunc, OpKind.Elementwise, 1, TypeRule.SameFloat, 1),
            new(OpCode.Sin, OpKind.Elementwise, 1, TypeRule.SameFloat, 20),
            new(OpCode.Cos, OpKind.Elementwise, 1, TypeRule.SameFloat, 20),
            new(OpCode.Tan, OpKind.Elementwise, 1, TypeRule.SameFloat, 30),
            new(OpCode.Asin, OpKind.Elementwise, 1, TypeRule.SameFloat, 30),
            new(OpCode.Acos, OpKind.Elementwise, 1, TypeRule.SameFloat, 30),
            new(OpCode.Atan, OpKind.Elementwise, 1, TypeRule.SameFloat, 30),
            new(OpCode.Sinh, OpKind.Elementwise, 1, TypeRule.SameFloat, 24),
            new(OpCode.Cosh, OpKind.Elementwise, 1, TypeRule.SameFloat, 24),
            new(OpCode.Tanh, OpKind.Elementwise, 1, TypeRule.SameFloat, 20),
            new(OpCode.Erf, OpKind.Elementwise, 1, TypeRule.SameFloat, 24),
            new(OpCode.Erfc, OpKind.Elementwise, 1, TypeRule.SameFloat, 30),
            new(OpCode.Sigmoid, OpKind.Elementwise, 1, TypeRule.SameFloat, 20),
            new(OpCode.Softplus, OpKind.Elementwise, 1, TypeRule.SameFloat, 40),
            new(OpCode.IsNan, OpKind.Elementwise, 1, TypeRule.Compare, 1),
            new(OpCode.IsInf, OpKind.Elementwise, 1, TypeRule.Compare, 1),
            new(OpCode.Not, OpKind.Elementwise, 1, TypeRule.Bitwise, 1, "!"),
            new(OpCode.Cast, OpKind.Elementwise, 1, TypeRule.Stated, 1),

            new(OpCode.Add, OpKind.Elementwise, 2, TypeRule.Number, 1, "+"),
            new(OpCode.Sub, OpKind.Elementwise, 2, TypeRule.Number, 1, "-"),
            new(OpCode.Mul, OpKind.Elementwise, 2, TypeRule.Number, 1, "*"),
            new(OpCode.Div, OpKind.Elementwise, 2, TypeRule.Number, 4, "/"),
            new(OpCode.Mod, OpKind.Elementwise, 2, TypeRule.Number, 8, "%"),
            new(OpCode.Pow, OpKind.Elementwise, 2, TypeRule.Number, 40, "**"),
            new(OpCode.Atan2, OpKind.Elementwise, 2, TypeRule.SameFloat, 40),
            new(OpCode.Maximum, OpKind.Elementwise, 2, TypeRule.Same, 1),
            new(OpCode.Minimum, OpKind.Elementwise, 2, TypeRule.Same, 1),
            new(OpCode.Eq, OpKind.Elementwise, 2, TypeRule.Compare, 1, "=="),
            new(OpCode.Neq, OpKind.Elementwise, 2, TypeRule.Compare, 1, "!="),
            new(OpCode.Lt, OpKind.Elementwise, 2, TypeRule.Compare, 1, "<"),
            new(OpCode.Le, OpKind.Elementwise, 2, TypeRule.Compare, 1, "<="),
            new(OpCode.And, OpKind.Elementwise, 2, TypeRule.Bitwise, 1, "&"),
            new(OpCode.Or, OpKind.Elementwise, 2, TypeRule.Bitwise, 1, "|"),
            new(OpCode.Xor, OpKind.Elementwise, 2, TypeRule.Bitwise, 1, "^"),
            new(OpCode.Select, OpKind.Elementwise, 3, TypeRule.Select, 1),

            new(OpCode.Broadcast, OpKind.View, 1, TypeRule.Same, 0),
            new(OpCode.Reshape, OpKind.View, 1, TypeRule.Same, 0),
            new(OpCode.Dimshuffle, OpKind.View, 1, TypeRule.Same, 0),
            new(OpCode.Slice, OpKind.View, 1, TypeRule.Same, 0),

            new(OpCode.SetSlice, OpKind.Library, 2, TypeRule.Same, 0),
            new(OpCode.IncSlice, OpKind.Library, 2, TypeRule.Number, 1),
            new(OpCode.Concat, OpKind.Library, -1, TypeRule.Same, 0),

            new(OpCode.Gather, OpKind.Library, -1, TypeRule.First, 0),
            new(OpCode.ScatterSet, OpKind.Library, -1, TypeRule.First, 0),
            new(OpCode.ScatterAdd, OpKind.Library, -1, TypeRule.First, 1),
            new(OpCode.Nonzero, OpKind.Library, 1, TypeRule.Long, 1),

            new(OpCode.Sum, OpKind.Reduce, 1, TypeRule.Number, 1),
            new(OpCode.Prod, OpKind.Reduce, 1, TypeRule.Number, 1),
            new(OpCode.Max, OpKind.Reduce, 1, TypeRule.Same, 1),
            new(OpCode.Min, OpKind.Reduce, 1, TypeRule.Same, 1),
            new(OpCode.Any, OpKind.Reduce, 1, TypeRule.Truth, 1),
            new(OpCode.All, OpKind.Reduce, 1, TypeRule.Truth, 1),
            new(OpCode.ArgMax, OpKind.Library, 1, TypeRule.Long, 1),
            new(OpCode.ArgMin, OpKind.Library, 1, TypeRule.Long, 1),
            new(OpCode.SumTo, OpKind.Library, 1, TypeRule.Number, 1),
            new(OpCode.CumSum, OpKind.Library, 1, TypeRule.Number, 1),
            new(OpCode.CumProd, OpKind.Library, 1, TypeRule.Number, 1),

            new(OpCode.Softmax, OpKind.Row, 1, TypeRule.SameFloat, 20),
            new(OpCode.LogSoftmax, OpKind.Row, 1, TypeRule.SameFloat, 20),
            new(OpCode.LogSumExp, OpKind.Row, 1, TypeRule.SameFloat, 18),
            new(OpCode.SoftmaxCrossentropy, OpKind.Row, 2, TypeRule.First, 18),
            new(OpCode.SoftmaxCrossentropyGrad, OpKind.Row, 3, TypeRule.First, 20),
            new(OpCode.Sort, OpKind.Library, 1, TypeRule.Same, 0),
            new(OpCode.ArgSort, OpKind.Library, 1, TypeRule.Long, 0),

            new(OpCode.Random, OpKind.Library, -1, TypeRule.Stated, 20),

            new(OpCode.Dot, OpKind.Product, 2, TypeRule.Number, 2),
            new(OpCode.BatchedDot, OpKind.Product, 2, TypeRule.Number, 2),

            new(OpCode.LoopVariable, OpKind.Leaf, 0, TypeRule.Stated, 0),
            new(OpCode.Loop, OpKind.Loop, -1, TypeRule.Long, 0),
            new(OpCode.LoopStates, OpKind.Loop, 1, TypeRule.Stated, 0),
            new(OpCode.LoopLast, OpKind.Loop, 1, TypeRule.Stated, 0),
            new(OpCode.LoopOutput, OpKind.Loop, 1, TypeRule.Stated, 0),
            new(OpCode.IfElse, OpKind.Branch, 3, TypeRule.Select, 0),

            new(OpCode.Inverse, OpKind.Library, 1, TypeRule.SameFloat, 2),
            new(OpCode.Det, OpKind.Library, 1, TypeRule.SameFloat, 1),
            new(OpCode.Cholesky, OpKind.Library, 1, TypeRule.SameFloat, 1),
            new(OpCode.Solve, OpKind.Library, 2, TypeRule.SameFloat, 1),

            new(OpCode.Print, OpKind.Library, 1, TypeRule.First, 0),
            new(OpCode.Assert, OpKind.Library, 2, TypeRule.First, 0),

            new(OpCode.Conv2d, OpKind.Library, 2, TypeRule.SameFloat, 2),
            new(OpCode.Conv2dInput, OpKind.Library, 2, TypeRule.SameFloat, 2),
            new(OpCode.Conv2dFilters, OpKind.Library, 2, TypeRule.SameFloat, 2),

            new(OpCode.PoolSum, OpKind.Library, 1, TypeRule.SameFloat, 1),
            new(OpCode.PoolSumInput, OpKind.Library, 1, TypeRule.SameFloat, 1),
            new(OpCode.PoolMax, OpKind.Library, 1, TypeRule.SameFloat, 1),
            new(OpCode.PoolMaxInput, OpKind.Library, 3, TypeRule.SameFloat, 1),
            new(OpCode.PoolMaxPick, OpKind.Library, 3, TypeRule.SameFloat, 1),

            new(OpCode.Grad, OpKind.Placeholder, -1, TypeRule.Stated, 0),
            new(OpCode.StopGradient, OpKind.Placeholder, 1, TypeRule.Same, 0),
            new(OpCode.GradClip, OpKind.Placeholder, 1, TypeRule.SameFloat, 0),
            new(OpCode.Seed, OpKind.Placeholder, 0, TypeRule.Stated, 0),
        ];
        for (int i = 0; i < list.Length; i++)
        {
            if ((int)list[i].Code != i)
                throw new InvalidOperationException($"the row of {list[i].Code} stands at {i}, not {(int)list[i].Code}");
        }
        return list;
    }
}
