using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Lints;

/// <summary>What is known of the sign of all elements of a node.</summary>
internal enum Sign : byte
{
    Unknown,
    NotNegative,
    Positive,
}

/// <summary>Signs as far as they follow from the operations.</summary>
internal static class Signs
{
    public static Sign[] Of(Graph graph)
    {
        var signs = new Sign[graph.Nodes.Count];
        for (int i = 0; i < signs.Length; i++) signs[i] = Of(graph, graph[i], signs);
        return signs;
    }

    private static Sign Of(Graph graph, Node node, Sign[] signs)
    {
        Sign X() => signs[node.Operands[0]];
        Sign Y() => signs[node.Operands[1]];
        return node.Op switch
        {
            OpCode.Constant => node.Constant!.AsDouble > 0 ? Sign.Positive : node.Constant.AsDouble == 0 ? Sign.NotNegative : Sign.Unknown,
            OpCode.Size or OpCode.Iota or OpCode.Random => Sign.NotNegative,
            OpCode.Exp or OpCode.Exp2 or OpCode.Cosh or OpCode.Sigmoid or OpCode.Softplus or OpCode.Erfc or OpCode.Softmax => Sign.Positive,
            OpCode.Sqr or OpCode.Abs => Highest(X(), Sign.NotNegative),
            OpCode.Mul when node.Operands[0] == node.Operands[1] => Highest(X(), Sign.NotNegative),
            OpCode.Mul or OpCode.Minimum => Lowest(X(), Y()),
            OpCode.Div => Y() == Sign.Unknown ? Sign.Unknown : X(),
            OpCode.Maximum => Highest(X(), Y()),
            OpCode.Add when IsGuard(graph, node.Operands[0]) || IsGuard(graph, node.Operands[1]) => Sign.Positive,
            OpCode.Add => Lowest(X(), Y()) == Sign.Unknown ? Sign.Unknown : Highest(X(), Y()),
            OpCode.Pow => X(),
            OpCode.Select => Lowest(Y(), signs[node.Operands[2]]),
            OpCode.Concat => node.Operands.Select(o => signs[o]).Aggregate(Lowest),
            OpCode.Sqrt or OpCode.Reciprocal or OpCode.Cast or OpCode.Gather or OpCode.Sum or OpCode.SumTo or OpCode.Prod or OpCode.Max or OpCode.Min
                or OpCode.CumSum or OpCode.CumProd or OpCode.Sort or OpCode.Print or OpCode.Assert or OpCode.StopGradient or OpCode.GradClip => X(),
            _ => node.Info.Kind == OpKind.View ? X() : Sign.Unknown,
        };
    }

    /// <summary>A small number that somebody added to keep away from 0: a positive constant, or a member of the module.</summary>
    private static bool IsGuard(Graph graph, int node)
    {
        while (graph[node].Info.Kind == OpKind.View || graph[node].Op == OpCode.Cast) node = graph[node].Operands[0];
        return graph[node].Constant is { AsDouble: > 0 }
            || (graph[node] is { Rank: 0, Data: VariableData { Index: var index } } && graph.Variables[index].Kind == VariableKind.Member);
    }

    private static Sign Lowest(Sign a, Sign b) => a < b ? a : b;

    private static Sign Highest(Sign a, Sign b) => a > b ? a : b;
}
