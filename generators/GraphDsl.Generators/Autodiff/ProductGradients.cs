using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>Gradients of matrix products and of the softmax family.</summary>
internal static class ProductGradients
{
    public static void Fill(GradientTable table)
    {
        table.Add(OpCode.Dot, c =>
        {
            if (c.Wants(0)) c.Give(0, c.B.Dot(c.G, c.B.Transpose(c.Y)));
            if (c.Wants(1)) c.Give(1, c.B.Dot(c.B.Transpose(c.X), c.G));
        });
        table.Add(OpCode.BatchedDot, c =>
        {
            if (c.Wants(0)) c.Give(0, c.B.Add(OpCode.BatchedDot, c.G, c.B.Dimshuffle(c.Y, 0, 2, 1)));
            if (c.Wants(1)) c.Give(1, c.B.Add(OpCode.BatchedDot, c.B.Dimshuffle(c.X, 0, 2, 1), c.G));
        });

        table.Add(OpCode.Softmax, c => c.Give(0, ThroughSoftmax(c, c.G, c.Out)));
        table.Add(OpCode.LogSoftmax, c =>
            c.Give(0, c.B.Sub(c.G, c.B.Mul(c.B.Add(OpCode.Softmax, c.X), c.B.RowSum(c.G)))));
        table.Add(OpCode.LogSumExp, c =>
            c.Give(0, c.B.Mul(c.B.ExpandDims(c.G, [c.B[c.G].Rank]), c.B.Add(OpCode.Softmax, c.X))));

        table.Add(OpCode.SoftmaxCrossentropy, c => c.Give(0, c.B.Add(OpCode.SoftmaxCrossentropyGrad, c.X, c.Y, c.G)),
            operands: operand => operand == 0);
        table.Add(OpCode.SoftmaxCrossentropyGrad, c =>
        {
            int scale = c.Node.Operands[2];
            int softmax = c.B.Add(OpCode.Softmax, c.X);
            int column = c.B[scale].Rank == 1 ? c.B.Dimshuffle(scale, 0, -1) : scale;
            if (c.Wants(0)) c.Give(0, ThroughSoftmax(c, c.B.Mul(c.G, column), softmax));
            if (!c.Wants(2)) return;
            int atLabels = c.B.Gather(c.G, c.B.Iota(c.Node.Shape[0]), c.Y);
            c.Give(2, c.B.Sub(c.B.Sum(c.B.Mul(c.G, softmax), 1), atLabels));
        }, operands: operand => operand != 1);
    }

    private static int ThroughSoftmax(GradientContext c, int gradient, int softmax) =>
        c.B.Mul(c.B.Sub(gradient, c.B.RowSum(c.B.Mul(gradient, softmax))), softmax);
}
