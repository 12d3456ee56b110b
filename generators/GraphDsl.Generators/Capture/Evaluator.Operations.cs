using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>The way from calls of the surface to the catalogue, and what the catalogue's entries need.</summary>
internal sealed partial class Evaluator
{
    public GraphBuilder GraphAt(IOperation at)
    {
        Graph.CurrentSite = SiteOf(at);
        return Graph;
    }

    public int TensorOf(Value value, IOperation at) => Tensor(value, at);

    public int NumberLike(Value value, DType type, IOperation at) => Number(value, type, at);

    public int KnownNumber(Value value, IOperation at) => Known(value, at);

    public long? TryKnownNumber(Value value) => TryKnown(value);

    public DType DTypeOf(ITypeSymbol type, IOperation at) => ElementTypeOf(type, at);

    /// <summary>A whole number as a dimension: known now, or the value of a scalar of the graph.</summary>
    public Dim DimOf(Value value, IOperation at)
    {
        if (TryKnown(Sound(value)) is { } known) return known;
        int node = Tensor(value, at);
        var (rank, type) = (Graph[node].Rank, Graph[node].Type);
        if (rank != 0) throw new CaptureException(Descriptors.RankMismatch, at, $"A size must be a scalar, not a tensor of rank {rank}");
        if (!type.IsInteger()) throw new CaptureException(Descriptors.TypeMismatch, at, $"A size must be an integer, not {type.Keyword()}");
        return Graph.AsDim(node);
    }

    /// <summary>The number of a new draw in the function.</summary>
    public int NextDraw(IOperation at) => draws < Cpu.Draw.MostDraws ? draws++
        : throw Unsupported(at, $"'{Text(at)}'", FormattableString.Invariant($"a function can draw at most {Cpu.Draw.MostDraws} times: draw larger tensors"));

    private int draws;

    /// <summary>The number of a new print in the function.</summary>
    public int NextPrint() => prints++;

    private int prints;

    private Value Operation(OperationCall call)
    {
        string name = $"'{call.Method.ContainingType.Name}.{call.Method.Name}'";
        if (call.Method.ContainingType.IsSurface("Shared"))
            throw Unsupported(call.At, $"'{Text(call.At)}'", "a shared variable is made once: hold it in a readonly member of the module");
        if (Catalogue.Find(call.Method.Name) is not { } entry)
            throw Unsupported(call.At, name, "it has no meaning in a graph");
        var outer = current;
        current = call.At;
        try
        {
            int checks = explicitChecks.Count;
            var result = entry.Translate(call);
            if (result is NodeValue made) BelongTo(made.Node, checks);
            return result;
        }
        catch (GraphException e)
        {
            throw new CaptureException(e.Error.Descriptor(), call.At, Sentence(e.Message));
        }
        finally
        {
            current = outer;
        }
    }

    /// <summary>Properties of tensors.</summary>
    private Value TensorProperty(Value receiver, ISymbol member, IOperation at)
    {
        if (receiver is not NodeValue { Node: var node })
            throw Unsupported(at, $"'{member.ContainingType.Name}.{member.Name}'", "it has no meaning in a graph");
        switch (member.Name)
        {
            case "Shape":
                return new ListValue(Graph[node].Shape.Dims.Select(d => (Value)new NodeValue(GraphAt(at).Size(d))));
            case "Size":
                return new NodeValue(GraphAt(at).Size(Graph[node].Shape.Count));
            case "NDim" or "Rank":
                return new ConstantValue(Graph[node].Rank);
            case "T":
                return new NodeValue(GraphAt(at).Transpose(node));
            case "Name":
                return Graph[node].Op == OpCode.Variable ? new ConstantValue(VariableOf(node).Name) : ConstantValue.Null;
            default:
                throw Unsupported(at, $"'{Text(at)}'", "it is a value of the program's run: read it outside of the describing method");
        }
    }

    /// <summary>The indices at which a mask holds, one vector an axis; their length is data.</summary>
    public int[] NonzeroIndices(int mask, IOperation at)
    {
        var graph = GraphAt(at);
        int count = graph.SumAll(graph.Cast(mask, DType.Int64));
        var shape = Shape.Of(graph.AsDim(count));
        return [.. Enumerable.Range(0, graph[mask].Rank).Select(axis => graph.AddWithShape(OpCode.Nonzero, new AxisData(axis), DType.Int64, shape, mask))];
    }
}
