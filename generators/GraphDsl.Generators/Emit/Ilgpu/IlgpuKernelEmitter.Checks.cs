using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>
/// What kernels check. The function says what each check is about; a kernel reports a failure by the check's number. A step that is
/// written twice, for a loop on the device and for one on the host, keeps its numbers.
/// </summary>
internal sealed partial class IlgpuKernelEmitter
{
    private readonly Dictionary<(int Node, int Operand), int> expected = [];
    private readonly Dictionary<Check, int> expectedSizes = [];

    /// <summary>Where checks are reported.</summary>
    public string StatusView => context.Kernel is { } loop ? loop.View("status", DType.Int32, () => "run.Status") : "run.Status";

    /// <summary>A check of sizes that a loop's kernel makes: its number.</summary>
    public int Expect(Check check, LoopKernel loop)
    {
        loop.HasChecks = loop.ChecksSizes = true;
        if (expectedSizes.TryGetValue(check, out int known)) return known;
        int number = expectedSizes[check] = context.NewCheck();
        int written = check.Site < 0 ? -1 : Graph.WrittenSite(check.Site);
        context.OnHost(() => function.Line(FormattableString.Invariant(
            $"run.ExpectSize({number}, {siteMethod}, {written}, Dev.SizeCheck.{check.Kind}, {CodeWriter.Literal(check.What)});")));
        return number;
    }

    /// <summary>A check that the next kernel makes: its number.</summary>
    /// <param name="node">The node that is checked.</param>
    /// <param name="operand">Which of its operands.</param>
    /// <param name="labels">The C# literal with the name of the labels; null for indices of an axis.</param>
    private int Expect(int node, int operand, string? labels, Dim size) => Expect(node, operand, "Expect", () => $", {labels ?? "null"}, {context.Text(size)}");

    private int Expect(int node, int operand, string method, Func<string> more)
    {
        if (context.Kernel is { } loop) loop.HasChecks = true;
        if (expected.TryGetValue((node, operand), out int known)) return known;
        int site = Graph[node].Site, check = expected[(node, operand)] = context.NewCheck();
        int written = site < 0 ? -1 : Graph.WrittenSite(site);
        context.OnHost(() => function.Line(FormattableString.Invariant($"run.{method}({check}, {siteMethod}, {written}{more()});")));
        return check;
    }

    /// <summary>The kernel's view of what checks report.</summary>
    private string Status(KernelFields fields)
    {
        string name = fields.Other("status", "int", StatusView);
        fields.Fields.First(f => f.Name == name).Element = "int";
        return name;
    }
}
