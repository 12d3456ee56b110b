using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Kernels;

/// <summary>
/// Decides whether a body runs on SIMD vectors: all its numbers are of one type of 32 or 64 bits, bools are masks of
/// comparisons, and each operation has a vector form for the type. What does not is computed element by element.
/// </summary>
internal static class Vectorisation
{
    private static readonly HashSet<OpCode> masks =
        [OpCode.Eq, OpCode.Neq, OpCode.Lt, OpCode.Le, OpCode.IsNan, OpCode.IsInf, OpCode.And, OpCode.Or, OpCode.Xor, OpCode.Not,
         OpCode.Maximum, OpCode.Minimum];

    private static readonly HashSet<OpCode> integerOps =
        [OpCode.Add, OpCode.Sub, OpCode.Mul, OpCode.Neg, OpCode.Abs, OpCode.Sqr, OpCode.Maximum, OpCode.Minimum, OpCode.Select,
         OpCode.Eq, OpCode.Neq, OpCode.Lt, OpCode.Le, OpCode.And, OpCode.Or, OpCode.Xor, OpCode.Not, OpCode.Cast];

    /// <summary>The type of the vectors, null where the body has no vector form.</summary>
    public static DType? TypeOf(IEnumerable<Body> bodies)
    {
        DType? type = null;
        foreach (var body in bodies)
        {
            foreach (var instruction in body.Instructions)
            {
                if (instruction.Type == DType.Bool || instruction.Kind == InstructionKind.Index) continue;
                if (type is { } known && known != instruction.Type) return null;
                type = instruction.Type;
            }
        }
        if (type is not (DType.Float32 or DType.Float64 or DType.Int32 or DType.Int64)) return null;
        return bodies.All(b => b.Instructions.All(i => HasVectorForm(b, i, type.Value))) ? type : null;
    }

    /// <summary>True where a tree of fused nodes, each given with its operands' types, could be a vector body.</summary>
    public static bool IsVectorOperation(OpCode op, DType result, IEnumerable<DType> operands, DType type)
    {
        bool fits = result == type || result == DType.Bool;
        foreach (var operand in operands) fits &= operand == type || operand == DType.Bool;
        if (op == OpCode.Cast) return fits && result == type;
        if (op == OpCode.Mod || (type.IsInteger() && !integerOps.Contains(op))) return false;
        return fits && (result != DType.Bool || masks.Contains(op));
    }

    private static bool HasVectorForm(Body body, Instruction instruction, DType type) => instruction.Kind switch
    {
        InstructionKind.Operation => IsVectorOperation(instruction.Op, instruction.Type, instruction.Arguments.Select(a => body[a].Type)
            .Where((_, k) => body[instruction.Arguments[k]].Kind != InstructionKind.Index), type)
            && (instruction.Op == OpCode.Cast || instruction.Arguments.All(a => body[a].Kind != InstructionKind.Index)),
        InstructionKind.Load => true,
        // A position is turned into numbers by the cast that reads it.
        InstructionKind.Index => instruction.Place!.Strides.Count(s => !s.IsZero) <= 1
            && body.Instructions.Where(i => i.Arguments.Contains(body.Instructions.IndexOf(instruction))).All(i => i.Op == OpCode.Cast && i.Type.IsFloat()),
        _ => instruction.Type == type,
    };
}
