using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>Gradients of the elementwise operations. Shares have the shape of the result; the walk undoes broadcasts.</summary>
internal static class ElementwiseGradients
{
    public static void Fill(GradientTable table)
    {
        void Unary(OpCode op, Func<GradientContext, int> gradient, string convention = "") =>
            table.Add(op, c => c.Give(0, gradient(c)), convention);

        Unary(OpCode.Neg, c => c.B.Neg(c.G));
        Unary(OpCode.Abs, c => c.B.Mul(c.G, c.B.Unary(OpCode.Sign, c.X)), "0 at 0");
        Unary(OpCode.Exp, c => c.B.Mul(c.G, c.Out));
        Unary(OpCode.Exp2, c => c.B.Mul(c.G, c.B.Scale(c.Out, Math.Log(2))));
        Unary(OpCode.Expm1, c => c.B.Mul(c.G, c.B.Exp(c.X)));
        Unary(OpCode.Log, c => c.B.Div(c.G, c.X));
        Unary(OpCode.Log2, c => c.B.Div(c.G, c.B.Scale(c.X, Math.Log(2))));
        Unary(OpCode.Log10, c => c.B.Div(c.G, c.B.Scale(c.X, Math.Log(10))));
        Unary(OpCode.Log1p, c => c.B.Div(c.G, Plus(c, c.X, 1)));
        Unary(OpCode.Sqr, c => c.B.Mul(c.G, c.B.Scale(c.X, 2)));
        Unary(OpCode.Sqrt, c => c.B.Div(c.B.Scale(c.G, 0.5), c.Out), "at 0: infinite, or NaN where the outer gradient is 0");
        Unary(OpCode.Reciprocal, c => c.B.Neg(c.B.Mul(c.G, c.B.Sqr(c.Out))));
        Unary(OpCode.Sin, c => c.B.Mul(c.G, c.B.Unary(OpCode.Cos, c.X)));
        Unary(OpCode.Cos, c => c.B.Neg(c.B.Mul(c.G, c.B.Unary(OpCode.Sin, c.X))));
        Unary(OpCode.Tan, c => c.B.Mul(c.G, Plus(c, c.B.Sqr(c.Out), 1)));
        Unary(OpCode.Asin, c => c.B.Div(c.G, c.B.Sqrt(OneMinus(c, c.B.Sqr(c.X)))));
        Unary(OpCode.Acos, c => c.B.Neg(c.B.Div(c.G, c.B.Sqrt(OneMinus(c, c.B.Sqr(c.X))))));
        Unary(OpCode.Atan, c => c.B.Div(c.G, Plus(c, c.B.Sqr(c.X), 1)));
        Unary(OpCode.Sinh, c => c.B.Mul(c.G, c.B.Unary(OpCode.Cosh, c.X)));
        Unary(OpCode.Cosh, c => c.B.Mul(c.G, c.B.Unary(OpCode.Sinh, c.X)));
        Unary(OpCode.Tanh, c => c.B.Mul(c.G, OneMinus(c, c.B.Sqr(c.Out))));
        Unary(OpCode.Erf, c => c.B.Mul(c.G, Bell(c, 2 / Math.Sqrt(Math.PI))));
        Unary(OpCode.Erfc, c => c.B.Mul(c.G, Bell(c, -2 / Math.Sqrt(Math.PI))));
        Unary(OpCode.Sigmoid, c => c.B.Mul(c.G, c.B.Mul(c.Out, OneMinus(c, c.Out))));
        Unary(OpCode.Softplus, c => c.B.Mul(c.G, c.B.Unary(OpCode.Sigmoid, c.X)));
        Unary(OpCode.Cast, c => c.B.Cast(c.G, c.B[c.X].Type), "passes between floating-point types only");

        table.Add(OpCode.Add, c =>
        {
            if (c.Wants(0)) c.Give(0, c.G);
            if (c.Wants(1)) c.Give(1, c.G);
        });
        table.Add(OpCode.Sub, c =>
        {
            if (c.Wants(0)) c.Give(0, c.G);
            if (c.Wants(1)) c.Give(1, c.B.Neg(c.G));
        });
        table.Add(OpCode.Mul, c =>
        {
            if (c.Wants(0)) c.Give(0, c.B.Mul(c.G, c.Y));
            if (c.Wants(1)) c.Give(1, c.B.Mul(c.G, c.X));
        });
        table.Add(OpCode.Div, c =>
        {
            int quotient = c.B.Div(c.G, c.Y);
            if (c.Wants(0)) c.Give(0, quotient);
            if (c.Wants(1)) c.Give(1, c.B.Neg(c.B.Mul(quotient, c.Out)));
        });
        table.Add(OpCode.Mod, c =>
        {
            if (c.Wants(0)) c.Give(0, c.G);
            if (c.Wants(1)) c.Give(1, c.B.Neg(c.B.Mul(c.G, c.B.Unary(OpCode.Trunc, c.B.Div(c.X, c.Y)))));
        }, "as between the jumps");
        table.Add(OpCode.Pow, Power, "0 by the exponent where the base is 0");
        table.Add(OpCode.Atan2, c =>
        {
            int scale = c.B.Div(c.G, c.B.Add(c.B.Sqr(c.X), c.B.Sqr(c.Y)));
            if (c.Wants(0)) c.Give(0, c.B.Mul(scale, c.Y));
            if (c.Wants(1)) c.Give(1, c.B.Neg(c.B.Mul(scale, c.X)));
        });
        table.Add(OpCode.Maximum, Extreme, "the first operand's where both are equal");
        table.Add(OpCode.Minimum, Extreme, "the first operand's where both are equal");
        table.Add(OpCode.Select, c =>
        {
            int zero = c.B.ConstantLike(c.G, 0);
            if (c.Wants(1)) c.Give(1, c.B.Select(c.X, c.G, zero));
            if (c.Wants(2)) c.Give(2, c.B.Select(c.X, zero, c.G));
        }, "only the chosen operand's", operand => operand > 0);

        table.Zero("0 everywhere", OpCode.Sign, OpCode.Ceil, OpCode.Floor, OpCode.Round, OpCode.Trunc);
        table.Disconnected(OpCode.IsNan, OpCode.IsInf, OpCode.Not, OpCode.Eq, OpCode.Neq, OpCode.Lt, OpCode.Le,
            OpCode.And, OpCode.Or, OpCode.Xor);
    }

