using GraphDsl.Ilgpu;

namespace GraphDsl.Tests;

/// <summary>The functions of kernels against .NET's, over all magnitudes.</summary>
public class DeviceMathTests
{
    private static readonly (string Name, Func<float, float> Single, Func<double, double> Double, Func<double, double> Expected)[] functions =
    [
        ("Exp", DeviceMath.Exp, DeviceMath.Exp, Math.Exp),
        ("Exp2", DeviceMath.Exp2, DeviceMath.Exp2, x => Math.Pow(2, x)),
        ("Expm1", DeviceMath.Expm1, DeviceMath.Expm1, x => Math.Abs(x) < 1 ? Math.Sinh(x / 2) * 2 * Math.Exp(x / 2) : Math.Exp(x) - 1),
        ("Log", DeviceMath.Log, DeviceMath.Log, Math.Log),
        ("Log2", DeviceMath.Log2, DeviceMath.Log2, Math.Log2),
        ("Log10", DeviceMath.Log10, DeviceMath.Log10, Math.Log10),
        ("Sin", DeviceMath.Sin, DeviceMath.Sin, Math.Sin),
        ("Cos", DeviceMath.Cos, DeviceMath.Cos, Math.Cos),
        ("Tan", DeviceMath.Tan, DeviceMath.Tan, Math.Tan),
        ("Asin", DeviceMath.Asin, DeviceMath.Asin, Math.Asin),
        ("Acos", DeviceMath.Acos, DeviceMath.Acos, Math.Acos),
        ("Atan", DeviceMath.Atan, DeviceMath.Atan, Math.Atan),
        ("Sinh", DeviceMath.Sinh, DeviceMath.Sinh, Math.Sinh),
        ("Cosh", DeviceMath.Cosh, DeviceMath.Cosh, Math.Cosh),
        ("Tanh", DeviceMath.Tanh, DeviceMath.Tanh, Math.Tanh),
        ("Round", DeviceMath.Round, DeviceMath.Round, Math.Round),
        ("Truncate", DeviceMath.Truncate, DeviceMath.Truncate, Math.Truncate),
    ];

    public static TheoryData<string> Names => [.. functions.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Functions_are_as_exact_as_promised(string name)
    {
        var (_, single, real, expected) = functions.Single(f => f.Name == name);
        foreach (double x in Arguments())
        {
            Hold(name, x, expected(x), real(x), 1e-14, 2e-323);
            float rounded = (float)x;
            Hold(name, rounded, (float)expected(rounded), single(rounded), 1e-6, 6e-45);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_precision_holds_over_all_magnitudes(string name)
    {
        var (_, single, _, expected) = functions.Single(f => f.Name == name);
        for (long bits = 0; bits <= uint.MaxValue; bits += 131_071)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)bits);
            Hold(name, x, (float)expected(x), single(x), 1e-6, 6e-45);
        }
    }

    [Fact]
    public void Powers_and_angles_of_pairs()
    {
        double[] bases = [0, -0.0, 1, -1, 2, -2, 0.5, 10, 1e-300, 1e300, -8, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        double[] exponents = [0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 100, 1e10, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        foreach (double x in bases)
        {
            foreach (double y in exponents)
            {
                Hold($"Pow({x}, {y})", x, Math.Pow(x, y), DeviceMath.Pow(x, y), 1e-13, 2e-323);
                Hold($"Atan2({x}, {y})", x, Math.Atan2(x, y), DeviceMath.Atan2(x, y), 1e-14, 2e-323);
                Hold($"Remainder({x}, {y})", x, x % y, DeviceMath.Remainder(x, y), 0, 0);
            }
        }
        Hold("Pow", 1.0001, Math.Pow(1.0001, 6e6), DeviceMath.Pow(1.0001, 6e6), 1e-12, 0);
    }

    [Theory]
    [InlineData(1e5)]
    [InlineData(1e6)]
    [InlineData(3.7e9)]
    [InlineData(1e15)]
    [InlineData(1.2345e22)]
    [InlineData(6.0e75)]
    [InlineData(1.7e308)]
    public void Large_angles_are_reduced_exactly(double x)
    {
        Hold("Sin", x, Math.Sin(x), DeviceMath.Sin(x), 1e-14, 1e-17);
        Hold("Cos", -x, Math.Cos(x), DeviceMath.Cos(-x), 1e-14, 1e-17);
    }

    [Fact]
    public void Half_precision_numbers_come_back_from_their_bits()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var half = BitConverter.UInt16BitsToHalf((ushort)bits);
            if (Half.IsNaN(half)) continue;
            Assert.Equal((float)half, Halves.ToSingle((ushort)bits));
            Assert.Equal(bits, Halves.ToBits((float)half));
            float between = (float)half * 1.00049f;
            Assert.Equal((Half)between, BitConverter.UInt16BitsToHalf(Halves.ToBits(between)));
        }
    }

    [Fact]
    public void Integers_divide_by_powers_of_two_towards_zero()
    {
        foreach (int x in new[] { -9, -8, -1, 0, 1, 7, 8, int.MaxValue, int.MinValue + 1 })
        {
            Assert.Equal(x / 2, DeviceMath.Halve(x, 1));
            Assert.Equal(x / 8, DeviceMath.Halve(x, 3));
            Assert.Equal((long)x / 1024, DeviceMath.Halve((long)x, 10));
        }
    }

    [Fact]
    public void Sizes_divide_rounding_down()
    {
        foreach (int x in new[] { -9, -8, -7, -1, 0, 1, 7, 8, 9 })
            foreach (int y in new[] { -4, -3, -1, 1, 2, 3, 8 })
                Assert.Equal((int)Math.Floor((double)x / y), DeviceSizes.FloorDivide(x, y));
        Assert.Equal(0, DeviceSizes.FloorDivide(5, 0));
    }

    private static IEnumerable<double> Arguments()
    {
        yield return 0;
        yield return -0.0;
        yield return double.PositiveInfinity;
        yield return double.NegativeInfinity;
        yield return double.NaN;
        var random = new Random(5);
        for (int k = 0; k < 4000; k++)
        {
            double x = Math.Pow(10, (random.NextDouble() * 9) - 6);
            yield return k % 2 == 0 ? x : -x;
        }
        for (double x = -20; x <= 20; x += 0.125) yield return x;
    }

    private static void Hold(string name, double x, double expected, double actual, double tolerance, double smallest)
    {
        if (expected.Equals(actual)) return;
        bool isClose = !double.IsNaN(expected) && !double.IsInfinity(expected) && Math.Abs(expected - actual) <= (tolerance * Math.Abs(expected)) + smallest;
        Assert.True(isClose, FormattableString.Invariant($"{name} of {x:r} is {actual:r}, expected {expected:r}"));
    }
}
