using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Values to run generated code with: every element is one that its type can hold.</summary>
internal static class TestValues
{
    /// <summary>Sizes around the widths of vectors, with none, one and primes among them.</summary>
    public static readonly long[] Sizes = [0, 1, 3, 7, 8, 15, 16, 17, 31, 33];

    private static readonly double[] specialReals =
        [0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-6, -1e-6, 20, -20];

    private static readonly long[] specialIntegers = [0, 1, -1, 2, -2, 3, 7, -7, 100, -100, 255, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];

    /// <summary>Special values at first, then random ones.</summary>
    public static ReferenceTensor Special(DType type, int seed, params long[] lengths)
    {
        var random = new Random(seed);
        var result = Random(type, seed, lengths);
        for (int i = 0; i < result.Count; i++)
        {
            if (random.Next(2) == 0) continue;
            if (type.IsFloat()) result.Reals[i] = specialReals[random.Next(specialReals.Length)];
            else result.Integers[i] = ScalarMath.Wrap(specialIntegers[random.Next(specialIntegers.Length)], type);
            if (type.IsFloat()) result.Reals[i] = Round(result.Reals[i], type);
        }
        return result;
    }

    /// <summary>Random values of magnitudes up to 4, or whole ones up to 9.</summary>
    public static ReferenceTensor Random(DType type, int seed, params long[] lengths)
    {
        var random = new Random((seed * 31) + (int)type);
        var result = ReferenceTensor.Zeros(type, lengths);
        for (int i = 0; i < result.Count; i++)
        {
            if (type.IsFloat()) result.Reals[i] = Round((random.NextDouble() * 8) - 4, type);
            else result.Integers[i] = type == DType.Bool ? random.Next(2) : random.Next(type == DType.UInt8 ? 0 : -9, 10);
        }
        return result;
    }

    /// <summary>Whole numbers from 0 to below a limit.</summary>
    public static ReferenceTensor Below(DType type, int limit, int seed, params long[] lengths)
    {
        var random = new Random(seed);
        var result = ReferenceTensor.Zeros(type, lengths);
        for (int i = 0; i < result.Count; i++) result[i] = random.Next(limit);
        return result;
    }

    /// <summary>Values whose sums and products are exact in every type: 0, 1 and 2.</summary>
    public static ReferenceTensor Small(DType type, int seed, params long[] lengths) => Below(type, type == DType.Bool ? 2 : 3, seed, lengths);

    /// <summary>With elements that the type can hold.</summary>
    public static ReferenceTensor Rounded(ReferenceTensor x)
    {
        for (int i = 0; i < x.Count; i++) x.Reals[i] = Round(x.Reals[i], x.Type);
        return x;
    }

    private static double Round(double value, DType type) => type switch
    {
        DType.Float32 => (float)value,
        DType.Float16 => (double)(Half)value,
        _ => value,
    };
}
