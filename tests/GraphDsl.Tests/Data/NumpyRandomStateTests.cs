using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace GraphDsl.Tests.Data;

public class NumpyRandomStateTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1234)]
    [InlineData(4294967295)]
    public void Draws_what_NumPy_draws(long seed)
    {
        string Expected(string name) => (string)typeof(RandomStateSamples).GetField($"{name}{seed}")!.GetValue(null)!;
        var random = new NumpyRandomState(seed);
        Assert.Equal(Expected("Uniform"), Digest(random.Uniform<double>(-0.3, 0.7, 100, 1000)));
        Assert.Equal(Expected("UniformFloat"), Digest(random.Uniform<float>(-1, 1, 99999)));
        Assert.Equal(Expected("Normal"), Digest(random.Normal<double>(2, 3, 99999)));
        Assert.Equal(Expected("NormalAgain"), Digest(random.Normal<double>(0, 1, 1001)));
        Assert.Equal(Expected("RandInt"), Digest(random.RandInt(-5, 1000, 100000)));
        Assert.Equal(Expected("RandIntAll32"), Digest(random.RandInt(0, 1L << 32, 1000)));
        Assert.Equal(Expected("RandInt64"), Digest(random.RandInt(-(1L << 62), 1L << 62, 10000)));
        Assert.Equal(Expected("RandIntFull"), Digest(random.RandInt(long.MinValue, long.MaxValue, 1000)));
        Assert.Equal(Expected("RandIntOne"), Digest(random.RandInt(7, 8, 10)));
        Assert.Equal(Expected("Permutation"), Digest(random.Permutation(50000)));
        Assert.Equal(Expected("After"), Digest(random.Uniform<double>(0, 1, 10)));
    }

    [Fact]
    public void First_draws_of_seed_1234()
    {
        Assert.Equal([0.1915194503788923, 0.6221087710398319, 0.4377277390071145], Elements(new NumpyRandomState(1234).Uniform<double>(0, 1, 3)));
        Assert.Equal([0.47143516373249306, -1.1909756947064645, 1.4327069684260973], Elements(new NumpyRandomState(1234).Normal<double>(0, 1, 3)));
        Assert.Equal([3L, 6, 5, 4, 8, 9, 1, 7, 9, 6], Elements(new NumpyRandomState(1234).RandInt(0, 10, 10)));
    }

    [SharedDataFact]
    public void First_draws_agree_with_the_golden_file()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedData.Path("data/golden/randomstate_check.json")));
        double[] Golden(string name) => [.. golden.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
        var seed = golden.RootElement.GetProperty("seed").GetInt64();
        Assert.Equal(Golden("random_sample"), Elements(new NumpyRandomState(seed).Uniform<double>(0, 1, Golden("random_sample").Length)));
        Assert.Equal(Golden("uniform_m1_1"), Elements(new NumpyRandomState(seed).Uniform<double>(-1, 1, Golden("uniform_m1_1").Length)));
        Assert.Equal(Golden("randint_0_10"), Elements(new NumpyRandomState(seed).RandInt(0, 10, Golden("randint_0_10").Length)).Select(value => (double)value));
        Assert.Equal(Golden("randn"), Elements(new NumpyRandomState(seed).Normal<double>(0, 1, Golden("randn").Length)));
    }

    [Fact]
    public void Shapes_are_those_asked_for()
    {
        var random = new NumpyRandomState(1);
        Assert.Equal([2, 3, 4], random.Uniform<float>(0, 1, 2, 3, 4).Lengths.ToArray());
        Assert.Equal([1], random.RandInt(0, 5).Lengths.ToArray());
        Assert.Equal([0, 3], random.Normal<Half>(0, 1, 0, 3).Lengths.ToArray());
        Assert.Equal(0, random.Permutation(0).FlattenedLength);
    }

    [Fact]
    public void Refuses_what_NumPy_refuses()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumpyRandomState(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumpyRandomState(1L << 32));
        var random = new NumpyRandomState(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Uniform<double>(0, double.PositiveInfinity, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Uniform<double>(0, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Normal<double>(0, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.RandInt(3, 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Permutation(-1));
    }

    private static T[] Elements<T>(Tensor<T> tensor)
    {
        var elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }

    private static string Digest<T>(Tensor<T> tensor) where T : unmanaged =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(Elements(tensor).AsSpan())));
}
