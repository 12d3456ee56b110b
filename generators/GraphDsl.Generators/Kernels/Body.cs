using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Kernels;

/// <summary>What one instruction of a kernel's body is.</summary>
internal enum InstructionKind : byte
{
    /// <summary>An element of a tensor in memory.</summary>
    Load,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>A scalar local of the function, the same for all elements.</summary>
    Scalar,

    /// <summary>A position: the value of an affine function of the iteration indices.</summary>
    Index,

    /// <summary>What the kernel around the body computed: the reduced value, the product.</summary>
    Core,

    /// <summary>An elementwise operation on earlier instructions.</summary>
    Operation,
}

/// <summary>The place of an element: offset + the sum of strides times iteration indices.</summary>
internal sealed record Place(Memory Memory, Dim Offset, EquatableArray<Dim> Strides)
{
    /// <summary>True where no element lies before the offset, so that a span can begin there.</summary>
    public bool IsForward => Strides.All(s => s.IsSurelyNonNegative);
}

/// <summary>One value of a kernel's body.</summary>
/// <param name="Node">The node of the graph that it is the value of.</param>
internal sealed record Instruction(
    InstructionKind Kind, OpCode Op, DType Type, EquatableArray<int> Arguments, int Node,
    Place? Place = null, ConstantData? Constant = null);

/// <summary>A result of a body that is written to memory.</summary>
internal sealed record Store(int Value, Place Place);

/// <summary>A straight line of instructions that computes one element.</summary>
internal sealed class Body
{
    public List<Instruction> Instructions { get; } = [];

    public Instruction this[int value] => Instructions[value];

    public int Flops => Instructions.Where(i => i.Kind == InstructionKind.Operation).Sum(i => i.Op.Info().Flops);
}
