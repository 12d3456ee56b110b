using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;

namespace GraphDsl.Benchmarks;

/// <summary>Softmax of rows.</summary>
[MemoryDiagnoser]
public class Rows
{
    private Tensor<float> x = null!, result = null!;

    /// <summary>The number of elements is a million; this many are in a row.</summary>
    [Params(10, 1000)]
    public int Classes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        nint[] lengths = [1_000_000 / Classes, Classes];
        x = new NumpyRandomState(1).Uniform<float>(-3, 3, lengths);
        result = Tensor.CreateFromShape<float>(lengths);
    }

    [Benchmark]
    public void Softmax() => Operations.Softmax(x, result);
}

/// <summary>Products of square matrices.</summary>
[MemoryDiagnoser]
public class Products
{
    private Tensor<float> a = null!, b = null!, result = null!;

    /// <summary>Rows and columns.</summary>
    [Params(16, 100, 1000)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        a = new NumpyRandomState(1).Uniform<float>(-1, 1, Size, Size);
        b = new NumpyRandomState(2).Uniform<float>(-1, 1, Size, Size);
        result = Tensor.CreateFromShape<float>([Size, Size]);
    }

    [Benchmark]
    public void Gemm() => Operations.Gemm(a, b, result);
}

/// <summary>Rows of a table, read at random positions or added to them.</summary>
[MemoryDiagnoser]
public class Indexing
{
    private const int Entries = 10_000, Count = 100_000;

    private Tensor<float> table = null!, rows = null!, result = null!;
    private int[] at = [];

    /// <summary>The elements of a row.</summary>
    [Params(1, 10, 100)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var random = new NumpyRandomState(1);
        table = random.Uniform<float>(-1, 1, Entries, Width);
        rows = random.Uniform<float>(-1, 1, Count, Width);
        at = [.. random.RandInt(0, Entries, Count).Select(position => (int)position)];
        result = Tensor.CreateFromShape<float>([Entries, Width]);
    }

    [Benchmark]
    public void Gather() => Operations.Gather(table, at, rows);

    [Benchmark]
    public void ScatterAdd() => Operations.ScatterAdd(table, at, rows, result);
}
