namespace GraphDsl.Generators.IR;

/// <summary>The operations of the tensor graph. What each means stands in <see cref="OpTable"/>.</summary>
internal enum OpCode : byte
{
    // Leaves
    Variable,
    Constant,
    Size,
    Iota,

    // Elementwise, one operand
    Neg,
    Abs,
    Sign,
    Exp,
    Exp2,
    Expm1,
    Log,
    Log2,
    Log10,
    Log1p,
    Sqr,
    Sqrt,
    Reciprocal,
    Ceil,
    Floor,
    Round,
    Trunc,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Erf,
    Erfc,
    Sigmoid,
    Softplus,
    IsNan,
    IsInf,
    Not,
    Cast,

    // Elementwise, two operands
    Add,
    Sub,
    Mul,
    Div,
    Mod,
    Pow,
    Atan2,
    Maximum,
    Minimum,
    Eq,
    Neq,
    Lt,
    Le,
    And,
    Or,
    Xor,

    // Elementwise, three operands
    Select,

    // Movement: views where strides allow it
    Broadcast,
    Reshape,
    Dimshuffle,
    Slice,

    // Movement that writes
    SetSlice,
    IncSlice,
    Concat,

    // Indexing by data
    Gather,
    ScatterSet,
    ScatterAdd,
    Nonzero,

    // Reductions
    Sum,
    Prod,
    Max,
    Min,
    Any,
    All,
    ArgMax,
    ArgMin,
    SumTo,
    CumSum,
    CumProd,

    // Rows of the last axis
    Softmax,
    LogSoftmax,
    LogSumExp,
    SoftmaxCrossentropy,
    SoftmaxCrossentropyGrad,
    Sort,
    ArgSort,

    // Draws from a module's random streams
    Random,

    // Products
    Dot,
    BatchedDot,

    // Loops: the variables of a step, the loop, what it leaves behind
    LoopVariable,
    Loop,
    LoopStates,
    LoopLast,
    LoopOutput,

    // A choice of which only the branch needed is computed
    IfElse,

    // Square matrices as a whole
    Inverse,
    Det,
    Cholesky,
    Solve,

    // The operand itself, looked at on the way
    Print,
    Assert,

    // Convolution of images with filters, and its two adjoints: each is linear in both operands, and their gradients are each other
    Conv2d,
    Conv2dInput,
    Conv2dFilters,

    // Pooling over windows: sums with their adjoint; maxima with what moves values between a window and its maxima
    PoolSum,
    PoolSumInput,
    PoolMax,
    PoolMaxInput,
    PoolMaxPick,

    // Gradients that stand for what differentiation will put there
    Grad,

    // Gone after differentiation: the operand itself to the function, something else to its gradient
    StopGradient,
    GradClip,

    // A direction that linear terms are differentiated by; it cancels out
    Seed,
}
