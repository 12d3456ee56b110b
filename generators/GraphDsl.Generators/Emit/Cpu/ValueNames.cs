using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>What the value of an operation is called where the user has no name for it.</summary>
internal static class ValueNames
{
    private static readonly Dictionary<OpCode, string> names = new()
    {
        [OpCode.Add] = "sum",
        [OpCode.Sub] = "difference",
        [OpCode.Mul] = "product",
        [OpCode.Div] = "quotient",
        [OpCode.Dot] = "product",
        [OpCode.BatchedDot] = "products",
        [OpCode.Sum] = "total",
        [OpCode.SumTo] = "total",
        [OpCode.Gather] = "gathered",
        [OpCode.ScatterAdd] = "scattered",
        [OpCode.ScatterSet] = "replaced",
        [OpCode.SetSlice] = "replaced",
        [OpCode.IncSlice] = "increased",
        [OpCode.Concat] = "joined",
        [OpCode.Conv2d] = "convolved",
        [OpCode.Conv2dInput] = "imageGradient",
        [OpCode.Conv2dFilters] = "filterGradient",
        [OpCode.PoolSum] = "pooled",
        [OpCode.PoolSumInput] = "spread",
        [OpCode.PoolMax] = "pooled",
        [OpCode.PoolMaxInput] = "spread",
        [OpCode.PoolMaxPick] = "picked",
        [OpCode.Dimshuffle] = "copy",
        [OpCode.Slice] = "part",
        [OpCode.Reshape] = "copy",
        [OpCode.Random] = "drawn",
        [OpCode.LoopStates] = "states",
        [OpCode.LoopLast] = "last",
        [OpCode.LoopOutput] = "outputs",
        [OpCode.Loop] = "steps",
        [OpCode.LoopVariable] = "element",
        [OpCode.IfElse] = "chosen",
        [OpCode.Solve] = "solution",
        [OpCode.Print] = "printed",
        [OpCode.Assert] = "asserted",
        [OpCode.SoftmaxCrossentropy] = "losses",
        [OpCode.SoftmaxCrossentropyGrad] = "lossGradient",
    };

    public static string Of(OpCode op) => names.TryGetValue(op, out string? name) ? name : NameAllocator.Camel(op.ToString());
}
