using System.Runtime.CompilerServices;
using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

/// <summary>Elementary functions: accuracy in units of the last place, special values, the same bits at every width.</summary>
public class VectorMathTests
{
    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, 1e-300, 1e300, -1e300, 1e-45, -1e-45, 1e-40, 3e38, -3e38, 88, 89, -88, -104, 709, 710, -709, -746,
        1e-8, 1e-17, 0.55, 17, 40, -40, 1e5, 1.1e5, 1e8, 2e8, 1e22, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        0.7071067811865475, 1.4142135623730951, Math.PI, Math.PI / 2, 10.05, 27, -6, 26.6,
    ];

    /// <summary>Name, function of float, of double, reference, range, bound of the error in units of the last place for float and double.</summary>
    public static TheoryData<string, double, double, double, double> Ranges => new()
    {
        { "Exp", -87, 88, 1.05, 1.6 }, { "Exp", -1, 1, 1.05, 1.6 }, { "Exp2", -125, 127, 1.05, 1.6 },
        { "Expm1", -1, 1, 1.5, 3.5 }, { "Expm1", -20, 80, 1.5, 2 },
        { "Log", 0.01, 100, 0.9, 1.6 }, { "Log", 0.5, 2, 0.9, 1.6 }, { "Log", 1e-37, 1e-30, 0.9, 1.6 }, { "Log2", 0.01, 100, 1.7, 2.5 },
        { "Log1p", -0.99, 3, 1, 2.5 }, { "Log1p", -0.01, 0.01, 1, 2.5 }, { "Log1p", 0, 1e9, 1, 2 },
        { "Tanh", -10, 10, 1.5, 2.5 }, { "Tanh", -0.6, 0.6, 1.5, 2.6 },
        { "Sigmoid", -80, 40, 2.4, 3.5 }, { "Sigmoid", -2, 2, 2.4, 3.5 }, { "Softplus", -80, 40, 1.6, 3.5 },
        { "Sin", -4, 4, 1.5, 2 }, { "Cos", -4, 4, 1.5, 2 }, { "Sin", -1e5, 1e5, 1.5, 2 }, { "Cos", -1e5, 1e5, 1.5, 2 }, { "Sin", -1e8, 1e8, 1.5, 2 },
        { "Sin", 1e9, 1e12, 1.5, 2 }, { "Tan", -4, 4, 1, 2 }, { "Log10", 0.01, 100, 1, 2 }, { "Asin", -1, 1, 1, 2 }, { "Acos", -1, 1, 1, 2 },
        { "Atan", -9, 9, 1, 2 }, { "Sinh", -9, 9, 1, 2 }, { "Cosh", -9, 9, 1, 2 },
    };

    [Theory, MemberData(nameof(Ranges))]
    public void Within_units_of_the_last_place(string name, double from, double to, double single, double wide)
    {
        var random = new Random(11);
        var reference = Reference(name);
        double worstSingle = 0, worstWide = 0;
        for (int i = 0; i < 20000; i++)
        {
            double x = from + ((to - from) * random.NextDouble()), expected = reference((float)x);
            float f = ScalarFloat(name, (float)x);
            worstSingle = Math.Max(worstSingle, Math.Abs(f - expected) / UlpOfFloat(expected));
            expected = reference(x);
            worstWide = Math.Max(worstWide, Math.Abs(ScalarDouble(name, x) - expected) / Ulp(expected));
        }
        Assert.True(worstSingle <= single, FormattableString.Invariant($"{name} of float is {worstSingle:F3} units off"));
        Assert.True(worstWide <= wide, FormattableString.Invariant($"{name} of double is {worstWide:F3} units off"));
    }

    [Theory]
    [InlineData(0.1, 0.1124629160182848922, 0.8875370839817151078)]
    [InlineData(0.47, 0.4937450508860821, 0.5062549491139179)]
    [InlineData(0.5, 0.5204998778130465377, 0.4795001221869534623)]
    [InlineData(1, 0.8427007929497148693, 0.1572992070502851307)]
    [InlineData(2.5, 0.9995930479825550411, 4.069520174449589396e-4)]
    [InlineData(5, 0.9999999999984625402, 1.537459794428034850e-12)]
    [InlineData(9, 1, 4.137031746513810238e-37)]
    [InlineData(-0.7, -0.6778011938374184730, 1.6778011938374184730)]
    [InlineData(-3, -0.9999779095030014146, 1.9999779095030014146)]
    public void Error_function(double x, double erf, double erfc)
    {
        Close(erf, ScalarMath.Erf(x), 2);
        Close(erfc, ScalarMath.Erfc(x), 8);
        // The argument in single precision is another: the derivative takes it into account.
        double slope = 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * ((float)x - x);
        Assert.InRange(Math.Abs(ScalarMath.Erf((float)x) - (erf + slope)) / UlpOfFloat(erf), 0, 1.6);
        Assert.InRange(Math.Abs(ScalarMath.Erfc((float)x) - (erfc - slope)) / UlpOfFloat(erfc), 0, 4.5);
    }

    [Fact]
    public void Erf_and_erfc_are_continuous_and_complementary()
    {
        for (double x = -6; x < 6; x += 0.000731)
        {
            Assert.InRange(Math.Abs(ScalarMath.Erf(x) + ScalarMath.Erfc(x) - 1), 0, 5e-16);
            Assert.InRange(Math.Abs(ScalarMath.Erf((float)x) + ScalarMath.Erfc((float)x) - 1), 0, 2.5e-7);
            Assert.True(ScalarMath.Erf(x) <= ScalarMath.Erf(x + 0.000731) + 2.3e-16);
        }
    }

    [Fact]
    public void Special_values()
    {
        double inf = double.PositiveInfinity, nan = double.NaN;
        (string Name, double X, double Y)[] cases =
        [
            ("Exp", inf, inf), ("Exp", -inf, 0), ("Exp", nan, nan), ("Exp", 0, 1), ("Exp", 1e5, inf), ("Exp", -1e5, 0),
            ("Exp2", inf, inf), ("Exp2", -inf, 0), ("Exp2", nan, nan), ("Exp2", 10, 1024), ("Exp2", -3, 0.125),
            ("Expm1", inf, inf), ("Expm1", -inf, -1), ("Expm1", nan, nan), ("Expm1", -0.0, -0.0), ("Expm1", 0, 0),
            ("Log", inf, inf), ("Log", 0, -inf), ("Log", -0.0, -inf), ("Log", -1, nan), ("Log", -inf, nan), ("Log", nan, nan), ("Log", 1, 0),
            ("Log2", inf, inf), ("Log2", 0, -inf), ("Log2", -1, nan), ("Log2", nan, nan), ("Log2", 8, 3), ("Log2", 0.25, -2), ("Log10", 1000, 3),
            ("Log1p", inf, inf), ("Log1p", -1, -inf), ("Log1p", -2, nan), ("Log1p", nan, nan), ("Log1p", -0.0, -0.0),
            ("Tanh", inf, 1), ("Tanh", -inf, -1), ("Tanh", nan, nan), ("Tanh", -0.0, -0.0), ("Tanh", 500, 1),
            ("Sigmoid", inf, 1), ("Sigmoid", -inf, 0), ("Sigmoid", nan, nan), ("Sigmoid", 0, 0.5), ("Sigmoid", -1e4, 0), ("Sigmoid", 1e4, 1),
            ("Softplus", inf, inf), ("Softplus", -inf, 0), ("Softplus", nan, nan), ("Softplus", 1e4, 1e4),
            ("Sin", inf, nan), ("Sin", nan, nan), ("Sin", -0.0, -0.0), ("Cos", -inf, nan), ("Cos", 0, 1), ("Cos", nan, nan),
            ("Erf", inf, 1), ("Erf", -inf, -1), ("Erf", nan, nan), ("Erf", -0.0, -0.0), ("Erfc", inf, 0), ("Erfc", -inf, 2), ("Erfc", nan, nan),
        ];
        foreach (var (name, x, y) in cases)
        {
            Assert.Equal($"{name}({x}) = {y:R}", $"{name}({x}) = {ScalarDouble(name, x):R}");
            Assert.Equal($"{name}({x}) = {(float)y:R}", $"{name}({x}) = {ScalarFloat(name, (float)x):R}");
        }
        Assert.Equal(float.Epsilon, ScalarMath.Tanh(float.Epsilon));
        Assert.Equal(Math.Log(1e-310), ScalarMath.Log(1e-310), 1e-12);
        Assert.Equal(-103.27893f, ScalarMath.Log(float.Epsilon), 1e-4f);
        Assert.Equal(1e-310, ScalarMath.Exp(Math.Log(1e-310)), 1e-320);
        Assert.Equal(Math.Exp(709.7), ScalarMath.Expm1(709.7), Math.Exp(709.7) * 1e-15);
        Assert.Equal((float)Math.Exp(88.7f), ScalarMath.Expm1(88.7f), (float)Math.Exp(88.7) * 2e-7f);
        Assert.Equal(8f, ScalarMath.Pow(2f, 3f));
        Assert.Equal(Math.Atan2(1, -2), ScalarMath.Atan2(1.0, -2.0));
        Assert.Equal([-1, 0, 1], new[] { ScalarMath.Sign(-3), ScalarMath.Sign(0), ScalarMath.Sign(9) });
        Assert.True(float.IsNaN(ScalarMath.Sign(float.NaN)));
    }

    [Fact]
    public void All_widths_give_the_same_bits()
    {
        var random = new Random(3);
        double[] values = [.. Special, .. Enumerable.Range(0, 3000).Select(_ => Math.Tan(random.NextDouble() * Math.PI)), 0, 0, 0, 0];
        values = values[..(values.Length / 16 * 16)];
        float[] singles = [.. values.Select(v => (float)v)];
        foreach (string name in Names)
        {
            var expected = singles.Select(x => BitConverter.SingleToInt32Bits(ScalarFloat(name, x))).ToArray();
            Assert.Equal(expected, Apply<Vec128<float>, float>(name, singles).Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(expected, Apply<Vec256<float>, float>(name, singles).Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(expected, Apply<Vec512<float>, float>(name, singles).Select(BitConverter.SingleToInt32Bits));
            var wide = values.Select(x => BitConverter.DoubleToInt64Bits(ScalarDouble(name, x))).ToArray();
            Assert.Equal(wide, Apply<Vec128<double>, double>(name, values).Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(wide, Apply<Vec256<double>, double>(name, values).Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(wide, Apply<Vec512<double>, double>(name, values).Select(BitConverter.DoubleToInt64Bits));
        }
    }

    private static readonly string[] Names =
    [
        "Exp", "Exp2", "Expm1", "Log", "Log2", "Log10", "Log1p", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Tanh", "Erf",
        "Erfc", "Sigmoid", "Softplus", "Sign", "Reciprocal",
    ];

    private static T[] Apply<V, T>(string name, T[] x) where V : struct, IVector<V, T> where T : unmanaged
    {
        var result = new T[x.Length];
        for (int i = 0; i < x.Length; i += V.Count) V.Store(Evaluate<V, T>(name, V.Load(x, i, V.Count)), result, i, V.Count);
        return result;
    }

    private static float ScalarFloat(string name, float x) => Apply<Scalar1<float>, float>(name, [x])[0];

    private static double ScalarDouble(string name, double x) => Apply<Scalar1<double>, double>(name, [x])[0];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V Evaluate<V, T>(string name, V x) where V : struct, IVector<V, T> where T : unmanaged => name switch
    {
        "Exp" => VectorMath.Exp<V, T>(x),
        "Exp2" => VectorMath.Exp2<V, T>(x),
        "Expm1" => VectorMath.Expm1<V, T>(x),
        "Log" => VectorMath.Log<V, T>(x),
        "Log2" => VectorMath.Log2<V, T>(x),
        "Log10" => VectorMath.Log10<V, T>(x),
        "Log1p" => VectorMath.Log1p<V, T>(x),
        "Sin" => VectorMath.Sin<V, T>(x),
        "Cos" => VectorMath.Cos<V, T>(x),
        "Tan" => VectorMath.Tan<V, T>(x),
        "Asin" => VectorMath.Asin<V, T>(x),
        "Acos" => VectorMath.Acos<V, T>(x),
        "Atan" => VectorMath.Atan<V, T>(x),
        "Sinh" => VectorMath.Sinh<V, T>(x),
        "Cosh" => VectorMath.Cosh<V, T>(x),
        "Tanh" => VectorMath.Tanh<V, T>(x),
        "Erf" => VectorMath.Erf<V, T>(x),
        "Erfc" => VectorMath.Erfc<V, T>(x),
        "Sigmoid" => VectorMath.Sigmoid<V, T>(x),
        "Softplus" => VectorMath.Softplus<V, T>(x),
        "Sign" => VectorMath.Sign<V, T>(x),
        "Reciprocal" => VectorMath.Reciprocal<V, T>(x),
        _ => throw new ArgumentException(name),
    };

    private static Func<double, double> Reference(string name) => name switch
    {
        "Exp" => Math.Exp,
        "Exp2" => x => Math.Pow(2, x),
        "Log" => Math.Log,
        "Log2" => Math.Log2,
        "Log10" => Math.Log10,
        "Expm1" => x => Math.Exp(x) == 1 ? x : (Math.Exp(x) - 1) * x / Math.Log(Math.Exp(x)),
        "Log1p" => Log1p,
        "Sin" => Math.Sin,
        "Cos" => Math.Cos,
        "Tan" => Math.Tan,
        "Asin" => Math.Asin,
        "Acos" => Math.Acos,
        "Atan" => Math.Atan,
        "Sinh" => Math.Sinh,
        "Cosh" => Math.Cosh,
        "Tanh" => Math.Tanh,
        "Sigmoid" => x => 1 / (1 + Math.Exp(-x)),
        "Softplus" => x => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x))),
        _ => throw new ArgumentException(name),
    };

    // Kahan's: the rounding of 1 + x cancels between the logarithm and the divisor.
    private static double Log1p(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * x / (1 + x - 1);

    private static void Close(double expected, double actual, double ulps) => Assert.InRange(Math.Abs(actual - expected) / Ulp(expected), 0, ulps);

    private static double Ulp(double x) => Math.BitIncrement(Math.Abs(x)) - Math.Abs(x);

    private static double UlpOfFloat(double x)
    {
        float f = Math.Max(MathF.Abs((float)x), 1.17549435e-38f);
        return MathF.BitIncrement(f) - (double)f;
    }
}
