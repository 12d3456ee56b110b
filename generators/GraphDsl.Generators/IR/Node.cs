namespace GraphDsl.Generators.IR;

/// <summary>One value of the graph. Operands are indices of earlier nodes.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Operands">Indices of the nodes it reads.</param>
/// <param name="Data">What else it needs to know.</param>
/// <param name="Type">The element type of the value.</param>
/// <param name="Shape">The shape of the value.</param>
/// <param name="Site">The index of the user's expression in <see cref="Graph.Sites"/>, -1 where there is none.</param>
internal sealed record Node(OpCode Op, EquatableArray<int> Operands, NodeData? Data, DType Type, Shape Shape, int Site)
{
    public int Rank => Shape.Rank;

    public OpInfo Info => Op.Info();

    /// <summary>The operands, then the integer scalars that the dimensions of this node are computed from.</summary>
    public IEnumerable<int> Dependencies => Operands.Concat(
        Shape.Dims.Concat(Data?.Dims ?? []).SelectMany(d => d.Atoms()).Where(a => a.Kind == DimAtomKind.Value).Select(a => a.Index));

    /// <summary>The value of a scalar constant, else null.</summary>
    public ConstantData? Constant => Op == OpCode.Constant ? (ConstantData)Data! : null;

    public bool IsConstant(double value) => Constant is { } constant && constant.AsDouble.Equals(value)
        && BitConverter.DoubleToInt64Bits(constant.AsDouble) == BitConverter.DoubleToInt64Bits(value);
}
