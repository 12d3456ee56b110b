namespace GraphDsl.Generators.IR;

/// <summary>
/// What the elementwise operations mean, on one element: floating-point numbers in double precision, integers and bools as
/// long. Shared by constant folding and the reference interpreter.
/// </summary>
internal static class ScalarMath
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>The constant, or null where the operation is not of this kind.</summary>
    public static ConstantData? Unary(OpCode op, ConstantData x, DType type)
    {
        if (x.IsFloat) return ConstantData.Of(Real(op, x.AsDouble));
        return op is OpCode.Neg or OpCode.Abs or OpCode.Sign or OpCode.Sqr or OpCode.Not
            ? ConstantData.Of(Wrap(Integer(op, x.AsLong, type), type)) : null;
    }

    /// <summary>The constant, or null where the operation is not of this kind or has no value (a division by zero).</summary>
    public static ConstantData? Binary(OpCode op, ConstantData x, ConstantData y, DType type)
    {
        if (op.Info().Types == TypeRule.Compare)
            return ConstantData.Of((x.IsFloat ? Compare(op, x.AsDouble, y.AsDouble) : Compare(op, x.AsLong, y.AsLong)) ? 1L : 0L);
        if (x.IsFloat) return ConstantData.Of(Real(op, x.AsDouble, y.AsDouble));
        return op is OpCode.Div or OpCode.Mod && y.AsLong == 0 ? null : ConstantData.Of(Wrap(Integer(op, x.AsLong, y.AsLong), type));
    }

    public static ConstantData Cast(ConstantData x, DType type)
    {
        if (type.IsFloat()) return ConstantData.Of(type == DType.Float32 ? (float)x.AsDouble : x.AsDouble);
        return ConstantData.Of(x.IsFloat ? ToInteger(x.AsDouble, type) : Wrap(x.AsLong, type));
    }

    /// <summary>An integer as its type holds it: high bits are lost; bool is 0 or 1.</summary>
    public static long Wrap(long value, DType type) => type switch
    {
        DType.Bool => value != 0 ? 1 : 0,
        DType.UInt8 => (byte)value,
        DType.Int32 => (int)value,
        _ => value,
    };

    /// <summary>Truncated toward zero, the nearest value of the type where it is out of range, 0 for NaN.</summary>
    public static long ToInteger(double value, DType type)
    {
        if (type == DType.Bool) return value != 0 ? 1 : 0;
        if (double.IsNaN(value)) return 0;
        var (low, high) = type switch
        {
            DType.UInt8 => (byte.MinValue, (double)byte.MaxValue),
            DType.Int32 => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, (double)long.MaxValue),
        };
        if (value <= low) return (long)low;
        return value < high ? (long)value : type == DType.Int64 ? long.MaxValue : (long)high;
    }

    public static double Real(OpCode op, double x) => op switch
    {
        OpCode.Neg => -x,
        OpCode.Abs => Math.Abs(x),
        OpCode.Sign => double.IsNaN(x) || x == 0 ? x : Math.Sign(x), // -0 stays
        OpCode.Exp => Math.Exp(x),
        OpCode.Exp2 => Math.Pow(2, x),
        OpCode.Expm1 => Expm1(x),
        OpCode.Log => Math.Log(x),
        OpCode.Log2 => Math.Log(x) / Ln2,
        OpCode.Log10 => Math.Log10(x),
        OpCode.Log1p => Log1p(x),
        OpCode.Sqr => x * x,
        OpCode.Sqrt => Math.Sqrt(x),
        OpCode.Reciprocal => 1 / x,
        OpCode.Ceil => Math.Ceiling(x),
        OpCode.Floor => Math.Floor(x),
        OpCode.Round => Math.Round(x, MidpointRounding.ToEven),
        OpCode.Trunc => Math.Truncate(x),
        OpCode.Sin => Math.Sin(x),
        OpCode.Cos => Math.Cos(x),
        OpCode.Tan => Math.Tan(x),
        OpCode.Asin => Math.Asin(x),
        OpCode.Acos => Math.Acos(x),
        OpCode.Atan => Math.Atan(x),
        OpCode.Sinh => Math.Sinh(x),
        OpCode.Cosh => Math.Cosh(x),
        OpCode.Tanh => Math.Tanh(x),
        OpCode.Erf => Erf(x),
        OpCode.Erfc => Erfc(x),
        OpCode.Sigmoid => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x)),
        OpCode.Softplus => x > 0 ? x + Log1p(Math.Exp(-x)) : Log1p(Math.Exp(x)),
        _ => throw new ArgumentException($"{op} is no function of one real number"),
    };

    public static bool Test(OpCode op, double x) => op == OpCode.IsNan ? double.IsNaN(x) : double.IsInfinity(x);

    public static double Real(OpCode op, double x, double y) => op switch
    {
        OpCode.Add => x + y,
        OpCode.Sub => x - y,
        OpCode.Mul => x * y,
        OpCode.Div => x / y,
        OpCode.Mod => x % y,
        OpCode.Pow => Power(x, y),
        OpCode.Atan2 => Math.Atan2(x, y),
        OpCode.Maximum => Math.Max(x, y),
        OpCode.Minimum => Math.Min(x, y),
        _ => throw new ArgumentException($"{op} is no function of two real numbers"),
    };

    public static bool Compare(OpCode op, double x, double y) => op switch
    {
        OpCode.Eq => x == y,
        OpCode.Neq => x != y,
        OpCode.Lt => x < y,
        OpCode.Le => x <= y,
        _ => throw new ArgumentException($"{op} compares nothing"),
    };

    public static bool Compare(OpCode op, long x, long y) => op switch
    {
        OpCode.Eq => x == y,
        OpCode.Neq => x != y,
        OpCode.Lt => x < y,
        OpCode.Le => x <= y,
        _ => throw new ArgumentException($"{op} compares nothing"),
    };

    public static long Integer(OpCode op, long x, DType type) => op switch
    {
        OpCode.Neg => unchecked(-x),
        OpCode.Abs => x < 0 ? unchecked(-x) : x,
        OpCode.Sign => Math.Sign(x),
        OpCode.Sqr => unchecked(x * x),
        OpCode.Not => type == DType.Bool ? 1 - x : ~x,
        _ => throw new ArgumentException($"{op} is no function of one integer"),
    };

    public static long Integer(OpCode op, long x, long y) => op switch
    {
        OpCode.Add => unchecked(x + y),
        OpCode.Sub => unchecked(x - y),
        OpCode.Mul => unchecked(x * y),
        OpCode.Div => y == 0 ? 0 : y == -1 ? unchecked(-x) : x / y, // as NumPy
        OpCode.Mod => y is 0 or -1 ? 0 : x % y,
        OpCode.Pow => Power(x, y),
        OpCode.Maximum => Math.Max(x, y),
        OpCode.Minimum => Math.Min(x, y),
        OpCode.And => x & y,
        OpCode.Or => x | y,
        OpCode.Xor => x ^ y,
        _ => throw new ArgumentException($"{op} is no function of two integers"),
    };

    /// <summary>As C's pow: 1 for any base to the 0 and for 1 to any exponent, NaN included.</summary>
    private static double Power(double x, double y)
    {
        if (y == 0 || x == 1) return 1;
        return x == -1 && double.IsInfinity(y) ? 1 : Math.Pow(x, y);
    }

    /// <summary>By repeated squaring, wrapping around; a negative exponent truncates the true value.</summary>
    private static long Power(long x, long y)
    {
        if (y < 0) return x == 1 ? 1 : x == -1 ? (y % 2 == 0 ? 1 : -1) : 0;
        long result = 1;
        for (; y > 0; y >>= 1, x = unchecked(x * x))
            if ((y & 1) != 0) result = unchecked(result * x);
        return result;
    }

    /// <summary>By Kahan's correction of log(1 + x).</summary>
    private static double Log1p(double x)
    {
        double u = 1 + x;
        if (u == 1 || double.IsPositiveInfinity(u)) return x;
        return Math.Log(u) * (x / (u - 1));
    }

    /// <summary>By Kahan's correction of exp(x) - 1.</summary>
    private static double Expm1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1) return x;
        double difference = u - 1;
        return difference == -1 || double.IsInfinity(u) ? difference : difference * (x / Math.Log(u));
    }

    private static double Erf(double x)
    {
        if (double.IsNaN(x)) return x;
        return Math.Abs(x) < 2 ? ErfSeries(x) : x > 0 ? 1 - ErfcFraction(x) : ErfcFraction(-x) - 1;
    }

    private static double Erfc(double x)
    {
        if (double.IsNaN(x)) return x;
        return Math.Abs(x) < 2 ? 1 - ErfSeries(x) : x > 0 ? ErfcFraction(x) : 2 - ErfcFraction(-x);
    }

    /// <summary>The series with positive terms only: 2 x exp(-x^2) / sqrt(pi) * sum (2 x^2)^n / (1 3 5 ...).</summary>
    private static double ErfSeries(double x)
    {
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>The continued fraction of the complement, for x of at least 2.</summary>
    private static double ErfcFraction(double x)
    {
        if (x > 28) return 0;
        double fraction = x;
        for (int n = 120; n >= 1; n--) fraction = x + (n / 2.0 / fraction);
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
