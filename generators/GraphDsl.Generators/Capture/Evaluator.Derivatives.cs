using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>Jacobians, Hessians and products with them; what they are of and by is checked where it stands in the source.</summary>
internal sealed partial class Evaluator
{
    public Value Jacobian(OperationCall call)
    {
        int f = OfFloats(call, "f");
        return ByEach(call, "The expression", [f], w => call.Graph.Jacobian(f, w, DisconnectedInputs.Zero));
    }

    public Value Hessian(OperationCall call)
    {
        int cost = Cost(call, Tensor(call["cost"]!, call.Place("cost")));
        return ByEach(call, "The cost", [cost], w => call.Graph.Hessian(cost, w, DisconnectedInputs.Zero));
    }

    public Value Lop(OperationCall call)
    {
        int f = OfFloats(call, "f");
        int direction = Fitted(Tensor(call["v"]!, call.Place("v")), f, call.Place("v"), "direction", "the expression");
        return ByEach(call, "The expression", [f], w => call.Graph.Lop(f, w, direction));
    }

    /// <summary>The directions of all variables together: it is enough that the expression depends on one of them.</summary>
    public Value Rop(OperationCall call)
    {
        int f = OfFloats(call, "f");
        var at = call.Place("w");
        int[] variables = [.. call.Values(call["w"]!, at).Select(w => Tensor(w, at))];
        int[] directions = [.. call.Values(call["v"]!, call.Place("v")).Select(v => Tensor(v, call.Place("v")))];
        if (variables.Length != directions.Length)
            throw new CaptureException(Descriptors.BuildTimeFailure, call.Place("v"), $"Rop needs a direction for each variable: there are {variables.Length} variables, but {directions.Length} directions");
        for (int i = 0; i < variables.Length; i++)
        {
            RequireFloat(variables[i], at);
            directions[i] = Fitted(directions[i], variables[i], call.Place("v"), "direction", $"'{NameOf(variables[i], at)}'");
        }
        if (!variables.Any(w => Differentiation.IsConnected(Graph.Nodes, f, w, [])))
            throw new CaptureException(Descriptors.Disconnected, at, "The expression", NameOf(variables[0], at), "");
        return new NodeValue(call.Graph.Rop(f, variables, directions));
    }

    /// <summary>A derivative by one variable, or by each of a list.</summary>
    private Value ByEach(OperationCall call, string what, int[] of, Func<int, int> derivative)
    {
        var at = call.Place("w");
        var results = new List<Value>();
        foreach (var value in call.Values(call["w"]!, at))
        {
            int w = Tensor(value, at);
            RequireFloat(w, at);
            if (!of.Any(f => Differentiation.IsConnected(Graph.Nodes, f, w, [])))
                throw new CaptureException(Descriptors.Disconnected, at, what, NameOf(w, at), "");
            results.Add(new NodeValue(derivative(w)));
        }
        return call.Method.ReturnType.IsExpr() ? results[0] : new ListValue(results);
    }

    private int OfFloats(OperationCall call, string parameter)
    {
        int node = Tensor(call[parameter]!, call.Place(parameter));
        return Graph[node].Type.IsFloat() ? node : throw new CaptureException(Descriptors.TypeMismatch, call.Place(parameter),
            $"Only tensors of floats have derivatives, and '{Text(call.Place(parameter))}' has elements of type {Graph[node].Type.Keyword()}");
    }

    private void RequireFloat(int variable, IOperation at)
    {
        if (!Graph[variable].Type.IsFloat())
            throw new CaptureException(Descriptors.TypeMismatch, at, $"Only tensors of floats have gradients, and '{NameOf(variable, at)}' has elements of type {Graph[variable].Type.Keyword()}");
    }

    /// <summary>What the user calls a node: the variable's name, or the expression.</summary>
    public string NameOf(int node, IOperation at) => Graph[node].Op == OpCode.Variable ? VariableOf(node).Name : Text(at);

    /// <summary>A tensor that must have the type and the shape of another; sizes that only the call knows are checked there.</summary>
    private int Fitted(int value, int like, IOperation at, string what, string whose)
    {
        var (have, want) = (Graph[value], Graph[like]);
        if (have.Type != want.Type)
            throw new CaptureException(Descriptors.TypeMismatch, at, $"The {what} has elements of type {have.Type.Keyword()}, but {whose} has {want.Type.Keyword()}");
        if (have.Rank != want.Rank)
            throw new CaptureException(Descriptors.RankMismatch, at, $"The {what} has rank {have.Rank}, but {whose} has rank {want.Rank}");
        for (int axis = 0; axis < want.Rank; axis++)
        {
            if (have.Shape[axis].Equals(want.Shape[axis])) continue;
            if (Dim.SurelyDiffer(have.Shape[axis], want.Shape[axis]))
                throw new CaptureException(Descriptors.ShapeMismatch, at, $"The {what} has the shape {Graph.Describe(have.Shape)}, but {whose} has {Graph.Describe(want.Shape)}");
            Require(new(CheckKind.Equal, have.Shape[axis], want.Shape[axis], FormattableString.Invariant($"the size of axis {axis} of the {what}"), SiteOf(at)));
        }
        return GraphAt(at).Broadcast(value, want.Shape);
    }
}
