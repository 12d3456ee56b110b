using System.Globalization;

namespace GraphDsl.Generators.IR;

/// <summary>What every graph must keep to between passes. Finds all violations, not just the first.</summary>
internal static class GraphVerifier
{
    /// <summary>One line for each violation; none where the graph is sound.</summary>
    /// <param name="differentiated">True after differentiation: gradients must be expanded.</param>
    public static IReadOnlyList<string> Verify(Graph graph, bool differentiated)
    {
        var violations = new List<string>();
        var builder = new GraphBuilder();
        foreach (var site in graph.Sites) builder.AddSite(site);
        foreach (var v in graph.Variables) builder.AddVariable(v.Name, v.Kind, v.Type, _ => v.Shape, v.Access, v.Site);

        bool inferring = true;
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            int before = violations.Count;
            CheckNode(graph, i, differentiated, violations);
            if (violations.Count > before) inferring = false; // later nodes would be inferred from what is wrong already
            if (inferring) inferring = CheckInference(graph, builder, i, violations);
        }

        foreach (var output in graph.Outputs)
            CheckIndex(graph, output.Node, $"output {output.Name}", violations);
        var updated = new HashSet<int>();
        foreach (var update in graph.Updates)
        {
            if (update.Variable < 0 || update.Variable >= graph.Variables.Count)
            {
                violations.Add(Invariant($"an update names variable {update.Variable} of {graph.Variables.Count}"));
                continue;
            }
            var variable = graph.Variables[update.Variable];
            if (!updated.Add(update.Variable)) violations.Add($"{variable.Name} is updated twice");
            if (!CheckIndex(graph, update.Node, $"the update of {variable.Name}", violations)) continue;
            var node = graph[update.Node];
            if (node.Type != variable.Type || node.Rank != variable.Shape.Rank)
                violations.Add($"the update of {variable.Name} ({variable.Type.Name()} {variable.Shape}) is {node.Type.Name()} {node.Shape}");
        }
        foreach (var check in graph.Checks)
        {
            CheckDims(graph, [check.Actual, check.Expected], graph.Nodes.Count, $"the check of {check.What}", violations);
            foreach (var guard in check.Guards) CheckIndex(graph, guard.Condition, $"the branch of the check of {check.What}", violations);
            if (check.Site >= graph.Sites.Count) violations.Add(Invariant($"the check of {check.What} names site {check.Site} of {graph.Sites.Count}"));
        }
        return violations;
    }

    /// <summary>Throws with all violations where there are some; <paramref name="pass"/> is named as the guilty one.</summary>
    public static void Require(Graph graph, string pass, bool differentiated)
    {
        var violations = Verify(graph, differentiated);
        if (violations.Count > 0)
            throw new InvalidOperationException($"the graph is broken after {pass}:\n{string.Join("\n", violations)}\n{GraphPrinter.Print(graph)}");
    }

    private static void CheckNode(Graph graph, int index, bool differentiated, List<string> violations)
    {
        var node = graph[index];
        foreach (int operand in node.Operands)
        {
            if (operand < 0 || operand >= index)
                violations.Add(Invariant($"%{index} = {node.Op} reads %{operand}, which is not earlier"));
        }
        if (node.Info.Arity >= 0 && node.Info.Arity != node.Operands.Count)
            violations.Add(Invariant($"%{index} = {node.Op} has {node.Operands.Count} operands, not {node.Info.Arity}"));
        if (node.Data is VariableData variable && (variable.Index < 0 || variable.Index >= graph.Variables.Count))
            violations.Add(Invariant($"%{index} reads variable {variable.Index} of {graph.Variables.Count}"));
        if (differentiated && node.Info.Kind == OpKind.Placeholder)
            violations.Add(Invariant($"%{index} = {node.Op} is left after differentiation"));
        if (node.Site >= graph.Sites.Count)
            violations.Add(Invariant($"%{index} names site {node.Site} of {graph.Sites.Count}"));
        CheckDims(graph, node.Shape.Dims.Concat(node.Data?.Dims ?? []), index, Invariant($"%{index} = {node.Op}"), violations);
    }

    private static void CheckDims(Graph graph, IEnumerable<Dim> dims, int limit, string what, List<string> violations)
    {
        foreach (var atom in dims.SelectMany(d => d.Atoms()))
        {
            if (atom.Kind == DimAtomKind.Size)
            {
                if (atom.Index < 0 || atom.Index >= graph.Variables.Count || atom.Axis >= graph.Variables[atom.Index].Shape.Rank)
                    violations.Add($"{what} depends on {atom.Key}, which does not exist");
            }
            else if (atom.Kind == DimAtomKind.Value)
            {
                if (atom.Index < 0 || atom.Index >= limit)
                    violations.Add($"{what} depends on {atom.Key}, which is not earlier");
                else if (graph[atom.Index].Rank != 0 || !graph[atom.Index].Type.IsInteger())
                    violations.Add($"{what} depends on {atom.Key}, which is no integer scalar");
            }
        }
    }

    /// <summary>Infers the node again; false where later nodes cannot be inferred any more.</summary>
    private static bool CheckInference(Graph graph, GraphBuilder builder, int index, List<string> violations)
    {
        var node = graph[index];
        int again;
        try
        {
            builder.CurrentSite = node.Site;
            again = node.Op == OpCode.Nonzero ? builder.AddWithShape(node.Op, node.Data, node.Type, node.Shape, node.Operands.ToArray())
                : builder.Add(node.Op, node.Data, node.Type, node.Operands.ToArray());
        }
        catch (Exception error) when (error is GraphException or ArgumentException or InvalidOperationException)
        {
            violations.Add(Invariant($"%{index} = {node.Op}: {error.Message}"));
            return false;
        }
        if (again != index)
        {
            violations.Add(Invariant($"%{index} = {node.Op} computes the same as %{again}"));
            return false;
        }
        if (builder[again].Type == node.Type && builder[again].Shape.Equals(node.Shape)) return true;
        violations.Add(Invariant($"%{index} = {node.Op} is {node.Type.Name()} {node.Shape}, but inferred {builder[again].Type.Name()} {builder[again].Shape}"));
        return false;
    }

    private static bool CheckIndex(Graph graph, int node, string what, List<string> violations)
    {
        if (node >= 0 && node < graph.Nodes.Count) return true;
        violations.Add(Invariant($"{what} names %{node} of {graph.Nodes.Count} nodes"));
        return false;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
