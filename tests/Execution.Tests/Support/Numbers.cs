using System.Numerics.Tensors;

namespace GraphDsl.Tests.Support;

/// <summary>Numbers of the element type that the project is built for, and how near to the truth they must come.</summary>
internal static class Numbers
{
    /// <summary>Whether floatX stands for double.</summary>
    public static bool IsDouble => typeof(floatX) == typeof(double);

    /// <summary>A relative tolerance: the first where floatX is float, the second where it is double.</summary>
    public static double Tolerance(double single = 1e-5, double twice = 1e-12) => IsDouble ? twice : single;

    /// <summary>A matrix of C# as an argument.</summary>
    public static ReadOnlyTensorSpan<TElement> Read<TElement>(TElement[,] matrix) => new(matrix);

    /// <summary>A matrix of C# as a destination.</summary>
    public static TensorSpan<TElement> Write<TElement>(TElement[,] matrix) => new(matrix);

    /// <summary>The elements of a tensor, row-major.</summary>
    public static TElement[] Elements<TElement>(this Tensor<TElement> tensor)
    {
        var elements = new TElement[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }

    /// <summary>The live elements of a shared variable as doubles.</summary>
    public static double[] Doubles(this Shared<floatX> shared) => [.. shared.GetValue().Elements().Select(x => (double)x)];

    /// <summary>Reproducible values between -1 and 1.</summary>
    public static floatX[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        var values = new floatX[count];
        for (int i = 0; i < count; i++)
            values[i] = (floatX)(random.NextDouble() * 2 - 1);
        return values;
    }

    /// <summary>Compares with a tolerance relative to the larger of 1 and the expected value.</summary>
    public static void Near(double expected, double actual, double tolerance) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            FormattableString.Invariant($"expected {expected:r}, not {actual:r}: {Math.Abs(expected - actual) / Math.Max(1, Math.Abs(expected)):e2} apart, at most {tolerance:e2} allowed"));

    /// <summary>Compares element by element.</summary>
    public static void Near(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Near(expected[i], actual[i], tolerance);
    }
}
