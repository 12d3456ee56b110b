using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>Gradients of convolution and pooling, which are closed under differentiation: the adjoints are each other's.</summary>
internal static class WindowGradients
{
    private const string EqualMaxima = "every element of a window that equals its maximum gets the whole gradient, as Theano has it";

    public static void Fill(GradientTable table)
    {
        table.Add(OpCode.Conv2d, c =>
        {
            if (c.Wants(0)) c.Give(0, Make(c, OpCode.Conv2dInput, c.G, c.Y));
            if (c.Wants(1)) c.Give(1, Make(c, OpCode.Conv2dFilters, c.X, c.G));
        });
        table.Add(OpCode.Conv2dInput, c =>
        {
            if (c.Wants(0)) c.Give(0, Make(c, OpCode.Conv2d, c.G, c.Y));
            if (c.Wants(1)) c.Give(1, Make(c, OpCode.Conv2dFilters, c.G, c.X));
        });
        table.Add(OpCode.Conv2dFilters, c =>
        {
            if (c.Wants(0)) c.Give(0, Make(c, OpCode.Conv2dInput, c.Y, c.G));
            if (c.Wants(1)) c.Give(1, Make(c, OpCode.Conv2d, c.X, c.G));
        });

        table.Add(OpCode.PoolSum, c => c.Give(0, Make(c, OpCode.PoolSumInput, c.G)));
        table.Add(OpCode.PoolSumInput, c => c.Give(0, Make(c, OpCode.PoolSum, c.G)));

        // Where the maxima are is constant almost everywhere: operands 0 and 1 of what moves values get nothing.
        table.Add(OpCode.PoolMax, c => c.Give(0, Make(c, OpCode.PoolMaxInput, c.X, c.Out, c.G)), EqualMaxima);
        table.Add(OpCode.PoolMaxInput, c => c.Give(2, Make(c, OpCode.PoolMaxPick, c.X, c.Y, c.G)), operands: operand => operand == 2);
        table.Add(OpCode.PoolMaxPick, c => c.Give(2, Make(c, OpCode.PoolMaxInput, c.X, c.Y, c.G)), operands: operand => operand == 2);
    }

    private static int Make(GradientContext c, OpCode op, params int[] operands) => c.B.Add(op, c.Node.Data, operands);
}
