using System.Globalization;
using System.Text;

namespace GraphDsl.Generators.IR;

/// <summary>A graph as text, one line a node, and as a Mermaid diagram.</summary>
internal static class GraphPrinter
{
    /// <summary><c>%5 = Dot(%1, %4) : float32 (600, 10)  // T.Dot(x, W)</c> for each node, then results, updates and checks.</summary>
    public static string Print(Graph graph)
    {
        var text = new StringBuilder();
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            text.Append(Line(graph, i));
            if (SiteText(graph, graph[i].Site) is { } site) text.Append("  // ").Append(site);
            text.Append('\n');
        }
        foreach (var output in graph.Outputs)
            text.Append(Invariant($"output {output.Name} = %{output.Node}\n"));
        foreach (var update in graph.Updates)
            text.Append(Invariant($"update {graph.Variables[update.Variable].Name} = %{update.Node}\n"));
        foreach (var check in graph.Checks)
            text.Append(Invariant($"check {Describe(graph, check)}\n"));
        return text.ToString();
    }

    /// <summary>One node without its site: <c>%5 = Dot(%1, %4) : float32 (600, 10)</c>.</summary>
    public static string Line(Graph graph, int index)
    {
        var node = graph[index];
        var text = new StringBuilder(Invariant($"%{index} = "));
        if (node.Data is VariableData variable)
        {
            text.Append(Invariant($"{graph.Variables[variable.Index].Kind}({graph.Variables[variable.Index].Name})"));
        }
        else if (node.Op == OpCode.Constant)
        {
            text.Append(node.Type == DType.Bool ? node.Constant!.AsLong != 0 ? "true" : "false" : node.Constant!.ToString());
        }
        else
        {
            text.Append(node.Op).Append('(').Append(string.Join(", ", node.Operands.Select(o => Invariant($"%{o}"))));
            if (node.Data is not null && !(node.Op == OpCode.Broadcast))
                text.Append(node.Operands.Count > 0 ? "; " : "").Append(InUsersTerms(graph, node.Data));
            text.Append(')');
        }
        return text.Append(" : ").Append(node.Type.Name()).Append(' ').Append(Describe(graph, node.Shape)).ToString();
    }

    /// <summary>A flow chart, operands above results.</summary>
    public static string Mermaid(Graph graph)
    {
        var text = new StringBuilder("flowchart TD\n");
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph[i];
            string title = node.Data is VariableData variable ? graph.Variables[variable.Index].Name
                : node.Op == OpCode.Constant ? node.Constant!.ToString() : node.Info.Name;
            string label = Escape($"{title}\n{node.Type.Name()} {Describe(graph, node.Shape)}");
            text.Append(Invariant($"    n{i}{(node.Info.Kind == OpKind.Leaf ? "([\"" : "[\"")}{label}{(node.Info.Kind == OpKind.Leaf ? "\"])" : "\"]")}\n"));
            foreach (int operand in node.Operands) text.Append(Invariant($"    n{operand} --> n{i}\n"));
        }
        for (int i = 0; i < graph.Outputs.Count; i++)
            text.Append(Invariant($"    n{graph.Outputs[i].Node} ==> o{i}{{{{\"{Escape(graph.Outputs[i].Name)}\"}}}}\n"));
        for (int i = 0; i < graph.Updates.Count; i++)
            text.Append(Invariant($"    n{graph.Updates[i].Node} ==> u{i}[/\"{Escape(graph.Variables[graph.Updates[i].Variable].Name)}\"/]\n"));
        return text.ToString();
    }

    /// <summary>A shape in the user's terms: <c>(x.Shape[0], 784)</c>.</summary>
    public static string Describe(Graph graph, Shape shape) => InUsersTerms(graph, new ShapeData(shape)).ToString();

    /// <summary>A dimension in the user's terms.</summary>
    public static string Describe(Graph graph, Dim dim) => dim.Map(Name(graph)).Key;

    private static string Describe(Graph graph, Check check)
    {
        string relation = check.Kind switch { CheckKind.Equal => "==", CheckKind.AtMost => "<=", CheckKind.NotEmpty => "!=", CheckKind.NotNegative => ">=", _ => "fits" };
        string where = string.Concat(check.Guards.Select(g => Invariant($" where %{g.Condition} is {(g.Holds ? "true" : "false")}")));
        return $"{Describe(graph, check.Actual)} {relation} {Describe(graph, check.Expected)}{where}  // {check.What}"
            + (SiteText(graph, check.Site) is { } site ? $" of {site}" : "");
    }

    private static NodeData InUsersTerms(Graph graph, NodeData data) => data.Map(Name(graph));

    private static Func<DimAtom, Dim> Name(Graph graph) => atom => Dim.Of(atom.Kind switch
    {
        DimAtomKind.Size => DimAtom.Named(Invariant($"{graph.Variables[atom.Index].Name}.Shape[{atom.Axis}]")),
        DimAtomKind.Value when graph[atom.Index].Data is VariableData variable => DimAtom.Named(graph.Variables[variable.Index].Name),
        _ => atom,
    });

    private static string? SiteText(Graph graph, int site) => site >= 0 && site < graph.Sites.Count ? graph.Sites[site].Text : null;

    private static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\n", "<br/>");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
