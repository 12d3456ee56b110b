using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Kernels;

/// <summary>Lowers a matrix product with what follows it: into beta C + alpha A B where that is all, else into an epilogue.</summary>
internal sealed class ProductLowering(Schedule schedule, HashSet<int> readElsewhere)
{
    private readonly Graph graph = schedule.Graph;

    public ProductStep Lower(Group group)
    {
        int core = group.Cores[0];
        var node = graph[core];
        var left = graph[node.Operands[0]].Shape;
        int rank = node.Rank;
        var builder = new BodyBuilder(graph, schedule.Forms, schedule.Layouts, rank, AxisIndex.Identities(rank), group.Roots, n => n == core);
        var stores = new List<Store>();
        foreach (int computed in group.Computed)
        {
            var memories = new List<Memory>();
            if (readElsewhere.Contains(computed) || schedule.Layouts[computed].Memory.Kind == MemoryKind.Output)
                memories.Add(schedule.Layouts[computed].Memory);
            memories.AddRange(group.Targets.Where(t => t.Node == computed).Select(t => t.Memory));
            if (memories.Count == 0) continue;
            int value = builder.Root(computed);
            foreach (var memory in memories)
                stores.Add(new(value, new(memory, Dim.Zero, Layout.DenseStrides(node.Shape))));
        }
        var step = new ProductStep(
            group, rank == 3 ? node.Shape[0] : null, node.Shape[rank - 2], node.Shape[rank - 1], left[rank - 1], Operand(node.Operands[0]), Operand(node.Operands[1]),
            Dense(Scratch(core, builder.Body, stores, node.Type), node.Shape), ScaleFactor.One, ScaleFactor.Zero, builder.Body, stores, node.Type);
        return AsScaledSum(step) ?? step;
    }

    /// <summary>
    /// Memory for the partial sums of a product with an epilogue: what the epilogue writes (and does not read) itself where that
    /// is of the same type, else workspace of its own.
    /// </summary>
    private static Memory Scratch(int core, Body epilogue, List<Store> stores, DType type)
    {
        foreach (var store in stores)
        {
            var memory = store.Place.Memory;
            if (memory.Kind != MemoryKind.Variable && epilogue[store.Value].Type == type
                && !epilogue.Instructions.Any(i => i.Place?.Memory == memory)) return memory;
        }
        return new(MemoryKind.Workspace, core);
    }

    private MatrixOperand Operand(int node)
    {
        var layout = schedule.Layouts[node];
        int rank = layout.Strides.Count;
        return new(layout.Memory, layout.Offset, rank == 3 ? layout.Strides[0] : Dim.Zero, layout.Strides[rank - 2], layout.Strides[rank - 1]);
    }

    private static MatrixOperand Dense(Memory memory, Shape shape) =>
        new(memory, Dim.Zero, shape[shape.Rank - 2] * shape[shape.Rank - 1], shape[shape.Rank - 1], Dim.One);

    /// <summary>
    /// One store of beta * C + alpha * product, with C the old content of the memory that is written: the product
    /// accumulates into it. A plain store of the product is the case beta = 0.
    /// </summary>
    private ProductStep? AsScaledSum(ProductStep step)
    {
        if (step.Stores.Count != 1) return null;
        var store = step.Stores[0];
        var body = step.Epilogue;
        var destination = Dense(store.Place.Memory, Shape.Of(step.Rows, step.Columns));
        if (Product(body, store.Value) is { } plain) return step with { Alpha = plain, Destination = destination, Stores = [] };
        var sum = body[store.Value];
        if (sum.Kind != InstructionKind.Operation || sum.Op is not (OpCode.Add or OpCode.Sub)) return null;
        for (int side = 0; side < 2; side++)
        {
            if (Product(body, sum.Arguments[side]) is not { } alpha || Old(body, sum.Arguments[1 - side], store.Place) is not { } beta) continue;
            if (sum.Op == OpCode.Sub && side == 1) alpha = alpha with { Constant = -alpha.Constant };
            if (sum.Op == OpCode.Sub && side == 0) beta = beta with { Constant = -beta.Constant };
            return step with { Alpha = alpha, Beta = beta, Destination = destination, Stores = [] };
        }
        return null;
    }

    private static ScaleFactor? Product(Body body, int value) => Scaled(body, value, i => i.Kind == InstructionKind.Core);

    private static ScaleFactor? Old(Body body, int value, Place place) =>
        Scaled(body, value, i => i.Kind == InstructionKind.Load && i.Place!.Equals(place));

    /// <summary>The factor where the value is a constant or scalar times what <paramref name="isTerm"/> accepts.</summary>
    private static ScaleFactor? Scaled(Body body, int value, Func<Instruction, bool> isTerm)
    {
        var instruction = body[value];
        if (isTerm(instruction)) return ScaleFactor.One;
        if (instruction.Kind != InstructionKind.Operation) return null;
        if (instruction.Op == OpCode.Neg)
            return Scaled(body, instruction.Arguments[0], isTerm) is { } inner ? inner with { Constant = -inner.Constant } : null;
        if (instruction.Op != OpCode.Mul) return null;
        for (int side = 0; side < 2; side++)
        {
            if (Scaled(body, instruction.Arguments[side], isTerm) is not { } factor) continue;
            var other = body[instruction.Arguments[1 - side]];
            if (other.Kind == InstructionKind.Constant) return factor with { Constant = factor.Constant * other.Constant!.AsDouble };
            if (other.Kind == InstructionKind.Scalar && factor.ScalarNode < 0) return factor with { ScalarNode = other.Node };
        }
        return null;
    }
}
