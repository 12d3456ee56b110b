using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>Bodies in kernels for devices: single elements, whose places are ints.</summary>
/// <param name="indices">The C# names of the indices of the loops.</param>
internal class DeviceText(Graph graph, Body body, KernelFields fields, CodeWriter writer, IReadOnlyList<string> indices)
    : BodyText(graph, body, fields, writer)
{
    /// <summary>An element of a view, as it lies in memory.</summary>
    public string Element(Place place, DType type, bool written) => $"{Fields.Span(place, type, written)}[{Address(place, place.IsForward)}]";

    /// <summary>The index of an element in its view.</summary>
    /// <param name="fromStart">True where the view begins at the place's offset; else the offset is part of the index.</param>
    private string Address(Place place, bool fromStart)
    {
        var terms = new List<string>();
        if (!fromStart && !place.Offset.IsZero) terms.Add(Fields.Size(place.Offset, "first"));
        for (int axis = 0; axis < indices.Count && axis < place.Strides.Count; axis++)
        {
            var stride = place.Strides[axis];
            if (stride.IsZero || indices[axis] == "0") continue;
            terms.Add(stride.IsOne ? indices[axis] : $"{indices[axis]} * {Fields.Size(stride, "stride")}");
        }
        return terms.Count == 0 ? "0" : string.Join(" + ", terms.Select(t => t[0] == '-' ? $"({t})" : t));
    }

    protected override string LocalType(DType type) => type.InKernels();

    protected override bool IsOperator(Instruction operation) => DeviceOpText.IsOperator(operation.Op, OperandType(operation));

    protected override string Load(Instruction load) => load.Type.Loaded(Element(load.Place!, load.Type, written: false));

    protected override string Scalar(Instruction scalar)
    {
        if (scalar.Constant is { } constant) return DeviceOpText.Constant(constant, scalar.Type);
        if (Graph[scalar.Node].Constant is { } known) return DeviceOpText.Constant(known, scalar.Type);
        string field = Fields.Scalar(scalar.Node);
        return scalar.Type == DType.Bool ? $"({field} != 0)" : field;
    }

    protected override string Index(Instruction index) => $"(long)({Address(index.Place!, fromStart: false)})";

    protected override string Operation(Instruction operation, string[] operands)
    {
        var from = OperandType(operation);
        if (operation.Op == OpCode.Cast) return DeviceOpText.Cast(from, operation.Type, operands[0]);
        if (operation.Op == OpCode.Div && from.IsInteger() && Known(operation.Arguments[1]) is { } divisor)
            return DeviceOpText.Quotient(operands[0], divisor, from);
        return DeviceOpText.Text(operation.Op, from, operands);
    }

    private long? Known(int value) => Body[value].Kind is InstructionKind.Constant or InstructionKind.Scalar
        ? (Body[value].Constant ?? Graph[Body[value].Node].Constant)?.AsLong : null;
}
