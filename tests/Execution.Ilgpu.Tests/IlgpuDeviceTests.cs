using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Devices: what is there, what is said where nothing is, what becomes of values.</summary>
public class IlgpuDeviceTests
{
    [Fact]
    public void A_missing_device_is_reported_with_what_was_looked_for()
    {
        if (IlgpuDevice.List().Any(d => d.StartsWith("cuda", StringComparison.Ordinal))) return;
        var failure = Assert.Throws<InvalidOperationException>(() => IlgpuDevice.CreateCuda());
        Assert.Contains(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_simulation_is_always_there()
    {
        Assert.Contains(IlgpuDevice.List(), d => d.StartsWith("ilgpu-cpu", StringComparison.Ordinal));
        using var device = IlgpuDevice.CreateCpu();
        Assert.Equal("ilgpu-cpu", device.Name);
    }

    [Fact]
    public void Disposal_brings_values_back()
    {
        var variable = Shared.From(new float[,] { { 1, 2 }, { 3, 4 } });
        var device = IlgpuDevice.CreateCpu();
        var module = new Holder { Value = variable };
        module.To(device);
        device.Dispose();
        Assert.Equal([1, 2, 3, 4], variable.GetValue().Elements());
        Assert.Throws<ObjectDisposedException>(device.Synchronize);
    }

    [Fact]
    public void Disposal_frees_all_memory()
    {
        var device = IlgpuDevice.CreateCpu();
        var products = new Products();
        products.To(device);
        _ = products.Run(new(new float[3, 4]), new(new float[4, 5]));
        _ = device.Scratch<int>(0, 100);
        _ = device.Allocate(64);
        var held = device.Buffers.ToArray();
        Assert.True(held.Length >= 4);
        Assert.All(held, buffer => Assert.False(buffer.IsDisposed));
        device.Dispose();
        Assert.All(held, buffer => Assert.True(buffer.IsDisposed));
    }

    [Fact]
    public void Tiles_of_products_in_shared_memory_give_what_plain_products_give()
    {
        using var device = IlgpuDevice.CreateCpu(groupSize: 256, alwaysTiles: true);
        var x = new float[70, 19];
        var y = new float[19, 66];
        for (int k = 0; k < 19; k++)
        {
            for (int row = 0; row < 70; row++) x[row, k] = (row * 3 + k * 7) % 11 - 5;
            for (int column = 0; column < 66; column++) y[k, column] = (column * 5 + k) % 13 - 6;
        }
        var products = new Products();
        var (plain, plainGram) = products.Run(new(x), new(y));
        products.To(device);
        device.Transfers.Reset();
        var (tiled, tiledGram) = products.Run(new(x), new(y));
        Assert.Equal(2, device.Transfers.Launches);
        Assert.Equal(plain.Elements(), tiled.Elements());
        Assert.Equal(plainGram.Elements(), tiledGram.Elements());
    }
}

/// <summary>Products whose tiles are not full: one with work on its result, one of a transposed matrix.</summary>
[GraphModule]
public sealed partial class Products
{
    [GraphFunction]
    private Function RunGraph(Matrix<float> x, Matrix<float> y) => T.Function(outputs: (sum: T.Dot(x, y) * 2 + 1, gram: T.Dot(x.T, x)));
}

/// <summary>A module that only holds a value.</summary>
[GraphModule]
public sealed partial class Holder
{
    public required SharedMatrix<float> Value { get; init; }
}
