using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Kernels;

/// <summary>A function ready to be written: what runs in which order, and where everything lies.</summary>
internal sealed record KernelProgram(Schedule Schedule, IReadOnlyList<Step> Steps, MemoryPlan Plan);

/// <summary>One step of a generated function.</summary>
/// <param name="Group">What it computes.</param>
internal abstract record Step(Group Group)
{
    /// <summary>The steps of a loop or of branches.</summary>
    public virtual IEnumerable<Step> Nested => [];
}

/// <summary>A C# local: a body without loops.</summary>
internal sealed record ScalarStep(Group Group, int Node, Body Body, int Value) : Step(Group);

/// <summary>An elementwise kernel.</summary>
/// <param name="VectorType">The type of its vectors; null: element by element.</param>
internal sealed record MapStep(Group Group, LoopNest Loops, Body Body, List<Store> Stores, DType? VectorType) : Step(Group);

/// <summary>A reduction: the body is evaluated for each element, the epilogue for each total.</summary>
/// <param name="Reduction">Sum, Prod, Max or Min.</param>
internal sealed record ReduceStep(
    Group Group, OpCode Reduction, LoopNest Loops, Body Body, int Value, Body Epilogue, List<Store> Stores, DType VectorType) : Step(Group)
{
    /// <summary>True where the drivers know the loops: one reduced loop, alone or among kept ones.</summary>
    public bool HasDriver => Loops.Axes.Count(a => a.Reduced) == 1;
}

/// <summary>One matrix of a product: where it begins and how it is walked through.</summary>
internal sealed record MatrixOperand(Memory Memory, Dim Offset, Dim BatchStride, Dim RowStride, Dim ColumnStride);

/// <summary>
/// A matrix product, C = beta C + alpha A B. With an epilogue each finished element passes through it; without, it is stored in
/// <paramref name="Destination"/>.
/// </summary>
/// <param name="Batch">The number of products; null for a single one.</param>
internal sealed record ProductStep(
    Group Group, Dim? Batch, Dim Rows, Dim Columns, Dim Inner, MatrixOperand Left, MatrixOperand Right, MatrixOperand Destination,
    ScaleFactor Alpha, ScaleFactor Beta, Body Epilogue, List<Store> Stores, DType Type) : Step(Group)
{
    public bool HasEpilogue => Stores.Count > 0;
}

/// <summary>A factor of a product: a constant times a scalar local.</summary>
/// <param name="ScalarNode">The node of the local, -1 where there is none.</param>
internal readonly record struct ScaleFactor(double Constant, int ScalarNode = -1)
{
    public static ScaleFactor One => new(1);

    public static ScaleFactor Zero => new(0);
}

/// <summary>Operations on the rows of one tensor.</summary>
/// <param name="Input">The tensor; its rows lie one after the other.</param>
/// <param name="Operations">What is computed of each row.</param>
/// <param name="Operands">The body of the labels and factors, which have one element a row.</param>
internal sealed record RowStep(
    Group Group, Dim Rows, Dim Columns, Place Input, IReadOnlyList<RowOperation> Operations, Body Operands, DType Type) : Step(Group);

/// <summary>One operation on rows.</summary>
/// <param name="Result">Where it is written: a row of elements, or one element, a row.</param>
/// <param name="Operands">Values of the operand body: labels, a factor.</param>
internal sealed record RowOperation(int Node, OpCode Op, Memory Result, IReadOnlyList<int> Operands);

/// <summary>A call of a library kernel, which may compute a pool (the group's second core) of its result too.</summary>
internal sealed record LibraryStep(Group Group, int Node) : Step(Group);
