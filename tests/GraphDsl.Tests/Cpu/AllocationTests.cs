using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

[Collection(CpuAlone.Name)]
public class AllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Nothing_is_allocated_after_the_first_calls(int threads) => CpuPoolTests.WithThreads(threads, () =>
    {
        float[] x = new float[400_000], y = new float[400_000], small = new float[1000];
        int[] index = new int[20_000];
        long[] positions = new long[index.Length];
        for (int warm = 0; warm < 300; warm++) Everything(x, y, small, index, positions);
        long here = GC.GetAllocatedBytesForCurrentThread(), everywhere = GC.GetTotalAllocatedBytes(precise: true);
        for (int repeat = 0; repeat < 20; repeat++) Everything(x, y, small, index, positions);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - here);
        // Threads of the test host may allocate a little.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - everywhere, 0, 20_000);
    });

    private static void Everything(float[] x, float[] y, float[] totals, int[] index, long[] positions)
    {
        var map = new Kernels.Affine<float>(x, y, 0.5f, 1);
        Map.Run<float, Kernels.Affine<float>>(ref map, x.Length, 2);
        var elements = new Kernels.Elements<float>(x, totals, 400);
        Reduce.All<float, SumOp<float>, Kernels.Elements<float>>(ref elements, x.Length, 2);
        Reduce.Rows<float, SumOp<float>, Kernels.Elements<float>>(ref elements, 1000, 400, 1);
        Reduce.Columns<float, SumOp<float>, Kernels.Elements<float>>(ref elements, 1000, 400, 1);
        var softmax = new Kernels.Softmax(x, y, 400);
        Rows.Run<float, Kernels.Softmax>(ref softmax, 100, 400, 10);
        Gemm.Multiply<float>(100, 120, 300, 1, x, 300, 1, x, 120, 1, 0, y, 120);
        Gemm.Multiply<float>(1, 500, 300, 1, x, 300, 1, x, 500, 1, 0, y, 500);
        Indexing.Combine<int>(index, 10, positions, isFirst: true, "");
        Indexing.Gather<float>(x, 20, positions, y);
        Indexing.Add<float>(y, 20, positions, x, 20, 1);
        Indexing.Set<float>(y, 400, positions.AsSpan(0, 1000), x, 400, 1);
        Gemm.Multiply<float>(300, 10, 100, 1, x, 1, 300, x, 10, 1, 1, y, 10);
    }
}
