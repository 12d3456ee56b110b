using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>Leaves with the operands of a node their shares of its gradient.</summary>
internal delegate void GradientRule(GradientContext c);

/// <summary>How gradients pass an operation.</summary>
/// <param name="Rule">Null where the derivative is zero or there is none.</param>
/// <param name="Connects">Whether the result depends on an operand in the sense of a derivative, be it zero.</param>
/// <param name="Convention">What is worth saying where the derivative jumps or does not exist; empty elsewhere.</param>
internal sealed record GradientEntry(GradientRule? Rule, Func<int, bool> Connects, string Convention);

/// <summary>The gradient of every operation: the one table that the reverse walk reads.</summary>
/// <remarks>
/// Gradients flow through floating-point values only: what passes integers or bools (comparisons, positions, casts to integers)
/// is disconnected, whatever stands here.
/// </remarks>
internal sealed class GradientTable
{
    private static readonly Func<int, bool> all = _ => true;
    private static readonly Dictionary<OpCode, GradientEntry> entries = Build(); // after what it uses

    public static bool Has(OpCode op) => entries.ContainsKey(op);

    public static GradientEntry Of(OpCode op) => entries[op];

    private static Dictionary<OpCode, GradientEntry> Build()
    {
        var table = new GradientTable();
        ElementwiseGradients.Fill(table);
        MovementGradients.Fill(table);
        ReductionGradients.Fill(table);
        ProductGradients.Fill(table);
        LinearAlgebraGradients.Fill(table);
        WindowGradients.Fill(table);

        table.Disconnected(OpCode.Variable, OpCode.Constant, OpCode.Size, OpCode.Iota, OpCode.Seed, OpCode.Random, OpCode.LoopVariable, OpCode.Loop);
        table.Zero("by a loop that walks the steps back", OpCode.LoopStates, OpCode.LoopLast, OpCode.LoopOutput);
        table.Add(OpCode.IfElse, c =>
        {
            int zero = c.B.ZerosLike(c.G);
            if (c.Wants(1)) c.Give(1, c.B.Add(OpCode.IfElse, c.X, c.G, zero));
            if (c.Wants(2)) c.Give(2, c.B.Add(OpCode.IfElse, c.X, zero, c.G));
        }, operands: operand => operand > 0);
        table.Add(OpCode.Print, c => c.Give(0, c.G));
        table.Add(OpCode.Assert, c => c.Give(0, c.G), operands: operand => operand == 0);
        table.Zero("no gradient passes: the operand counts as a constant", OpCode.StopGradient);
        table.Add(OpCode.GradClip, c =>
        {
            var bounds = (GradClipData)c.Node.Data!;
            // What Rop differentiates is the value, which stays as it is.
            c.Give(0, c.IsDirectional ? c.G : c.B.Clip(c.G, c.B.ConstantLike(c.G, bounds.Lower), c.B.ConstantLike(c.G, bounds.Upper)));
        });
        // Inner gradients are expanded before outer ones are; until then they count as depending on all they name.
        table.Zero("expanded first", OpCode.Grad);
        return table.Rows;
    }

    private Dictionary<OpCode, GradientEntry> Rows { get; } = [];

    /// <summary>An operation that is differentiable in the operands named, or in all.</summary>
    public void Add(OpCode op, GradientRule rule, string convention = "", Func<int, bool>? operands = null) =>
        Rows.Add(op, new(rule, operands ?? all, convention));

    /// <summary>Operations that are constant almost everywhere.</summary>
    public void Zero(string convention, params OpCode[] ops)
    {
        foreach (var op in ops) Rows.Add(op, new(null, all, convention));
    }

    /// <summary>Operations through which a cost does not depend on anything.</summary>
    public void Disconnected(params OpCode[] ops)
    {
        foreach (var op in ops) Rows.Add(op, new(null, _ => false, "disconnected"));
    }
}
