using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Model;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Writes the body of a function's <c>GraphInfo</c>: its graphs as text and Mermaid, its kernels, its memory plan.</summary>
internal static class InfoEmitter
{
    public static void Write(CodeWriter file, FunctionModel function, Graph optimised, Outline outline)
    {
        using (file.Block($"static partial void Describe{function.Name}(ref global::GraphDsl.GraphInfo? info)"))
        {
            file.Line("info = new()");
            using (file.Block(close: "};"))
            {
                file.Line($"Name = {CodeWriter.Literal($"{function.Container.Name}.{function.Name}")},");
                Text(file, "AsWritten", GraphPrinter.Print(function.Graph!));
                Text(file, "Optimised", GraphPrinter.Print(optimised));
                Text(file, "AsWrittenMermaid", GraphPrinter.Mermaid(function.Graph!));
                Text(file, "OptimisedMermaid", GraphPrinter.Mermaid(optimised));
                file.Line("Kernels =");
                file.Line("[");
                using (file.Indent())
                {
                    foreach (var (name, expression, flops, bytes) in outline.Kernels)
                    {
                        file.Line($"new({CodeWriter.Literal(name)}, {CodeWriter.Literal(expression)}, "
                            + $"{CodeWriter.Literal(outline.Describe(flops))}, {CodeWriter.Literal(outline.Describe(bytes))}),");
                    }
                }
                file.Line("],");
                Text(file, "MemoryPlan", string.Join("\n", outline.MemoryPlan()));
            }
        }
    }

    private static void Text(CodeWriter file, string property, string text)
    {
        string quotes = "\"\"\"";
        while (text.Contains(quotes)) quotes += "\"";
        file.Line($"{property} = {quotes}");
        using (file.Indent())
        {
            file.Line(text.TrimEnd('\n'));
            file.Line($"{quotes},");
        }
    }
}
