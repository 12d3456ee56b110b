using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>What a gradient rule sees: a node, the gradient of the cost by its value, and where to leave the operands' shares.</summary>
internal sealed class GradientContext(GraphBuilder builder, Func<int, bool> isWanted, Action<int, int> give)
{
    public GraphBuilder B => builder;

    /// <summary>The node whose rule runs.</summary>
    public int Out { get; private set; }

    /// <summary>The gradient by the node's value, of the node's shape and type.</summary>
    public int G { get; private set; }

    public Node Node => builder[Out];

    public int Count => Node.Operands.Count;

    /// <summary>The first operand.</summary>
    public int X => Node.Operands[0];

    /// <summary>The second operand.</summary>
    public int Y => Node.Operands[1];

    public Shape ShapeOf(int operand) => builder[Node.Operands[operand]].Shape;

    /// <summary>True where some variable depends on the gradient by this operand.</summary>
    public bool Wants(int operand) => isWanted(Node.Operands[operand]);

    /// <summary>
    /// Adds to the gradient by an operand. Where the operand was broadcast the share has the shape of the result:
    /// the walk sums it.
    /// </summary>
    public void Give(int operand, int gradient) => give(Node.Operands[operand], gradient);

    /// <summary>True where the gradient started from the direction of a directional derivative, which is linear in it.</summary>
    public bool IsDirectional => Pruning.Reachable(builder.Nodes, [G]).Where((reached, node) => reached && builder[node].Op == OpCode.Seed).Any();

    public void MoveTo(int node, int gradient)
    {
        Out = node;
        G = gradient;
    }
}
