using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>Gradients of operations on a matrix as a whole.</summary>
internal static class LinearAlgebraGradients
{
    public static void Fill(GradientTable table)
    {
        table.Add(OpCode.Inverse, c =>
        {
            int transposed = c.B.Transpose(c.Out);
            c.Give(0, c.B.Neg(c.B.Dot(c.B.Dot(transposed, c.G), transposed)));
        });
        table.Add(OpCode.Det, c => c.Give(0, c.B.Mul(c.B.Mul(c.G, c.Out), c.B.Transpose(c.B.Add(OpCode.Inverse, c.X)))),
            "that of a singular matrix throws");
        table.Add(OpCode.Solve, c =>
        {
            int right = c.B.Add(OpCode.Solve, c.B.Transpose(c.X), c.G);
            if (c.Wants(0)) c.Give(0, c.B.Neg(c.B.Dot(right, c.B.Transpose(c.Out))));
            if (c.Wants(1)) c.Give(1, right);
        });
        table.Add(OpCode.Cholesky, Cholesky, "by the lower triangle, the only part that is read; 0 above it");
    }

    /// <summary>L^-T P L^-1, where P is the lower triangle of L^T G with half of its diagonal; then folded onto the lower triangle.</summary>
    private static void Cholesky(GradientContext c)
    {
        var b = c.B;
        int upper = b.Transpose(c.Out), zero = b.ConstantLike(c.G, 0);
        int positions = b.Iota(c.Node.Shape[0]);
        int row = b.Dimshuffle(positions, 0, -1), column = b.Dimshuffle(positions, -1, 0);
        int isBelow = b.Binary(OpCode.Lt, column, row), isDiagonal = b.Binary(OpCode.Eq, column, row);

        int product = b.Dot(upper, c.G);
        int triangle = b.Select(isDiagonal, b.Scale(product, 0.5), b.Select(isBelow, product, zero));
        int right = b.Transpose(b.Add(OpCode.Solve, upper, b.Transpose(triangle)));
        int both = b.Add(OpCode.Solve, upper, right);
        c.Give(0, b.Select(isDiagonal, both, b.Select(isBelow, b.Add(both, b.Transpose(both)), zero)));
    }
}