    private static void Power(GradientContext c)
    {
        if (c.Wants(0))
        {
            int less = c.B.Sub(c.Y, c.B.ConstantLike(c.Y, 1));
            int power = c.B.IsUniform(less, 1) && c.B[less].Rank == 0 ? c.X : c.B.Binary(OpCode.Pow, c.X, less);
            c.Give(0, c.B.Mul(c.G, c.B.Mul(power, c.Y)));
        }
        if (c.Wants(1))
        {
            int share = c.B.Mul(c.G, c.B.Mul(c.B.Log(c.X), c.Out));
            int zero = c.B.ConstantLike(c.X, 0);
            c.Give(1, c.B.Select(c.B.Binary(OpCode.Eq, c.X, zero), zero, share));
        }
    }

    private static void Extreme(GradientContext c)
    {
        int isFirst = c.B.Binary(OpCode.Eq, c.X, c.Out);
        int zero = c.B.ConstantLike(c.G, 0);
        if (c.Wants(0)) c.Give(0, c.B.Select(isFirst, c.G, zero));
        if (c.Wants(1)) c.Give(1, c.B.Select(isFirst, zero, c.G));
    }

    private static int Plus(GradientContext c, int x, double constant) => c.B.Add(x, c.B.ConstantLike(x, constant));

    private static int OneMinus(GradientContext c, int x) => c.B.Sub(c.B.ConstantLike(x, 1), x);

    private static int Bell(GradientContext c, double height) => c.B.Scale(c.B.Exp(c.B.Neg(c.B.Sqr(c.X))), height);
}
