using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;

namespace GraphDsl.Benchmarks;

/// <summary>Elementwise functions of vectors, and what becomes of a whole vector.</summary>
[MemoryDiagnoser]
public class Vectors
{
    private readonly Random random = new(1);
    private Tensor<float> x = null!, y = null!, result = null!;

    /// <summary>The elements: in the first cache, in the second, in memory.</summary>
    [Params(1000, 100_000, 10_000_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        x = Tensor.Create(Draw(), [Length]);
        y = Tensor.Create(Draw(), [Length]);
        result = Tensor.CreateFromShape<float>([Length]);
    }

    [Benchmark]
    public void Exp() => Operations.Exp(x, result);

    [Benchmark]
    public void Tanh() => Operations.Tanh(x, result);

    [Benchmark]
    public void Log() => Operations.Log(x, result);

    [Benchmark]
    public float Sum() => Operations.Sum(x);

    [Benchmark]
    public float Dot() => Operations.Dot(x, y);

    // Between 0.5 and 2.5: no special cases of the logarithm.
    private float[] Draw() => [.. Enumerable.Range(0, Length).Select(_ => 0.5f + (2 * random.NextSingle()))];
}
