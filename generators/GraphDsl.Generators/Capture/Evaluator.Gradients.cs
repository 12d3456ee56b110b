using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary><c>T.Grad</c>: a placeholder for each variable, which differentiation expands later.</summary>
internal sealed partial class Evaluator
{
    private static readonly string[] gradientOptions = ["cost", "considerConstant", "knownGrads", "disconnectedInputs"];

    public Value Gradient(OperationCall call)
    {
        int? cost = call["cost"] is { } value ? Cost(call, Tensor(value, call.Place("cost"))) : null;
        int[] constants = call["considerConstant"] is { } list ? [.. call.Values(list, call.Place("considerConstant")).Select(v => Tensor(v, call.Place("considerConstant")))] : [];
        var known = new List<int>();
        if (call["knownGrads"] is { } pairs)
        {
            foreach (var pair in call.Values(pairs, call.Place("knownGrads")))
            {
                if (pair is not TupleValue { Items: [var of, var gradient] }) throw new PoisonException();
                known.Add(Tensor(of, call.Place("knownGrads")));
                known.Add(Fitted(Tensor(gradient, call.Place("knownGrads")), known[known.Count - 1], call.Place("knownGrads"), "known gradient", "what it is the gradient of"));
            }
        }
        if (cost is null && known.Count == 0)
            throw call.Fail(Descriptors.CostNotScalar, "A gradient needs a cost, or knownGrads");
        var disconnected = call["disconnectedInputs"] is ConstantValue { Object: { } option } ? (DisconnectedInputs)ConstantArithmetic.AsLong(option) : DisconnectedInputs.Error;

        var results = new List<Value>();
        var wanted = call.Method.Parameters.Where(p => !gradientOptions.Contains(p.Name)).ToArray();
        foreach (var parameter in wanted)
        {
            foreach (var variable in call.Values(call[parameter.Ordinal], call.Place(parameter.Ordinal)))
                results.Add(Placeholder(call, call.Place(parameter.Ordinal), cost, Tensor(variable, call.Place(parameter.Ordinal)), constants, known, disconnected));
        }
        if (results.Any(r => r is ErrorValue)) throw new PoisonException();
        if (call.Method.ReturnType.IsTupleType) return new TupleValue([.. results], [.. results.Select(_ => (string?)null)]);
        return call.Method.ReturnType.IsExpr() ? results[0] : new ListValue(results);
    }

    private Value Placeholder(OperationCall call, IOperation place, int? cost, int variable, int[] constants, List<int> known, DisconnectedInputs disconnected)
    {
        string name = NameOf(variable, place);
        if (!Graph[variable].Type.IsFloat())
        {
            Report(Descriptors.TypeMismatch, place, $"Only tensors of floats have gradients, and '{name}' has elements of type {Graph[variable].Type.Keyword()}");
            return ErrorValue.Instance;
        }
        bool connected = cost is { } c && Differentiation.IsConnected(Graph.Nodes, c, variable, constants);
        for (int i = 0; i < known.Count; i += 2) connected |= known[i] == variable || Differentiation.IsConnected(Graph.Nodes, known[i], variable, constants);
        if (!connected && disconnected == DisconnectedInputs.Error)
        {
            Report(Descriptors.Disconnected, place, "The cost", name, ", or pass disconnectedInputs: Disconnected.Zero");
            return ErrorValue.Instance;
        }
        if (!connected && disconnected == DisconnectedInputs.Warn) Report(Descriptors.DisconnectedWarning, place, name);
        int[] operands = [variable, .. cost is { } node ? [node] : Array.Empty<int>(), .. constants, .. known];

        // Whether it is connected is decided by the graph as written; where a rewrite cuts it later (x ** 0), the gradient is zero.
        var data = new GradData(cost is not null, constants.Length, DisconnectedInputs.Zero);
        return new NodeValue(call.Graph.Add(OpCode.Grad, data, Graph[variable].Type, operands));
    }

    private int Cost(OperationCall call, int cost)
    {
        var node = Graph[cost];
        if (node.Rank != 0)
            throw new CaptureException(Descriptors.CostNotScalar, call.Place("cost"), $"The cost '{Text(call.Place("cost"))}' must be a scalar, but has shape {Graph.Describe(node.Shape)}: take its T.Mean or T.Sum");
        if (!node.Type.IsFloat())
            throw new CaptureException(Descriptors.CostNotScalar, call.Place("cost"), $"The cost '{Text(call.Place("cost"))}' must be of floats, but has elements of type {node.Type.Keyword()}");
        return cost;
    }
}
